import { expect } from "chai";

import {
  bgpSite,
  but,
  connection,
  itChecks,
  makeGateway,
  makeSite,
  makeSurroundings,
  network,
  openAccount,
  refusal,
  tokens,
} from "./estate";
import type { Props } from "../../../simulator/protocol/values";

const spaced = (...addressPrefixes: string[]): Props =>
  but(bgpSite, { bgpSettings: undefined, localNetworkAddressSpace: { addressPrefixes } });
const bgp = (asn: number, bgpPeeringAddress: string): Props => ({
  ...bgpSite,
  bgpSettings: { asn, bgpPeeringAddress },
});

describe("azure-native LocalNetworkGateway", () => {
  itChecks(tokens.localNetworkGateway, [
    {
      rule: "has an address or a name of its device",
      refused: but(bgpSite, { gatewayIpAddress: undefined }),
      accepted: but(bgpSite, { gatewayIpAddress: undefined, fqdn: "vpn.example.com" }),
      says: "gatewayIpAddress: BadRequest",
      text: /got neither/,
    },
    {
      rule: "has not both",
      refused: { ...bgpSite, fqdn: "vpn.example.com" },
      accepted: bgpSite,
      says: "gatewayIpAddress: BadRequest",
      text: /got both/,
    },
    ...["10.0.0.1", "100.64.0.1", "192.168.1.1", "169.254.1.1"].map((gatewayIpAddress) => ({
      rule: `has no device at ${gatewayIpAddress}`,
      refused: { ...bgpSite, gatewayIpAddress },
      accepted: { ...bgpSite, gatewayIpAddress: "52.0.0.1" },
      says: "gatewayIpAddress: BadRequest",
      text: /is not a public address/,
    })),
    {
      rule: "has a device at an address",
      refused: { ...bgpSite, gatewayIpAddress: "52.0.0" },
      accepted: { ...bgpSite, gatewayIpAddress: "52.0.0.1" },
      says: "gatewayIpAddress: BadRequest",
      text: /is not an IP address/,
    },
    {
      rule: "has an address space where it has no BGP",
      refused: spaced(),
      accepted: spaced("172.16.0.0/16"),
      says: "localNetworkAddressSpace.addressPrefixes: BadRequest",
      text: /without BGP settings must have at least one/,
    },
    {
      rule: "has an address space of CIDRs",
      refused: spaced("172.16.0.1/16"),
      accepted: spaced("172.16.0.1/32"),
      says: "localNetworkAddressSpace.addressPrefixes: InvalidCIDRNotation",
      text: /172\.16\.0\.0\/16/,
    },
    {
      rule: "has no overlapping address prefixes",
      refused: spaced("172.16.0.0/16", "172.16.1.0/24"),
      accepted: spaced("172.16.0.0/16", "172.17.0.0/24"),
      says: "localNetworkAddressSpace.addressPrefixes: BadRequest",
      text: /overlap/,
    },
    ...[65515, 8075, 65551, 0].map((asn) => ({
      rule: `has no ASN ${asn}`,
      refused: bgp(asn, "169.254.21.1"),
      accepted: bgp(4200000000, "169.254.21.1"),
      says: "bgpSettings.asn: BadRequest",
      text: new RegExp(`ASN ${asn} is`),
    })),
    {
      rule: "has a BGP peer that is an address",
      refused: bgp(64512, "169.254.21"),
      accepted: bgp(64512, "10.0.0.10"),
      says: "bgpSettings.bgpPeeringAddress: BadRequest",
      text: /is not an IP address/,
    },
    {
      rule: "has a BGP peer inside the tunnel, not at the device's public address",
      refused: bgp(64512, "52.1.1.1"),
      accepted: bgp(64512, "10.0.0.10"),
      says: "bgpSettings.bgpPeeringAddress: BadRequest",
      text: /must not be the public address/,
    },
    {
      rule: "has both an ASN and an address of its BGP peer",
      refused: { ...bgpSite, bgpSettings: { asn: 64512 } },
      accepted: bgpSite,
      says: "bgpSettings.bgpPeeringAddress: BadRequest",
      text: /must have its bgpPeeringAddress/,
    },
    {
      rule: "keeps an APIPA BGP peer out of its address space",
      refused: { ...bgpSite, localNetworkAddressSpace: { addressPrefixes: ["169.254.21.1/32"] } },
      accepted: { ...bgpSite, localNetworkAddressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
      says: "localNetworkAddressSpace.addressPrefixes: BadRequest",
      text: /APIPA BGP peering address 169\.254\.21\.1/,
    },
  ]);

  it("answers in the real form and changes in place", async () => {
    const account = await openAccount();
    const made = await makeSite(account);
    expect(made.id).to.equal(`${network}/localNetworkGateways/site`);
    expect(made.outputs.bgpSettings).to.deep.equal({
      asn: 64512,
      bgpPeeringAddress: "169.254.21.1",
      peerWeight: 0,
    });
    expect(account.diff(made, { ...bgpSite, gatewayIpAddress: "52.1.1.2" })).to.deep.equal([
      "gatewayIpAddress",
    ]);
    expect(account.diff(made, { ...bgpSite, localNetworkGatewayName: "x" })).to.deep.equal([
      "localNetworkGatewayName!",
    ]);
    const moved = await account.update(made, { ...bgpSite, gatewayIpAddress: "52.1.1.2" });
    expect(moved.outputs.gatewayIpAddress).to.equal("52.1.1.2");
  });

  it("stays while a connection uses it, and a change keeps that one's gateway busy", async () => {
    const account = await openAccount();
    await makeSurroundings(account);
    await makeGateway(account);
    const site = await makeSite(account);
    await makeSite(account, "other");
    const made = await account.create(tokens.connection, "c", connection);
    const refused = await refusal(account.delete(site));
    expect(refused.message).to.contain("is used by connections: c.");
    const changing = account.update(site, { ...bgpSite, gatewayIpAddress: "52.1.1.2" });
    const other = {
      ...connection,
      virtualNetworkGatewayConnectionName: "d",
      localNetworkGateway2: { id: `${network}/localNetworkGateways/other` },
    };
    expect((await refusal(account.create(tokens.connection, "d", other))).code).to.equal(
      "AnotherOperationInProgress",
    );
    await changing;
    await account.delete(made);
    await account.delete(site);
  });
});
