import type { Resource } from "../reachability/resources/resource";
import type { Stack } from "../reachability/resources/stack";

/** A stack as it would be after the update, for rules to judge. */
export interface Plan {
  /** Its name, such as `prod`. */
  readonly stackName: string;
  /**
   * Its resources by type and by what points to them. What a preview doesn't know reads as unknown; secrets are there
   * in plain text. The engine's order changes between runs, so they are in the order of their URNs.
   */
  readonly stack: Stack;
  /** Those that other stacks have and that the configuration names, from their exports. */
  readonly others: readonly OtherStack[];
}

/** A stack that is not part of the preview. */
export interface OtherStack {
  /** The file that it was read from. */
  readonly name: string;
  readonly resources: readonly Resource[];
}
