import { expect } from "chai";

import { asns } from "../../../policies/rules/asns";
import { unknown } from "../../../reachability/resources";
import { awsGcp, azureOffice, madeFrom, resourcesOf } from "../linkScene";
import { findings } from "../planned";
import type { ResourceArgs } from "../programs/program";

const check = (stack: readonly ResourceArgs[]) => findings(asns, resourcesOf(stack));
const one = (type: string, props: ResourceArgs["props"]): ResourceArgs[] => [{ type, name: "one", props }];

const vgw = "aws:ec2/vpnGateway:VpnGateway";
const customer = "aws:ec2/customerGateway:CustomerGateway";
const site = "azure-native:network:VpnSite";

/** A second virtual private gateway towards the same network of Google Cloud, of which it has one tunnel. */
const secondVgw = (asn: string): ResourceArgs[] => [
  { type: vgw, name: "second", props: { id: "second", amazonSideAsn: asn } },
  {
    type: "aws:ec2/vpnConnection:VpnConnection",
    name: "vpn-2",
    props: {
      id: "vpn-2",
      vpnGatewayId: "second",
      customerGatewayId: "cgw-0",
      tunnel1Address: "3.120.0.9",
      tunnel1InsideCidr: "169.254.7.0/30",
    },
  },
  {
    type: "gcp:compute/externalVpnGateway:ExternalVpnGateway",
    name: "external-2",
    props: { name: "external-2", interfaces: [{ id: 0, ipAddress: "3.120.0.9" }] },
  },
  {
    type: "gcp:compute/vPNTunnel:VPNTunnel",
    name: "tunnel-9",
    props: {
      name: "tunnel-9",
      vpnGateway: "gateway",
      vpnGatewayInterface: 0,
      peerExternalGateway: "external-2",
      peerExternalGatewayInterface: 0,
      router: "router",
    },
  },
  {
    type: "gcp:compute/routerInterface:RouterInterface",
    name: "face-9",
    props: { name: "face-9", router: "router", vpnTunnel: "tunnel-9", ipRange: "169.254.7.2/30" },
  },
  {
    type: "gcp:compute/routerPeer:RouterPeer",
    name: "peer-9",
    props: { router: "router", interface: "face-9", peerIpAddress: "169.254.7.1", peerAsn: Number(asn) },
  },
];

/** A Virtual WAN hub, or a virtual network gateway of the same ASN, with one tunnel to an AWS transit gateway. */
const hubOnTransitGateway = (name: string, outside: string, inside: number): ResourceArgs[] => {
  const id = (kind: string): string =>
    `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/${kind}/${name}`;
  const [aws, azure] = [`169.254.21.${inside + 1}`, `169.254.21.${inside + 2}`];
  return [
    {
      type: "azure-native:network:VirtualHub",
      name: `${name}-hub`,
      props: { id: id("virtualHubs"), virtualWan: { id: "/wan" }, addressPrefix: "10.47.0.0/23" },
    },
    {
      type: "azure-native:network:VpnGateway",
      name,
      props: {
        id: id("vpnGateways"),
        virtualHub: { id: id("virtualHubs") },
        ipConfigurations: [{ id: "Instance0", publicIpAddress: outside }],
        bgpSettings: {
          asn: 65515,
          bgpPeeringAddresses: [{ ipconfigurationId: "Instance0", customBgpIpAddresses: [azure] }],
        },
      },
    },
    {
      type: "azure-native:network:VpnSite",
      name: `${name}-site`,
      props: {
        id: id("vpnSites"),
        vpnSiteLinks: [
          {
            name: "link",
            ipAddress: `3.120.1.${inside}`,
            bgpProperties: { asn: 64512, bgpPeeringAddress: aws },
          },
        ],
      },
    },
    {
      type: "azure-native:network:VpnConnection",
      name: `${name}-connection`,
      props: {
        id: `${id("vpnGateways")}/vpnConnections/c`,
        remoteVpnSite: { id: id("vpnSites") },
        vpnLinkConnections: [{ name: "link", enableBgp: true }],
      },
    },
    {
      type: customer,
      name: `${name}-cgw`,
      props: { id: `${name}-cgw`, bgpAsn: "65515", ipAddress: outside },
    },
    {
      type: "aws:ec2/vpnConnection:VpnConnection",
      name: `${name}-vpn`,
      props: {
        id: `${name}-vpn`,
        transitGatewayId: "tgw",
        customerGatewayId: `${name}-cgw`,
        tunnel1Address: `3.120.1.${inside}`,
        tunnel1InsideCidr: `169.254.21.${inside}/30`,
        tunnel1BgpAsn: "64512",
      },
    },
  ];
};

describe("the rule asns", () => {
  for (const [what, stack] of [
    ["AWS and Google Cloud", awsGcp()],
    ["Azure and an office", azureOffice()],
    ["two gateways of different ASNs", [...awsGcp(), ...secondVgw("64515")]],
    [
      "32-bit ASNs",
      [...one(vgw, { amazonSideAsn: "4200000000" }), ...one(customer, { bgpAsnExtended: "4200000001" })],
    ],
    ["Azure's own default", azureOffice({ azure: { bgpSettings: { asn: 65515 } } })],
    ["Partner Interconnect's", one("gcp:compute/router:Router", { bgp: { asn: 16550 } })],
    ["one that AWS chooses", one(vgw, { amazonSideAsn: unknown })],
  ] as const) {
    it(`passes ${what}`, () => expect(check(stack)).to.deep.equal([]));
  }

  for (const [what, stack, says] of [
    ["Amazon's own", one(customer, { bgpAsn: "7224" }), /bgpAsn of one: 7224 is Amazon's own/],
    ["a public one on AWS", one(vgw, { amazonSideAsn: "65000000" }), /not a private ASN/],
    ["a 32-bit one in bgpAsn", one(customer, { bgpAsn: "4200000000" }), /bgpAsnExtended instead/],
    [
      "Azure's own as a peer's",
      one("azure-native:network:LocalNetworkGateway", { bgpSettings: { asn: 65515 } }),
      /Azure's own default/,
    ],
    [
      "a reserved one of a site's link",
      one(site, { vpnSiteLinks: [{}, { bgpProperties: { asn: 8074 } }] }),
      /vpnSiteLinks\[1\]\.bgpProperties\.asn of one: 8074 is reserved by Azure/,
    ],
    [
      "a public one on Google Cloud",
      one("gcp:compute/router:Router", { bgp: { asn: 3320 } }),
      /bgp\.asn of one: 3320 is not a private ASN/,
    ],
    ["AS_TRANS as a peer's", one("gcp:compute/routerPeer:RouterPeer", { peerAsn: 23456 }), /AS_TRANS/],
    ["the dotted notation", one(customer, { bgpAsn: "1.10" }), /"1\.10" is not an ASN/],
    ["a list", one(vgw, { amazonSideAsn: [64512] }), /is not an ASN/],
  ] as const) {
    it(`refuses ${what}`, () => {
      const [found, ...more] = check(stack);
      expect(more).to.be.empty;
      expect(found?.message)
        .to.match(says)
        .and.to.match(/\(https:\S+\)$/);
    });
  }

  it("refuses one ASN at both ends of a link", () => {
    const found = check(
      azureOffice({ "office-1": { bgpSettings: { asn: 65521, bgpPeeringAddress: "169.254.21.5" } } }),
    );
    expect(found.map(({ urn }) => urn.split("::").at(-1))).to.deep.equal(["to-office-1"]);
    expect(found[0]?.message).to.match(/65521 is the ASN of both ends/);
  });

  it("refuses a customer gateway with an ASN that Google Cloud's router doesn't have", () => {
    const found = check(awsGcp({ "cgw-1": { bgpAsn: "65000" } }));
    expect(found.map(({ urn }) => urn.split("::").at(-1))).to.deep.equal(["vpn-1"]);
    expect(found[0]?.message).to.match(
      /expects ASN 65000 of its peer|expects ASN 65000, but its peer, data, has 64514/,
    );
  });

  it("sees a connection whose gateway is not known yet", () => {
    const found = check(awsGcp({ "vpn-1": { vpnGatewayId: unknown }, "cgw-1": { bgpAsn: "65000" } }));
    expect(found.map(({ message }) => message).join()).to.match(
      /vpn-1 expects ASN 65000, but its peer, data/,
    );
  });

  it("tells of one ASN at both ends, both in the stack, as that alone", () => {
    const peers = Object.fromEntries([0, 1, 2, 3].map((index) => [`peer-${index}`, { peerAsn: 64514 }]));
    const found = check(awsGcp({ vgw: { amazonSideAsn: "64514" }, ...peers }));
    expect(found).to.have.length(6);
    found.forEach(({ message }) => expect(message).to.match(/64514 is the ASN of both ends/));
  });

  it("refuses a router's peer with an ASN that AWS's gateway doesn't have", () => {
    const found = check(awsGcp({ "peer-2": { peerAsn: 64600 } }));
    expect(found.map(({ urn }) => urn.split("::").at(-1))).to.deep.equal(["peer-2"]);
    expect(found[0]?.message).to.match(/expects ASN 64600, but its peer, vgw, has 64512/);
  });

  it("refuses one ASN of two gateways that are joined through a third", () => {
    const [found, ...more] = check([...awsGcp(), ...secondVgw("64512")]);
    expect(more).to.be.empty;
    expect(found?.message).to.match(
      /(second and vgw|vgw and second) both have ASN 64512 and are joined through other gateways/,
    );
  });

  it("says nothing of two hubs of Virtual WANs, whose ASN can't be changed", () => {
    const hubs = [
      ...hubOnTransitGateway("west", "20.50.1.1", 4),
      ...hubOnTransitGateway("north", "20.50.1.2", 8),
    ];
    expect(check(hubs)).to.deep.equal([]);
    const gateways = hubs.map((one) =>
      one.name === "west-cgw" ? { ...one, props: { ...one.props, bgpAsn: "65000" } } : one,
    );
    expect(check(gateways)[0]?.message, "the tunnels are seen").to.match(/its peer, west, has 65515/);
  });

  it("lets gateways that are not joined have one ASN", () => {
    expect(check([...awsGcp(), ...one(vgw, { amazonSideAsn: "64512" })])).to.deep.equal([]);
  });

  it("can't tell an ASN that is made of something unknown", () => {
    const stack = [
      ...one(customer, { bgpAsn: unknown }),
      { type: "random:index/randomInteger:RandomInteger", name: "draw", props: {} },
    ];
    const [found, ...more] = check(madeFrom(stack, "one", { bgpAsn: "draw" }));
    expect(more).to.be.empty;
    expect(found).to.include({ undecided: true });
    expect(found?.message).to.match(/bgpAsn of one is known only after the update/);
  });
});
