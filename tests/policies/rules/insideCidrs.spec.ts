import { expect } from "chai";

import { insideCidrs } from "../../../policies/rules/insideCidrs";
import { unknown } from "../../../reachability/resources";
import { awsGcp, azureOffice, madeFrom, resourcesOf } from "../linkScene";
import { findings } from "../planned";
import type { ResourceArgs } from "../programs/program";

const check = (stack: readonly ResourceArgs[]) => findings(insideCidrs, resourcesOf(stack));
const connection = (name: string, props: ResourceArgs["props"]): ResourceArgs => ({
  type: "aws:ec2/vpnConnection:VpnConnection",
  name,
  props: { transitGatewayId: "tgw-1", ...props },
});
const aws = (tunnel1InsideCidr: unknown) => [connection("vpn", { tunnel1InsideCidr })];
const face = (ipRange: unknown, more = {}): ResourceArgs[] => [
  {
    type: "gcp:compute/routerInterface:RouterInterface",
    name: "face",
    props: { vpnTunnel: "tunnel", router: "router", ipRange, ...more },
  },
];
const custom = (address: unknown) =>
  azureOffice({ azure: { bgpSettings: { bgpPeeringAddresses: [{ customBgpIpAddresses: [address] }] } } });

describe("the rule inside-cidrs", () => {
  for (const [what, stack] of [
    ["AWS and Google Cloud", awsGcp()],
    ["Azure's custom addresses", azureOffice()],
    ["what AWS chooses", aws(unknown)],
    [
      "IPv6 on both clouds",
      [connection("vpn", { tunnel1InsideIpv6Cidr: "fdff:1::/126" }), ...face("fdff:1::2/126")],
    ],
    ["interfaces of other kinds", face("10.0.0.2/29", { vpnTunnel: undefined })],
    [
      "one range at gateways of their own",
      [
        ...aws("169.254.9.0/30"),
        connection("b", { transitGatewayId: "tgw-2", tunnel1InsideCidr: "169.254.9.0/30" }),
      ],
    ],
  ] as const) {
    it(`passes ${what}`, () => expect(check(stack)).to.deep.equal([]));
  }

  for (const [what, stack, says] of [
    [
      "AWS's reserved ranges",
      aws("169.254.5.0/30"),
      /tunnel1InsideCidr of tunnel 1 of VPN connection vpn: 169\.254\.5\.0\/30 is reserved by AWS/,
    ],
    ["the metadata range on AWS", aws("169.254.169.252/30"), /reserved by AWS/],
    ["a /29", aws("169.254.9.0/29"), /is not a \/30 of 169\.254\.0\.0\/16/],
    ["a private range", aws("10.9.0.0/30"), /is not a \/30 of 169\.254\.0\.0\/16/],
    ["host bits", aws("169.254.9.1/30"), /host bits/],
    ["nonsense", aws("inside"), /tunnel1InsideCidr/],
    [
      "an IPv6 range of AWS's outside fd00::/8",
      [connection("vpn", { tunnel1InsideIpv6Cidr: "2001:db8::/126" })],
      /\/126 of fd00::\/8/,
    ],
    [
      "a /29 on Google Cloud",
      face("169.254.9.2/29"),
      /ipRange of router interface face: 169\.254\.9\.2\/29 is not in a \/30/,
    ],
    ["Google Cloud's metadata server", face("169.254.169.253/30"), /metadata server/],
    ["an IPv6 session elsewhere", face("fd00::2/126"), /fdff:1::\/64/],
    [
      "a custom address outside Azure's range",
      custom("169.254.23.2"),
      /bgpSettings\.bgpPeeringAddresses\[0\]\.customBgpIpAddresses\[0\] of azure: "169\.254\.23\.2" is not an address of 169\.254\.21\.0/,
    ],
    ["a custom address that is none", custom("169.254.21.2/30"), /is not an address/],
    [
      "a connection's custom address",
      azureOffice({ "to-office-0": { gatewayCustomBgpIpAddresses: [{ customBgpIpAddress: "10.0.0.4" }] } }),
      /gatewayCustomBgpIpAddresses\[0\]\.customBgpIpAddress of to-office-0/,
    ],
  ] as const) {
    it(`refuses ${what}`, () => {
      const [found, ...more] = check(stack);
      expect(more).to.be.empty;
      expect(found?.undecided).to.equal(undefined);
      expect(found?.message)
        .to.match(says)
        .and.to.match(/\(https:\S+\)$/);
    });
  }

  for (const [where, stack, at] of [
    [
      "a transit gateway",
      [...aws("169.254.9.0/30"), connection("b", { tunnel2InsideCidr: "169.254.9.0/30" })],
      "transit gateway tgw-1",
    ],
    [
      "one connection",
      [connection("a", { tunnel1InsideCidr: "169.254.9.0/30", tunnel2InsideCidr: "169.254.9.0/30" })],
      "transit gateway tgw-1",
    ],
    [
      "a customer gateway",
      [
        connection("a", {
          transitGatewayId: "",
          vpnGatewayId: "v",
          customerGatewayId: "c",
          tunnel1InsideCidr: "169.254.9.0/30",
        }),
        connection("b", { customerGatewayId: "c", tunnel1InsideCidr: "169.254.9.0/30" }),
      ],
      "customer gateway c",
    ],
    [
      "a virtual network gateway",
      azureOffice({ "office-1": { bgpSettings: { asn: 65010, bgpPeeringAddress: "169.254.21.1" } } }),
      "virtual network gateway azure",
    ],
  ] as const) {
    it(`refuses a range twice at ${where}`, () => {
      const found = check(stack);
      expect(found).to.have.length(2);
      found.forEach(({ message }) => expect(message).to.contain(`at the same ${at}`));
    });
  }

  it("refuses a range twice in a network of Google Cloud, whatever the router", () => {
    const router: ResourceArgs = {
      type: "gcp:compute/router:Router",
      name: "b",
      props: { name: "b", network: "data" },
    };
    const [more] = face("169.254.6.2/30", { router: "b" });
    const found = check([...awsGcp(), router, more!]);
    expect(found.map(({ urn }) => urn.split("::").at(-1))).to.have.members(["face-0", "face"]);
    expect(found[0]?.message).to.contain("at the same network data");
  });

  it("refuses ends of one tunnel that disagree", () => {
    const found = check(
      awsGcp({ "face-3": { ipRange: "169.254.9.2/30" }, "peer-3": { peerIpAddress: "169.254.9.1" } }),
    );
    expect(found).to.have.length(1);
    expect(found[0]?.message).to.match(/are the two ends of one tunnel and disagree/);
    expect(found[0]?.message).to.contain("169.254.6.13/30").and.to.contain("169.254.9.2/30");
  });

  it("refuses both ends with the same address", () => {
    const found = check(
      awsGcp({ "face-3": { ipRange: "169.254.6.13/30" }, "peer-3": { peerIpAddress: "169.254.6.14" } }),
    );
    expect(found).to.have.length(1);
    expect(found[0]?.message).to.match(/disagree on their inside addresses/);
  });

  it("can't tell what is unknown in a file, which doesn't say what it is made of", () => {
    const stack = resourcesOf(aws(unknown)).map((one) => ({ ...one, propertyDependencies: undefined }));
    expect(findings(insideCidrs, stack).map(({ undecided }) => undecided)).to.deep.equal([true]);
  });

  const draw: ResourceArgs = { type: "random:index/randomInteger:RandomInteger", name: "draw", props: {} };
  for (const [what, stack] of [
    ["AWS's range", madeFrom([...aws(unknown), draw], "vpn", { tunnel1InsideCidr: "draw" })],
    ["Google Cloud's", madeFrom([...face(unknown), draw], "face", { ipRange: "draw" })],
    ["Azure's custom address", custom(unknown)],
  ] as const) {
    it(`can't tell while ${what} is unknown`, () => {
      const [found, ...more] = check(stack);
      expect(more).to.be.empty;
      expect(found).to.include({ undecided: true });
    });
  }
});
