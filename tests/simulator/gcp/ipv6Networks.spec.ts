import { expect } from "chai";

import { but, invalid, itChecks, refusal, Scene, tokens } from "./scene";
import { contains, parseCidr } from "../../../addressing/cidr";
import { type Props, UNKNOWN } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const internal: Props = { stackType: "IPV4_IPV6", ipv6AccessType: "INTERNAL" };
const external: Props = { stackType: "IPV4_IPV6", ipv6AccessType: "EXTERNAL" };
const onlyIpv6: Props = { stackType: "IPV6_ONLY", ipv6AccessType: "INTERNAL" };

describe("gcp IPv6 subnets", () => {
  const base = { network: "net" };
  const ipv4 = { ipCidrRange: "10.16.0.0/20" };
  itChecks(tokens.subnetwork, base, [
    {
      rule: "say whether their IPv6 is internal or external",
      refused: [{ ...ipv4, stackType: "IPV4_IPV6" }, { stackType: "IPV6_ONLY" }],
      accepted: [
        { ...ipv4, ...internal },
        { ...ipv4, ...external },
        onlyIpv6,
        { ...ipv4, stackType: UNKNOWN },
        { ...ipv4, stackType: "IPV4_IPV6", ipv6AccessType: UNKNOWN },
      ],
      at: "ipv6AccessType",
      text: /must be specified for the stack type/,
    },
    {
      rule: "say so with IPv6 only",
      refused: [{ ...ipv4, ipv6AccessType: "INTERNAL" }],
      accepted: [ipv4],
      at: "ipv6AccessType",
      text: /not simulated/,
    },
    {
      rule: "have no IPv4 range without IPv4",
      refused: [{ ...ipv4, ...onlyIpv6 }],
      accepted: [onlyIpv6],
      at: "ipCidrRange",
      text: /IPV6_ONLY subnet has no IPv4 range/,
    },
    {
      rule: "have a range that Google chooses",
      refused: [{ ...ipv4, ...internal, internalIpv6Prefix: "fd20:a:b::/64" }],
      accepted: [],
      at: "internalIpv6Prefix",
      text: /Google chooses the range/,
    },
  ]);

  let scene: Scene;
  const prefixOf = ({ outputs }: Made): string => outputs.ipv6CidrRange as string;
  beforeEach(async () => {
    scene = await Scene.open();
    await scene.network("net", { enableUlaInternalIpv6: true, internalIpv6Range: "fd20:a:b::/48" });
  });

  it("have a /64 of the network's where they are internal, unknown before", async () => {
    const [a, b] = [
      await scene.subnet("a", internal),
      await scene.subnet("b", { ...internal, ipCidrRange: "10.17.0.0/20" }),
    ];
    for (const made of [a, b]) {
      const prefix = parseCidr(prefixOf(made));
      expect(prefix.prefixLength).to.equal(64);
      expect(contains(parseCidr("fd20:a:b::/48"), prefix)).to.equal(true);
      expect(made.outputs).to.include({ internalIpv6Prefix: prefixOf(made), externalIpv6Prefix: "" });
    }
    expect(prefixOf(a)).not.to.equal(prefixOf(b));
    expect(prefixOf(a)).to.match(/^fd20:a:b:[\da-f]+:0:0:0:0\/64$/);
    const request = { props: { ...internal }, secrets: new Set<string>() };
    expect(scene.account.clouds.preview(tokens.subnetwork, request).outputs).to.include({
      internalIpv6Prefix: UNKNOWN,
      ipv6CidrRange: UNKNOWN,
    });
    expect((await scene.subnet("c", { ipCidrRange: "10.18.0.0/20" })).outputs).to.include({
      internalIpv6Prefix: "",
      ipv6CidrRange: "",
    });
  });

  it("have a public /64 where they are external, also without a range of the network's", async () => {
    await scene.network("bare");
    const made = await scene.subnet("a", { ...external, network: "bare" });
    expect(made.outputs.externalIpv6Prefix).to.match(/^2600:190[\da-f]:.*\/64$/);
    expect(made.outputs).to.include({ internalIpv6Prefix: "", stackType: "IPV4_IPV6" });
    expect(
      await refusal(scene.subnet("b", { ...internal, network: "bare", ipCidrRange: "10.17.0.0/20" })),
    ).to.match(invalid("resource.ipv6AccessType", "needs enableUlaInternalIpv6"));
  });

  it("are of networks in custom mode", async () => {
    await scene.network("auto", { autoCreateSubnetworks: true, enableUlaInternalIpv6: true });
    expect(await refusal(scene.subnet("a", { ...internal, network: "auto" }))).to.match(
      invalid("resource.stackType", "custom mode VPC networks only"),
    );
  });

  it("can do without IPv4", async () => {
    const made = await scene.make(tokens.subnetwork, "a", { network: "net", ...onlyIpv6 });
    expect(made.outputs).to.include({ gatewayAddress: "", stackType: "IPV6_ONLY" });
    expect(prefixOf(made)).to.match(/^fd20:a:b:/);
  });

  it("get IPv6 in place, and lose it again where it is external", async () => {
    const plain = await scene.subnet();
    const toInternal = { ...plain.inputs, ...internal };
    expect(scene.account.diff(plain, toInternal)).to.deep.equal(["ipv6AccessType", "stackType"]);
    const made = await scene.account.update(plain, toInternal);
    expect(prefixOf(made)).to.match(/^fd20:a:b:/);
    const logged = await scene.account.update(made, { ...made.inputs, privateIpGoogleAccess: true });
    expect(prefixOf(logged)).to.equal(prefixOf(made));
    for (const [change, field, text] of [
      [plain.inputs, "resource.stackType", "INTERNAL cannot be changed from IPV4_IPV6 to IPV4_ONLY"],
      [{ ...made.inputs, ...external }, "resource.ipv6AccessType", "immutable"],
      [
        but(made.inputs, { ...onlyIpv6, ipCidrRange: undefined }),
        "resource.stackType",
        "cannot be changed from IPV4_IPV6 to IPV6_ONLY",
      ],
    ] as const) {
      expect(await refusal(scene.account.update(logged, change)), text).to.match(invalid(field, text));
    }
    const outside = await scene.subnet("outside", { ...external, ipCidrRange: "10.17.0.0/20" });
    const { outputs } = await scene.account.update(
      outside,
      but(outside.inputs, { stackType: undefined, ipv6AccessType: undefined }),
    );
    expect(outputs.stackType).to.equal("IPV4_ONLY");
  });
});

describe("gcp IPv6 firewall rules", () => {
  itChecks(tokens.firewall, { network: "net", allows: [{ protocol: "58" }] }, [
    {
      rule: "have ranges of one IP version",
      refused: [
        { sourceRanges: ["10.0.0.0/8", "fd20::/48"] },
        { sourceRanges: ["fd20::/48", UNKNOWN, "10.0.0.0/8"] },
      ],
      accepted: [
        { sourceRanges: ["fd20::/48", "fd20:0:1::/48", "fd20:0:2::1"] },
        { sourceRanges: ["fd20::/48"], destinationRanges: ["fd20:a::/48"] },
        { sourceRanges: [UNKNOWN, "fd20::/48"] },
      ],
      at: "sourceRanges",
      text: /IPv4 or IPv6 ranges, not both/,
    },
    {
      rule: "have sources and destinations of the same",
      refused: [{ sourceRanges: ["fd20::/48"], destinationRanges: ["10.0.0.0/8"] }],
      accepted: [{ sourceRanges: ["10.1.0.0/16"], destinationRanges: ["10.0.0.0/8"] }],
      at: "destinationRanges",
      text: /fd20::\/48 is IPv6/,
    },
  ]);
});

describe("gcp routes", () => {
  itChecks(tokens.route, { network: "net", nextHopGateway: "default-internet-gateway" }, [
    {
      rule: "have an IPv4 destination, as the provider has it",
      refused: [{ destRange: "::/0" }],
      accepted: [{ destRange: "0.0.0.0/0" }],
      at: "destRange",
      text: /is IPv6/,
    },
  ]);
});
