import { tokens } from "../../../../reachability/aws/tokens";
import { read, type Resource } from "../../../../reachability/resources";
import type { Linker } from "../joins";
import type { Place } from "./claim";
import { type Claims, isDrawnFrom } from "./claims";
import { placeOf, placeWithin } from "./place";
import { isUntold } from "./untold";

const vpcs = [tokens.vpc, tokens.defaultVpc] as const;

/** The ranges of AWS: VPCs, subnets, transit gateways and the insides of tunnels. */
export function collectAws(claims: Claims, linker: Linker): void {
  const { stack } = claims;
  for (const vpc of vpcs.flatMap((type) => stack.all(type))) {
    const place = placeOf(vpc, "network");
    // By a node of its own it is joined with nothing.
    const own = isUntold(linker, vpc) ? { ...place, nodes: [`${vpc.urn} cidrBlock`] } : place;
    readOrPool(claims, vpc, "cidrBlock", "ipv4IpamPoolId", own);
    readIpv6(claims, vpc, place);
  }
  for (const [type, path, pool] of [
    [tokens.vpcIpv4CidrBlockAssociation, "cidrBlock", "ipv4IpamPoolId"],
    [tokens.vpcIpv6CidrBlockAssociation, "ipv6CidrBlock", "ipv6IpamPoolId"],
  ] as const) {
    for (const association of stack.all(type)) {
      const networks = linker.nodes(association, "vpcId", ...vpcs);
      const place = placeWithin(linker, association, "vpcId", "network", networks);
      if (path === "cidrBlock") {
        readOrPool(claims, association, path, pool, place);
      } else {
        readIpv6(claims, association, place);
      }
    }
  }
  for (const subnet of [tokens.subnet, tokens.defaultSubnet].flatMap((type) => stack.all(type))) {
    const networks = linker.nodes(subnet, "vpcId", ...vpcs);
    const place = placeWithin(linker, subnet, "vpcId", "subnet", networks);
    claims.read(subnet, "cidrBlock", place, { chosenByCloud: true });
    // Cut out of a range that Amazon gives the VPC, it is as unique as that.
    if (!isDrawnFrom(stack, subnet, "ipv6CidrBlock", vpcs)) {
      claims.read(subnet, "ipv6CidrBlock", place, { chosenByCloud: true });
    }
  }
  collectTransitGateways(claims);
  collectTunnels(claims);
}

/** A range that is given, or drawn from a pool when the update runs. */
function readOrPool(claims: Claims, resource: Resource, path: string, pool: string, place: Place): void {
  const isGiven = read(resource, path).state === "known";
  if (!isGiven && read(resource, pool).state !== "absent") {
    claims.leaveOpen(resource, path, place);
  } else {
    claims.read(resource, path, place);
  }
}

/** What Amazon provides is unique; what comes from a pool of one's own need not be. */
function readIpv6(claims: Claims, resource: Resource, place: Place): void {
  const path = "ipv6CidrBlock";
  if (read(resource, path).state !== "known" && read(resource, "ipv6IpamPoolId").state !== "absent") {
    claims.leaveOpen(resource, path, place);
  } else {
    claims.read(resource, path, place, { chosenByCloud: true });
  }
}

/** A transit gateway has its addresses in all its tables. */
function collectTransitGateways(claims: Claims): void {
  const { stack } = claims;
  for (const gateway of stack.all(tokens.transitGateway)) {
    const tables = stack.all(tokens.transitGatewayRouteTable).filter((table) => {
      const owner = stack.reference(table, "transitGatewayId", tokens.transitGateway);
      return owner.state === "found" && owner.resource === gateway;
    });
    const nodes = [gateway.urn, ...tables.map(({ urn }) => urn)];
    claims.read(gateway, "transitGatewayCidrBlocks", { kind: "network", networks: [gateway.urn], nodes });
  }
}

function collectTunnels(claims: Claims): void {
  for (const connection of claims.stack.all(tokens.vpnConnection)) {
    const place = placeOf(connection, "tunnel");
    for (const tunnel of ["tunnel1", "tunnel2"]) {
      claims.read(connection, `${tunnel}InsideCidr`, place, { chosenByCloud: true });
      claims.read(connection, `${tunnel}InsideIpv6Cidr`, place, { chosenByCloud: true });
    }
  }
}
