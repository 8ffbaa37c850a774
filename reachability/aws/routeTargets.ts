import type { NextHop } from "../model";
import { labelOf, orElse, readBoolean, type Resource } from "../resources";
import { wordOf } from "./reader";
import type { InternetGateways } from "./internetGateways";
import type { NatGateways } from "./natGateways";
import type { Peerings } from "./peering";
import type { RouteTarget } from "./declaredTables";
import type { Subnet } from "./subnets";
import { tokens } from "./tokens";
import type { TransitEntries } from "./transitEntries";
import type { VirtualPrivateGateways } from "./virtualPrivateGateways";
import type { Vpc } from "./vpcs";

/** All that a route of a VPC can lead to. */
export interface RouteTargets {
  readonly internetGateways: InternetGateways;
  readonly natGateways: NatGateways;
  readonly peerings: Peerings;
  readonly transitEntries: TransitEntries;
  readonly virtualPrivateGateways: VirtualPrivateGateways;
  /** The instance of a primary network interface, by the interface's id. */
  readonly instanceOfInterface: ReadonlyMap<string, Resource>;
}

/** The place that looks up: a subnet, or a gateway of the VPC, which has no subnet. */
export interface At {
  readonly vpc: Vpc;
  readonly subnet?: Subnet;
}

type Resolve = (target: RouteTarget, at: At, targets: RouteTargets) => NextHop;

/** By property, in which of them a route names its target. */
const resolvers: Readonly<Record<string, Resolve>> = {
  gatewayId: gatewayHop,
  natGatewayId: (target, _at, { natGateways }) =>
    natGateways.hop(target.refersTo("natGatewayId", tokens.natGateway)),
  vpcPeeringConnectionId: (target, { vpc }, { peerings }) =>
    peerings.hop((type) => target.refersTo("vpcPeeringConnectionId", type), vpc),
  transitGatewayId: (target, { vpc, subnet }, { transitEntries }) =>
    transitEntries.hop(target.refersTo("transitGatewayId", tokens.transitGateway), vpc, subnet),
  networkInterfaceId: (target, _at, targets) => applianceHop(target, "networkInterfaceId", targets),
  instanceId: (target, _at, targets) => applianceHop(target, "instanceId", targets),
  egressOnlyGatewayId: () => ({
    to: "outside",
    what: "the internet, through an egress-only internet gateway",
    internet: true,
  }),
  carrierGatewayId: () => ({ to: "outside", what: "a carrier's network" }),
  vpcEndpointId: () => ({
    to: "undecided",
    why: "what a Gateway Load Balancer endpoint passes on can't be told",
  }),
  localGatewayId: () => ({ to: "undecided", why: "local gateways of Outposts are not modelled" }),
  coreNetworkArn: () => ({ to: "undecided", why: "Cloud WAN is not modelled" }),
  odbNetworkArn: () => ({ to: "undecided", why: "Oracle Database@AWS networks are not modelled" }),
};

/** Where a declared route leads. */
export function hopOf(target: RouteTarget, at: At, targets: RouteTargets): NextHop {
  const path = targetPath(target);
  const resolve = path === undefined ? undefined : resolvers[path];
  return resolve?.(target, at, targets) ?? { to: "undecided", why: "its target can't be told" };
}

const kinds: Readonly<Record<string, string>> = {
  [tokens.internetGateway]: "internet gateway",
  [tokens.egressOnlyInternetGateway]: "egress-only internet gateway",
  [tokens.vpnGateway]: "virtual private gateway",
  [tokens.natGateway]: "NAT gateway",
  [tokens.vpcPeeringConnection]: "peering connection",
  [tokens.transitGateway]: "transit gateway",
  [tokens.networkInterface]: "network interface",
  [tokens.instance]: "instance",
};

/** What people call a route's target. */
export function nameOfTarget(target: RouteTarget): string {
  const path = targetPath(target);
  if (path === undefined) {
    return "a target that can't be told";
  }
  for (const [type, kind] of Object.entries(kinds)) {
    const reference = target.refersTo(path, type);
    if (reference.state === "found") {
      return `${kind} ${labelOf(reference.resource)}`;
    }
  }
  const value = target.value(path);
  return (value.state === "known" && wordOf(value.value)) || "a target that can't be told";
}

/** The property in which a route names its target; what is known counts before what may be anything. */
export function targetPath(target: RouteTarget): string | undefined {
  const paths = Object.keys(resolvers);
  return (
    paths.find((path) => target.value(path).state === "known") ??
    paths.find((path) => target.value(path).state === "unknown")
  );
}

/**
 * Whether a route to it may be more specific than the local one: to a network interface, a NAT gateway or a Gateway Load
 * Balancer endpoint.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 */
export function mayTurnInside(target: RouteTarget): boolean {
  const path = targetPath(target);
  const isKnown = path !== undefined && target.value(path).state === "known";
  return !isKnown || ["natGatewayId", "networkInterfaceId", "instanceId", "vpcEndpointId"].includes(path);
}

function gatewayHop(target: RouteTarget, { vpc }: At, targets: RouteTargets): NextHop {
  const value = target.value("gatewayId");
  if (value.state === "known" && value.value === "local") {
    return { to: "network", network: vpc.id };
  }
  const reference = target.refersTo("gatewayId", tokens.internetGateway, tokens.vpnGateway);
  if (reference.state === "found") {
    const { resource } = reference;
    return resource.type === tokens.internetGateway
      ? targets.internetGateways.hop(resource, vpc)
      : targets.virtualPrivateGateways.hop(resource, vpc);
  }
  if (reference.state === "outside") {
    return foreignGateway(reference.id);
  }
  return { to: "undecided", why: "which gateway it is can't be told" };
}

function foreignGateway(id: string): NextHop {
  if (id.startsWith("igw-")) {
    return { to: "outside", what: `the internet, through internet gateway ${id}`, internet: true };
  }
  if (id.startsWith("vpce-")) {
    return { to: "outside", what: `an AWS service, through gateway endpoint ${id}` };
  }
  return { to: "outside", what: `${id}, which is in none of these stacks` };
}

/**
 * An instance or network interface as a target. It drops what is not for itself unless its source/destination check is
 * off; what it does with the rest is its own business.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
 */
function applianceHop(target: RouteTarget, path: string, { instanceOfInterface }: RouteTargets): NextHop {
  const reference = target.refersTo(path, tokens.networkInterface, tokens.instance);
  const appliance =
    reference.state === "found"
      ? reference.resource
      : reference.state === "outside"
        ? instanceOfInterface.get(reference.id)
        : undefined;
  if (appliance === undefined) {
    const which = reference.state === "outside" ? `network interface ${reference.id}` : "a network interface";
    return { to: "undecided", why: `${which} is in none of these stacks, or can't be told` };
  }
  return orElse(readBoolean(appliance, "sourceDestCheck"), true) === true
    ? {
        to: "nowhere",
        why: `the source/destination check of ${labelOf(appliance)} drops what is not for itself`,
      }
    : { to: "undecided", why: `what the appliance ${labelOf(appliance)} passes on can't be told` };
}
