import type { BusyClaim } from "../providers/resourceType";

/** What operations keep busy at the moment. */
export class Occupancy {
  /** By key, the promise of its release. */
  private readonly busy = new Map<string, Promise<void>>();

  /**
   * Keeps the claim's keys busy until the function that it answers with is called. Unless it has to wait, nothing
   * else gets in between the question and the claim.
   *
   * @throws the claim's refusal if one of its keys is busy and it does not wait.
   */
  async claim(claim: BusyClaim | undefined): Promise<() => void> {
    if (!claim) {
      return () => undefined;
    }
    const taken = (): string | undefined => claim.keys.find((key) => this.busy.has(key));
    for (let key = taken(); key !== undefined; key = taken()) {
      if (!claim.waits) {
        throw claim.refusal(key);
      }
      await this.busy.get(key);
    }
    let release: () => void = () => undefined;
    const released = new Promise<void>((done) => (release = done));
    claim.keys.forEach((key) => this.busy.set(key, released));
    return () => {
      claim.keys.forEach((key) => this.busy.delete(key));
      release();
    };
  }
}
