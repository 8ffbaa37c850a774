import { type Answer, type Asker, askerName, askersOf, type IsHealthy } from "./answers";
import type { DnsProviderName } from "./args";
import { azureAnswers } from "./azure/answers";
import { gcpAnswers } from "./gcp/answers";
import type { DnsModel, MemberId } from "./model";
import type { DnsPlan } from "./plan";
import { route53Answers } from "./route53/answers";

/** What one provider answers, for everybody who asks and every combination of healthy members. */
export interface TruthTable {
  readonly provider: DnsProviderName;
  readonly name: string;
  readonly rows: readonly TruthRow[];
}

export interface TruthRow {
  /** `anywhere`, `near <pool>`, `in continent EU`, `in country DE` or `elsewhere`. */
  readonly asker: string;
  /** The healthy ones of the members that are checked, as `<pool>/<member>`. */
  readonly healthy: readonly MemberId[];
  readonly answers: readonly Answer[];
}

/** More combinations than of this many members nobody reads: 2 to the power of it. */
export const mostTableMembers = 12;

/**
 * The truth table of each provider, computed from the plan alone. A last resort is never checked, so it counts as
 * healthy in every row.
 *
 * @throws with more than 12 checked members: ask {@link dnsAnswers} for single combinations.
 */
export function truthTables(plan: DnsPlan): TruthTable[] {
  const checked = checkedMembers(plan.model);
  if (checked.length > mostTableMembers) {
    throw new Error(
      `${plan.model.name} has ${checked.length} checked members, 2^${checked.length} combinations: ` +
        `truth tables are made of up to ${mostTableMembers}`,
    );
  }
  const combinations = subsets(checked);
  const providers: readonly DnsProviderName[] = ["route53", "azure", "gcp"];
  return providers
    .filter((provider) => plan[provider] !== undefined)
    .map((provider) => ({
      provider,
      name: plan.model.name,
      rows: askersOf(plan.model).flatMap((asker) =>
        combinations.map((healthy) => ({
          asker: askerName(asker),
          healthy,
          answers: dnsAnswers(plan, provider, asker, new Set(healthy)),
        })),
      ),
    }));
}

/** What one provider answers with these members healthy. */
export function dnsAnswers(
  { model, route53, azure, gcp }: DnsPlan,
  provider: DnsProviderName,
  asker: Asker,
  healthy: ReadonlySet<MemberId>,
): Answer[] {
  const checked = new Set(checkedMembers(model));
  const isHealthy: IsHealthy = (member) => !checked.has(member) || healthy.has(member);
  const answers = {
    route53: () => route53 && route53Answers(route53, model.name, asker, isHealthy),
    azure: () => azure && azureAnswers(azure, asker, isHealthy),
    gcp: () => gcp && gcpAnswers(gcp, asker, isHealthy),
  }[provider]();
  if (answers === undefined) {
    throw new Error(`${model.name} is not answered by ${provider}`);
  }
  return answers.toSorted((a, b) => (a.members.join(" ") < b.members.join(" ") ? -1 : 1));
}

function checkedMembers({ pools }: DnsModel): MemberId[] {
  return pools.flatMap(({ members }) => members.flatMap(({ id, lastResort }) => (lastResort ? [] : [id])));
}

/** All subsets, the whole first and none last. */
function subsets(members: readonly MemberId[]): MemberId[][] {
  const [first, ...rest] = members;
  if (first === undefined) {
    return [[]];
  }
  const others = subsets(rest);
  return [...others.map((subset) => [first, ...subset]), ...others];
}
