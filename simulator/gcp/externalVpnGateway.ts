import { type ComputeOperation, computeType } from "./compute/computeType";
import { invalid } from "./compute/error";
import { googleAddresses } from "./compute/publicAddress";
import { list, number, object, oneOf, text, unsimulated } from "../providers/shapes";
import { checkExternalInterfaces, peerAddressShape } from "./rules/externalInterfaces";
import { tokens } from "./tokens";
import { asList, asObject, asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/**
 * The peer's side of VPN tunnels, as Google knows it: one, two or four public addresses.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/externalVpnGateways
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/externalvpngateway/
 */
export const externalVpnGateway: ResourceType = computeType({
  token: tokens.externalVpnGateway,
  kind: "ExternalVpnGateway",
  collection: "externalVpnGateways",
  regional: false,
  labelled: true,
  fields: {
    description: text,
    interfaces: list(
      object({
        id: number,
        ipAddress: peerAddressShape,
        ipv6Address: unsimulated("string", "gateways are IPv4 outside"),
      }),
    ),
    redundancyType: oneOf("FOUR_IPS_REDUNDANCY", "SINGLE_IP_INTERNALLY_REDUNDANT", "TWO_IPS_REDUNDANCY"),
  },
  mutable: [],
  computed: [],
  // Rough figures.
  durations: { create: 10, update: 6, delete: 10 },
  check: checkExternalInterfaces,
  create(context) {
    requireNotGoogles(context);
    return {};
  },
});

/** Two HA VPN gateways are connected by `peerGcpGateway`. */
function requireNotGoogles({ inputs, world }: ComputeOperation): void {
  const ours = googleAddresses(world);
  asList(inputs.interfaces).forEach((one, i) => {
    const address = asString(asObject(one).ipAddress) ?? "";
    if (ours.includes(address)) {
      throw invalid(
        `resource.interfaces[${i}].ipAddress`,
        address,
        "The address of an external VPN gateway cannot be an IP address of Google Cloud.",
      );
    }
  });
}
