import { expect } from "chai";

import { connect, link, linkId, makeVpnSite, openBranch, openHub, site } from "./hubEstate";
import { but, itChecks, openAccount, refusal, tokens } from "../estate";
import { type Props, UNKNOWN, type Value } from "../../../../simulator/protocol/values";

const of = (changes: Record<string, Value | undefined>): Props => but(site, changes);
const withLink = (changes: Record<string, Value | undefined>): Props =>
  of({ vpnSiteLinks: [link(0, changes)] });
const bgp = (changes: Record<string, Value | undefined>): Props =>
  withLink({ bgpProperties: but({ asn: 64512, bgpPeeringAddress: "169.254.21.1" }, changes) });

describe("azure-native VpnSite", () => {
  itChecks(tokens.vpnSite, [
    {
      rule: "has a virtual WAN",
      refused: of({ virtualWan: undefined }),
      accepted: of({ virtualWan: { id: UNKNOWN } }),
      says: "virtualWan: BadRequest",
      text: /must have a virtualWan/,
    },
    ...[0, 5].map((count) => ({
      rule: `has no ${count} links`,
      refused: of({ vpnSiteLinks: Array.from({ length: count }, (_, i) => link(i)) }),
      accepted: of({ vpnSiteLinks: Array.from({ length: 4 }, (_, i) => link(i)) }),
      says: "vpnSiteLinks: BadRequest",
      text: new RegExp(`1 to 4 links, got ${count}`),
    })),
    ...(
      [
        ["name", { name: "LINK" }],
        ["ipAddress", { ipAddress: "52.1.1.1" }],
        ["bgpPeeringAddress", { bgpProperties: { asn: 64513, bgpPeeringAddress: "169.254.21.1" } }],
      ] as const
    ).map(([property, same]) => ({
      rule: `has links with a ${property} of their own`,
      refused: of({ vpnSiteLinks: [link(0), link(1, same)] }),
      accepted: of({ vpnSiteLinks: [link(0), link(1)] }),
      says: "vpnSiteLinks: BadRequest",
      text: new RegExp(`same ${property}`),
    })),
    {
      rule: "has links with names",
      refused: withLink({ name: undefined }),
      accepted: of({ vpnSiteLinks: [link(0, { name: "isp-1" }), UNKNOWN] }),
      says: "vpnSiteLinks[0].name: InvalidResourceName",
      text: /is invalid/,
    },
    {
      rule: "has a device at the end of a link",
      refused: withLink({ ipAddress: undefined }),
      accepted: withLink({ ipAddress: undefined, fqdn: "vpn.example.com" }),
      says: "vpnSiteLinks[0].ipAddress: BadRequest",
      text: /an ipAddress or an fqdn/,
    },
    {
      rule: "has devices with IPv4 addresses",
      refused: withLink({ ipAddress: "2001:db8::1" }),
      accepted: withLink({ ipAddress: UNKNOWN }),
      says: "vpnSiteLinks[0].ipAddress: BadRequest",
      text: /not an IPv4 address/,
    },
    ...[65515, 23456, 12076].map((asn) => ({
      rule: `has no peer with ASN ${asn}`,
      refused: bgp({ asn }),
      accepted: bgp({ asn: 65010 }),
      says: "vpnSiteLinks[0].bgpProperties.asn: BadRequest",
      text: new RegExp(`ASN ${asn} is reserved`),
    })),
    ...["asn", "bgpPeeringAddress"].map((property) => ({
      rule: `has the ${property} of its peers`,
      refused: bgp({ [property]: undefined }),
      accepted: bgp({ [property]: UNKNOWN }),
      says: `vpnSiteLinks[0].bgpProperties.${property}: BadRequest`,
      text: /must have its/,
    })),
    {
      rule: "speaks BGP from another address than the device's own",
      refused: bgp({ bgpPeeringAddress: "52.1.1.1" }),
      accepted: bgp({ bgpPeeringAddress: "172.16.255.1" }),
      says: "vpnSiteLinks[0].bgpProperties.bgpPeeringAddress: BadRequest",
      text: /must not be the public address/,
    },
    {
      rule: "has an address space where a link has no BGP",
      refused: withLink({ bgpProperties: undefined }),
      accepted: but(withLink({ bgpProperties: undefined }), {
        addressSpace: { addressPrefixes: ["172.16.0.0/16"] },
      }),
      says: "addressSpace.addressPrefixes: BadRequest",
      text: /a link without BGP must have an address space/,
    },
    {
      rule: "has prefixes that do not overlap",
      refused: of({ addressSpace: { addressPrefixes: ["172.16.0.0/16", "172.16.1.0/24"] } }),
      accepted: of({ addressSpace: { addressPrefixes: ["172.16.0.0/16", "172.17.1.0/24"] } }),
      says: "addressSpace.addressPrefixes: BadRequest",
      text: /overlap/,
    },
    {
      rule: "keeps the APIPA addresses of its peers out of its address space",
      refused: of({ addressSpace: { addressPrefixes: ["169.254.21.0/24"] } }),
      accepted: of({ addressSpace: { addressPrefixes: ["169.254.30.0/24"] } }),
      says: "addressSpace.addressPrefixes: BadRequest",
      text: /APIPA BGP peering address 169\.254\.21\.1/,
    },
    {
      rule: "describes its devices on the links alone",
      refused: of({ ipAddress: "52.1.1.1" }),
      accepted: of({ deviceProperties: { deviceVendor: "AWS" } }),
      says: "ipAddress",
      text: /not simulated/,
    },
  ]);

  it("is in a virtual WAN that exists", async () => {
    const account = await openAccount();
    expect((await refusal(makeVpnSite(account))).code).to.equal("InvalidResourceReference");
  });

  it("gives each link an id, which is not known before", async () => {
    const account = await openHub();
    const { outputs } = await makeVpnSite(account);
    expect(outputs).to.have.nested.property("vpnSiteLinks[0].id", linkId());
    const preview = account.clouds.preview(tokens.vpnSite, { props: site, secrets: new Set() });
    expect(preview.outputs).to.have.nested.property("vpnSiteLinks[0].id", UNKNOWN);
    expect(preview.outputs).to.have.nested.property("vpnSiteLinks[0].ipAddress", "52.1.1.1");
  });

  it("keeps what a connection uses", async () => {
    const connected = await openBranch();
    const record = connected.clouds.read(tokens.vpnSite, linkId().split("/vpnSiteLinks/")[0]!)!;
    const made = {
      urn: "urn:pulumi:dev::test::x::site",
      token: tokens.vpnSite,
      id: record.id,
      inputs: record.inputs,
      outputs: record.outputs,
    };
    const connection = await connect(connected);
    expect((await refusal(connected.delete(made))).message).to.match(/because it is connected: c\./);
    expect((await refusal(connected.update(made, of({ vpnSiteLinks: [link(1)] })))).message).to.match(
      /Link link of VPN site .* cannot be removed/,
    );
    await connected.update(made, of({ vpnSiteLinks: [link(0), link(1)] }));
    await connected.delete(connection);
    await connected.delete(made);
  });
});
