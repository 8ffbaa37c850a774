import type { FlowChange } from "../../reachability";
import { nameOf } from "../../reachability/resources/resource";

type State = FlowChange["before"];

const titles: Readonly<Record<FlowChange["kind"], string>> = {
  opened: "Opened",
  closed: "Closed",
  verdict: "Still not reached, for another reason",
  path: "Another way",
};

/** Changes of flows for people. */
export function changesListing(changes: readonly FlowChange[]): string {
  const sections = sectionsOf(changes).map(({ title, own }) =>
    [
      title,
      ...own.flatMap((change) => [
        `  ${listed(change.from)} to ${listed(change.to)}, ${change.traffic}`,
        ...details(change).map((line) => `    ${line}`),
      ]),
    ].join("\n"),
  );
  return changes.length === 0 ? "No flow changes" : sections.join("\n\n");
}

/** The same for a pull request. */
export function changesMarkdown(changes: readonly FlowChange[]): string {
  const sections = sectionsOf(changes).map(({ title, own }) => {
    const rows = own.map((change) => {
      const cells = [listed(change.from), listed(change.to), change.traffic, details(change).join("<br>")];
      return `| ${cells.map(escaped).join(" | ")} |`;
    });
    return [`#### ${title}`, "", "| from | to | traffic | what changes |", "|---|---|---|---|", ...rows].join(
      "\n",
    );
  });
  return ["### Reachability", ...(changes.length === 0 ? ["No flow changes."] : sections)].join("\n\n");
}

function sectionsOf(changes: readonly FlowChange[]): { title: string; own: readonly FlowChange[] }[] {
  return (Object.keys(titles) as FlowChange["kind"][]).flatMap((kind) => {
    const own = changes.filter((change) => change.kind === kind);
    const pairs = own.reduce((sum, change) => sum + change.pairs, 0);
    return own.length === 0 ? [] : [{ title: `${titles[kind]} (${count(pairs, "pair")} of hosts)`, own }];
  });
}

/** More names than these are counted. */
const mostNames = 6;

export function listed(names: readonly string[]): string {
  const rest = names.length - mostNames;
  return `${names.slice(0, mostNames).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function details({ kind, before, after }: FlowChange): string[] {
  switch (kind) {
    case "opened":
      return [`was ${stateText(before)}`];
    case "closed":
      return [`now ${stateText(after)}`];
    case "verdict":
      return [`was ${stateText(before)}`, `now ${stateText(after)}`];
    case "path":
      return [`was ${waysText(before, after)}`, `now ${waysText(after, before)}`];
  }
}

function stateText({ verdict, reason, urn }: State): string {
  if (verdict === "absent") {
    return "not there";
  }
  return `${verdict}${reason && `: ${reason}`}${urn === undefined ? "" : ` [${nameOf(urn)}]`}`;
}

/** The places, or where these are the same the tunnels between them. */
function waysText({ ways, tunnels }: State, other: State): string {
  const [own, others] = [ways, other.ways].map((each) => [...new Set(each.map((way) => way.join(" > ")))]);
  return own?.join() === others?.join() ? `through ${tunnels.join(", ")}` : (own?.join(", or ") ?? "");
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

/** Names may hold what Markdown takes for its own. */
function escaped(text: string): string {
  return text.replaceAll(/[\\|*_`[\]]/g, "\\$&").replaceAll("\n", " ");
}
