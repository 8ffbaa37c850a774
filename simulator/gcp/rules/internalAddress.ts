import { addressInUse, invalidField } from "../compute/error";
import {
  freeAddress,
  occupants,
  requirePlaceable,
  requireUsable,
  reservations,
  subnetAt,
} from "./subnetAddresses";
import { asString, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext } from "../../providers/resourceType";

/** GCE_ENDPOINT serves one instance or forwarding rule, SHARED_LOADBALANCER_VIP several internal forwarding rules. */
export const internalPurposes: readonly string[] = ["GCE_ENDPOINT", "SHARED_LOADBALANCER_VIP"];

/**
 * What internal and external addresses have.
 *
 * Source: https://cloud.google.com/compute/docs/reference/rest/v1/addresses, "purpose", "subnetwork", "networkTier"
 */
export function checkAddressType({ inputs, fail }: CheckContext): void {
  const { addressType } = inputs;
  if (hasUnknown(addressType)) {
    return;
  }
  const refuse = (property: string, rule: string): void =>
    fail(property, invalidField(`resource.${property}`, asString(inputs[property]) ?? "", rule));
  if (addressType === "INTERNAL") {
    if (inputs.subnetwork === undefined) {
      refuse("subnetwork", "An internal address must name its subnetwork.");
    }
    if (inputs.networkTier !== undefined) {
      refuse("networkTier", "Network tier cannot be specified for internal addresses.");
    }
    return;
  }
  if (inputs.address !== undefined) {
    fail("address", '"address" of an external address is not simulated: Google chooses it');
  }
  for (const property of ["purpose", "subnetwork"]) {
    if (inputs[property] !== undefined) {
      refuse(property, "It can only be specified for internal addresses.");
    }
  }
}

/** The attributes of a reserved internal address, which is one of its subnet that nobody has. */
export function internalAddress({ inputs, world, now }: OperationContext): Props {
  const subnet = subnetAt(world, inputs.subnetwork);
  const asked = asString(inputs.address);
  if (subnet) {
    requirePlaceable(subnet, "resource.subnetwork");
  }
  if (subnet && asked !== undefined) {
    requireUsable(subnet, asked, "resource.address");
    if (
      [...occupants(world, subnet), ...reservations(world, subnet)].some(({ address }) => address === asked)
    ) {
      throw addressInUse(asked);
    }
  }
  return {
    address: asked ?? (subnet ? freeAddress(world, subnet) : ""),
    creationTimestamp: now,
    ipVersion: inputs.ipVersion ?? "",
    networkTier: "PREMIUM",
    prefixLength: 0,
    purpose: inputs.purpose ?? "GCE_ENDPOINT",
  };
}
