import type { SimulatedClouds } from "../../simulator";

/** A request to make a resource, from when it came to when it was answered, in milliseconds. */
export interface Request {
  readonly urn: string;
  readonly began: number;
  readonly ended: number;
}

/** Notes each request to make a resource. */
export function traceRequests(clouds: SimulatedClouds): readonly Request[] {
  const requests: Request[] = [];
  const create = clouds.create.bind(clouds);
  clouds.create = async (urn, ...others) => {
    const began = performance.now();
    const answer = await create(urn, ...others);
    requests.push({ urn, began, ended: performance.now() });
    return answer;
  };
  return requests;
}

/** How a run came to take as long as it did. */
export interface CriticalPath {
  /** In their order; the first is the first of the run, the last its last. */
  readonly requests: readonly Request[];
  /** Milliseconds in which the clouds worked on one of them. */
  readonly inClouds: number;
  /** Milliseconds between an answer and the next request, in which the engine and the program did. */
  readonly between: number;
}

/** Back from the last answer: each request was held up by the last one that was answered before it came. */
export function criticalPath(requests: readonly Request[]): CriticalPath {
  const lastOf = (some: readonly Request[]): Request | undefined =>
    some.reduce<Request | undefined>(
      (last, one) => (last && last.ended >= one.ended ? last : one),
      undefined,
    );
  const path: Request[] = [];
  for (let next = lastOf(requests); next !== undefined;) {
    path.unshift(next);
    const { began } = next;
    next = lastOf(requests.filter(({ ended }) => ended <= began));
  }
  const inClouds = path.reduce((sum, { began, ended }) => sum + ended - began, 0);
  const span = (path.at(-1)?.ended ?? 0) - (path[0]?.began ?? 0);
  return { requests: path, inClouds, between: span - inClouds };
}
