import type { OnUnknown, RuleSettings, Settings } from "./configuration/settings";
import type { Plan } from "./plan";
import type { Finding } from "./rule";

/** What a rule says of a plan, at the level that the configuration gives it. */
export interface Violation {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  /** The resource to show it at; absent for what no single resource is to blame for. */
  readonly urn?: string;
  readonly message: string;
}

/**
 * What the rules say of a plan: rule by rule, what stops a preview first, then in the order of URNs. Of a rule that says
 * too much, the rest is counted.
 *
 * @param most - so many of each rule are told
 */
export function judge(plan: Plan, settings: Settings, most = 50): Violation[] {
  return settings.rules.flatMap((one) => capped(run(plan, one), one.rule.name, most));
}

function run(plan: Plan, { rule, level, onUnknown, options }: RuleSettings): Violation[] {
  try {
    const violations = [...rule.check(plan, options)].flatMap((finding): Violation[] => {
      const { urn, message } = finding;
      const reported = levelOf(finding, level, onUnknown);
      return reported === undefined ? [] : [{ rule: rule.name, level: reported, urn, message }];
    });
    return violations.sort(inOrder);
  } catch (error) {
    // A rule that fails must not let a stack pass, nor keep the other rules from their work.
    return [
      { rule: rule.name, level, message: `the rule itself failed (${placeOf(error)}): please report it` },
    ];
  }
}

/** No finding is worse than its rule's level, so an advisory rule stops nothing, whatever is done about unknowns. */
function levelOf(
  { undecided, advisory }: Finding,
  level: Violation["level"],
  onUnknown: OnUnknown,
): Violation["level"] | undefined {
  if (undecided && onUnknown === "ignore") {
    return undefined;
  }
  return advisory || (undecided && onUnknown === "warn") ? "advisory" : level;
}

/** By code unit: the same order on every machine. */
function inOrder(a: Violation, b: Violation): number {
  return compare(b.level, a.level) || compare(a.urn ?? "", b.urn ?? "") || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function capped(violations: readonly Violation[], rule: string, most: number): readonly Violation[] {
  const [next] = violations.slice(most);
  return next === undefined
    ? violations
    : [
        ...violations.slice(0, most),
        {
          rule,
          level: next.level,
          message: `${violations.length - most} more of ${rule}: mend these first; "crosscloud policy --all" lists every one`,
        },
      ];
}

/** Where an error was thrown; not its message, which may hold what the rule read, a secret among it. */
function placeOf(error: unknown): string {
  const { name, stack = "" } = error instanceof Error ? error : new Error();
  const place = /[\w.-]+\.[jt]s:\d+/.exec(stack)?.[0];
  return place === undefined ? name : `${name} at ${place}`;
}
