import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { DrawnFlow } from "../flows";
import { escaped, scriptJson } from "../escape";
import { type Layout, number } from "../layout";
import { count, type Link, type Picture } from "../picture";
import type { SolvedEstate } from "../../trace";
import { colourRules, pictureMarkup, pictureStyle } from "../svg";
import { dataOf } from "./dataOf";
import { listMarkup } from "./list";

/** Beside this folder in the sources, and in the package. */
const pageFolder = join(dirname(require.resolve("pulumi-crosscloud/package.json")), "reachability/map/page");

const scripts = ["dom", "addresses", "view", "keys", "details", "flow", "search", "main"];

/** A page that shows a picture and answers questions about it without ever loading anything. */
export function htmlOf(
  estate: SolvedEstate,
  picture: Picture,
  layout: Layout,
  title: string,
  flows: readonly DrawnFlow[],
): string {
  const style = `${colourRules(":root")}\n${pictureStyle}\n${read("page.css")}`;
  const script = `(() => {\n"use strict";\n${scripts.map((name) => read(`${name}.js`)).join("\n")}\n})();`;
  const policy = [
    "default-src 'none'",
    `style-src '${digest(style)}'`,
    `script-src '${digest(script)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const values: Readonly<Record<string, string>> = {
    policy,
    style: `<style>${style}</style>`,
    script: `<script>${script}</script>`,
    title: escaped(title),
    summary: escaped(summaryOf(picture)),
    width: number(layout.width),
    height: number(layout.height),
    scale: String(layout.scale),
    picture: pictureMarkup(layout),
    list: listMarkup(picture),
    notes: notesMarkup(estate),
    data: scriptJson(dataOf(estate, picture, layout, flows)),
  };
  return read("page.html").replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? "");
}

function read(name: string): string {
  return readFileSync(join(pageFolder, name), "utf8").trimEnd();
}

/** By which a content security policy lets this very text through. https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function digest(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function summaryOf({ boxes, links }: Picture): string {
  const networks = boxes.filter(({ kind }) => kind === "network").length;
  const tunnels = (state: NonNullable<Link["state"]>): number =>
    links.filter((link) => link.state === state).length;
  const lost = boxes.flatMap(({ rows }) => rows).filter(({ kind }) => kind === "lost end").length;
  return [
    count(networks, "network"),
    `${count(tunnels("up"), "tunnel")} up`,
    ...(tunnels("down") > 0 ? [`${tunnels("down")} down`] : []),
    ...(tunnels("undecided") > 0 ? [`${tunnels("undecided")} undecided`] : []),
    ...(tunnels("open") > 0 ? [`${tunnels("open")} to elsewhere`] : []),
    ...(lost > 0 ? [`${count(lost, "end")} without counterpart`] : []),
  ].join(" · ");
}

/** More notes than this are counted. */
const mostNotes = 200;

function notesMarkup({ estate: { notes } }: SolvedEstate): string {
  if (notes.length === 0) {
    return "";
  }
  const more = notes.length - mostNotes;
  const items = notes
    .slice(0, mostNotes)
    .map(
      ({ text, urn }) =>
        `<li>${escaped(text)}${urn === undefined ? "" : ` <code>${escaped(urn)}</code>`}</li>`,
    );
  return (
    `<h3>What could not be told</h3><ul>${items.join("")}</ul>` +
    (more > 0 ? `<p>${escaped(`and ${more} more`)}</p>` : "")
  );
}
