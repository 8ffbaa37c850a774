import { invalid } from "./compute/error";
import { peerNameProblem } from "./rules/peerOptions";
import { type MemberOperation, routerMember } from "./compute/routerMember";
import { between, flag, list, number, object, oneOf, text, unsimulated } from "../providers/shapes";
import { checkNat } from "./rules/natOptions";
import { requireFreeSubnets } from "./rules/natSubnets";
import { checkPrivateNat, isPrivateNat, natRulesShape, requirePrivateNat } from "./rules/privateNat";
import { tokens } from "./tokens";
import { asStrings, hasUnknown, type Props } from "../protocol/values";
import type { CheckContext, ResourceType } from "../providers/resourceType";

/** The provider keeps these lists as sets: another order is no change. */
const sets = ["natIps", "rules", "subnetworks"];

/**
 * A Cloud NAT gateway, which is a part of a Cloud Router: a public one, or a private one for the spokes of a hub.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/routers, `nats[]`
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/routernat/
 */
export const routerNat: ResourceType = routerMember({
  token: tokens.routerNat,
  kind: "RouterNat",
  idOf: ({ project, region, router, name }) => `${project}/${region}/${router}/${name}`,
  taken: ({ router, name }) =>
    `Error creating RouterNat: unable to create it, existing object already found: NAT ${name} of router ${router}`,
  nameProblem: peerNameProblem,
  fields: {
    autoNetworkTier: oneOf("PREMIUM", "STANDARD"),
    drainNatIps: unsimulated("array", "addresses are taken away at once"),
    enableDynamicPortAllocation: flag,
    enableEndpointIndependentMapping: flag,
    endpointTypes: list(oneOf("ENDPOINT_TYPE_VM"), 1),
    icmpIdleTimeoutSec: number,
    initialNatIps: unsimulated("array", "give natIps"),
    logConfig: object({ "enable!": flag, "filter!": oneOf("ERRORS_ONLY", "TRANSLATIONS_ONLY", "ALL") }),
    maxPortsPerVm: between(64, 65536),
    minPortsPerVm: between(32, 65536),
    nat64Subnetworks: unsimulated("array", "there is no NAT64"),
    natIpAllocateOption: oneOf("MANUAL_ONLY", "AUTO_ONLY"),
    natIps: list(text),
    rules: natRulesShape,
    "sourceSubnetworkIpRangesToNat!": oneOf(
      "ALL_SUBNETWORKS_ALL_IP_RANGES",
      "ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES",
      "LIST_OF_SUBNETWORKS",
    ),
    sourceSubnetworkIpRangesToNat64: unsimulated("string", "there is no NAT64"),
    subnetworks: list(
      object({
        "name!": text,
        secondaryIpRangeNames: list(text),
        "sourceIpRangesToNats!": list(
          oneOf("ALL_IP_RANGES", "LIST_OF_SECONDARY_IP_RANGES", "PRIMARY_IP_RANGE"),
        ),
      }),
    ),
    tcpEstablishedIdleTimeoutSec: number,
    tcpTimeWaitTimeoutSec: number,
    tcpTransitoryIdleTimeoutSec: number,
    type: oneOf("PUBLIC", "PRIVATE"),
    udpIdleTimeoutSec: number,
  },
  mutable: [
    "autoNetworkTier",
    "drainNatIps",
    "enableDynamicPortAllocation",
    "enableEndpointIndependentMapping",
    "icmpIdleTimeoutSec",
    "logConfig",
    "maxPortsPerVm",
    "minPortsPerVm",
    "nat64Subnetworks",
    "natIpAllocateOption",
    "natIps",
    "rules",
    "sourceSubnetworkIpRangesToNat",
    "sourceSubnetworkIpRangesToNat64",
    "subnetworks",
    "tcpEstablishedIdleTimeoutSec",
    "tcpTimeWaitTimeoutSec",
    "tcpTransitoryIdleTimeoutSec",
    "udpIdleTimeoutSec",
  ],
  defaults: {
    icmpIdleTimeoutSec: 30,
    tcpEstablishedIdleTimeoutSec: 1200,
    tcpTimeWaitTimeoutSec: 120,
    tcpTransitoryIdleTimeoutSec: 30,
    type: "PUBLIC",
    udpIdleTimeoutSec: 30,
  },
  computed: [
    "autoNetworkTier",
    "drainNatIps",
    "enableDynamicPortAllocation",
    "enableEndpointIndependentMapping",
    "endpointTypes",
    "minPortsPerVm",
    "natIps",
  ],
  check(context) {
    sortSets(context);
    checkNat(context);
    checkPrivateNat(context);
  },
  create: settings,
  update: settings,
});

function sortSets({ inputs }: CheckContext): void {
  for (const property of sets) {
    const value = inputs[property];
    if (Array.isArray(value) && !hasUnknown(value)) {
      inputs[property] = [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
  }
}

function settings(context: MemberOperation): Props {
  requireFreeSubnets(context);
  requireFreeAddresses(context);
  requirePrivateNat(context);
  const { inputs } = context;
  return {
    autoNetworkTier: isPrivateNat(inputs) ? "" : (inputs.autoNetworkTier ?? "PREMIUM"),
    drainNatIps: [],
    // The reference of the API tells of off alone. That Private NAT has it on is known to us and not read anywhere.
    enableDynamicPortAllocation: inputs.enableDynamicPortAllocation ?? isPrivateNat(inputs),
    enableEndpointIndependentMapping: inputs.enableEndpointIndependentMapping ?? false,
    endpointTypes: inputs.endpointTypes ?? ["ENDPOINT_TYPE_VM"],
    minPortsPerVm: inputs.minPortsPerVm ?? (inputs.enableDynamicPortAllocation === true ? 32 : 64),
    natIps: inputs.natIps ?? [],
  };
}

/** An address serves one gateway. */
function requireFreeAddresses({ inputs, world, id }: MemberOperation): void {
  for (const link of asStrings(inputs.natIps)) {
    const other = world
      .all(tokens.routerNat)
      .find((one) => one.id !== id && asStrings(one.inputs.natIps).includes(link));
    if (other) {
      throw invalid(
        "resource.nats[].natIps",
        link,
        `The address is already in use by the NAT '${other.id}'.`,
      );
    }
  }
}
