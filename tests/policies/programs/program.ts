import type { Rule } from "../../../policies/rule";

/** A resource as a program makes it. Properties may hold the symbol `unknown` of reachability/resources. */
export interface ResourceArgs {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** By property, the names of the resources whose outputs went into it. */
  readonly from?: Readonly<Record<string, string | readonly string[]>>;
}

/** What a rule is tried on in the real analyzer server: a stack that it refuses, and one that it lets pass. */
export interface RuleProgram {
  // A rule's options are its own business.
  readonly rule: Rule<never>;
  readonly violating: readonly ResourceArgs[];
  readonly clean: readonly ResourceArgs[];
  /** What a reader is told of the violating stack. */
  readonly says: RegExp;
  /** What the rule is given in the pack's configuration, beside its defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** The stack's name, where the rule looks at it. @default "prod" */
  readonly stackName?: string;
}
