import { computeType } from "./compute/computeType";
import { inUse } from "./compute/error";
import { selfLink } from "./compute/paths";
import { drawAddress } from "./compute/publicAddress";
import { addressProblem } from "./compute/ranges";
import { addressUsers } from "./rules/addressUsers";
import { checkAddressType, internalAddress, internalPurposes } from "./rules/internalAddress";
import { type Fields, oneOf, text, textWhich, unsimulated } from "../providers/shapes";
import { tokens } from "./tokens";
import { type Props } from "../protocol/values";
import type { OperationContext, ResourceType, WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

const noOwnAddresses = "Google chooses external addresses";
const noPeering = "there are no private services and no Private Service Connect";

const common: Fields = {
  description: text,
  ipVersion: textWhich((version, path) =>
    version === "IPV4" ? undefined : `"${path}" ${version} is not simulated: addresses are IPv4 only`,
  ),
  network: unsimulated("string", noPeering),
  prefixLength: unsimulated("number", noPeering),
};

const globalFields: Fields = {
  ...common,
  address: unsimulated("string", noOwnAddresses),
  addressType: textWhich((type, path) =>
    type === "EXTERNAL"
      ? undefined
      : `"${path}" ${type} is not simulated for global addresses: ${noPeering}; use EXTERNAL, or a regional address`,
  ),
  purpose: unsimulated("string", noPeering),
};

const external = (context: OperationContext): Props => ({
  address: drawAddress(context),
  creationTimestamp: context.now,
  ipVersion: context.inputs.ipVersion ?? "",
  prefixLength: 0,
  purpose: "",
});

/**
 * A regional static address: an external one, or an internal one of a subnet.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/addresses
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/address/
 */
export const address: ResourceType = computeType({
  token: tokens.address,
  kind: "Address",
  collection: "addresses",
  regional: true,
  labelled: true,
  fields: {
    ...common,
    address: textWhich(addressProblem),
    addressType: oneOf("EXTERNAL", "INTERNAL"),
    ipCollection: unsimulated("string", "addresses come from Google's pool only"),
    ipv6EndpointType: unsimulated("string", "addresses are IPv4 only"),
    networkTier: oneOf("PREMIUM", "STANDARD"),
    purpose: textWhich((purpose, path) =>
      internalPurposes.includes(purpose)
        ? undefined
        : `"${path}" ${purpose} is not simulated: use ${internalPurposes.join(" or ")}`,
    ),
    subnetwork: text,
  },
  mutable: [],
  defaults: { addressType: "EXTERNAL" },
  computed: [
    "address",
    "addressId",
    "creationTimestamp",
    "networkTier",
    "prefixLength",
    "purpose",
    "subnetwork",
    "users",
  ],
  // Rough figures.
  durations: { create: 10, update: 6, delete: 10 },
  check: checkAddressType,
  create: (context) => ({
    ...(context.inputs.addressType === "INTERNAL"
      ? internalAddress(context)
      : { ...external(context), networkTier: context.inputs.networkTier ?? "PREMIUM" }),
    addressId: String(context.draws.below("addressId", 2 ** 47)),
  }),
  delete: requireUnused,
  observe: (record, world) => ({ users: addressUsers(record, world).map(selfLink) }),
});

/**
 * A global static external address.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/globalAddresses
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/globaladdress/
 */
export const globalAddress: ResourceType = computeType({
  token: tokens.globalAddress,
  kind: "GlobalAddress",
  collection: "addresses",
  regional: false,
  labelled: true,
  fields: globalFields,
  mutable: [],
  defaults: { addressType: "EXTERNAL" },
  computed: ["address", "creationTimestamp", "prefixLength"],
  // Rough figures.
  durations: { create: 10, update: 6, delete: 10 },
  create: external,
  delete: requireUnused,
});

function requireUnused(record: WorldRecord, world: WorldView): void {
  const [user] = addressUsers(record, world);
  if (user !== undefined) {
    throw inUse("address", record.id, user);
  }
}
