import { setTimeout as delay } from "node:timers/promises";

/** The balancer's time, which may run faster than the clock on the wall. */
export class Clock {
  readonly #speed: number;
  readonly #start = performance.now();
  readonly #stopped = new AbortController();

  /** @param speed - seconds of the balancer in one of ours */
  constructor(speed: number) {
    this.#speed = speed;
  }

  /** Seconds since it began. */
  get seconds(): number {
    return ((performance.now() - this.#start) / 1000) * this.#speed;
  }

  milliseconds(seconds: number): number {
    return (seconds / this.#speed) * 1000;
  }

  /** @returns false where it was stopped meanwhile. */
  async sleep(seconds: number): Promise<boolean> {
    try {
      await delay(Math.max(0, this.milliseconds(seconds)), undefined, { signal: this.#stopped.signal });
      return true;
    } catch {
      return false;
    }
  }

  get isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  stop(): void {
    this.#stopped.abort();
  }
}
