import type { Cidr } from "../../../addressing";
import { nameOf } from "../../../reachability/resources";
import type { Conflicts } from "./conflicts";
import { FreeBlocks } from "./freeBlocks";
import { type Joins, nodeLabel } from "./joins";
import type { Pair, SharedRange } from "./pairs";
import type { Claim } from "./ranges";

/** What messages are made with. */
export interface Writer {
  readonly joins: Joins;
  readonly conflicts: Conflicts;
  readonly claims: readonly Claim[];
  readonly free: FreeBlocks;
  /** The address plan's ranges. */
  readonly plan: readonly Cidr[];
}

/** How many ranges of a pair, hops of a way, or networks in a block are named. */
const mostNamed = 5;

/** Says of two resources which of their ranges overlap, why that matters and what would be free. */
export function pairMessage({ shared }: Pair, writer: Writer): string {
  const [first] = shared;
  if (first === undefined) {
    return "";
  }
  const ranges = shared
    .slice(0, mostNamed)
    .map(({ outer, inner }) => `${rangeOf(outer)} and ${rangeOf(inner)}`);
  const more = shared.length > ranges.length ? `, and ${shared.length - ranges.length} more` : "";
  const { outer, inner } = first;
  const who = `${outer.owner.label} and ${inner.owner.label} overlap: ${ranges.join(", ")}${more}`;
  return `${who}. ${consequence(first, writer)} ${remedy(first, writer)} (${outer.owner.urn}, ${inner.owner.urn})`;
}

/** Says of one range that it encloses those of many others. */
export function blockMessage(block: Claim, pairs: readonly Pair[], writer: Writer): string {
  const named = pairs.slice(0, mostNamed).flatMap(({ shared: [first] }) => {
    const other = first && (first.outer.owner.urn === block.owner.urn ? first.inner : first.outer);
    return other === undefined ? [] : [`${other.owner.label} (${other.cidr.text})`];
  });
  const [first] = pairs[0]?.shared ?? [];
  const why = first === undefined ? "" : `${consequence(first, writer)} `;
  return (
    `${block.owner.label} overlaps ${pairs.length} others: ${rangeOf(block)} encloses ranges of ${named.join(", ")} ` +
    `and ${pairs.length - named.length} more. ${why}Give ${block.owner.label} a range that holds none of theirs, or ` +
    `cut this one down (${block.owner.urn})`
  );
}

function rangeOf({ cidr, path }: Claim): string {
  return `${cidr.text} (${path})`;
}

function consequence({ outer, inner }: SharedRange, writer: Writer): string {
  const kinds = [outer.kind, inner.kind];
  if (kinds.includes("cluster")) {
    return `Pods of the cluster never reach what has these addresses outside it${joinedBy(outer, inner, writer)}.`;
  }
  if (outer.networks.some((network) => inner.networks.includes(network))) {
    return "Both are of one network, and its cloud refuses that when the update runs.";
  }
  return `No route can tell which of the two is meant${joinedBy(outer, inner, writer)}.`;
}

/** Why they count as joined, unless they needn't be. */
function joinedBy(a: Claim, b: Claim, { joins, conflicts }: Writer): string {
  const way = joins.way(a.nodes, b.nodes);
  if (way !== undefined) {
    const labels = [...new Set(way.map((node) => nodeLabel(node, ({ urn }) => nameOf(urn))))];
    const named = labels.slice(0, mostNamed).join(", ");
    const more = labels.length > mostNamed ? ` and ${labels.length - mostNamed} more` : "";
    return a.nodes.some((node) => b.nodes.includes(node))
      ? ""
      : `, and they are joined ${labels.length === 0 ? "directly" : `by ${named}${more}`}`;
  }
  const open = [a, b].flatMap(({ nodes }) => nodes.map((node) => joins.openness(joins.component(node))));
  const why = open.find((one) => one !== undefined);
  return conflicts.joined(a, b) && why !== undefined ? `, and they count as joined, because ${why}` : "";
}

/** What to change, and a block of the same size that is free. */
function remedy(shared: SharedRange, writer: Writer): string {
  const claim = movable(shared);
  if (claim === undefined || claim.kind === "remote") {
    return "Renumber one of the two, or translate its addresses at the gateway.";
  }
  const { cidr, owner } = claim;
  const isSibling =
    claim.kind === "subnet" &&
    shared.outer.networks.some((network) => shared.inner.networks.includes(network));
  const free = freeFor(claim, isSibling, writer);
  const next =
    free === undefined
      ? "a range of its own"
      : `a range of its own, such as ${free.text}, the next /${cidr.prefixLength} that is free`;
  return `Give ${owner.label} ${next}.`;
}

/** A block of a range's size: for a subnet beside its siblings in their network, for all else in the address plan. */
function freeFor(claim: Claim, isSibling: boolean, { claims, free, plan }: Writer): Cidr | undefined {
  const { version, prefixLength } = claim.cidr;
  const family = claims.filter(({ networks }) =>
    networks.some((network) => claim.networks.includes(network)),
  );
  const spaces = family.filter(({ kind }) => kind === "network").map(({ cidr }) => cidr);
  if (!isSibling || spaces.length === 0) {
    return free.take(plan, version, prefixLength);
  }
  const siblings = family.filter(({ kind }) => kind !== "network").map(({ cidr }) => cidr);
  return new FreeBlocks(() => siblings).take(spaces, version, prefixLength);
}

/** The one that is easier to change: not what lies at the other end of a link, nor in another stack. */
export function movable({ outer, inner }: SharedRange): Claim | undefined {
  const here = [inner, outer].filter(({ owner }) => owner.isHere);
  return here.find(({ kind }) => kind === "cluster") ?? here.find(({ kind }) => kind !== "remote") ?? here[0];
}
