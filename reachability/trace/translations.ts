import type { Node, Packet } from "../model";
import type { SolvedEstate } from "./network";
import type { Path, Translated } from "./path";

/** What was translated on any of the ways, each once; nothing, on those through no translation. */
export function translationsOf(ways: readonly Path[]): readonly (readonly Translated[])[] {
  const keyOf = ({ translations }: Path) =>
    translations.map(({ node, after }) => `${node} ${after}`).join("\n");
  return [...new Map(ways.map((way) => [keyOf(way), way.translations])).values()];
}

/** The node that undoes a translation for an answer that was delivered to a subnet; undefined where the answer is not to it. */
export function undoneAt(
  subnet: Node,
  { node, after }: Translated,
  { destination }: Packet,
  { nodes }: SolvedEstate,
): Node | undefined {
  const gateway = nodes.get(node);
  return gateway?.translation?.at === subnet.id && destination === after ? gateway : undefined;
}
