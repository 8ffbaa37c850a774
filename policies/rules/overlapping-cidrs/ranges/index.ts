import type { Linker } from "../joins";
import { collectAws } from "./aws";
import { collectAzure } from "./azure";
import type { Claims } from "./claims";
import { collectGcp } from "./gcp";
import { collectKubernetes } from "./kubernetes";

export type { Claim, OpenClaim, Owner, Unreadable } from "./claim";
export { Claims } from "./claims";
export { collectOnPremises, onPremisesNode, type OnPremisesNetwork } from "./onPremises";

/** The ranges of all resources. */
export function collectRanges(claims: Claims, linker: Linker): void {
  collectAws(claims, linker);
  collectAzure(claims, linker);
  collectGcp(claims, linker);
  collectKubernetes(claims, linker);
}
