import { type Answers, sharedSegment } from "./answers";
import type { Cloud } from "./clouds";

/** A network of the project, without its range, which each stack has its own of. */
export interface Spoke {
  readonly name: string;
  readonly cloud: Cloud;
  readonly segment: string;
  /** Which of its cloud's it is, from 0 on. */
  readonly index: number;
}

/** The networks: each cloud's are dealt to the segments in turn, so every segment is in every cloud. */
export function spokesOf({ clouds, segments, spokes }: Answers): readonly Spoke[] {
  const dealt = clouds.flatMap((cloud) =>
    Array.from({ length: spokes }, (_, index): Spoke => {
      const segment = segments[index % segments.length] ?? "";
      return {
        name: `${segment}-${cloud}-${Math.floor(index / segments.length) + 1}`,
        cloud,
        segment,
        index,
      };
    }),
  );
  return segments.flatMap((segment) => dealt.filter((spoke) => spoke.segment === segment));
}

/** Pairs of segments that may talk to each other: all others with the shared one, if there is one. */
export function allowedPairs({
  segments,
}: Pick<Answers, "segments">): readonly (readonly [string, string])[] {
  return segments.includes(sharedSegment)
    ? segments.filter((segment) => segment !== sharedSegment).map((segment) => [segment, sharedSegment])
    : [];
}

/** Pairs of segments that must stay apart. */
export function deniedPairs({ segments }: Pick<Answers, "segments">): readonly (readonly [string, string])[] {
  const apart = segments.filter((segment) => segment !== sharedSegment);
  return apart.flatMap((one, index) => apart.slice(index + 1).map((other) => [one, other] as const));
}
