import type { Violation } from "../../policies/judge";
import { nameOf } from "../../reachability/resources/resource";
import { count } from "../reachability/changesListing";

/** What the rules say of a stack, for people. */
export function violationsListing(stack: string, violations: readonly Violation[]): string {
  const lines = violations.flatMap((violation) => [
    `  [${violation.level}] ${violation.rule}${violation.urn === undefined ? "" : `: ${nameOf(violation.urn)}`}`,
    ...violation.message.split("\n").map((line) => `    ${line}`),
  ]);
  return [`${stack}: ${summary(violations)}`, ...lines].join("\n");
}

/** The same for a pull request. */
export function violationsMarkdown(violations: readonly Violation[]): string {
  if (violations.length === 0) {
    return "No rule is violated.";
  }
  const rows = violations.map(({ level, rule, urn, message }) => {
    const cells = [
      level === "mandatory" ? "**mandatory**" : level,
      `\`${rule}\``,
      escaped(urn === undefined ? "" : nameOf(urn)),
      escaped(message),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return ["| level | rule | resource | what to mend |", "|---|---|---|---|", ...rows].join("\n");
}

/** How many violations there are of each level. */
export function summary(violations: readonly Violation[]): string {
  if (violations.length === 0) {
    return "no rule is violated";
  }
  const mandatory = violations.filter(({ level }) => level === "mandatory").length;
  return `${count(violations.length, "violation")}, ${mandatory} of them mandatory`;
}

/** Names and messages may hold what Markdown takes for its own. */
function escaped(text: string): string {
  return text.replaceAll(/[\\|*_`[\]<>]/g, "\\$&").replaceAll("\n", "<br>");
}
