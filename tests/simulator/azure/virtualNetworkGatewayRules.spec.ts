import {
  activeGateway,
  but,
  configurationId,
  ipConfiguration,
  itChecks,
  network,
  passiveGateway,
  tokens,
} from "./estate";
import { type Props } from "../../../simulator/protocol/values";

const sku = (name: string, tier = name): Props => ({ sku: { name, tier } });
const active = (changes: Props): Props => ({ ...activeGateway, ...changes });
const passive = (changes: Props): Props => ({ ...passiveGateway, ...changes });
const custom = (first: string[], second: string[]): Props => ({
  bgpSettings: {
    asn: 65521,
    bgpPeeringAddresses: [first, second].map((customBgpIpAddresses, i) => ({
      ipconfigurationId: configurationId(i),
      customBgpIpAddresses,
    })),
  },
});
/** Eight addresses, each in a /30 range of its own. */
const eight = (first: number): string[] =>
  Array.from({ length: 8 }, (_, i) => `169.254.${21 + (i % 2)}.${(first + (i >> 1) * 4) * 4 + 2}`);
const passiveBgp = (...customBgpIpAddresses: string[]): Props =>
  passive({
    enableBgp: true,
    bgpSettings: {
      asn: 65521,
      bgpPeeringAddresses: [{ ipconfigurationId: configurationId(0), customBgpIpAddresses }],
    },
  });

describe("azure-native VirtualNetworkGateway rules", () => {
  itChecks(tokens.virtualNetworkGateway, [
    ...["VpnGw1", "VpnGw5"].map((name) => ({
      rule: `is no ${name} any more`,
      refused: passive(sku(name)),
      accepted: passive(sku(`${name}AZ`)),
      says: "sku.name: NonAzSkusNotAllowedForVPNGateway",
      text: /Only VpnGw1-5AZ SKUs can be created/,
    })),
    ...["Standard", "HighPerformance"].map((name) => ({
      rule: `is no ${name} any more`,
      refused: passive(sku(name)),
      accepted: passive(sku("VpnGw3AZ")),
      says: "sku.name: BadRequest",
      text: /retired/,
    })),
    {
      rule: "is not simulated as Basic",
      refused: passive(sku("Basic")),
      accepted: passive(sku("VpnGw1AZ")),
      says: "sku.name: BadRequest",
      text: /Basic is not simulated/,
    },
    {
      rule: "has a tier like its name",
      refused: passive(sku("VpnGw2AZ", "VpnGw1AZ")),
      accepted: passive(sku("VpnGw2AZ")),
      says: "sku.tier: BadRequest",
      text: /must equal its name VpnGw2AZ, got VpnGw1AZ/,
    },
    ...(
      [
        ["VpnGw1AZ", "Generation2", "Generation1"],
        ["VpnGw4AZ", "Generation1", "Generation2"],
      ] as const
    ).map(([name, bad, good]) => ({
      rule: `is ${good} as ${name}`,
      refused: passive({ ...sku(name), vpnGatewayGeneration: bad }),
      accepted: passive({ ...sku(name), vpnGatewayGeneration: good }),
      says: "vpnGatewayGeneration: BadRequest",
      text: new RegExp(`${name} is not available in ${bad}`),
    })),
    {
      rule: "is of type Vpn",
      refused: passive({ gatewayType: "ExpressRoute" }),
      accepted: passiveGateway,
      says: "gatewayType: BadRequest",
      text: /ExpressRoute/,
    },
    {
      rule: "is route-based",
      refused: passive({ vpnType: "PolicyBased" }),
      accepted: but(passiveGateway, { vpnType: undefined }),
      says: "vpnType: BadRequest",
      text: /PolicyBased/,
    },
    {
      rule: "has two IP configurations where it is active-active",
      refused: but(active({ ipConfigurations: [ipConfiguration(0)] }), { bgpSettings: undefined }),
      accepted: activeGateway,
      says: "ipConfigurations: ActiveActiveGatewayMustHaveExactlyTwoIpConfigurations",
      text: /Gateway has 1 IP configurations specified for gateway .*\/gw\./,
    },
    {
      rule: "has one IP configuration where it is not",
      refused: passive({ ipConfigurations: [ipConfiguration(0), ipConfiguration(1)] }),
      accepted: passiveGateway,
      says: "ipConfigurations: BadRequest",
      text: /exactly one/,
    },
    {
      rule: "uses two addresses for two IP configurations",
      refused: active({ ipConfigurations: [ipConfiguration(0), { ...ipConfiguration(0), name: "ip1" }] }),
      accepted: activeGateway,
      says: "ipConfigurations: BadRequest",
      text: /same publicIPAddress/,
    },
    {
      rule: "stands in GatewaySubnet",
      refused: passive({
        ipConfigurations: [
          { ...ipConfiguration(0), subnet: { id: `${network}/virtualNetworks/vnet/subnets/gateway` } },
        ],
      }),
      accepted: passiveGateway,
      says: "ipConfigurations[0].subnet: BadRequest",
      text: /named GatewaySubnet/,
    },
    {
      rule: "has an address in each IP configuration",
      refused: passive({ ipConfigurations: [but(ipConfiguration(0), { publicIPAddress: undefined })] }),
      accepted: passiveGateway,
      says: "ipConfigurations[0].publicIPAddress: BadRequest",
      text: /must have a publicIPAddress/,
    },
    {
      rule: "has no static private address",
      refused: passive({
        ipConfigurations: [{ ...ipConfiguration(0), privateIPAllocationMethod: "Static" }],
      }),
      accepted: passive({
        ipConfigurations: [{ ...ipConfiguration(0), privateIPAllocationMethod: "Dynamic" }],
      }),
      says: "ipConfigurations[0].privateIPAllocationMethod: BadRequest",
      text: /Dynamic, not Static/,
    },
    ...[8074, 12076, 65517, 65520, 23456, 64496, 64511, 65535, 65551].map((asn) => ({
      rule: `has no reserved ASN ${asn}`,
      refused: passive({ enableBgp: true, bgpSettings: { asn } }),
      accepted: passive({ enableBgp: true, bgpSettings: { asn: 65515 } }),
      says: "bgpSettings.asn: BadRequest",
      text: new RegExp(`ASN ${asn} is reserved by`),
    })),
    ...["169.254.20.255", "169.254.23.0", "10.0.0.1"].map((address) => ({
      rule: `has no custom BGP address ${address}`,
      refused: passiveBgp(address),
      accepted: passiveBgp(address === "169.254.23.0" ? "169.254.22.255" : "169.254.21.0"),
      says: "bgpSettings.bgpPeeringAddresses[0].customBgpIpAddresses: BadRequest",
      text: /range 169\.254\.21\.0 to 169\.254\.22\.255/,
    })),
    {
      rule: "has one custom BGP address where it is active-passive",
      refused: passiveBgp("169.254.21.2", "169.254.22.2"),
      accepted: passiveBgp("169.254.21.2"),
      says: "bgpSettings.bgpPeeringAddresses[0].customBgpIpAddresses: BadRequest",
      text: /only one custom BGP IP address/,
    },
    {
      rule: "has as many custom BGP addresses as it needs where it is active-active",
      refused: active(custom(eight(0), [...eight(2).slice(1), "169.254.23.2"])),
      accepted: active(custom(eight(0), eight(2))),
      says: "bgpSettings.bgpPeeringAddresses[1].customBgpIpAddresses: BadRequest",
      text: /169\.254\.23\.2 is not in the range/,
    },
    {
      rule: "uses a custom BGP address once",
      refused: active(custom(["169.254.21.2"], ["169.254.21.2"])),
      accepted: active(custom(["169.254.21.2"], ["169.254.21.6"])),
      says: "bgpSettings.bgpPeeringAddresses[1].customBgpIpAddresses: BadRequest",
      text: /used twice/,
    },
    {
      rule: "has BGP peering addresses for every IP configuration",
      refused: active({
        bgpSettings: {
          bgpPeeringAddresses: [
            { ipconfigurationId: configurationId(0), customBgpIpAddresses: ["169.254.21.2"] },
          ],
        },
      }),
      accepted: active(custom(["169.254.21.2"], [])),
      says: "bgpSettings.bgpPeeringAddresses: BgpPeeringAddressesCountNotCorrect",
      text: /2 IP configurations and 1 BGP peering addresses/,
    },
    {
      rule: "has BGP peering addresses of its own IP configurations",
      refused: passive({
        enableBgp: true,
        bgpSettings: {
          bgpPeeringAddresses: [{ ipconfigurationId: configurationId(1), customBgpIpAddresses: [] }],
        },
      }),
      accepted: passive({
        enableBgp: true,
        bgpSettings: {
          bgpPeeringAddresses: [
            { ipconfigurationId: configurationId(0).toUpperCase(), customBgpIpAddresses: [] },
          ],
        },
      }),
      says: "bgpSettings.bgpPeeringAddresses[0].ipconfigurationId: BadRequest",
      text: /is not one of the gateway/,
    },
    {
      rule: "has custom BGP addresses only with BGP",
      refused: but(passiveBgp("169.254.21.2"), { enableBgp: undefined }),
      accepted: but(passiveGateway, { bgpSettings: { asn: 65521 } }),
      says: "bgpSettings.bgpPeeringAddresses: BadRequest",
      text: /need enableBgp/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: passive({ vpnClientConfiguration: {} }),
      accepted: passive({ natRules: [], enablePrivateIpAddress: false }),
      says: "vpnClientConfiguration",
      text: /not simulated/,
    },
  ]);
});
