import type { Marks } from "./instances";
import type { ChainRule } from "./ruleChain";

/** A rule as written, before it is known for whose traffic it stands. */
export interface TargetRule {
  readonly direction: "INGRESS" | "EGRESS";
  readonly priority: number;
  /** One per protocol that it names. */
  readonly rules: readonly ChainRule[];
  readonly targets: Targets;
}

/** Whose traffic a rule looks at: that of all machines, or of those with one of the marks. */
export interface Targets {
  readonly tags: readonly string[] | undefined;
  readonly serviceAccounts: readonly string[] | undefined;
  readonly secureTags: readonly string[] | undefined;
}

export const allMachines: Targets = { tags: [], serviceAccounts: [], secureTags: [] };

/** Whether a rule is for a machine. */
export function isTarget(
  { tags, serviceAccounts, secureTags }: Targets,
  marks: Marks,
): "yes" | "no" | "unknown" {
  const asked = [tags, serviceAccounts, secureTags];
  if (asked.every((list) => list?.length === 0)) {
    return "yes";
  }
  const answers = [
    shared(tags, marks.tags),
    shared(serviceAccounts, accountsOf(marks)),
    shared(secureTags, marks.secureTags),
  ];
  return answers.includes("yes") ? "yes" : answers.includes("unknown") ? "unknown" : "no";
}

function accountsOf({ serviceAccount, hasKnownAccount }: Marks): readonly string[] | undefined {
  return hasKnownAccount ? (serviceAccount === undefined ? [] : [serviceAccount]) : undefined;
}

function shared(
  asked: readonly string[] | undefined,
  had: readonly string[] | undefined,
): "yes" | "no" | "unknown" {
  if (asked?.length === 0 || had?.length === 0) {
    return "no";
  }
  if (asked === undefined || had === undefined) {
    return "unknown";
  }
  return asked.some((one) => had.includes(one)) ? "yes" : "no";
}

/** The rules of a level that stand for a machine, in their order. */
export function rulesFor(
  level: readonly TargetRule[],
  direction: "INGRESS" | "EGRESS",
  marks: Marks,
): readonly ChainRule[] {
  return level
    .filter((one) => one.direction === direction)
    .flatMap(({ rules, targets }) => {
      switch (isTarget(targets, marks)) {
        case "yes":
          return rules;
        case "no":
          return [];
        default:
          return rules.map((rule) => ({
            ...rule,
            undecided: rule.undecided ?? "whether it is for this machine is known only after the update",
          }));
      }
    });
}

/** Lowest priority first; among equal ones, deny before allow: https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules */
export function inOrder(level: readonly TargetRule[]): readonly TargetRule[] {
  const weight = ({ rules: [rule] }: TargetRule): number => (rule?.action === "deny" ? 0 : 1);
  return level.toSorted((a, b) => a.priority - b.priority || weight(a) - weight(b));
}
