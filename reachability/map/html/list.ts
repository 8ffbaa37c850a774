import { escaped } from "../escape";
import { type Box, cloudNames, cloudOrder, count, type Link, type Picture, type Row } from "../picture";
import { groupBy } from "../../groupBy";

/** All that the picture shows, as nested lists. */
export function listMarkup({ boxes, links }: Picture): string {
  const byCloud = groupBy(boxes, ({ cloud }) => cloud);
  const names = new Map(boxes.map(({ id, what, name }) => [id, `${what} ${name}`]));
  const linksOf = groupBy(
    links.flatMap((link) => [link.a, link.b].map((box) => [box, link] as const)),
    ([box]) => box,
  );
  return [...cloudOrder, undefined]
    .filter((cloud) => byCloud.has(cloud))
    .map((cloud) => {
      const members = (byCloud.get(cloud) ?? []).map((box) =>
        boxItem(
          box,
          (linksOf.get(box.id) ?? []).map(([, link]) => link),
          names,
        ),
      );
      const title = cloud === undefined ? "In none of these stacks" : cloudNames[cloud];
      return `<h3>${escaped(title)}</h3><ul>${members.join("")}</ul>`;
    })
    .join("\n");
}

function boxItem(box: Box, links: readonly Link[], names: ReadonlyMap<string, string>): string {
  const { what, name, region, ranges, rows } = box;
  const parts = [...rows.map(rowItem), ...linkItems(box.id, links, names)];
  const facts = [region, ...ranges].filter((one) => one !== undefined);
  return (
    `<li><b>${escaped(`${what} ${name}`)}</b>${escaped(facts.length > 0 ? `, ${facts.join(", ")}` : "")}` +
    `${parts.length > 0 ? `<ul>${parts.join("")}</ul>` : ""}</li>`
  );
}

function rowItem({ kind, name, detail }: Row): string {
  const what = kind === "lost end" ? "tunnel end without counterpart" : kind === "table" ? "" : kind;
  return item(`${what} ${name}${detail === "" ? "" : `: ${detail}`}`.trim());
}

/** A tunnel is named for itself, what else joins two boxes once for all. */
function linkItems(box: string, links: readonly Link[], names: ReadonlyMap<string, string>): string[] {
  const tunnels = links.filter(({ kind }) => kind === "tunnel");
  const others = groupBy(
    links.filter(({ kind }) => kind !== "tunnel"),
    ({ kind }) => kind,
  );
  const other = ({ a, b }: Link): string => names.get(a === box ? b : a) ?? "";
  return [
    ...[...others].map(([kind, all]) => item(`${count(all.length, kind)}: ${all.map(other).join(", ")}`)),
    ...tunnels.map((link) =>
      item(
        `${link.name} to ${other(link)}: ${link.state ?? ""}${link.why === undefined ? "" : `, ${link.why}`}`,
      ),
    ),
  ];
}

function item(text: string): string {
  return `<li>${escaped(text)}</li>`;
}
