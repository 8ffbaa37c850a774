import { computeType } from "../compute/computeType";
import { invalid, invalidField } from "../compute/error";
import { regionOf } from "../compute/regions";
import { endpointsIn } from "./endpoints";
import { between, text, textWhich } from "../../providers/shapes";
import { requirePlaceable, subnetAt } from "../rules/subnetAddresses";
import { loadBalancingTokens as tokens } from "./tokens";
import { asString, hasUnknown } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";

/** Zonal groups in front of proxies: addresses of instances, and addresses outside Google Cloud. */
const types = ["GCE_VM_IP_PORT", "NON_GCP_PRIVATE_IP_PORT"];

/**
 * A zonal group of addresses with ports. A hybrid one, NON_GCP_PRIVATE_IP_PORT, has a zone too, which is where the
 * balancer counts it; its addresses are elsewhere.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/networkEndpointGroups
 * Concepts: https://cloud.google.com/load-balancing/docs/negs/zonal-neg-concepts and .../hybrid-neg-concepts
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/networkendpointgroup/
 */
export const networkEndpointGroup: ResourceType = computeType({
  token: tokens.networkEndpointGroup,
  kind: "NetworkEndpointGroup",
  collection: "networkEndpointGroups",
  regional: false,
  zonal: true,
  labelled: false,
  fields: {
    defaultPort: between(1, 65535),
    description: text,
    "network!": text,
    networkEndpointType: textWhich((type, path) =>
      types.includes(type)
        ? undefined
        : `"${path}" ${type} is not simulated: a zonal group is of ${types.join(" or ")}`,
    ),
    subnetwork: text,
  },
  mutable: [],
  defaults: { networkEndpointType: "GCE_VM_IP_PORT" },
  computed: ["generatedId", "size", "subnetwork"],
  // Rough figures.
  durations: { create: 8, update: 8, delete: 8 },
  check: checkSubnetwork,
  create(context) {
    requireSubnetwork(context);
    return {
      generatedId: context.draws.below("generatedId", 2 ** 47),
      subnetwork: context.inputs.subnetwork ?? "",
    };
  },
  removes: ({ world }, { id }) => endpointsIn(world, id).map(({ record }) => record),
  observe: ({ id }, world) => ({ size: endpointsIn(world, id).length }),
});

function checkSubnetwork({ inputs, fail }: CheckContext): void {
  const { networkEndpointType: type, subnetwork } = inputs;
  if (hasUnknown(type)) {
    return;
  }
  if (type === "GCE_VM_IP_PORT" && subnetwork === undefined) {
    const rule = "A subnetwork must be specified for GCE_VM_IP_PORT in a network of custom subnet mode.";
    fail("subnetwork", invalidField("resource.subnetwork", "", rule));
  }
  if (type === "NON_GCP_PRIVATE_IP_PORT" && subnetwork !== undefined) {
    const rule =
      "A subnetwork cannot be specified for NON_GCP_PRIVATE_IP_PORT: its endpoints are outside of it.";
    fail("subnetwork", invalidField("resource.subnetwork", asString(subnetwork) ?? "", rule));
  }
}

function requireSubnetwork({ inputs, world }: OperationContext): void {
  const link = asString(inputs.subnetwork) ?? "";
  const subnet = subnetAt(world, link);
  if (!subnet) {
    return;
  }
  requirePlaceable(subnet, "resource.subnetwork");
  if (subnet.inputs.network !== inputs.network) {
    throw invalid(
      "resource.subnetwork",
      link,
      "The subnetwork must be of the network endpoint group's network.",
    );
  }
  if (subnet.inputs.region !== regionOf(asString(inputs.zone) ?? "")) {
    throw invalid("resource.subnetwork", link, "The subnetwork must be in the region of the zone.");
  }
}
