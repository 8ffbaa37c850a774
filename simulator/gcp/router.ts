import { type ComputeOperation, computeType } from "./compute/computeType";
import { invalidField } from "./compute/error";
import { text, unsimulated } from "../providers/shapes";
import { checkRouterBgp, routerBgpShape } from "./rules/routerBgp";
import { requireFreeRange } from "./rules/sessionRanges";
import { membersOf } from "./routerMembers";
import { busyRouter } from "./rules/busyRouter";
import { routerPath } from "./compute/references";
import { tokens } from "./tokens";
import { asObject, asString, hasUnknown, type Props } from "../protocol/values";
import type { CheckContext, ResourceType } from "../providers/resourceType";

const defaultKeepalive = 20;

/**
 * A Cloud Router. Its interfaces, peers and NAT gateways are parts of it: they vanish with it, and the provider takes
 * one change of a router at a time.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/routers
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/router/
 */
export const router: ResourceType = computeType({
  token: tokens.router,
  kind: "Router",
  collection: "routers",
  regional: true,
  labelled: false,
  fields: {
    bgp: routerBgpShape,
    description: text,
    encryptedInterconnectRouter: unsimulated("boolean", "there is no Interconnect"),
    md5AuthenticationKeys: unsimulated("object", "give md5AuthenticationKey of each RouterPeer"),
    nccGateway: unsimulated("string", "there is no NCC Gateway"),
    network: text,
  },
  mutable: ["bgp", "description"],
  computed: ["bgp", "creationTimestamp"],
  // Rough figures.
  durations: { create: 12, update: 12, delete: 12 },
  check(context) {
    normalise(context);
    checkRouterBgp(context);
    if (context.inputs.network === undefined) {
      context.fail("network", invalidField("resource.network", "", "A network must be specified."));
    }
  },
  create: (context) => ({ creationTimestamp: context.now, ...settings(context) }),
  update: settings,
  // The provider's update is a patch, which names no members:
  // https://cloud.google.com/compute/docs/reference/rest/v1/routers/patch
  removes: ({ world, inputs }, record) => (inputs === record.inputs ? membersOf(world, record.id) : []),
  busy(context) {
    const { inputs } = context;
    return busyRouter(routerPath({ ...inputs, router: inputs.name ?? "" }));
  },
});

/** Ranges are a set: another order is no change. The bridge fills in nested defaults itself. */
function normalise({ inputs }: CheckContext): void {
  const { bgp } = inputs;
  if (typeof bgp !== "object" || bgp === null || Array.isArray(bgp)) {
    return;
  }
  const ranges = bgp.advertisedIpRanges;
  inputs.bgp = {
    advertiseMode: "DEFAULT",
    keepaliveInterval: defaultKeepalive,
    ...bgp,
    ...(Array.isArray(ranges) && !hasUnknown(ranges) ? { advertisedIpRanges: sorted(ranges) } : {}),
  };
}

const sorted = <Item>(items: readonly Item[]): Item[] =>
  [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

function settings({ inputs, world, path }: ComputeOperation): Props {
  const bgp = asObject(inputs.bgp);
  const identifierRange = asString(bgp.identifierRange);
  if (identifierRange !== undefined) {
    requireFreeRange(world, inputs.network, {
      field: "resource.bgp.identifierRange",
      text: identifierRange,
      by: path,
    });
  }
  return inputs.bgp === undefined ? { bgp: {} } : { bgp: { ...bgp, identifierRange: identifierRange ?? "" } };
}
