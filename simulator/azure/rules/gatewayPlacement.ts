import { findSubnet, invalidReference, type SubnetView } from "./subnets";
import { remoteGatewayUse } from "./peers";
import { requirePublicAddress } from "./publicAddresses";
import { routesOf } from "./routes";
import type { ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { parentOf, referredId, sameId } from "../arm/ids";
import { hasZones } from "../arm/locations";
import { findById } from "../arm/references";
import { hubConnectionOf } from "../virtual-wan/spokes";
import { tokens } from "../tokens";
import { asList, asObject, asString, asStrings, type Props } from "../../protocol/values";
import type { WorldRecord } from "../../world/record";

/** Longest prefix of GatewaySubnet for any SKU but Basic. */
const longestGatewaySubnet = 27;

export interface Placement {
  readonly subnet: SubnetView;
  readonly publicIPAddresses: readonly WorldRecord[];
}

export const ipConfigurationsOf = (gateway: Props): Props[] => asList(gateway.ipConfigurations).map(asObject);

/**
 * Where the gateway stands, after everything that its surroundings must satisfy.
 *
 * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings#gwsub
 */
export function requirePlacement(context: ArmOperation): Placement {
  const configurations = ipConfigurationsOf(context.inputs);
  const subnet = requireGatewaySubnet(context, referredId(asObject(configurations[0]?.subnet)) ?? "");
  const publicIPAddresses = configurations.map((configuration) =>
    requireZonedAddress(
      context,
      referredId(asObject(configuration.publicIPAddress)) ?? "",
      asString(configuration.name) ?? "",
    ),
  );
  return { subnet, publicIPAddresses };
}

function requireGatewaySubnet(context: ArmOperation, subnetId: string): SubnetView {
  const { world, inputs, id } = context;
  const subnet = findSubnet(world, subnetId);
  const network = findById(world, tokens.virtualNetwork, parentOf(subnetId));
  if (!subnet || !network || network.inputs.location !== inputs.location) {
    throw invalidReference(subnetId, id);
  }
  const [prefix] = subnet.prefixes;
  if (!prefix || prefix.prefixLength > longestGatewaySubnet) {
    throw badRequest(
      "BadRequest",
      `The subnet ${subnetId} with address prefix ${prefix?.text ?? ""} is too small for the gateway: GatewaySubnet must be /27 or larger.`,
    );
  }
  const table = referredId(asObject(subnet.inputs.routeTable));
  if (table !== undefined && routesOf(world, table).some((route) => route.prefix === "0.0.0.0/0")) {
    throw badRequest(
      "BadRequest",
      `The route table ${table} on GatewaySubnet has a route for 0.0.0.0/0, with which no gateway can be created.`,
    );
  }
  const other = world
    .all(tokens.virtualNetworkGateway)
    .filter((gateway) => !sameId(gateway.id, id))
    .find((gateway) =>
      ipConfigurationsOf(gateway.inputs).some((one) => sameId(referredId(asObject(one.subnet)), subnetId)),
    );
  if (other) {
    throw badRequest(
      "BadRequest",
      `Virtual network ${network.id} already has a gateway of type Vpn: ${other.id}. A virtual network can have only one.`,
    );
  }
  const peering = remoteGatewayUse(world, network.id);
  if (peering) {
    throw badRequest(
      "BadRequest",
      `Virtual network ${network.id} uses the gateway of another by peering ${peering.id} and cannot have a virtual network gateway of its own.`,
    );
  }
  const spoke = hubConnectionOf(world, network.id);
  if (spoke) {
    throw badRequest(
      "BadRequest",
      `Virtual network ${network.id} is connected to a virtual hub by ${spoke.id} and cannot have a virtual network gateway of its own.`,
    );
  }
  return subnet;
}

/** Sources: as above, and https://learn.microsoft.com/azure/vpn-gateway/about-zone-redundant-vnet-gateways#pipskus */
function requireZonedAddress(context: ArmOperation, addressId: string, name: string): WorldRecord {
  const address = requirePublicAddress(context, addressId, `${context.id}/ipConfigurations/${name}`);
  if (hasZones(asString(context.inputs.location) ?? "") && asStrings(address.inputs.zones).length === 0) {
    throw badRequest(
      "VmssVpnGatewayPublicIpsMustHaveZonesConfigured",
      "Standard Public IPs associated with VPN Gateways with AZ VPN skus must have zones configured.",
    );
  }
  return address;
}
