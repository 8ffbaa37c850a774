import type { Resource } from "@pulumi/pulumi";

/** So many at most, or the state would grow with the square of the spokes. */
const waitedFor = 40;

/**
 * Who changes what, one after another: Azure refuses (429) a change of a VNet or a virtual hub while another is under way.
 * https://learn.microsoft.com/azure/networking/troubleshoot-failed-state
 *
 * Each waits for the earlier ones, not just for the last: the engine orders what it deletes by direct dependencies only, so
 * by a chain it would delete two at once that stand apart in it. Beyond `waitedFor` it is left to the provider, which tries
 * three times more.
 */
export class Turns {
  private readonly taken = new Map<object, Resource[]>();

  /** Makes what changes all of these, after what changed any of them before. */
  take(changed: readonly object[], make: (dependsOn: Resource[]) => Resource): void {
    const made = make([...new Set(changed.flatMap((one) => this.before(one)))]);
    changed.forEach((one) => this.taken.set(one, [...(this.taken.get(one) ?? []), made]));
  }

  /** What the next change of it waits for. */
  before(changed: object): Resource[] {
    return (this.taken.get(changed) ?? []).slice(-waitedFor);
  }
}
