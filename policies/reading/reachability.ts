import { createRequire } from "node:module";

import type * as Reachability from "../../reachability";

const load = createRequire(__filename);

/**
 * The analysis of who can talk to whom. Loading it takes longer than all else that the pack needs, so it is loaded when
 * the first rule asks something.
 */
export function reachability(): typeof Reachability {
  return load("../../reachability") as typeof Reachability;
}
