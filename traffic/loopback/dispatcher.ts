import type { Balancer, Pool, WeightedPool } from "../model";
import { Choice, type Client } from "./choice";
import type { Clock } from "./clock";
import type { Member } from "./member";

/** Sends requests to members as a balancer's resources say. */
export class Dispatcher {
  readonly #choice = new Choice();

  constructor(
    public balancer: Balancer,
    readonly clock: Clock,
    private readonly membersOf: (pool: string) => readonly Member[],
  ) {}

  poolFor(pools: readonly WeightedPool[]): { readonly pool?: Pool; readonly members: readonly Member[] } {
    const id = this.#choice.pool(pools);
    const pool = this.balancer.pools.find((one) => one.id === id);
    return pool === undefined ? { members: [] } : { pool, members: this.membersOf(pool.id) };
  }

  memberOf(pool: Pool, members: readonly Member[], client: Client): Member | undefined {
    const failsOpen = this.balancer.whenNoneHealthy === "fail open";
    return this.#choice.member(pool, members, client, this.clock.seconds, failsOpen);
  }

  /** Without any member even a balancer that fails open has nothing to send to. */
  get statusWithoutMember(): number {
    const { whenNoneHealthy } = this.balancer;
    return whenNoneHealthy === "fail open" ? 503 : whenNoneHealthy;
  }

  /** Whether requests get to a member, as the resources say. */
  letsThrough({ target, reach }: Member): boolean {
    return target.port !== undefined && reach.requests(target.port)?.state === "reachable";
  }

  /** Counts a request until what is returned is called. */
  begin(member: Member): () => void {
    let isOver = false;
    member.active += 1;
    return () => {
      if (!isOver) {
        isOver = true;
        member.active -= 1;
      }
    };
  }
}
