import type { CrossCloudVpnArgs } from "../../../components";
import {
  existingAzureSide,
  gcpSide,
  haVpnGateway,
  hubSide,
  officeSide,
  sides,
  transitGatewaySide,
} from "./programs";
import { type Refusal, refuses } from "./refusals";

type Args = Partial<CrossCloudVpnArgs>;

const transit = (side: object): Args => ({ aws: { ...transitGatewaySide, ...side }, gcp: gcpSide });
const gcp = (side: object): Args => ({ aws: sides.aws, gcp: { ...gcpSide, ...side } });
const hub = (virtualHub: object, side: object = {}): Args => ({
  gcp: gcpSide,
  azure: { ...hubSide, virtualHub, ...side },
});
const existing = (instances: object[]): Args => ({
  aws: sides.aws,
  azure: { ...existingAzureSide, virtualNetworkGateway: { id: "gateway-1", instances } } as never,
});

const [first, second] = existingAzureSide.virtualNetworkGateway?.instances ?? [];
if (first === undefined || second === undefined) {
  throw new Error("the existing gateway has two instances");
}

const refusals: readonly Refusal[] = [
  [
    "a virtual private gateway and a transit gateway",
    transit({ vpnGatewayId: "vgw-1" }),
    /aws\.vpnGatewayId: does not go with transitGateway: give one of the two/,
  ],
  [
    "large tunnels without a transit gateway",
    { aws: { ...sides.aws, tunnelBandwidth: "large" }, gcp: gcpSide },
    /aws\.tunnelBandwidth: "large" takes a transit gateway: give transitGateway, or leave it out/,
  ],
  [
    "an unknown bandwidth",
    transit({ tunnelBandwidth: "huge" }),
    /aws\.tunnelBandwidth: "huge" is unknown: use "standard" or "large"/,
  ],
  [
    "an unknown bandwidth without a transit gateway",
    { aws: { ...sides.aws, tunnelBandwidth: "huge" as never }, gcp: gcpSide },
    /aws\.tunnelBandwidth: "huge" is unknown: use "standard" or "large"/,
  ],
  [
    "a transit gateway without subnets to attach",
    transit({ attachmentSubnetIds: undefined }),
    /aws\.attachmentSubnetIds: is missing: .+a subnet in each of its availability zones: give one of each/,
  ],
  [
    "a route table of a transit gateway that does not exist yet",
    transit({ transitGateway: { routeTableId: "tgw-rtb-1" } }),
    /aws\.transitGateway\.routeTableId: belongs to an existing transit gateway: give its id too/,
  ],
  [
    "an attachment to a transit gateway that does not exist yet",
    transit({ transitGateway: { vpcAttachmentId: "tgw-attach-1" } }),
    /aws\.transitGateway\.vpcAttachmentId: belongs to an existing transit gateway: give its id too/,
  ],
  [
    "static routes at an existing transit gateway without a table to put them in",
    {
      aws: { ...transitGatewaySide, transitGateway: { id: "tgw-1" } },
      azure: sides.azure,
      routing: "static",
    },
    /aws\.transitGateway\.routeTableId: is missing: with routing "static" .+: give the one that the VPC/,
  ],

  [
    "advertised ranges that are none",
    gcp({ advertisedIpRanges: ["all"] }),
    /gcp\.advertisedIpRanges\[0\]: "all" is not an IP address/,
  ],
  [
    "advertised ranges of an existing router",
    gcp({ haVpnGateway, advertisedIpRanges: ["10.16.0.0/16"] }),
    /gcp\.advertisedIpRanges: belongs to a new Cloud Router: set it on the existing one/,
  ],
  [
    "more tunnels than an existing HA VPN gateway has addresses for",
    { gcp: { ...gcpSide, haVpnGateway }, azure: sides.azure, tunnels: 4 },
    /gcp\.haVpnGateway: has 2 interfaces, and 4 tunnels here need 4: use at most 2 tunnels, or leave it out/,
  ],

  [
    "an Azure gateway without a subnet",
    { gcp: gcpSide, azure: { ...sides.azure, gatewaySubnetId: undefined } },
    /azure\.gatewaySubnetId: is missing: give the id of the subnet called GatewaySubnet/,
  ],
  [
    "a retired SKU towards Google Cloud",
    { gcp: gcpSide, azure: { ...sides.azure, sku: "VpnGw1" } },
    /azure\.sku: "VpnGw1" can no longer be created here: use VpnGw1AZ/,
  ],
  [
    "an existing gateway without custom BGP addresses",
    existing([first, { ...second, customBgpAddresses: undefined }]),
    /azure\.virtualNetworkGateway\.instances\[1\]\.customBgpAddresses: lacks 169\.254\.21\.6, 169\.254\.22\.6: add them to the gateway, or give insideCidrs/,
  ],
  [
    "an existing gateway that lacks one of them",
    existing([{ ...first, customBgpAddresses: ["169.254.22.2"] }, second]),
    /azure\.virtualNetworkGateway\.instances\[0\]\.customBgpAddresses: lacks 169\.254\.21\.2: add/,
  ],
  [
    "an existing gateway with one instance",
    existing([first]),
    /azure\.virtualNetworkGateway\.instances: has no instance 1, .+make the gateway active-active, or use fewer/,
  ],
  [
    "an existing gateway's name",
    { aws: sides.aws, azure: { ...existingAzureSide, gatewayName: "corp-gateway" } },
    /azure\.gatewayName: "corp-gateway" has no effect: an existing .+ has its name: leave it out/,
  ],
  [
    "an existing gateway's zones",
    { aws: sides.aws, azure: { ...existingAzureSide, zones: [] } },
    /azure\.zones: \[\] has no effect: an existing .+ has its public addresses: leave it out/,
  ],
  [
    "a retired SKU of an existing gateway",
    { aws: sides.aws, azure: { ...existingAzureSide, sku: "Basic" } },
    /azure\.sku: "Basic" can no longer be created here/,
  ],
  [
    "an existing gateway with three instances",
    existing([first, second, second]),
    /azure\.virtualNetworkGateway\.instances: 3 is no number of instances: give one, or two/,
  ],

  [
    "Virtual WAN with static routes",
    { azure: hubSide, onPremises: officeSide(1), routing: "static" },
    /azure\.virtualHub: does not go with routing "static": .+: use "bgp"/,
  ],
  [
    "Virtual WAN with an ASN",
    hub({ addressPrefix: "10.47.0.0/23" }, { asn: 65521 }),
    /azure\.asn: 65521 has no effect: a Virtual WAN gateway always has 65515: leave it out/,
  ],
  [
    "Virtual WAN and a virtual network gateway",
    hub(
      { addressPrefix: "10.47.0.0/23" },
      { virtualNetworkGateway: existingAzureSide.virtualNetworkGateway },
    ),
    /azure\.virtualNetworkGateway: does not go with virtualHub: give one of the two/,
  ],
  ...Object.entries({ sku: "VpnGw2AZ", zones: ["1"], gatewayName: "corp-gateway" }).map(
    ([key, value]): Refusal => [
      `Virtual WAN with a virtual network gateway's ${key}`,
      hub({ addressPrefix: "10.47.0.0/23" }, { [key]: value }),
      new RegExp(`azure\\.${key}: (\\["1"\\]|"[\\w-]+") has no effect: .*a hub's gateway.*: leave it out`),
    ],
  ),
  [
    "too small a hub",
    hub({ addressPrefix: "10.47.0.0/25" }),
    /azure\.virtualHub\.addressPrefix: "10\.47\.0\.0\/25" is too small for a hub: use \/24 or larger, best \/23/,
  ],
  [
    "a hub that overlaps its own VNet",
    hub({ addressPrefix: "10.32.4.0/23" }),
    /azure\.virtualHub\.addressPrefix: "10\.32\.4\.0\/23" overlaps azure\.addressPrefixes\[0\] 10\.32\.0\.0\/16/,
  ],
  [
    "a hub that overlaps the other side",
    hub({ addressPrefix: "10.16.4.0/23" }),
    /azure\.virtualHub\.addressPrefix: "10\.16\.4\.0\/23" overlaps gcp\.ipCidrRanges\[0\] 10\.16\.0\.0\/16/,
  ],
  ["no hub", hub({}), /azure\.virtualHub: needs the addressPrefix of a new hub, or the id and virtualWanId/],
  [
    "an existing hub without its WAN",
    hub({ id: "hub-1" }),
    /azure\.virtualHub: needs the addressPrefix of a new hub, or the id and virtualWanId/,
  ],
  [
    "a hub both new and existing",
    hub({ addressPrefix: "10.47.0.0/23", id: "hub-1" }),
    /azure\.virtualHub\.id: belongs to an existing hub, addressPrefix to a new one: give one of the two/,
  ],
  [
    "a hub without a VNet",
    hub({ addressPrefix: "10.47.0.0/23" }, { virtualNetworkId: undefined }),
    /azure\.virtualNetworkId: is missing: the VNet to connect to the hub/,
  ],
  ...[0, 21, 1.5].map((scaleUnits): Refusal => [
    `${scaleUnits} scale units`,
    hub({ addressPrefix: "10.47.0.0/23", scaleUnits }),
    new RegExp(`azure\\.virtualHub\\.scaleUnits: ${scaleUnits} is no number of scale units: use 1 to 20`),
  ]),
];

describe("CrossCloudVpn refuses a gateway, before any child exists:", () => {
  refuses(refusals);
});
