import { computeType } from "./compute/computeType";
import { invalidField } from "./compute/error";
import { between, flag, oneOf, text, unsimulated } from "../providers/shapes";
import { checkInternalRange, internalRange } from "./rules/ipv6Ranges";
import { tokens } from "./tokens";
import type { Props } from "../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../providers/resourceType";

/**
 * A VPC network. One of auto mode has a subnet in every region out of 10.128.0.0/9; those subnets keep their range
 * from others, but cannot be named.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/networks
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/network/
 */
export const network: ResourceType = computeType({
  token: tokens.network,
  kind: "Network",
  collection: "networks",
  regional: false,
  labelled: false,
  fields: {
    autoCreateSubnetworks: flag,
    bgpAlwaysCompareMed: flag,
    bgpBestPathSelectionMode: oneOf("LEGACY", "STANDARD"),
    bgpInterRegionCost: oneOf("DEFAULT", "ADD_COST_TO_MED"),
    deleteBgpAlwaysCompareMed: flag,
    deleteDefaultRoutesOnCreate: flag,
    description: text,
    enableUlaInternalIpv6: flag,
    internalIpv6Range: text,
    mtu: between(1300, 8896),
    networkFirewallPolicyEnforcementOrder: oneOf("BEFORE_CLASSIC_FIREWALL", "AFTER_CLASSIC_FIREWALL"),
    networkProfile: unsimulated("string", "there are no network profiles"),
    routingMode: oneOf("REGIONAL", "GLOBAL"),
  },
  mutable: [
    "bgpAlwaysCompareMed",
    "bgpBestPathSelectionMode",
    "bgpInterRegionCost",
    "deleteBgpAlwaysCompareMed",
    "mtu",
    "networkFirewallPolicyEnforcementOrder",
    "routingMode",
  ],
  defaults: {
    autoCreateSubnetworks: true,
    deleteDefaultRoutesOnCreate: false,
    networkFirewallPolicyEnforcementOrder: "AFTER_CLASSIC_FIREWALL",
  },
  computed: [
    "bgpAlwaysCompareMed",
    "bgpBestPathSelectionMode",
    "bgpInterRegionCost",
    "gatewayIpv4",
    "internalIpv6Range",
    "mtu",
    "networkId",
    "numericId",
    "routingMode",
  ],
  // Rough figures.
  durations: { create: 12, update: 6, delete: 12 },
  check(context) {
    checkBestPath(context);
    checkInternalRange(context);
  },
  create(context) {
    const id = String(context.draws.below("networkId", 2 ** 47));
    return {
      gatewayIpv4: "",
      internalIpv6Range: internalRange(context),
      networkId: id,
      numericId: id,
      ...routing(context),
    };
  },
  update: (context) => routing(context),
});

const routing = ({ inputs }: OperationContext): Props => ({
  bgpAlwaysCompareMed: inputs.bgpAlwaysCompareMed ?? false,
  bgpBestPathSelectionMode: inputs.bgpBestPathSelectionMode ?? "LEGACY",
  bgpInterRegionCost: inputs.bgpInterRegionCost ?? "",
  mtu: inputs.mtu ?? 1460,
  routingMode: inputs.routingMode ?? "REGIONAL",
});

/** Source: https://cloud.google.com/network-connectivity/docs/router/concepts/best-path-selection */
function checkBestPath({ inputs, fail }: CheckContext): void {
  if (inputs.bgpBestPathSelectionMode === "STANDARD") {
    return;
  }
  for (const property of ["bgpAlwaysCompareMed", "bgpInterRegionCost"]) {
    const value = inputs[property];
    if ((typeof value === "boolean" && value) || typeof value === "string") {
      fail(
        property,
        invalidField(
          `resource.routingConfig.${property}`,
          String(value),
          "It can only be set if bgpBestPathSelectionMode is STANDARD.",
        ),
      );
    }
  }
}
