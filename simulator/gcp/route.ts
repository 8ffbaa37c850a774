import { contains, parseCidr } from "../../addressing/cidr";
import { type ComputeOperation, computeType } from "./compute/computeType";
import { invalid, invalidField } from "./compute/error";
import { lastName, selfLink } from "./compute/paths";
import { networkProblem } from "./compute/ranges";
import { between, list, text, textWhich, unsimulated } from "../providers/shapes";
import { requireRouteOutside } from "./rules/internalRanges";
import { ranges } from "./rules/subnetRanges";
import { tokens } from "./tokens";
import { asString, hasUnknown } from "../protocol/values";
import type { CheckContext, ResourceType } from "../providers/resourceType";

const internetGateway = "default-internet-gateway";
const nextHops = ["nextHopGateway", "nextHopInstance", "nextHopIp", "nextHopVpnTunnel", "nextHopIlb"];

/**
 * A static route. Its next hop can only be the default internet gateway: there are no instances and load balancers,
 * and a tunnel of HA VPN is routed dynamically.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/routes
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/route/
 */
export const route: ResourceType = computeType({
  token: tokens.route,
  kind: "Route",
  collection: "routes",
  regional: false,
  labelled: false,
  fields: {
    description: text,
    "destRange!": textWhich((range) => {
      const problem = networkProblem(range);
      return (
        problem && invalidField("resource.destRange", range, `Must be a CIDR address range: ${problem}.`)
      );
    }),
    "network!": text,
    nextHopGateway: textWhich((gateway) =>
      lastName(gateway) === internetGateway
        ? undefined
        : invalidField("resource.nextHopGateway", gateway, `The only gateway is ${internetGateway}.`),
    ),
    nextHopIlb: unsimulated("string", "there are no load balancers"),
    nextHopInstance: unsimulated("string", "there are no instances"),
    nextHopInstanceZone: unsimulated("string", "there are no instances"),
    nextHopIp: unsimulated("string", "there are no instances"),
    nextHopVpnTunnel: unsimulated(
      "string",
      "only a tunnel of Classic VPN can be a next hop, and all tunnels are of HA VPN",
    ),
    priority: between(0, 65535),
    tags: list(text),
  },
  mutable: [],
  defaults: { priority: 1000 },
  computed: [
    "asPaths",
    "creationTimestamp",
    "nextHopHub",
    "nextHopInstanceZone",
    "nextHopInterRegionCost",
    "nextHopIp",
    "nextHopMed",
    "nextHopNetwork",
    "nextHopOrigin",
    "nextHopPeering",
    "routeStatus",
    "routeType",
    "warnings",
  ],
  // Rough figures.
  durations: { create: 12, update: 0, delete: 12 },
  check(context) {
    normalise(context);
    checkNextHop(context);
  },
  create(context) {
    requireOutsideSubnets(context);
    requireRouteOutside(context.world, context.inputs);
    return { asPaths: [], creationTimestamp: context.now, routeType: "STATIC", warnings: [] };
  },
});

function normalise({ inputs }: CheckContext): void {
  const project = asString(inputs.project);
  if (typeof inputs.nextHopGateway === "string" && lastName(inputs.nextHopGateway) === internetGateway) {
    inputs.nextHopGateway = selfLink(`projects/${project ?? ""}/global/gateways/${internetGateway}`);
  }
  if (Array.isArray(inputs.tags) && !hasUnknown(inputs.tags)) {
    inputs.tags = [...inputs.tags].sort();
  }
}

function checkNextHop({ inputs, fail }: CheckContext): void {
  const given = nextHops.filter((property) => inputs[property] !== undefined);
  if (given.length !== 1) {
    fail(
      given[1] ?? "nextHopGateway",
      `exactly one of ${nextHops.join(", ")} must be specified, got ${given.length === 0 ? "none" : given.join(" and ")}`,
    );
  }
}

/** A subnet's own route comes first. Source: https://cloud.google.com/vpc/docs/static-routes#dest-subnet-interactions */
function requireOutsideSubnets({ inputs, world }: ComputeOperation): void {
  const text = asString(inputs.destRange) ?? "";
  const destination = parseCidr(text);
  const hit = world
    .all(tokens.subnetwork)
    .find(
      (subnet) =>
        subnet.inputs.network === inputs.network &&
        ranges(subnet.inputs).some(({ cidr }) => contains(cidr, destination)),
    );
  if (hit) {
    throw invalid(
      "resource.destRange",
      text,
      `The destination range ${text} hides the address space of the network: it is within subnetwork '${hit.id}'.`,
    );
  }
}
