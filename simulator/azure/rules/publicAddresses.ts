import { publicAddressUser } from "./ipConfigurations";
import { invalidReference } from "./subnets";
import type { WorldRecord } from "../../world/record";
import type { ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { findById } from "../arm/references";
import { tokens } from "../tokens";

/** A public address that an IP configuration of the resource may have: there, in its region, and nobody else's. */
export function requirePublicAddress(
  { world, inputs, id }: ArmOperation,
  addressId: string,
  configurationId: string,
): WorldRecord {
  const address = findById(world, tokens.publicIPAddress, addressId);
  if (!address || address.inputs.location !== inputs.location) {
    throw invalidReference(addressId, id);
  }
  const user = publicAddressUser(world, address.id);
  if (user !== undefined && !user.toLowerCase().startsWith(`${id.toLowerCase()}/`)) {
    throw badRequest(
      "PublicIPAddressInUse",
      `Resource ${configurationId} is referencing public IP address ${address.id} that is already allocated to resource ${user}.`,
    );
  }
  return address;
}
