import { expect } from "chai";

import { planned } from "../../planned";
import { check, connection, gateway, network, site, subnetwork, vnet, vpc } from "./scene";

const rival = vpc("rival", "10.9.0.0/16");
const gcp = network("data");
const internalRange = (props: object) =>
  planned("gcp:networkconnectivity/internalRange:InternalRange", "kept", { network: "data", ...props });

describe("overlapping-cidrs: what gateways are told of the other end", () => {
  const shop = vnet("shop", ["10.1.0.0/16"]);
  const vng = gateway("vng", "shop");
  const far = (cidr: string, address: unknown = "203.0.113.7", name = "far") => [
    site(name, [cidr], address),
    connection(`to ${name}`, "vng", name),
  ];

  it("accepts a site that repeats the range of the network it leads to", () => {
    const vgw = planned("aws:ec2/vpnGateway:VpnGateway", "vgw", { vpcId: "vpc-a" }, { id: "vgw-1" });
    const vpn = planned(
      "aws:ec2/vpnConnection:VpnConnection",
      "vpn",
      { vpnGatewayId: "vgw-1", tunnel1Address: "3.3.3.3", tunnel2Address: "3.3.3.4" },
      { id: "vpn-1" },
    );
    const tunnels = [...far("10.9.0.0/16", "3.3.3.3", "one"), ...far("10.9.0.0/16", "3.3.3.4", "two")];
    expect(check([shop, vng, vpc("a", "10.9.0.0/16"), vgw, vpn, ...tunnels])).to.deep.equal([]);
  });

  it("accepts a site that repeats a range elsewhere that nothing else joins", () => {
    expect(check([shop, vng, rival, ...far("10.9.0.0/16")], { scope: "all" })).to.deep.equal([]);
  });

  it("accepts a site that repeats a network on premises", () => {
    const onPremises = [{ name: "office", cidrs: ["10.48.0.0/12"] }];
    expect(check([shop, vng, ...far("10.48.4.0/22")], { onPremises })).to.deep.equal([]);
  });

  it("accepts two tunnels to one network on premises", () => {
    const onPremises = [{ name: "office", cidrs: ["10.48.0.0/12"] }];
    expect(
      check([shop, vng, ...far("10.48.0.0/16"), ...far("10.48.0.0/16", "203.0.113.8", "second")], {
        onPremises,
      }),
    ).to.deep.equal([]);
  });

  it("refuses a site in the gateway's own network", () => {
    const found = check([shop, vng, ...far("10.1.4.0/24")]);
    expect(found).to.have.length(1);
    expect(found[0]?.message).to.match(/localNetworkAddressSpace\.addressPrefixes\[0\]/);
  });

  it("refuses a site in a network that its gateway's is peered with", () => {
    const peer = vnet("peer", ["10.2.0.0/16"]);
    const peering = planned("azure-native:network:VirtualNetworkPeering", "p", {
      virtualNetworkName: "shop",
      remoteVirtualNetwork: { id: peer.id },
    });
    expect(check([shop, peer, peering, vng, ...far("10.2.4.0/24")])).to.have.length(1);
  });

  it("refuses two different sites with the same range", () => {
    const found = check([
      shop,
      vng,
      ...far("192.168.1.0/24"),
      ...far("192.168.1.0/24", "203.0.113.8", "second"),
    ]);
    expect(found).to.have.length(1);
    expect(found[0]?.message).to.match(/Renumber one of the two, or translate its addresses at the gateway/);
  });

  it("refuses a site of Virtual WAN in its own hub", () => {
    const hub = planned(
      "azure-native:network:VirtualHub",
      "hub",
      { virtualHubName: "hub", addressPrefix: "10.100.0.0/23" },
      { id: "/hub" },
    );
    const vpnGateway = planned(
      "azure-native:network:VpnGateway",
      "gw",
      { gatewayName: "gw", virtualHub: { id: "/hub" } },
      { id: "/gw" },
    );
    const branch = planned(
      "azure-native:network:VpnSite",
      "branch",
      { addressSpace: { addressPrefixes: ["10.100.0.0/16"] }, vpnSiteLinks: [{ ipAddress: "203.0.113.7" }] },
      { id: "/branch" },
    );
    const link = planned("azure-native:network:VpnConnection", "c", {
      gatewayName: "gw",
      remoteVpnSite: { id: "/branch" },
    });
    expect(check([hub, vpnGateway, branch, link])).to.have.length(1);
  });

  it("refuses a range that is kept for the outside of a network and used in it", () => {
    const kept = internalRange({ usage: "EXTERNAL_TO_VPC", ipCidrRange: "10.0.0.0/16" });
    expect(check([gcp, kept, subnetwork("s", "data", "10.0.1.0/24")])).to.have.length(1);
    expect(
      check([gcp, kept, subnetwork("s", "data", "10.1.1.0/24"), vpc("a", "10.0.0.0/16")], { scope: "all" }),
    ).to.deep.equal([]);
  });

  it("accepts a range that is kept for a peer and used in it", () => {
    const kept = internalRange({ usage: "FOR_VPC", peering: "FOR_PEER", ipCidrRange: "10.0.0.0/16" });
    const peering = planned("gcp:compute/networkPeering:NetworkPeering", "p", {
      network: "data",
      peerNetwork: "peer",
    });
    const peer = [network("peer"), subnetwork("s", "peer", "10.0.1.0/24")];
    expect(check([gcp, kept, peering, ...peer])).to.deep.equal([]);
    expect(check([gcp, kept, peering, ...peer, subnetwork("t", "data", "10.0.2.0/24")])).to.have.length(1);
  });

  it("accepts two tunnels to one network outside the stack", () => {
    const vpn = planned(
      "aws:ec2/vpnConnection:VpnConnection",
      "vpn",
      { vpnGatewayId: "vgw-x", tunnel1Address: "3.3.3.3", tunnel2Address: "3.3.3.4" },
      { id: "vpn-1" },
    );
    const tunnels = [...far("10.9.0.0/16", "3.3.3.3", "one"), ...far("10.9.0.0/16", "3.3.3.4", "two")];
    expect(check([shop, vng, vpn, ...tunnels])).to.deep.equal([]);
  });
});
