import { expect } from "chai";

import { invalid, itChecks, refusal, Scene, tokens } from "./scene";
import { type Props, UNKNOWN } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const all = "destination.inAnyRange([prefix('0.0.0.0/0').orLonger(), prefix('::/0').orLonger()])";
const term = (more: Props = {}): Props => ({
  priority: 1,
  match: { expression: all },
  actions: [{ expression: "med.set(100)" }],
  ...more,
});
const terms = (...list: Props[]): Props => ({ terms: list });
const acting = (...expressions: string[]): Props =>
  terms(term({ actions: expressions.map((expression) => ({ expression })) }));
const matching = (expression: string): Props => terms(term({ match: { expression } }));
const exported = { type: "ROUTE_POLICY_TYPE_EXPORT" };
const imported = { type: "ROUTE_POLICY_TYPE_IMPORT" };
const base: Props = { router: "cr", ...exported, ...terms(term()) };

describe("gcp RouterRoutePolicy", () => {
  itChecks(tokens.routerRoutePolicy, base, [
    {
      rule: "sets MED and AS path in both directions",
      refused: [
        acting("med.set(-1)"),
        acting("med.set(4294967296)"),
        acting("med = 100"),
        acting("asPath.prependSequence([])"),
        acting("asPath.prependSequence([0])"),
        acting("asPath.prepend(64514)"),
        acting(`asPath.prependSequence([${Array<number>(11).fill(64514).join(",")}])`),
        acting("accept(1)"),
        acting("med.set(1); accept()"),
        acting("localPreference.set(1)"),
      ],
      accepted: [
        acting("med.set(0)", "med.add(4294967295)", "accept()"),
        { ...imported, ...acting("med.subtract(1)", "asPath.prependSequence([64514, 64514])") },
        acting("asPath.prependSequence([4200000000])"),
        acting("drop()"),
      ],
      at: "terms[0].actions[0].expression",
      text: /Invalid value for field 'resource\.terms/,
    },
    {
      rule: "changes communities of what it exports only",
      refused: ["add", "remove", "replaceAll"].map((verb) => ({
        ...imported,
        ...acting(`communities.${verb}(['65001:1'])`),
      })),
      accepted: ["add", "remove", "replaceAll"].map((verb) =>
        acting(`communities.${verb}(['65001:1', '0:65535'])`),
      ),
      at: "terms[0].actions[0].expression",
      text: /export policies only/,
    },
    {
      rule: "matches communities of what it imports only",
      refused: [matching("communities.matchesEvery('65001:1')")],
      accepted: [{ ...imported, ...matching(`communities.matchesEvery(['65001:1']) && ${all}`) }],
      at: "terms[0].match.expression",
      text: /import policies only/,
    },
    {
      rule: "joins by || what it matches of destinations only",
      refused: [
        { ...imported, ...matching("destination == '10.0.0.0/8' || communities.matchesEvery('1:1')") },
      ],
      accepted: [matching("destination == '10.0.0.0/8' || destination == '10.1.0.0/16'")],
      at: "terms[0].match.expression",
      text: /joins matches of the destination only/,
    },
    {
      rule: "matches destinations in the language that there is",
      refused: [
        "destination = '10.0.0.0/8'",
        "destination == 10.0.0.0/8",
        "destination == '10.0.0.1/8'",
        "destination.inAnyRange(prefix('10.0.0.0/8').orShorter())",
        "destination.inAnyRange(prefixSets('set'))",
        "destination == '10.0.0.0/8' ||",
        "(destination == '10.0.0.0/8'",
        "source == '10.0.0.0/8'",
        "",
        Array<string>(101).fill("destination == '10.0.0.0/8'").join(" || "),
      ].map(matching),
      accepted: [
        ...[
          "destination == '10.0.0.0/8'",
          "destination != '10.0.0.0/8' && !destination.inAnyRange('10.1.0.0/16')",
          "!(destination == '10.0.0.0/8' || destination == '2001:db8::/32')",
          "destination.inAnyRange([prefix('10.0.0.0/8').lengthRange(16, 24), prefix('10.0.0.0/8').upTo(24), prefix('10.0.0.0/8').longer(), '10.9.0.0/16'])",
        ].map(matching),
        terms(term({ match: { expression: UNKNOWN } })),
      ],
      at: "terms[0].match.expression",
      text: /Invalid value/,
    },
    {
      rule: "has terms of distinct priorities",
      refused: [terms(term(), term())],
      accepted: [terms(term({ priority: 0 }), term({ priority: 2147483647 }))],
      at: "terms[1].priority",
      text: /unique/,
    },
    {
      rule: "has priorities of 31 bits",
      refused: [terms(term({ priority: -1 })), terms(term({ priority: 2147483648 }))],
      accepted: [],
      at: "terms[0].priority",
      text: /from 0 to 2147483647/,
    },
    {
      rule: "is for one direction",
      refused: [{ type: "IMPORT" }],
      accepted: [imported],
      at: "type",
      text: /ROUTE_POLICY_TYPE_IMPORT/,
    },
  ]);

  it("needs a type", async () => {
    const scene = await Scene.open();
    expect(scene.refusals(tokens.routerRoutePolicy, { router: "cr", ...terms(term()) })[0]).to.match(
      /^type: /,
    );
  });

  describe("applied to a session", () => {
    let scene: Scene;
    let policy: Made;
    const make = (name: string, more: Props = {}): Promise<Made> =>
      scene.make(tokens.routerRoutePolicy, name, { ...base, ...more });
    beforeEach(async () => {
      scene = await Scene.open();
      await scene.surroundings();
      await scene.tunnel();
      await scene.interface();
      policy = await make("prefer");
    });

    it("is named by its router", async () => {
      expect(policy.id).to.equal("shop-dev/europe-west3/cr/routePolicies/prefer");
      expect(await refusal(make("prefer"))).to.match(/existing object already found/);
      expect(await refusal(make("lost", { router: "nix" }))).to.match(/was not found/);
    });

    it("must exist on the session's router for that direction", async () => {
      const refusedAt = async (more: Props, property: string, text: string): Promise<void> => {
        expect(await refusal(scene.peer("peer0", more))).to.match(
          invalid(`resource.bgpPeers[].${property}`, text),
        );
      };
      await refusedAt({ exportPolicies: ["nix"] }, "exportPolicies", "has no route policy of that name");
      await refusedAt({ importPolicies: ["prefer"] }, "importPolicies", "not ROUTE_POLICY_TYPE_IMPORT");
      await scene.router("cr2");
      await make("other", { router: "cr2" });
      await refusedAt({ exportPolicies: ["other"] }, "exportPolicies", "has no route policy");
      await refusedAt({ exportPolicies: ["prefer"], peerAsn: 3320 }, "peerAsn", "must be private");
      await make("filter", imported);
      const peer = await scene.peer("peer0", { exportPolicies: ["prefer"], importPolicies: ["filter"] });
      expect(peer.outputs.exportPolicies).to.deep.equal(["prefer"]);
      expect(scene.account.diff(peer, { ...peer.inputs, exportPolicies: [] })).to.deep.equal([
        "exportPolicies",
      ]);
    });

    it("stays while a session names it", async () => {
      const peer = await scene.peer("peer0", { exportPolicies: ["prefer"] });
      expect(await refusal(scene.account.delete(policy))).to.match(
        invalid("resource.name", 'applied to the BGP peer "peer0"'),
      );
      const free = await scene.account.update(peer, { ...peer.inputs, exportPolicies: [] });
      expect(free.outputs.exportPolicies).to.deep.equal([]);
      await scene.account.delete(policy);
    });

    it("changes its terms in place, and nothing else", async () => {
      const changed = { ...policy.inputs, ...acting("drop()"), ...imported };
      expect(scene.account.diff(policy, changed)).to.deep.equal(["terms", "type!"]);
      const updated = await scene.account.update(policy, { ...policy.inputs, ...acting("drop()") });
      expect(updated.outputs.fingerprint).not.to.equal(policy.outputs.fingerprint);
    });
  });
});
