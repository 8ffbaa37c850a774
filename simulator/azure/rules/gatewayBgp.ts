import { cidrHost, contains, parseCidr, parseCidrOrReport, type Cidr } from "../../../addressing/cidr";
import { asnProblem, defaultAsn } from "./asns";
import type { ArmCheck } from "../arm/armType";
import { sameId } from "../arm/ids";
import {
  asList,
  asNumber,
  asObject,
  asString,
  asStrings,
  hasUnknown,
  type Props,
} from "../../protocol/values";

/** 169.254.21.0 to 169.254.22.255. Source: https://learn.microsoft.com/azure/vpn-gateway/configure-bgp */
const customRange: readonly Cidr[] = [parseCidr("169.254.21.0/24"), parseCidr("169.254.22.0/24")];
const linkLocal = parseCidr("169.254.0.0/16");

const single = (address: string): Cidr | undefined => parseCidrOrReport(`${address}/32`, () => undefined);

export const isCustomBgpAddress = (address: string): boolean => {
  const cidr = single(address);
  return cidr !== undefined && customRange.some((range) => contains(range, cidr));
};

/** Automatic private addressing, which needs a custom address on Azure's side. */
export const isLinkLocal = (address: string): boolean => {
  const cidr = single(address);
  return cidr !== undefined && contains(linkLocal, cidr);
};

/** The names of the gateway's IP configurations, in the order of its instances. */
export const ipConfigurationNames = (gateway: Props): string[] =>
  asList(gateway.ipConfigurations)
    .map(asObject)
    .map(({ name }) => asString(name) ?? "");

export const ipConfigurationId = (gatewayId: string, name: string): string =>
  `${gatewayId}/ipConfigurations/${name}`;

/** The custom addresses of one instance. */
export function customBgpAddresses(gatewayId: string, gateway: Props, name: string): string[] {
  const entry = asList(asObject(gateway.bgpSettings).bgpPeeringAddresses)
    .map(asObject)
    .find((one) => sameId(asString(one.ipconfigurationId), ipConfigurationId(gatewayId, name)));
  return asStrings(entry?.customBgpIpAddresses);
}

/**
 * What is wrong with a gateway's BGP settings by themselves.
 *
 * Sources: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp (several custom addresses need
 * active-active mode), https://learn.microsoft.com/azure/vpn-gateway/configure-bgp
 */
export function checkGatewayBgp(check: ArmCheck): void {
  const { inputs, refuse } = check;
  const settings = asObject(inputs.bgpSettings);
  const asn = asNumber(settings.asn);
  const problem = asn === undefined ? undefined : asnProblem(asn, true);
  if (problem) {
    refuse("bgpSettings.asn", "BadRequest", problem);
  }
  if (inputs.enableBgp !== true && inputs.bgpSettings !== undefined && typeof inputs.enableBgp !== "symbol") {
    const given = asList(settings.bgpPeeringAddresses).some(
      (entry) => asStrings(asObject(entry).customBgpIpAddresses).length > 0,
    );
    if (given) {
      refuse(
        "bgpSettings.bgpPeeringAddresses",
        "BadRequest",
        "Custom BGP IP addresses need enableBgp on the gateway.",
      );
    }
  }
  checkPeeringAddresses(check, asList(settings.bgpPeeringAddresses).map(asObject));
}

function checkPeeringAddresses({ id, inputs, refuse }: ArmCheck, entries: readonly Props[]): void {
  const names = ipConfigurationNames(inputs);
  if (entries.length > 0 && !hasUnknown(inputs.ipConfigurations) && entries.length !== names.length) {
    refuse(
      "bgpSettings.bgpPeeringAddresses",
      "BgpPeeringAddressesCountNotCorrect",
      `The gateway has ${names.length} IP configurations and ${entries.length} BGP peering addresses; there must be one for each.`,
    );
  }
  checkCustomBgpAddresses(entries, refuse);
  const configured = new Set<string>();
  entries.forEach((entry, i) => {
    const path = `bgpSettings.bgpPeeringAddresses[${i}]`;
    const configuration = asString(entry.ipconfigurationId);
    if (configuration !== undefined && id !== undefined) {
      if (!names.some((name) => sameId(configuration, ipConfigurationId(id, name)))) {
        refuse(
          `${path}.ipconfigurationId`,
          "BadRequest",
          `IP configuration ${configuration} is not one of the gateway ${id}, which has ${names.join(", ")}.`,
        );
      }
      if (configured.has(configuration.toLowerCase())) {
        refuse(
          `${path}.ipconfigurationId`,
          "BadRequest",
          `IP configuration ${configuration} has two entries of BGP peering addresses.`,
        );
      }
      configured.add(configuration.toLowerCase());
    } else if (entry.ipconfigurationId === undefined) {
      refuse(
        `${path}.ipconfigurationId`,
        "BadRequest",
        "BGP peering addresses must name an ipconfigurationId.",
      );
    }
    const addresses = asStrings(entry.customBgpIpAddresses);
    if (addresses.length > 1 && inputs.activeActive !== true && typeof inputs.activeActive !== "symbol") {
      refuse(
        `${path}.customBgpIpAddresses`,
        "BadRequest",
        "An active-passive gateway supports only one custom BGP IP address; use activeActive for several.",
      );
    }
  });
}

/** Every custom address is in Azure's range, and of one instance only. */
export function checkCustomBgpAddresses(entries: readonly Props[], refuse: ArmCheck["refuse"]): void {
  const seen = new Set<string>();
  entries.forEach((entry, i) => {
    const property = `bgpSettings.bgpPeeringAddresses[${i}].customBgpIpAddresses`;
    for (const address of asStrings(entry.customBgpIpAddresses)) {
      if (!isCustomBgpAddress(address)) {
        refuse(
          property,
          "BadRequest",
          `Custom BGP IP address ${address} is not in the range 169.254.21.0 to 169.254.22.255.`,
        );
      }
      if (seen.has(address)) {
        refuse(property, "BadRequest", `Custom BGP IP address ${address} is used twice on the gateway.`);
      }
      seen.add(address);
    }
  });
}

/**
 * The addresses that Azure takes from GatewaySubnet: the last usable one, or the first two in active-active mode.
 *
 * Source: the examples in https://learn.microsoft.com/azure/vpn-gateway/configure-bgp (10.12.255.30 of
 * 10.12.255.0/27) and https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-activeactive-rm-powershell (…4, …5)
 */
export const defaultBgpAddresses = (gatewaySubnet: Cidr, instances: number): string[] =>
  instances === 1 ? [cidrHost(gatewaySubnet, -2)] : [cidrHost(gatewaySubnet, 4), cidrHost(gatewaySubnet, 5)];

/** `bgpSettings` as a read answers with it. */
export function bgpResponse(
  gatewayId: string,
  gateway: Props,
  privateAddresses: readonly string[],
  publicAddresses: readonly string[],
): Props {
  const settings = asObject(gateway.bgpSettings);
  return {
    asn: asNumber(settings.asn) ?? defaultAsn,
    bgpPeeringAddress: privateAddresses.join(","),
    peerWeight: asNumber(settings.peerWeight) ?? 0,
    bgpPeeringAddresses: ipConfigurationNames(gateway).map((name, i) => ({
      ipconfigurationId: ipConfigurationId(gatewayId, name),
      defaultBgpIpAddresses: [privateAddresses[i] ?? ""],
      customBgpIpAddresses: customBgpAddresses(gatewayId, gateway, name),
      tunnelIpAddresses: [publicAddresses[i] ?? ""],
    })),
  };
}
