import { expect } from "chai";
import type { CrossCloudVpn } from "../../../components";
import {
  find,
  isSecretInput,
  ofType,
  record,
  type RecordedResource,
  type Recording,
  value,
} from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { gcpSide, hubSide, link, officeSide, sides, transitGatewaySide } from "./programs";

const inputsOf = (resources: readonly RecordedResource[], name: string) => find(resources, name).inputs;
const azureId = (type: string, name: string) =>
  `/subscriptions/sub-1/resourceGroups/network/providers/azure-native:network:${type}/${name}`;
const hubId =
  "/subscriptions/sub-1/resourceGroups/network/providers/Microsoft.Network/virtualHubs/shop-virtual-hub";
const azureType = (type: string) => `azure-native:network:${type}`;

interface LinkConnection {
  readonly name: string;
  readonly vpnSiteLink: { readonly id: string };
  readonly sharedKey: unknown;
  readonly enableBgp: boolean;
  readonly vpnGatewayCustomBgpAddresses: readonly object[];
}

/** The SDK hides a whole list when one of its entries has a secret. */
function linkConnections(resources: readonly RecordedResource[], name: string): readonly LinkConnection[] {
  const input = inputsOf(resources, name)["vpnLinkConnections"];
  return (isSecretInput(input) ? input.value : input) as readonly LinkConnection[];
}

const plainKey = (key: unknown) => (isSecretInput(key) ? key.value : key);

/** The site, its link's peer outside and inside, the instance's own address, the other's filler, and the key. */
const programs = [
  [
    "AWS",
    () => link({ aws: sides.aws, azure: hubSide }),
    64512,
    [
      ["0-1", "0", "203.0.113.11", "21.1", ["21.2", "21.6"], "key-of-0-1"],
      ["0-2", "0", "203.0.113.12", "22.1", ["22.2", "21.6"], "key-of-0-2"],
      ["1-1", "0", "203.0.113.21", "21.5", ["21.2", "21.6"], "key-of-1-1"],
      ["1-2", "0", "203.0.113.22", "22.5", ["21.2", "22.6"], "key-of-1-2"],
    ],
  ],
  [
    "Google Cloud",
    () => link({ gcp: gcpSide, azure: hubSide }),
    64514,
    [
      ["0-1", "0", "192.0.2.10", "21.1", ["21.2", "22.2"], "krandom-of-shop-preshared-key-0-1"],
      ["0-2", "0", "192.0.2.11", "22.1", ["21.2", "22.2"], "krandom-of-shop-preshared-key-0-2"],
    ],
  ],
  [
    "on-premises",
    () => link({ azure: hubSide, onPremises: officeSide() }),
    65010,
    [
      ["0-1", "0", "185.43.7.9", "21.2", ["21.1", "22.1"], "krandom-of-shop-preshared-key-0-1"],
      ["0-2", "0", "185.43.8.9", "22.2", ["21.1", "22.1"], "krandom-of-shop-preshared-key-0-2"],
    ],
  ],
] as const;

for (const [peer, program, asn, tunnels] of programs) {
  describe(`CrossCloudVpn between a Virtual WAN hub and ${peer}`, () => {
    let recorded: Recording<CrossCloudVpn>;
    before(async () => {
      recorded = await record(program, clouds);
    });

    for (const [key, site, peerOutside, peerInside, custom, presharedKey] of tunnels) {
      it(`brings both ends of tunnel ${key} together`, async () => {
        const { resources, result } = recorded;
        const links = inputsOf(resources, `shop-vpn-site-${site}`)["vpnSiteLinks"] as { name: string }[];
        expect(links.find(({ name }) => name === key)).to.deep.include({
          ipAddress: peerOutside,
          bgpProperties: { asn, bgpPeeringAddress: `169.254.${peerInside}` },
        });
        const connections = linkConnections(resources, `shop-hub-vpn-connection-${site}`);
        const connection = connections.find(({ name }) => name === key);
        expect(connection).to.deep.include({
          vpnSiteLink: { id: `${azureId("VpnSite", `shop-vpn-site-${site}`)}/vpnSiteLinks/${key}` },
          enableBgp: true,
          vpnConnectionProtocolType: "IKEv2",
          vpnGatewayCustomBgpAddresses: custom.map((octets, instance) => ({
            ipConfigurationId: `Instance${instance}`,
            customBgpIpAddress: `169.254.${octets}`,
          })),
        });
        expect(plainKey(connection?.sharedKey)).to.equal(presharedKey);
        const records = await value(result.tunnels);
        expect(records.find(({ name }) => name === `shop-${key}`)?.azure?.asn).to.equal(65515);
      });
    }

    it("has one gateway in one hub, with the instances' own inside addresses and the ASN of all such gateways", () => {
      const { resources } = recorded;
      expect(inputsOf(resources, "shop-virtual-hub")).to.deep.include({
        addressPrefix: "10.47.0.0/23",
        virtualWan: { id: azureId("VirtualWan", "shop-virtual-wan") },
      });
      expect(inputsOf(resources, "shop-hub-connection")).to.deep.include({
        remoteVirtualNetwork: { id: "vnet-1" },
      });
      const gateway = inputsOf(resources, "shop-hub-vpn-gateway");
      expect(gateway).to.deep.include({
        virtualHub: { id: hubId },
        vpnGatewayScaleUnit: 1,
      });
      const { bgpPeeringAddresses, ...settings } = gateway["bgpSettings"] as {
        asn: number;
        bgpPeeringAddresses: { ipconfigurationId: string; customBgpIpAddresses: string[] }[];
      };
      expect(settings).to.deep.equal({ asn: 65515 });
      const named = tunnels.flatMap(([, , , , custom]) => custom.map((octets) => `169.254.${octets}`));
      expect(bgpPeeringAddresses.map(({ ipconfigurationId }) => ipconfigurationId)).to.deep.equal([
        "Instance0",
        "Instance1",
      ]);
      expect(new Set(bgpPeeringAddresses.flatMap((each) => each.customBgpIpAddresses))).to.deep.equal(
        new Set(named),
      );
      for (const type of ["VirtualNetworkGateway", "PublicIPAddress", "LocalNetworkGateway"]) {
        expect(ofType(resources, azureType(type)), type).to.deep.equal([]);
      }
    });
  });
}

describe("CrossCloudVpn at a Virtual WAN hub", () => {
  it("tells AWS the public address of each instance, and its ASN", async () => {
    const { resources } = await record(() => link({ aws: sides.aws, azure: hubSide }), clouds);
    for (const instance of [0, 1]) {
      expect(inputsOf(resources, `shop-customer-gateway-${instance}`)).to.include({
        ipAddress: `198.51.100.1${instance}`,
        bgpAsn: "65515",
      });
    }
  });

  it("has at most four links in a site", async () => {
    const { resources } = await record(
      () => link({ aws: transitGatewaySide, azure: hubSide, tunnels: 8 }),
      clouds,
    );
    for (const site of [0, 1]) {
      expect(inputsOf(resources, `shop-vpn-site-${site}`)["vpnSiteLinks"]).to.have.length(4);
      expect(linkConnections(resources, `shop-hub-vpn-connection-${site}`)).to.have.length(4);
    }
    const { urn } = find(resources, "shop-hub-vpn-connection-0");
    expect(find(resources, "shop-vpn-site-1").dependencies, "one change at a time").to.include(urn);
  });

  it("takes an existing hub, connects the VNet to it, and makes its gateway as large as asked for", async () => {
    const id = "/subscriptions/sub-1/resourceGroups/wan/providers/Microsoft.Network/virtualHubs/west";
    const virtualHub = { id, virtualWanId: "wan-1", scaleUnits: 4 };
    const { resources } = await record(
      () => link({ gcp: gcpSide, azure: { ...hubSide, virtualHub } }),
      clouds,
    );
    expect(ofType(resources, azureType("VirtualHub"))).to.deep.equal([]);
    expect(ofType(resources, azureType("VirtualWan"))).to.deep.equal([]);
    expect(inputsOf(resources, "shop-hub-connection")).to.include({
      resourceGroupName: "wan",
      virtualHubName: "west",
    });
    expect(inputsOf(resources, "shop-hub-vpn-gateway")).to.deep.include({
      virtualHub: { id },
      vpnGatewayScaleUnit: 4,
    });
    expect(inputsOf(resources, "shop-vpn-site-0")).to.deep.include({ virtualWan: { id: "wan-1" } });
  });

  it("leaves a VNet alone that is connected already", async () => {
    const id = "/subscriptions/sub-1/resourceGroups/wan/providers/Microsoft.Network/virtualHubs/west";
    const virtualHub = { id, virtualWanId: "wan-1", connected: true };
    const { resources } = await record(
      () => link({ gcp: gcpSide, azure: { ...hubSide, virtualHub } }),
      clouds,
    );
    expect(ofType(resources, azureType("HubVirtualNetworkConnection"))).to.deep.equal([]);
  });
});
