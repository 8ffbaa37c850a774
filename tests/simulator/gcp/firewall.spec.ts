import { expect } from "chai";

import { global, invalid, itChecks, refusal, Scene, tokens } from "./scene";
import type { Props } from "../../../simulator/protocol/values";

const base = { network: "net", sourceRanges: ["10.0.0.0/8"] };
const allow = (protocol: string, ports?: string[]): Props => ({
  allows: [{ protocol, ...(ports ? { ports } : {}) }],
});
const accounts = (count: number): string[] => Array.from({ length: count }, (_, i) => `sa${i}@p.iam`);
const tags = (count: number): string[] => Array.from({ length: count }, (_, i) => `tag${i}`);
const egress: Props = { direction: "EGRESS", ...allow("tcp") };

describe("gcp Firewall", () => {
  itChecks(tokens.firewall, base, [
    {
      rule: "allows or denies",
      refused: [{}],
      accepted: [allow("icmp"), { denies: [{ protocol: "all" }] }],
      at: "allows",
      text: /exactly one of allows, denies/,
    },
    {
      rule: "does not do both",
      refused: [{ ...allow("icmp"), denies: [{ protocol: "all" }] }],
      accepted: [allow("icmp")],
      at: "denies",
      text: /got allows and denies/,
    },
    {
      rule: "knows protocols by name or number",
      refused: [allow("http"), allow("256"), allow("-1")],
      accepted: ["tcp", "UDP", "icmp", "esp", "ah", "sctp", "ipip", "all", "0", "255"].map((p) => allow(p)),
      at: "allows[0].protocol",
      text: /protocol number/,
    },
    {
      rule: "has ports and ranges of ports",
      refused: [["65536"], ["80-70"], ["ssh"], ["1-2-3"], [""]].map((ports) => allow("tcp", ports)),
      accepted: [["0", "22", "65535", "80-90"]].map((ports) => allow("tcp", ports)),
      at: "allows[0].ports[0]",
      text: /integer/,
    },
    {
      rule: "has ports with protocols that have ports",
      refused: [allow("icmp", ["22"]), allow("esp", ["1"]), allow("all", ["1"])],
      accepted: [allow("sctp", ["22"]), allow("17", ["22"])],
      at: "allows[0].ports",
      text: /has no ports/,
    },
    {
      rule: "has a priority of 0 to 65535",
      refused: [
        { ...allow("icmp"), priority: -1 },
        { ...allow("icmp"), priority: 65536 },
      ],
      accepted: [
        { ...allow("icmp"), priority: 0 },
        { ...allow("icmp"), priority: 65535 },
      ],
      at: "priority",
      text: /\(0 - 65535\)/,
    },
    {
      rule: "has ranges of one IP version",
      refused: [["10.0.0.1/8"], ["10.0.0.0/33"], ["everywhere"], ["fd00::1/64"]].map((sourceRanges) => ({
        ...allow("icmp"),
        sourceRanges,
      })),
      accepted: [["10.0.0.0/8", "10.1.2.3"], ["fd00::/64"]].map((sourceRanges) => ({
        ...allow("icmp"),
        sourceRanges,
      })),
      at: "sourceRanges[0]",
      text: /CIDR/,
    },
    {
      rule: "names tags or service accounts, not both",
      refused: [{ ...allow("icmp"), sourceServiceAccounts: accounts(1), targetTags: ["web"] }],
      accepted: [
        { ...allow("icmp"), sourceServiceAccounts: accounts(10) },
        { ...allow("icmp"), sourceTags: ["web"], targetTags: ["db"] },
      ],
      at: "sourceServiceAccounts",
      text: /conflicts with targetTags/,
    },
    {
      rule: "names ten service accounts at most",
      refused: [{ ...allow("icmp"), targetServiceAccounts: accounts(11) }],
      accepted: [{ ...allow("icmp"), targetServiceAccounts: accounts(10) }],
      at: "targetServiceAccounts",
      text: /10 item maximum/,
    },
    {
      rule: "names 30 source tags and 70 target tags at most",
      refused: [{ ...allow("icmp"), targetTags: tags(71) }],
      accepted: [{ ...allow("icmp"), targetTags: tags(70), sourceTags: tags(30) }],
      at: "targetTags",
      text: /at most 70/,
    },
    {
      rule: "has tags after RFC 1035",
      refused: [{ ...allow("icmp"), sourceTags: ["Web_1"] }],
      accepted: [{ ...allow("icmp"), sourceTags: ["web-1"] }],
      at: "sourceTags",
      text: /RFC1035/,
    },
    {
      rule: "has no sources for egress",
      refused: [egress],
      accepted: [{ ...allow("tcp"), direction: "INGRESS", destinationRanges: ["10.0.0.0/8"] }],
      at: "sourceRanges",
      text: /EGRESS/,
    },
  ]);

  it("says where ingress comes from; egress need not say where to", async () => {
    const scene = await Scene.open();
    expect(scene.refusals(tokens.firewall, { network: "net", ...allow("icmp") })).to.deep.equal([
      "sourceRanges: one of source_tags, source_ranges, or source_service_accounts must be defined",
    ]);
    expect(scene.refusals(tokens.firewall, { network: "net", ...egress })).to.deep.equal([]);
  });

  it("answers with its direction, also in another order of its lists", async () => {
    const scene = await Scene.open();
    await scene.network();
    const rules: Props[] = [{ protocol: "tcp", ports: ["22"] }, { protocol: "icmp" }];
    const made = await scene.make(tokens.firewall, "fw", { ...base, allows: rules });
    expect(made.id).to.equal(global("firewalls/fw"));
    expect(made.outputs).to.deep.include({ direction: "INGRESS", priority: 1000, destinationRanges: [] });
    const turned = { name: "fw", ...base, allows: [...rules].reverse() };
    expect(scene.account.diff(made, turned)).to.deep.equal([]);
    const out = await scene.make(tokens.firewall, "out", { network: "net", ...egress });
    expect(out.outputs.destinationRanges).to.deep.equal(["0.0.0.0/0"]);
  });

  it("replaces for its direction; the network cannot change", async () => {
    const scene = await Scene.open();
    await scene.network();
    await scene.network("other");
    const made = await scene.make(tokens.firewall, "fw", { ...base, ...allow("icmp") });
    const changed = { ...made.inputs, disabled: true, priority: 0, description: "d", ...allow("tcp") };
    expect(scene.account.diff(made, changed)).to.deep.equal([
      "allows",
      "description",
      "disabled",
      "priority",
    ]);
    expect((await scene.account.update(made, changed)).outputs).to.include({ priority: 0, disabled: true });
    expect(scene.account.diff(made, { name: "fw", network: "net", ...egress })).to.include("direction!");
    expect(await refusal(scene.account.update(made, { ...made.inputs, network: "other" }))).to.match(
      invalid("resource.network", "cannot be changed"),
    );
  });
});

describe("gcp Route", () => {
  const route = { network: "net", destRange: "0.0.0.0/0", nextHopGateway: "default-internet-gateway" };

  itChecks(tokens.route, route, [
    {
      rule: "has a destination in CIDR notation",
      refused: [{ destRange: "10.0.0.1/8" }, { destRange: "10.0.0.0" }],
      accepted: [{ destRange: "10.0.0.0/8" }],
      at: "destRange",
      text: /CIDR/,
    },
    {
      rule: "has a priority of 0 to 65535",
      refused: [{ priority: 65536 }],
      accepted: [{ priority: 0 }],
      at: "priority",
      text: /\(0 - 65535\)/,
    },
    {
      rule: "leads to the internet gateway only",
      refused: [{ nextHopGateway: "my-gateway" }],
      accepted: [{ nextHopGateway: "projects/p/global/gateways/default-internet-gateway" }],
      at: "nextHopGateway",
      text: /default-internet-gateway/,
    },
  ]);

  it("has one next hop, which is no tunnel of HA VPN", async () => {
    const scene = await Scene.open();
    expect(scene.refusals(tokens.route, { network: "net", destRange: "0.0.0.0/0" })[0]).to.match(
      /^nextHopGateway: exactly one of .* got none/,
    );
    const refusals = scene.refusals(tokens.route, {
      network: "net",
      destRange: "0.0.0.0/0",
      nextHopVpnTunnel: "t0",
    });
    expect(refusals).to.have.lengthOf(1);
    expect(refusals[0]).to.match(/^nextHopVpnTunnel: .*Classic VPN/);
  });

  it("does not hide a subnet, and every change replaces it", async () => {
    const scene = await Scene.open();
    await scene.network();
    await scene.subnet();
    expect(await refusal(scene.make(tokens.route, "r", { ...route, destRange: "10.16.0.0/24" }))).to.match(
      invalid("resource.destRange", "within subnetwork"),
    );
    const made = await scene.make(tokens.route, "r", route);
    expect(made.outputs.priority).to.equal(1000);
    expect(scene.account.diff(made, { name: "r", ...route, priority: 1, tags: ["a"] })).to.deep.equal([
      "priority!",
      "tags!",
    ]);
  });
});
