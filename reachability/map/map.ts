import type { Analysis } from "../analysis";
import type { Estate } from "../model";
import type { Flow } from "../questions/flow";
import { chosenFlows, FlowDrawer } from "./flows";
import { htmlOf } from "./html/html";
import { layOut } from "./layout";
import { mermaidOf } from "./mermaid";
import { pictureOf } from "./picture";
import { svgOf } from "./svg";

export interface MapOptions {
  /**
   * `html`: one page that loads nothing, with search and the verdicts of flows. `svg`: the picture alone. `mermaid`: a
   * flowchart for Markdown.
   *
   * @default "html"
   */
  readonly format?: MapFormat;
  /** Flows to draw. A page of a small estate holds those between any two hosts as well, of the same kinds of traffic. */
  readonly flows?: readonly Flow[];
}

export const mapFormats = ["html", "svg", "mermaid"] as const;

export type MapFormat = (typeof mapFormats)[number];

/**
 * Draws an estate: its clouds, regions, networks, gateways and hubs, what joins them, and the ways of flows.
 *
 * @example
 * await writeFile("estate.html", await mapOf(analysis, { flows: [{ from: "web", to: "db", port: 5432 }] }));
 * @throws {QuestionError} when an end, the protocol or the port of a flow means nothing here.
 */
export async function mapOf(
  analysis: Analysis,
  { format = "html", flows = [] }: MapOptions = {},
): Promise<string> {
  const { estate } = analysis;
  const picture = pictureOf(estate);
  const title = titleOf(estate.estate);
  const drawer = new FlowDrawer(analysis, picture);
  const drawn = (all: readonly Flow[]): ReturnType<FlowDrawer["draw"]>[] =>
    all.map((flow) => drawer.draw(flow));
  switch (format) {
    case "html":
      return htmlOf(estate, picture, await layOut(picture), title, drawn(chosenFlows(analysis, flows)));
    case "svg":
      return svgOf(await layOut(picture), title, drawn(flows));
    case "mermaid":
      return mermaidOf(picture, drawn(flows));
  }
}

/** Such as `Network map of shop/dev, shop/prod`: by project and stack of what is drawn. */
function titleOf({ networks, nodes }: Estate): string {
  const urns = [...networks, ...nodes].flatMap(({ urn }) => urn ?? []);
  const stacks = new Set(urns.flatMap((urn) => stackOf(urn) ?? []));
  return stacks.size === 0 ? "Network map" : `Network map of ${[...stacks].sort().join(", ")}`;
}

/** URNs begin with `urn:pulumi:<stack>::<project>::`. */
function stackOf(urn: string): string | undefined {
  const [, stack, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(urn) ?? [];
  return stack === undefined || project === undefined ? undefined : `${project}/${stack}`;
}
