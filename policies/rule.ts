import type { Networks } from "./networks";

/** What a rule refuses, and the resource to show it at. */
export interface Violation {
  readonly urn: string;
  readonly message: string;
}

/** One rule over all networks of a stack. Its name stands before each of its messages. */
export interface Rule {
  readonly name: string;
  check(networks: Networks): Violation[];
}
