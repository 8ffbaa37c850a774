import { expect } from "chai";

import {
  connect,
  link,
  linkConnection,
  linkId,
  makeHubGateway,
  makeVpnSite,
  openHub,
  vpn,
  withLink,
} from "./hubEstate";
import { ipsecPolicy } from "../estate";
import { azureTunnelEnds } from "../../../../simulator/azure/tunnelEnds";
import { asList, asObject, type Props } from "../../../../simulator/protocol/values";
import type { TunnelEnd } from "../../../../simulator/tunnels/end";

interface Built {
  readonly ends: readonly TunnelEnd[];
  readonly recordId: string;
  /** Public addresses of the instances. */
  readonly addresses: readonly unknown[];
}

async function build(connection: Props, site: Props = {}, gateway: Props = {}): Promise<Built> {
  const account = await openHub();
  const { outputs } = await makeHubGateway(account, gateway);
  await makeVpnSite(account, site);
  const { id } = await connect(account, connection);
  return {
    ends: azureTunnelEnds(account.clouds.world.view()),
    recordId: id,
    addresses: asList(outputs.ipConfigurations).map((one) => asObject(one).publicIpAddress),
  };
}

const inside = ({ ends }: Built): (string | undefined)[] => ends.map(({ bgp }) => bgp?.insideAddress);

describe("azureTunnelEnds of a virtual hub", () => {
  it("has one end for each instance and link", async () => {
    const { ends, recordId, addresses } = await build(
      {
        ...vpn,
        vpnLinkConnections: [0, 1].map((i) =>
          linkConnection({
            name: `c${i}`,
            sharedKey: `Key_${i}`,
            vpnSiteLink: { id: linkId(i === 0 ? "link" : "link1") },
          }),
        ),
      },
      { vpnSiteLinks: [link(0), link(1)] },
    );
    expect(
      ends.map(({ recordId, index, outsideAddress, peerOutsideAddress, presharedKey }) => ({
        recordId,
        index,
        outsideAddress,
        peerOutsideAddress,
        presharedKey,
      })),
    ).to.deep.equal(
      [0, 1, 2, 3].map((index) => ({
        recordId,
        index,
        outsideAddress: addresses[index % 2],
        peerOutsideAddress: index < 2 ? "52.1.1.1" : "52.1.1.2",
        presharedKey: index < 2 ? "Key_0" : "Key_1",
      })),
    );
  });

  it("speaks BGP from the address that the link connection chose, instance by instance", async () => {
    const { ends } = await build(
      withLink({
        vpnGatewayCustomBgpAddresses: [
          { customBgpIpAddress: "169.254.22.6", ipConfigurationId: "Instance1" },
          { customBgpIpAddress: "169.254.22.2", ipConfigurationId: "Instance0" },
        ],
      }),
    );
    expect(ends.map(({ bgp }) => bgp)).to.deep.equal(
      ["169.254.22.2", "169.254.22.6"].map((insideAddress) => ({
        asn: 65515,
        peerAsn: 64512,
        insideAddress,
        peerInsideAddress: "169.254.21.1",
      })),
    );
  });

  it("falls back to the first custom address of each instance", async () => {
    expect(inside(await build(vpn))).to.deep.equal(["169.254.21.2", "169.254.21.6"]);
  });

  it("speaks from the hub to a peer outside 169.254.0.0/16, or where there is no custom address", async () => {
    const onPremises = {
      vpnSiteLinks: [link(0, { bgpProperties: { asn: 64512, bgpPeeringAddress: "172.16.255.1" } })],
    };
    expect(inside(await build(vpn, onPremises))).to.deep.equal(["10.64.0.12", "10.64.0.13"]);
    expect(inside(await build(vpn, {}, { bgpSettings: { asn: 65515 } }))).to.deep.equal([
      "10.64.0.12",
      "10.64.0.13",
    ]);
  });

  it("has no BGP where the link connection has none", async () => {
    const { ends } = await build(withLink({ enableBgp: false }), {
      addressSpace: { addressPrefixes: ["172.16.0.0/16"] },
    });
    expect(ends.map(({ bgp }) => bgp)).to.deep.equal([undefined, undefined]);
  });

  it("offers what the link connection says", async () => {
    const { ends } = await build(
      withLink({
        ipsecPolicies: [ipsecPolicy],
        vpnConnectionProtocolType: "IKEv1",
        vpnLinkConnectionMode: "ResponderOnly",
      }),
    );
    expect(ends[1]).to.deep.include({
      ike: { encryption: ["aes256-gcm16"], integrity: ["sha384"], dhGroups: [20] },
      esp: { encryption: ["aes256-gcm16"], integrity: ["gcmaes256"], dhGroups: [20] },
      ikeVersions: [1],
      initiates: false,
    });
  });
});
