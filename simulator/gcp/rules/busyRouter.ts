import { ComputeError } from "../compute/error";
import type { BusyClaim } from "../../providers/resourceType";

/**
 * A router, with all that is in it, is one resource that the provider reads, changes and writes back: it holds a lock
 * meanwhile, and the next change waits.
 *
 * Source: `GetRouterLockName` and the `mutex` of Router and RouterNat in the Google provider.
 */
export const busyRouter = (path: string): BusyClaim => ({
  keys: [path],
  waits: true,
  refusal: () => new ComputeError(400, "resourceNotReady", `The resource '${path}' is not ready`),
});
