import { type Cidr, parseCidrOrReport } from "../../../addressing";
import { rootUrn } from "../../reading/rootUrn";
import type { Finding, Rule } from "../../rule";
import { Conflicts } from "./conflicts";
import { exceptPairs, type Verdict } from "./exceptions";
import { FreeBlocks } from "./freeBlocks";
import { type OverlapOptions, optionSchemas } from "./options";
import { overlappingPairs } from "./pairs";
import { readPlan } from "./readPlan";
import { reportPairs } from "./report";
import { reportUndecided } from "./undecided";

/**
 * Two networks that share addresses can't be joined: no route could tell which of the two is meant. The clouds accept
 * such networks, and lose the traffic between them. Networks that can't reach each other may have the same ranges, also
 * behind two route tables of one transit gateway that have nothing in common.
 */
export const overlappingCidrs: Rule<OverlapOptions> = {
  name: "overlapping-cidrs",
  description: "No two networks that are joined, or parts of one network, have addresses in common.",
  level: "mandatory",
  options: optionSchemas,
  check: function* (plan, { scope, onPremises, exceptions, plan: addressPlan }) {
    const { claims, linker } = readPlan(plan, onPremises);
    const { joins } = linker;
    const root = rootUrn(plan);
    const conflicts = new Conflicts(claims.known, joins, scope);
    const { pairs, isComplete } = overlappingPairs(claims.known, joins, conflicts, scope);
    // What is wrong in another stack is that one's to report.
    const ours = pairs.filter(({ shared }) =>
      shared.some(({ outer, inner }) => outer.owner.isHere || inner.owner.isHere),
    );
    const today = new Date().toISOString().slice(0, "2027-01-01".length);
    const { remaining, verdicts } = exceptPairs(ours, exceptions, today);
    const { ranges, problems } = readAddressPlan(addressPlan);
    const free = new FreeBlocks(() =>
      claims.known.filter(({ kind }) => kind !== "tunnel").map(({ cidr }) => cidr),
    );
    yield* problems.map((message) => ({ urn: root, message }));
    yield* reportPairs(remaining, { claims: claims.known, joins, conflicts, free, plan: ranges });
    yield* verdicts.flatMap((verdict) => exceptionFinding(verdict, root) ?? []);
    yield* claims.unreadable.map(({ owner, path, problem }) => ({
      urn: owner.isHere ? owner.urn : root,
      message: `${owner.label}: ${path} ${problem}; whether it overlaps another range can't be told until then`,
    }));
    yield* reportUndecided(claims, joins, conflicts, scope, root);
    if (!isComplete) {
      yield {
        urn: root,
        message: "more ranges overlap than were compared: mend those that are shown, and look again",
      };
    }
  },
};

function readAddressPlan(texts: readonly string[]): {
  readonly ranges: readonly Cidr[];
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const ranges = texts.flatMap((text, index) => {
    const report = (problem: string) =>
      problems.push(`plan[${index}] of the pack's configuration: ${problem}`);
    return parseCidrOrReport(text, report) ?? [];
  });
  return { ranges, problems };
}

function exceptionFinding({ exception, path, state, pairs }: Verdict, root: string): Finding | undefined {
  const { pair, until, reason } = exception;
  const what = `${path} of the pack's configuration, for ${pair.join(" and ")} (${reason}),`;
  const [first] = pairs[0]?.shared ?? [];
  const urn = [first?.inner, first?.outer].find((one) => one?.owner.isHere)?.owner.urn ?? root;
  switch (state) {
    case "expired":
      return {
        urn,
        message: `${what} ended on ${until}: mend the overlap, or set a new day if it must stay`,
      };
    case "has no valid date":
      return { urn, message: `${what} ends on "${until}", which is no day: write it as 2027-03-31` };
    case "matches nothing":
      return { urn, message: `${what} matches no overlap: remove it, or mend its names`, advisory: true };
    default:
      return undefined;
  }
}
