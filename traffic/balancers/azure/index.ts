import { follow, labelOf, type Resource, typeOf } from "../../../reachability/resources";
import type { Balancer, Source } from "../../model";
import { blockIn, blocksAt, textAt, textIn } from "../fields";
import { endpointsOf, type Reader, sourceOf } from "../reader";
import { Listeners } from "./listeners";
import { Parts } from "./parts";
import { Pools } from "./pools";
import { tokens } from "./tokens";

/** Application Gateways. An Azure Load Balancer takes no addresses of other networks, so it is not read. */
export function readAzureBalancers(reader: Reader): readonly Balancer[] {
  return reader.stack.all(tokens.applicationGateway).map((gateway) => balancerOf(reader, gateway));
}

function balancerOf(reader: Reader, gateway: Resource): Balancer {
  const notes: string[] = [];
  const parts = new Parts(gateway);
  const sources = sourcesOf(reader, gateway);
  if (sources.length === 0) {
    notes.push(`the subnet of ${labelOf(gateway)} is in none of these stacks, or can't be told`);
  }
  const pools = new Pools(gateway, parts, sources);
  const listeners = new Listeners(gateway, parts, pools, notes).read();
  const frontEnds = blocksAt(gateway, "frontendIPConfigurations");
  return {
    urn: gateway.urn,
    name: labelOf(gateway),
    cloud: "azure",
    kind: "Application Gateway",
    isInternal: !frontEnds.some((one) => blockIn(one, "publicIPAddress") !== undefined),
    frontEnds: frontEnds.flatMap((one) => {
      const address = reader.stack.referenced(
        follow(one, "publicIPAddress.id"),
        gateway,
        "frontendIPConfigurations",
        tokens.publicIPAddress,
      );
      const own = textIn(one, "privateIPAddress");
      return (address.state === "found" ? textAt(address.resource, "ipAddress") : own) ?? [];
    }),
    listeners,
    pools: pools.all,
    // https://learn.microsoft.com/azure/application-gateway/application-gateway-troubleshooting-502
    whenNoneHealthy: 502,
    unreachableStatus: { refused: 502, silent: 502 },
    notes,
  };
}

/**
 * Its instances have addresses anywhere in its own subnet, behind that subnet's security group and routes.
 *
 * Source: https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure
 */
function sourcesOf(reader: Reader, gateway: Resource): readonly Source[] {
  const list = "gatewayIPConfigurations";
  return blocksAt(gateway, list).flatMap((one) => {
    const id = follow(one, "subnet.id");
    const subnet = reader.stack.referenced(id, gateway, list, tokens.subnet);
    const found =
      subnet.state === "found"
        ? endpointsOf(reader, subnet.resource.urn, "any host")
        : id.state === "known" && typeof id.value === "string"
          ? inlineSubnet(reader, id.value)
          : [];
    return found.map(sourceOf);
  });
}

/** A subnet that is written in its virtual network. */
function inlineSubnet(reader: Reader, id: string) {
  const [network = "", name = ""] = id.toLowerCase().split("/subnets/");
  const owner = reader.stack.resources.find(
    (one) => typeOf(one) === tokens.virtualNetwork && one.id?.toLowerCase() === network,
  );
  return owner === undefined
    ? []
    : endpointsOf(reader, owner.urn, "any host").filter(({ name: subnet }) => subnet.toLowerCase() === name);
}
