import { computeType } from "./compute/computeType";
import { selfLink } from "./compute/paths";
import { drawAddress } from "./compute/publicAddress";
import { routerPath } from "./compute/references";
import { type Fields, oneOf, text, textWhich, unsimulated } from "../providers/shapes";
import { tokens } from "./tokens";
import { asStrings, type Props } from "../protocol/values";
import type { OperationContext, ResourceType, WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

const onlyExternal = "addresses are external ones, as there are no instances and load balancers";

const fields: Fields = {
  address: unsimulated("string", "Google chooses the address"),
  addressType: textWhich((type, path) =>
    type === "EXTERNAL" ? undefined : `"${path}" ${type} is not simulated: ${onlyExternal}; use EXTERNAL`,
  ),
  description: text,
  ipVersion: textWhich((version, path) =>
    version === "IPV4" ? undefined : `"${path}" ${version} is not simulated: addresses are IPv4 only`,
  ),
  network: unsimulated("string", onlyExternal),
  prefixLength: unsimulated("number", onlyExternal),
  purpose: unsimulated("string", onlyExternal),
};

const outputs = (context: OperationContext): Props => ({
  address: drawAddress(context),
  creationTimestamp: context.now,
  ipVersion: context.inputs.ipVersion ?? "",
  prefixLength: 0,
  purpose: "",
});

/**
 * A regional static external address. Only a NAT gateway can use it here.
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
    ...fields,
    ipCollection: unsimulated("string", "addresses come from Google's pool only"),
    ipv6EndpointType: unsimulated("string", "addresses are IPv4 only"),
    networkTier: oneOf("PREMIUM", "STANDARD"),
    subnetwork: unsimulated("string", onlyExternal),
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
  create: (context) => ({
    ...outputs(context),
    addressId: String(context.draws.below("addressId", 2 ** 47)),
    networkTier: context.inputs.networkTier ?? "PREMIUM",
  }),
  observe: (record, world) => ({ users: usersOf(record, world) }),
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
  fields,
  mutable: [],
  defaults: { addressType: "EXTERNAL" },
  computed: ["address", "creationTimestamp", "prefixLength"],
  // Rough figures.
  durations: { create: 10, update: 6, delete: 10 },
  create: outputs,
});

const usersOf = ({ id }: WorldRecord, world: WorldView): string[] =>
  world
    .all(tokens.routerNat)
    .filter(({ inputs }) => asStrings(inputs.natIps).includes(selfLink(id)))
    .map(({ inputs }) => selfLink(routerPath(inputs)));
