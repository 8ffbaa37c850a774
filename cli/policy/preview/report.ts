import { changesMarkdown, count } from "../../reachability/changesListing";
import { intentsListing } from "../../reachability/intentsListing";
import { summary, violationsMarkdown } from "../violationsListing";
import type { Previewed } from "./previewStack";

/** More than this, and GitHub takes it for no comment. https://docs.github.com/en/rest/issues/comments */
const mostCharacters = 60_000;

/** What previews came to, as Markdown for a pull request. */
export function previewReport(previews: readonly Previewed[]): string {
  const rows = previews.map((one) => {
    const cells = [one.stack, isStopped(one) ? "**stopped**" : "passes", operationsOf(one), summaryOf(one)];
    return `| ${cells.join(" | ")} |`;
  });
  const overview = ["| stack | preview | changes | |", "|---|---|---|---|", ...rows].join("\n");
  return cut([overview, ...previews.map(section)].join("\n\n"));
}

/** Whether a preview must keep a change from being merged. */
export function isStopped({ errors, violations, intents = [] }: Previewed): boolean {
  return (
    errors.length > 0 ||
    violations.some(({ level }) => level === "mandatory") ||
    intents.some(({ holds }) => !holds)
  );
}

function section({ stack, errors, violations, intents, changes }: Previewed): string {
  const failed = errors.map((error) => `\`\`\`\n${error.replaceAll("```", "'''")}\n\`\`\``);
  return [
    `## ${stack}`,
    ...(failed.length > 0 ? ["### The preview failed", ...failed] : []),
    "### Policies",
    failed.length > 0 && violations.length === 0 ? "Not run." : violationsMarkdown(violations),
    ...(intents === undefined ? [] : ["### Intents", `\`\`\`\n${intentsListing(intents)}\n\`\`\``]),
    ...(changes === undefined ? [] : [changesMarkdown(changes)]),
  ].join("\n\n");
}

function operationsOf({ operations }: Previewed): string {
  const changed = Object.entries(operations).filter(([operation]) => operation !== "same");
  return changed.map(([operation, number]) => `${number} to ${operation}`).join(", ") || "none";
}

function summaryOf({ errors, violations, intents = [] }: Previewed): string {
  const broken = intents.filter(({ holds }) => !holds).length;
  return errors.length > 0
    ? count(errors.length, "error")
    : [summary(violations), ...(broken > 0 ? [`${count(broken, "intent")} broken`] : [])].join(", ");
}

function cut(text: string): string {
  return text.length <= mostCharacters
    ? text
    : `${text.slice(0, text.lastIndexOf("\n", mostCharacters))}\n\nCut here: it is longer than a comment may be.`;
}
