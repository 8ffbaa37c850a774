import { type Shape, textWhich } from "../../providers/shapes";

/** Seconds of a duration such as `300s`; undefined if it is none. */
export function durationSeconds(text: string): number | undefined {
  const [, seconds] = /^(\d+(?:\.\d{1,9})?)s$/.exec(text) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}

/** Source: https://protobuf.dev/reference/protobuf/google.protobuf/#duration */
export const durationShape: Shape = textWhich((text, path) =>
  durationSeconds(text) === undefined
    ? `"${path}" must be a duration in seconds with up to nine fractional digits, ended by 's', got ${JSON.stringify(text)}`
    : undefined,
);

/** A duration within a range; `step` says of what it is a multiple. */
export const durationBetween = (least: number, most: number, step = 1): Shape =>
  textWhich((text, path) => {
    const seconds = durationSeconds(text);
    return seconds !== undefined && seconds >= least && seconds <= most && seconds % step === 0
      ? undefined
      : `"${path}" must be ${step > 1 ? `a multiple of ${step} seconds ` : ""}from ${least}s to ${most}s, got ${JSON.stringify(text)}`;
  });
