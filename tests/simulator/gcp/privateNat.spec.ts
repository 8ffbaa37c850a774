import { expect } from "chai";

import { hubPath, makeHub, makeNetwork } from "./connectivity/hubScene";
import { but, global, invalid, itChecks, link, refusal, regional, Scene, tokens } from "./scene";
import { type Props, UNKNOWN } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const matching = (hub = hubPath()): string => `nexthop.hub == '//networkconnectivity.googleapis.com/${hub}'`;
const rule = (more: Props = {}): Props => ({
  ruleNumber: 100,
  match: matching(),
  action: { sourceNatActiveRanges: [link(regional("subnetworks/nat"))] },
  ...more,
});
const nat: Props = {
  router: "cr",
  type: "PRIVATE",
  sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
  rules: [rule()],
};
const listed = (...kinds: string[]): Props => ({
  sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
  subnetworks: [{ name: "app-sub", sourceIpRangesToNats: kinds }],
});

describe("gcp RouterNat of type PRIVATE", () => {
  itChecks(tokens.routerNat, nat, [
    ...(["natIpAllocateOption", "autoNetworkTier"] as const).map((property) => ({
      rule: `has no ${property}`,
      refused: [{ [property]: property === "autoNetworkTier" ? "PREMIUM" : "AUTO_ONLY" }],
      accepted: [{}],
      at: property,
      text: /no public addresses/,
    })),
    {
      rule: "has no public addresses",
      refused: [{ natIps: ["a"] }],
      accepted: [{ natIps: [] }],
      at: "natIps",
      text: /no public addresses/,
    },
    {
      rule: "does not map independently of the endpoint",
      refused: [{ enableEndpointIndependentMapping: true }],
      accepted: [{ enableEndpointIndependentMapping: false }],
      at: "enableEndpointIndependentMapping",
      text: /does not support it/,
    },
    {
      rule: "translates all ranges",
      refused: [{ sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES" }],
      accepted: [listed("ALL_IP_RANGES")],
      at: "sourceSubnetworkIpRangesToNat",
      text: /translates all ranges/,
    },
    {
      rule: "translates all ranges of a listed subnet",
      refused: [listed("PRIMARY_IP_RANGE")],
      accepted: [listed("ALL_IP_RANGES")],
      at: "subnetworks[0].sourceIpRangesToNats",
      text: /translates all ranges/,
    },
    {
      rule: "has a rule",
      refused: [{ rules: [] }],
      accepted: [{ rules: UNKNOWN }],
      at: "rules",
      text: /needs a rule that names a hub/,
    },
    {
      rule: "has rules for hubs",
      refused: [{ rules: [rule({ match: "nexthop.is_hybrid" })] }],
      accepted: [
        { rules: [rule({ match: UNKNOWN })] },
        {
          rules: [
            rule({ match: `nexthop.hub == "https://networkconnectivity.googleapis.com/v1/${hubPath()}"` }),
          ],
        },
      ],
      at: "rules[0].match",
      text: /Only a match with a hub is simulated/,
    },
    {
      rule: "has rules with ranges",
      refused: [{ rules: [rule({ action: {} })] }],
      accepted: [{ rules: [rule({ action: { sourceNatActiveRanges: [UNKNOWN] } })] }, { rules: [UNKNOWN] }],
      at: "rules[0].action",
      text: /needs sourceNatActiveRanges/,
    },
    {
      rule: "has rules with numbers up to 65000",
      refused: [{ rules: [rule({ ruleNumber: 65001 })] }],
      accepted: [{ rules: [rule({ ruleNumber: 65000 })] }],
      at: "rules[0].ruleNumber",
      text: /between 0 and 65000/,
    },
    {
      rule: "has rules with numbers of their own",
      refused: [{ rules: [rule(), rule({ match: matching(hubPath("other")) })] }],
      accepted: [{ rules: [rule(), rule({ ruleNumber: 200 })] }],
      at: "rules[1].ruleNumber",
      text: /unique among the rules/,
    },
  ]);

  let scene: Scene;
  const make = (name: string, more: Props = {}): Promise<Made> =>
    scene.make(tokens.routerNat, name, { ...nat, ...more });
  beforeEach(async () => {
    scene = await Scene.open();
    await makeHub(scene);
    await makeNetwork(scene, "app", "10.1.0.0/16");
    await scene.router("cr", { network: "app" });
    await scene.subnet("nat", { network: "app", ipCidrRange: "100.64.0.0/24", purpose: "PRIVATE_NAT" });
  });

  it("stands beside a public gateway for the same subnets, but not beside another private one", async () => {
    const made = await make("private");
    expect(made.outputs).to.deep.include({
      autoNetworkTier: "",
      enableDynamicPortAllocation: true,
      natIps: [],
    });
    await scene.make(
      tokens.routerNat,
      "public",
      but({ ...nat, natIpAllocateOption: "AUTO_ONLY" }, { type: undefined, rules: undefined }),
    );
    expect(await refusal(make("second"))).to.match(
      invalid("resource.nats[].sourceSubnetworkIpRangesToNat", "/cr/private"),
    );
  });

  it("names a hub that exists", async () => {
    const lost = { rules: [rule({ match: matching(hubPath("none")) })] };
    expect(await refusal(make("private", lost))).to.match(/hubs\/none' was not found/);
    await make("private");
  });

  it("translates to subnets for it, of its network and region", async () => {
    const to = (subnet: string): Props => ({
      rules: [rule({ action: { sourceNatActiveRanges: [subnet] } })],
    });
    const field = "resource.nats[].rules[0].action.sourceNatActiveRanges";
    expect(await refusal(make("private", to("app-sub")))).to.match(
      invalid(field, "must have the purpose PRIVATE_NAT"),
    );
    expect(await refusal(make("private", to("none")))).to.match(/subnetworks\/none' was not found/);
    await scene.subnet("far", {
      network: "app",
      ipCidrRange: "100.64.1.0/24",
      purpose: "PRIVATE_NAT",
      region: "us-east1",
    });
    const far = "regions/us-east1/subnetworks/far";
    expect(await refusal(make("private", to(far)))).to.match(
      invalid(field, "network and region of the router"),
    );
    const made = await make("private", { ...to("nat"), ...listed("ALL_IP_RANGES") });
    expect(made.inputs.rules).to.have.deep.nested.property("[0].action.sourceNatActiveRanges", [
      link(regional("subnetworks/nat")),
    ]);
    await scene.subnet("more", { network: "app", ipCidrRange: "10.9.0.0/24" });
    const other = {
      ...listed("ALL_IP_RANGES"),
      subnetworks: [{ name: "more", sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
    };
    expect(await refusal(make("second", other))).to.match(
      invalid(field, "not simulated: a range of two gateways"),
    );
  });

  it("translates no subnet that is for it", async () => {
    const itself = { subnetworks: [{ name: "nat", sourceIpRangesToNats: ["ALL_IP_RANGES"] }] };
    expect(await refusal(make("private", { ...listed("ALL_IP_RANGES"), ...itself }))).to.match(
      invalid("resource.nats[].subnetworks[0].name", "cannot be translated"),
    );
  });

  it("is for networks of custom mode", async () => {
    await scene.network("auto", { autoCreateSubnetworks: true });
    await scene.router("cr2", { network: "auto" });
    await scene.subnet("nat2", { network: "auto", ipCidrRange: "100.64.2.0/24", purpose: "PRIVATE_NAT" });
    const rules = [rule({ action: { sourceNatActiveRanges: ["nat2"] } })];
    expect(await refusal(make("private", { router: "cr2", rules }))).to.match(/does not support auto mode/);
  });

  it("keeps its ranges from deletion", async () => {
    const subnet = scene.account.clouds.world.find(tokens.subnetwork, regional("subnetworks/nat"))!;
    await make("private");
    expect(await refusal(scene.account.delete(subnet))).to.match(/is already being used by '.*routers\/cr'/);
  });
});

describe("gcp Subnetwork for private NAT", () => {
  itChecks(
    tokens.subnetwork,
    { network: global("networks/app"), ipCidrRange: "100.64.0.0/24", purpose: "PRIVATE_NAT" },
    [
      {
        rule: "has IPv4 alone",
        refused: [{ stackType: "IPV4_IPV6", ipv6AccessType: "INTERNAL" }],
        accepted: [{ stackType: "IPV4_ONLY" }],
        at: "stackType",
        text: /is IPV4_ONLY/,
      },
      {
        rule: "has no secondary ranges, which are not simulated",
        refused: [{ secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.2.0.0/16" }] }],
        accepted: [{ secondaryIpRanges: [] }],
        at: "secondaryIpRanges",
        text: /not simulated/,
      },
      {
        rule: "or for what is simulated beside",
        refused: [{ purpose: "PRIVATE_SERVICE_CONNECT" }],
        accepted: [{ purpose: "PRIVATE" }],
        at: "purpose",
        text: /not simulated/,
      },
    ],
  );

  it("keeps its size and its purpose", async () => {
    const scene = await Scene.open();
    await scene.network("app");
    const subnet = { network: "app", ipCidrRange: "100.64.1.0/24", purpose: "PRIVATE_NAT" };
    const made = await scene.subnet("nat", subnet);
    expect(made.outputs.purpose).to.equal("PRIVATE_NAT");
    const change = (more: Props): Promise<string> =>
      refusal(scene.account.update(made, { name: "nat", ...subnet, ...more }));
    expect(await change({ ipCidrRange: "100.64.0.0/23" })).to.match(
      invalid("resource.ipCidrRange", "cannot be changed"),
    );
    expect(await change({ purpose: "PRIVATE" })).to.match(invalid("resource.purpose", "immutable"));
    await scene.account.update(made, { name: "nat", ...subnet, privateIpGoogleAccess: true });
  });
});
