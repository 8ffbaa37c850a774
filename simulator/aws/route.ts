import { crc32 } from "node:zlib";

import { vpcOfInternetGateway, vpcOfVpnGateway } from "./attachments";
import {
  checkExactlyOneOf,
  checkIpv4Network,
  checkIpv6Network,
  refuseUnsimulated,
  unsimulated,
} from "./checks";
import { regionProperty, withRegion } from "./common";
import { Ec2Error } from "./error";
import { existing, find, findVpcOfRouteTable, having, notFound, vpcOfRouteTable } from "./references";
import { tokens } from "./tokens";
import { attachmentsOf } from "./transitGateways/attachments";
import { blocksOf } from "./vpcBlocks";
import { type Cidr, contains, parseCidr } from "../../addressing/cidr";
import { asString, type Props } from "../protocol/values";
import type { OperationContext, ResourceType, WorldView } from "../providers/resourceType";

const destinations = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];
const simulatedTargets = ["gatewayId", "natGatewayId", "transitGatewayId"];
const otherTargets = [
  "carrierGatewayId",
  "coreNetworkArn",
  "egressOnlyGatewayId",
  "localGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
];

/** The well-known prefix of NAT64 (RFC 6052). */
const nat64 = "64:ff9b::/96";

/**
 * A route by an internet, virtual private, NAT or transit gateway.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
 * Local routes: https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/route/
 */
export const route: ResourceType = {
  token: tokens.route,
  properties: {
    ...regionProperty,
    routeTableId: { type: "string", required: true, replace: true },
    destinationCidrBlock: { type: "string", replace: true },
    destinationIpv6CidrBlock: { type: "string", replace: true },
    gatewayId: { type: "string" },
    natGatewayId: { type: "string" },
    transitGatewayId: { type: "string" },
    ...unsimulated("string", ["destinationPrefixListId", ...otherTargets]),
  },
  computed: ["instanceId", "instanceOwnerId", "networkInterfaceId", "origin", "state"],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    checkExactlyOneOf(context, destinations);
    checkExactlyOneOf(context, [...simulatedTargets, ...otherTargets]);
    checkIpv4Network(context, "destinationCidrBlock");
    checkIpv6Network(context, "destinationIpv6CidrBlock");
    refuseUnsimulated(context, {
      destinationPrefixListId: "only transit gateways refer to prefix lists here",
      ...Object.fromEntries(
        otherTargets.map((target) => [
          target,
          "the targets are gatewayId (internet or VPN gateway), natGatewayId and transitGatewayId",
        ]),
      ),
    });
  },
  create(context) {
    const { inputs, world } = context;
    const routeTableId = asString(inputs.routeTableId) ?? "";
    const destination = destinationOf(inputs);
    checkRoute(context, "CreateRoute", routeTableId, destination);
    const same = having(world, tokens.route, "routeTableId", routeTableId);
    if (same.some((other) => destinationOf(other.inputs).text === destination.text)) {
      throw alreadyExists(destination);
    }
    return {
      id: `r-${routeTableId}${crc32(destination.text)}`,
      outputs: { instanceId: "", instanceOwnerId: "", networkInterfaceId: "", origin: "CreateRoute" },
    };
  },
  update(context, record) {
    const routeTableId = asString(record.inputs.routeTableId) ?? "";
    checkRoute(context, "ReplaceRoute", routeTableId, destinationOf(record.inputs));
    return {};
  },
  observe: ({ inputs }, world) => ({ state: targetExists(world, inputs) ? "active" : "blackhole" }),
};

/** EC2 compares IPv6 networks, not their texts. */
const destinationOf = ({ destinationCidrBlock, destinationIpv6CidrBlock }: Props): Cidr =>
  parseCidr(asString(destinationCidrBlock) ?? asString(destinationIpv6CidrBlock) ?? "");

function checkRoute(
  context: OperationContext,
  operation: string,
  routeTableId: string,
  destination: Cidr,
): void {
  const vpcId = vpcOfRouteTable(context, operation, routeTableId);
  const gatewayId = asString(context.inputs.gatewayId);
  const natGatewayId = asString(context.inputs.natGatewayId);
  const transitGatewayId = asString(context.inputs.transitGatewayId);
  const local = blocksOf(context.world, existing(context, operation, "vpc", vpcId));
  if (natGatewayId !== undefined && local.some(({ text }) => text === destination.text)) {
    throw alreadyExists(destination);
  }
  if (natGatewayId === undefined && local.some((block) => contains(block, destination))) {
    throw new Ec2Error(
      operation,
      "InvalidParameterValue",
      `The destination CIDR block ${destination.text} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.`,
    );
  }
  if (transitGatewayId !== undefined) {
    checkAttached(context, operation, transitGatewayId, vpcId);
    return;
  }
  if (destination.version === 6) {
    checkIpv6Target(context, operation, destination);
  }
  const targetVpc =
    gatewayId === undefined
      ? vpcOfNatGateway(context, operation, natGatewayId ?? "")
      : vpcOfGateway(context, operation, gatewayId);
  if (targetVpc !== vpcId) {
    throw new Ec2Error(
      operation,
      "InvalidParameterValue",
      `route table ${routeTableId} and network gateway ${gatewayId ?? natGatewayId ?? ""} belong to different networks`,
    );
  }
}

/**
 * A virtual private gateway takes no IPv6, and a NAT gateway only what DNS64 translates. The documentation names no
 * code.
 *
 * Sources: https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
 */
function checkIpv6Target(context: OperationContext, operation: string, destination: Cidr): void {
  const { gatewayId, natGatewayId } = context.inputs;
  const refused =
    (natGatewayId !== undefined && destination.text !== nat64) ||
    find(context, "vpnGateway", asString(gatewayId) ?? "") !== undefined;
  if (refused) {
    throw new Ec2Error(
      operation,
      "InvalidParameterValue",
      `A route to the IPv6 network ${destination.text} cannot target ${asString(gatewayId) ?? asString(natGatewayId) ?? ""}.`,
    );
  }
}

/**
 * A transit gateway that is not attached to the VPC does not exist for its routes
 * (https://github.com/hashicorp/terraform-provider-aws/issues/10025); the provider repeats the request for some
 * minutes, the simulator refuses it at once.
 */
function checkAttached(context: OperationContext, operation: string, id: string, vpcId: string): void {
  existing(context, operation, "transitGateway", id);
  if (!isAttached(context.world, id, vpcId)) {
    notFound(operation, "transitGateway", id);
  }
}

const isAttached = (world: WorldView, transitGatewayId: string, vpcId: string): boolean =>
  attachmentsOf(world, transitGatewayId).some(({ resourceId }) => resourceId === vpcId);

/** The VPC that an internet or VPN gateway is attached to, if any. */
function vpcOfGateway(context: OperationContext, operation: string, id: string): string | undefined {
  if (find(context, "internetGateway", id)) {
    return vpcOfInternetGateway(context.world, id);
  }
  if (find(context, "vpnGateway", id)) {
    return vpcOfVpnGateway(context.world, id);
  }
  throw new Ec2Error(operation, "InvalidGatewayID.NotFound", `The gateway ID '${id}' does not exist`);
}

function vpcOfNatGateway(context: OperationContext, operation: string, id: string): string | undefined {
  const { inputs } = existing(context, operation, "natGateway", id);
  return asString(context.world.get(tokens.subnet, asString(inputs.subnetId))?.inputs.vpcId);
}

/** A route stays behind, as a black hole, when its target goes or is detached. */
function targetExists(world: WorldView, inputs: OperationContext["inputs"]): boolean {
  const gatewayId = asString(inputs.gatewayId) ?? "";
  const vpcId = findVpcOfRouteTable({ world, inputs }, asString(inputs.routeTableId) ?? "");
  return (
    isAttached(world, asString(inputs.transitGatewayId) ?? "", vpcId ?? "") ||
    world.get(tokens.natGateway, asString(inputs.natGatewayId)) !== undefined ||
    vpcOfInternetGateway(world, gatewayId) !== undefined ||
    vpcOfVpnGateway(world, gatewayId) !== undefined
  );
}

const alreadyExists = ({ text }: Cidr): Ec2Error =>
  new Ec2Error("CreateRoute", "RouteAlreadyExists", `The route identified by ${text} already exists.`);
