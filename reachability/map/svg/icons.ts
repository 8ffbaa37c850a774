import type { Box } from "../picture";

/** Strokes in a square of 18 by 18: the shape says what a box is where colours don't. */
const icons: Readonly<Record<Box["kind"], string>> = {
  network: "M2 3h14v12H2zM2 8h14M9 8v7",
  gateway: "M9 1.5l7.5 7.5L9 16.5 1.5 9zM5.5 9h7M10 6.5L12.5 9 10 11.5",
  hub: "M9 6a3 3 0 1 0 0 6a3 3 0 1 0 0-6M9 6V1.5M9 16.5V12M6 9H1.5M16.5 9H12",
  router: "M9 1.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15M5 9h8M9 5v8",
  outside: "M9 1.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15M1.5 9h15M9 1.5c-4 4-4 11 0 15c4-4 4-11 0-15",
};

export function icon(kind: Box["kind"], x: number, y: number): string {
  return `<path class="icon" transform="translate(${x} ${y})" d="${icons[kind]}"/>`;
}
