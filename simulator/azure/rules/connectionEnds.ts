import { contains } from "../../../addressing/cidr";
import { wellFormed } from "./addressPrefixes";
import { customBgpAddresses, ipConfigurationId, ipConfigurationNames, isLinkLocal } from "./gatewayBgp";
import { defaultAsn } from "./asns";
import { tunnelQuota } from "./gatewaySkus";
import { requireUsableRules } from "./natRules";
import { addressSpace, invalidReference } from "./subnets";
import type { ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { parentOf, referredId, sameId } from "../arm/ids";
import { dependents, findById } from "../arm/references";
import { tokens } from "../tokens";
import { natRulesOf } from "../virtualNetworkGatewayNatRule";
import { asList, asNumber, asObject, asString, asStrings, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Both ends of a site-to-site connection, after everything that they must satisfy together. */
export function requireEnds(context: ArmOperation): void {
  const { world, inputs, id } = context;
  const gatewayId = referredId(asObject(inputs.virtualNetworkGateway1)) ?? "";
  const siteId = referredId(asObject(inputs.localNetworkGateway2)) ?? "";
  const gateway = findById(world, tokens.virtualNetworkGateway, gatewayId);
  const site = findById(world, tokens.localNetworkGateway, siteId);
  // The site may be in another region: https://learn.microsoft.com/azure/vpn-gateway/configure-bgp connects East US to West US.
  if (!gateway || gateway.inputs.location !== inputs.location) {
    throw invalidReference(gatewayId, id);
  }
  if (!site) {
    throw invalidReference(siteId, id);
  }
  requireRoom(context, gateway, site);
  if (inputs.enableBgp === true) {
    requireBgp(context, gateway, site);
  } else if (asStrings(asObject(site.inputs.localNetworkAddressSpace).addressPrefixes).length === 0) {
    throw badRequest(
      "BadRequest",
      `Connection ${id} does not use BGP, so the local network gateway ${site.id} must have an address space.`,
    );
  }
  requireCustomAddresses(context, gateway);
  const peer = asString(asObject(site.inputs.bgpSettings).bgpPeeringAddress) ?? "";
  const isApipa = inputs.enableBgp === true && isLinkLocal(peer);
  requireUsableRules(id, inputs, natRulesOf(world, gateway.id), isApipa);
}

/** Source: the tunnel limits in https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus */
function requireRoom({ world, id }: ArmOperation, gateway: WorldRecord, site: WorldRecord): void {
  const others = dependents(world, [tokens.connection], gateway.id).filter((other) => !sameId(other.id, id));
  const twin = others.find(({ inputs }) =>
    sameId(referredId(asObject(inputs.localNetworkGateway2)), site.id),
  );
  if (twin) {
    throw badRequest(
      "BadRequest",
      `Connection ${twin.id} already exists between ${gateway.id} and ${site.id}.`,
    );
  }
  requireOneOfAKind(world, others, site);
  const quota = tunnelQuota(gateway.inputs);
  if (others.length >= quota) {
    throw badRequest(
      "BadRequest",
      `Virtual network gateway ${gateway.id} already has ${others.length} connections, and its SKU allows ${quota}.`,
    );
  }
}

/**
 * The sites of one gateway have addresses of their own, outside and inside; a gateway could not tell them apart.
 *
 * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-highlyavailable, "Multiple on-premises VPN devices"
 */
function requireOneOfAKind(world: WorldView, others: readonly WorldRecord[], site: WorldRecord): void {
  const addressesOf = ({ inputs }: WorldRecord): Record<string, string | undefined> => ({
    gatewayIpAddress: asString(inputs.gatewayIpAddress),
    bgpPeeringAddress: asString(asObject(inputs.bgpSettings).bgpPeeringAddress),
  });
  for (const other of others) {
    const otherId = referredId(asObject(other.inputs.localNetworkGateway2));
    const connected = findById(world, tokens.localNetworkGateway, otherId);
    const theirs = connected ? addressesOf(connected) : {};
    for (const [property, address] of Object.entries(addressesOf(site))) {
      if (address !== undefined && address === theirs[property]) {
        throw badRequest(
          "BadRequest",
          `The local network gateways ${connected?.id ?? ""} and ${site.id} have the same ${property} ${address}; a virtual network gateway can be connected to only one of them.`,
        );
      }
    }
  }
}

/** Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq, section BGP */
function requireBgp({ world, id }: ArmOperation, gateway: WorldRecord, site: WorldRecord): void {
  if (gateway.inputs.enableBgp !== true) {
    throw badRequest(
      "BadRequest",
      `Connection ${id} enables BGP, but the virtual network gateway ${gateway.id} does not.`,
    );
  }
  const settings = asObject(site.inputs.bgpSettings);
  if (site.inputs.bgpSettings === undefined) {
    throw badRequest(
      "BadRequest",
      `Connection ${id} enables BGP, but the local network gateway ${site.id} has no BGP settings.`,
    );
  }
  const asn = asNumber(asObject(gateway.inputs.bgpSettings).asn) ?? defaultAsn;
  if (settings.asn === asn) {
    throw badRequest(
      "BadRequest",
      `Both ends of connection ${id} have ASN ${asn}; BGP peers must have different ones.`,
    );
  }
  const peer = asString(settings.bgpPeeringAddress) ?? "";
  const names = ipConfigurationNames(gateway.inputs);
  if (names.some((name) => customBgpAddresses(gateway.id, gateway.inputs, name).includes(peer))) {
    throw badRequest(
      "BadRequest",
      `The BGP peering address ${peer} of ${site.id} is also a custom BGP IP address of the gateway ${gateway.id}.`,
    );
  }
  const subnetId = referredId(asObject(asObject(asList(gateway.inputs.ipConfigurations)[0]).subnet)) ?? "";
  const network = findById(world, tokens.virtualNetwork, parentOf(subnetId));
  const space = wellFormed(addressSpace(network?.inputs ?? {}));
  if (wellFormed([`${peer}/32`]).some((one) => space.some((prefix) => contains(prefix, one)))) {
    throw badRequest(
      "BadRequest",
      `The BGP peering address ${peer} of ${site.id} lies in the address space of the gateway's virtual network.`,
    );
  }
}

/** Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp */
function requireCustomAddresses({ inputs, id }: ArmOperation, gateway: WorldRecord): void {
  const chosen = asList(inputs.gatewayCustomBgpIpAddresses).map(asObject);
  if (chosen.length > 0 && gateway.inputs.activeActive !== true) {
    throw badRequest(
      "BadRequest",
      `Connection ${id} chooses custom BGP IP addresses, which needs an active-active gateway.`,
    );
  }
  for (const entry of chosen) {
    const name = configurationName(entry, gateway);
    const address = asString(entry.customBgpIpAddress) ?? "";
    if (name === undefined) {
      throw badRequest(
        "BadRequest",
        `IP configuration ${asString(entry.ipConfigurationId) ?? ""} is not one of the gateway ${gateway.id}.`,
      );
    }
    const own = customBgpAddresses(gateway.id, gateway.inputs, name);
    if (!own.includes(address)) {
      throw badRequest(
        "BadRequest",
        `Custom BGP IP address ${address} is not among those of IP configuration ${name} of the gateway: ${own.join(", ") || "none"}.`,
      );
    }
  }
}

const configurationName = (entry: Props, gateway: WorldRecord): string | undefined =>
  ipConfigurationNames(gateway.inputs).find((name) =>
    sameId(asString(entry.ipConfigurationId), ipConfigurationId(gateway.id, name)),
  );
