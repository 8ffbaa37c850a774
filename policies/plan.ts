import type { Resource } from "../reachability/resources/resource";
import type { Stack } from "../reachability/resources/stack";

/** A stack as it would be after the update, for rules to judge. */
export interface Plan {
  /** Its name, such as `prod`. */
  readonly stackName: string;
  /**
   * Its resources by type and by what points to them. What the program asks for and a preview doesn't know reads as
   * unknown; what only the cloud would answer reads as absent until it has. Secrets are there in plain text. The engine's
   * order changes between runs, so they are in the order of their URNs.
   */
  readonly stack: Stack;
  /** Those that other stacks have and that the configuration names, from their exports. */
  readonly others: readonly OtherStack[];
  /**
   * Whether the program, or the cloud's SDK for it, gave an argument as a secret, so that the state holds no plain text
   * of it. Absent where nothing tells, as in a file.
   *
   * @param path - of the argument, such as `sharedKey` or `tags.key`
   * @returns undefined for a resource whose arguments were not seen
   */
  isSecret?(resource: Resource, path: string): boolean | undefined;
}

/** A stack that is not part of the preview. */
export interface OtherStack {
  /** The file that it was read from. */
  readonly name: string;
  readonly resources: readonly Resource[];
}
