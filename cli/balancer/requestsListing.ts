import type { Served } from "./serveRequests";

/** More answers than these are counted, not shown. */
const mostAnswers = 20;

/** Who answered, for people. */
export function answeredListing({ answers, targets }: Served): string {
  const texts = answers.map(({ status, by }) =>
    by === "" ? (status === 0 ? "no answer" : String(status)) : by,
  );
  const counts = new Map<string, number>();
  texts.forEach((text) => counts.set(text, (counts.get(text) ?? 0) + 1));
  const more = texts.length > mostAnswers ? `, and ${texts.length - mostAnswers} more` : "";
  return [
    `${answers.length} requests: ${[...counts].map(([text, number]) => `${text} ${number}`).join(", ")}`,
    `  in order: ${texts.slice(0, mostAnswers).join(", ")}${more}`,
    ...targets
      .filter(({ state }) => state !== "healthy")
      .map(({ name, state, reason }) => `  ${name} was ${state}${reason === "" ? "" : `: ${reason}`}`),
  ].join("\n");
}
