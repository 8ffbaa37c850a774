import type { Rule } from "../rule";

/** What becomes of a resource of which a rule can't tell whether it is sound, because a value is known only later. */
export type OnUnknown = "fail" | "warn" | "ignore";

/** How a rule is to be run. */
export interface RuleSettings {
  readonly rule: Rule;
  readonly level: "mandatory" | "advisory";
  readonly onUnknown: OnUnknown;
  /** The rule's own options, defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The pack's configuration, checked. */
export interface Settings {
  /** The rules that are to be run, in the pack's order. */
  readonly rules: readonly RuleSettings[];
  /** Files of other stacks, as the configuration names them. */
  readonly stacks: readonly string[];
}
