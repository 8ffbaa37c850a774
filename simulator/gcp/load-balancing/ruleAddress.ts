import { addressInUse, invalid } from "../compute/error";
import { pathIn } from "../compute/paths";
import { drawAddress } from "../compute/publicAddress";
import { requireFreePorts } from "./forwardingRules";
import {
  freeAddress,
  occupants,
  requirePlaceable,
  requireUsable,
  reservations,
  subnetAt,
} from "../rules/subnetAddresses";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { ComputeOperation } from "../compute/computeType";
import type { WorldRecord } from "../../world/record";

const field = "resource.IPAddress";

/** The address of a forwarding rule, after all that the API asks of it; an update keeps an ephemeral one. */
export function ruleAddress(context: ComputeOperation, record: WorldRecord | undefined): string {
  const address = isInternal(context.inputs)
    ? internalAddress(context, record)
    : externalAddress(context, record);
  requireFreePorts(context, address);
  return address;
}

export const isInternal = ({ loadBalancingScheme: scheme }: Props): boolean =>
  asString(scheme)?.startsWith("INTERNAL") === true;

/** The reserved address that the rule names by link, if it does. */
function reservedBy({ inputs, world }: ComputeOperation): WorldRecord | undefined {
  const path = pathIn(asString(inputs.ipAddress) ?? "");
  return path.includes("/addresses/")
    ? (world.get(tokens.address, path) ?? world.get(tokens.globalAddress, path))
    : undefined;
}

/**
 * An external rule has a reserved address of its scope and tier, or an ephemeral one.
 *
 * Source: https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts#ip_address_specifications
 */
function externalAddress(context: ComputeOperation, record: WorldRecord | undefined): string {
  const { inputs, world } = context;
  const asked = asString(inputs.ipAddress);
  if (asked === undefined) {
    return asString(record?.outputs.ipAddress) ?? drawAddress(context, "forwarding rule");
  }
  const isGlobal = inputs.region === undefined;
  const reserved =
    reservedBy(context) ??
    world
      .all(isGlobal ? tokens.globalAddress : tokens.address)
      .find(({ outputs }) => outputs.address === asked);
  const where = isGlobal ? "a reserved global external address" : "a reserved external address of the region";
  const fits =
    reserved?.token === (isGlobal ? tokens.globalAddress : tokens.address) &&
    reserved.inputs.addressType === "EXTERNAL" &&
    reserved.inputs.region === inputs.region;
  if (!reserved || !fits) {
    throw invalid(field, asked, `It must be ${where}.`);
  }
  const tier = asString(inputs.networkTier) ?? "PREMIUM";
  const reservedTier = asString(reserved.outputs.networkTier) ?? "";
  if (!isGlobal && reservedTier !== tier) {
    const rule = `The address has the network tier ${reservedTier}, and the rule ${tier}.`;
    throw invalid(field, asked, rule);
  }
  return asString(reserved.outputs.address) ?? "";
}

/** An internal rule has an address of its subnet; several share one only if it was reserved for that. */
function internalAddress(context: ComputeOperation, record: WorldRecord | undefined): string {
  const { inputs, world, path } = context;
  const link = asString(inputs.subnetwork) ?? "";
  const subnet = subnetAt(world, link);
  if (!subnet) {
    throw invalid(
      "resource.subnetwork",
      link,
      "The subnetwork must be specified for an internal forwarding rule.",
    );
  }
  requirePlaceable(subnet, "resource.subnetwork");
  if (inputs.network !== undefined && subnet.inputs.network !== inputs.network) {
    throw invalid(
      "resource.subnetwork",
      link,
      "The subnetwork must be of the network of the forwarding rule.",
    );
  }
  if (inputs.region !== undefined && subnet.inputs.region !== inputs.region) {
    throw invalid(
      "resource.subnetwork",
      link,
      "The subnetwork must be in the region of the forwarding rule.",
    );
  }
  const reserved = reservedBy(context);
  const asked = reserved ? asString(reserved.outputs.address) : asString(inputs.ipAddress);
  if (asked === undefined) {
    return asString(record?.outputs.ipAddress) ?? freeAddress(world, subnet);
  }
  requireUsable(subnet, asked, field);
  const shared = reservations(world, subnet).some(
    (one) => one.address === asked && one.record.inputs.purpose === "SHARED_LOADBALANCER_VIP",
  );
  const holders = occupants(world, subnet).filter((one) => one.address === asked && one.record.id !== path);
  if (holders.some((one) => one.record.token === tokens.instance) || (!shared && holders.length > 0)) {
    throw addressInUse(asked);
  }
  return asked;
}
