import { eachItem, hasUnknownItem } from "../arm/checks";
import type { ArmCheck } from "../arm/armType";
import { lastName, referredId, sameId } from "../arm/ids";
import { nameProblem, networkName } from "../arm/nameRules";
import { isAddress } from "../rules/routes";
import { asList, asObject, asString, type Props, UNKNOWN } from "../../protocol/values";

export const configurationsOf = (nic: Props): Props[] => asList(nic.ipConfigurations).map(asObject);

/**
 * What is wrong with the IP configurations by themselves.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-network/ip-services/virtual-network-network-interface-addresses;
 * for the primary, `primary` in https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/network_interface
 */
export function checkIpConfigurations({ inputs, refuse }: ArmCheck): void {
  const configurations = configurationsOf(inputs);
  if (inputs.ipConfigurations === UNKNOWN) {
    return;
  }
  if (configurations.length === 0) {
    refuse("ipConfigurations", "BadRequest", "A network interface must have at least one IP configuration.");
  }
  eachItem(inputs.ipConfigurations, "ipConfigurations", (one, path) => checkConfiguration(one, path, refuse));
  const names = configurations.flatMap(({ name }) => asString(name)?.toLowerCase() ?? []);
  if (new Set(names).size < names.length) {
    refuse("ipConfigurations", "BadRequest", "Two IP configurations of the interface have the same name.");
  }
  const primaries = configurations.filter(({ primary }) => primary === true || primary === UNKNOWN);
  if (!hasUnknownItem(inputs.ipConfigurations) && configurations.length > 1 && primaries.length !== 1) {
    refuse(
      "ipConfigurations",
      "BadRequest",
      `Exactly one of several IP configurations must be primary; ${primaries.length} are.`,
    );
  }
  const subnets = configurations.flatMap(({ subnet }) => referredId(asObject(subnet)) ?? []);
  if (subnets.some((one) => !sameId(one, subnets[0]))) {
    refuse(
      "ipConfigurations",
      "IpConfigurationsOnSameNicCannotUseDifferentSubnets",
      "IP configurations on the same network interface cannot use different subnets.",
    );
  }
}

function checkConfiguration(one: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const problem = one.name === UNKNOWN ? undefined : nameProblem(asString(one.name) ?? "", networkName());
  if (problem) {
    refuse(`${path}.name`, problem.code, problem.reason);
  }
  if (one.subnet === undefined) {
    refuse(`${path}.subnet`, "BadRequest", "An IP configuration of a network interface must have a subnet.");
  }
  const subnet = referredId(asObject(one.subnet));
  if (subnet !== undefined && lastName(subnet) === "GatewaySubnet") {
    refuse(
      `${path}.subnet`,
      "BadRequest",
      `The subnet ${subnet} is for virtual network gateways alone; a network interface cannot be in it.`,
    );
  }
  if (one.privateIPAddressVersion === "IPv6") {
    refuse(`${path}.privateIPAddressVersion`, "BadRequest", "Only IPv4 configurations are simulated.");
  }
  checkAllocation(one, path, refuse);
}

function checkAllocation(one: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const method = one.privateIPAllocationMethod ?? "Dynamic";
  const address = asString(one.privateIPAddress);
  if (typeof method === "string" && !["Dynamic", "Static"].includes(method)) {
    refuse(
      `${path}.privateIPAllocationMethod`,
      "BadRequest",
      `The allocation method '${method}' is not one of Dynamic, Static.`,
    );
  }
  if (method === "Static" && one.privateIPAddress === undefined) {
    refuse(`${path}.privateIPAddress`, "BadRequest", "A Static configuration must have a privateIPAddress.");
  }
  if (method === "Dynamic" && one.privateIPAddress !== undefined) {
    refuse(
      `${path}.privateIPAddress`,
      "BadRequest",
      "A privateIPAddress is only kept with the allocation method Static.",
    );
  }
  if (address !== undefined && (!isAddress(address) || address.includes(":"))) {
    refuse(`${path}.privateIPAddress`, "BadRequest", `'${address}' is not an IPv4 address.`);
  }
}
