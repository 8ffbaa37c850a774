import { isPrivate } from "./frontEnds";
import { requireManagement } from "./managementTraffic";
import { partsOf } from "./parts";
import type { ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { parentOf, referredId, sameId } from "../arm/ids";
import { findById } from "../arm/references";
import { hasZones } from "../arm/locations";
import { ipConfigurationsIn } from "../rules/ipConfigurations";
import { requireFreeAddress, takenAddresses, usableAddresses } from "../rules/privateAddresses";
import { requirePublicAddress } from "../rules/publicAddresses";
import { findSubnet, invalidReference, type SubnetView } from "../rules/subnets";
import { tokens } from "../tokens";
import { asList, asNumber, asObject, asString, type Props } from "../../protocol/values";

/**
 * Everything that a gateway's surroundings must satisfy.
 *
 * Source: https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure
 */
export function requirePlacement(context: ArmOperation): void {
  const { world, id, inputs } = context;
  const subnet = requireSubnet(context);
  requireDedicated(context, subnet);
  requireRoom(context, subnet);
  requireManagement(world, subnet, id);
  for (const frontend of partsOf(inputs, "frontendIPConfigurations")) {
    if (isPrivate(frontend)) {
      const taken = takenAddresses(world, subnet, id);
      requireFreeAddress(asString(frontend.privateIPAddress) ?? "", subnet, taken);
    } else {
      const address = referredId(asObject(frontend.publicIPAddress)) ?? "";
      const name = asString(frontend.name) ?? "";
      requirePublicAddress(context, address, `${id}/frontendIPConfigurations/${name}`);
    }
  }
  const location = asString(inputs.location) ?? "";
  if (asList(inputs.zones).length > 0 && !hasZones(location)) {
    throw badRequest(
      "LocationNotSupportAvailabilityZones",
      `The resource type 'applicationGateways' does not support availability zones at location '${location}'.`,
    );
  }
}

export const subnetIdOf = (gateway: Props): string =>
  referredId(asObject(partsOf(gateway, "gatewayIPConfigurations")[0]?.subnet)) ?? "";

function requireSubnet({ world, id, inputs }: ArmOperation): SubnetView {
  const subnetId = subnetIdOf(inputs);
  const subnet = findSubnet(world, subnetId);
  const network = findById(world, tokens.virtualNetwork, parentOf(subnetId));
  if (!subnet || network?.inputs.location !== inputs.location) {
    throw invalidReference(subnetId, id);
  }
  return subnet;
}

function requireDedicated({ world, id }: ArmOperation, subnet: SubnetView): void {
  const other = ipConfigurationsIn(world, subnet.id).find(
    ({ owner }) => owner.token !== tokens.applicationGateway,
  );
  if (other) {
    throw badRequest(
      "ApplicationGatewaySubnetCannotHaveOtherResources",
      `Subnet ${subnet.id} cannot be used for application gateway ${id} since it has other resources deployed: ${other.id}. ` +
        "Subnet used for application gateway can only have other application gateways.",
    );
  }
}

/** Each instance has an address, and the private frontend one more: the same page, "Size of the subnet". */
function requireRoom({ world, id, inputs }: ArmOperation, subnet: SubnetView): void {
  const others = world
    .all(tokens.applicationGateway)
    .filter((other) => !sameId(other.id, id) && sameId(subnetIdOf(other.inputs), subnet.id))
    .reduce((sum, other) => sum + addressesOf(other.inputs), 0);
  const [needed, usable] = [addressesOf(inputs), usableAddresses(subnet)];
  if (others + needed > usable) {
    throw badRequest(
      "SubnetIsFull",
      `Subnet ${subnet.id} with address prefix ${subnet.prefixes.map(({ text }) => text).join(", ")} does not have enough capacity for ${needed} IP addresses: ` +
        `${usable} can be used, and other gateways need ${others}. A /24 is recommended.`,
    );
  }
}

function addressesOf(gateway: Props): number {
  const { maxCapacity, minCapacity } = asObject(gateway.autoscaleConfiguration);
  const instances =
    asNumber(asObject(gateway.sku).capacity) ?? asNumber(maxCapacity) ?? asNumber(minCapacity) ?? 0;
  return instances + partsOf(gateway, "frontendIPConfigurations").filter(isPrivate).length;
}
