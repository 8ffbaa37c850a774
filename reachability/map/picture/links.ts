import type { TunnelEnd } from "../../model";
import type { SolvedEstate } from "../../trace";
import type { Tunnel } from "../../solve";
import { type Boxes, isLostEnd } from "./boxes";
import type { Homes } from "./homes";
import { type Box, type Link, pairKey } from "./picture";

/** The links of an estate, and boxes for where tunnels lead that is in none of the stacks. */
export interface Links {
  readonly links: readonly Link[];
  readonly outside: readonly Box[];
  readonly linkOfPair: ReadonlyMap<string, Link>;
  readonly linkOfTunnel: ReadonlyMap<string, Link>;
}

/** Draws a line for each tunnel, and one between two boxes wherever a route leads from one into the other. */
export function linksOf(estate: SolvedEstate, homes: Homes, { boxes, idOfHome }: Boxes): Links {
  const links: Link[] = [];
  const linkOfPair = new Map<string, Link>();
  const linkOfTunnel = new Map<string, Link>();
  const outside = new Map<string, Box>();
  const networks = new Set(boxes.filter(({ kind }) => kind === "network").map(({ id }) => id));
  const add = (link: Omit<Link, "id">): Link => {
    const made = { ...link, id: `l${links.length}` };
    links.push(made);
    return made;
  };
  for (const { from, to } of homes.moves) {
    const [a, b] = [idOfHome.get(from), idOfHome.get(to)];
    if (a !== undefined && b !== undefined && !linkOfPair.has(pairKey(a, b))) {
      const kind = networks.has(a) && networks.has(b) ? "peering" : "attachment";
      linkOfPair.set(pairKey(a, b), add({ kind, a, b, name: kind, ends: [] }));
    }
  }
  for (const tunnel of estate.tunnels.filter((one) => !isLostEnd(one))) {
    const [near, far] = tunnel.ends;
    const a = idOfHome.get(homes.ofEnd(near));
    const b = far === undefined ? outsideBox(outside, near) : idOfHome.get(homes.ofEnd(far));
    if (a !== undefined && b !== undefined) {
      linkOfTunnel.set(tunnel.id, add(tunnelLink(tunnel, a, b)));
    }
  }
  return { links, outside: [...outside.values()], linkOfPair, linkOfTunnel };
}

function tunnelLink({ ends, state, why }: Tunnel, a: string, b: string): Omit<Link, "id"> {
  return {
    kind: "tunnel",
    a,
    b,
    name: ends.flatMap((end) => end?.name ?? []).join(" – "),
    state,
    why,
    ends: ends.flatMap((end) => (end === undefined ? [] : endText(end))),
  };
}

function endText({ name, outsideAddress, inside, ikeVersions, gbps }: TunnelEnd): string {
  return [
    name,
    outsideAddress ?? "address known after the update",
    ...(inside?.local === undefined ? [] : [`inside ${inside.local}`]),
    ...(ikeVersions === undefined ? [] : [`IKEv${ikeVersions.join(" or v")}`]),
    ...(gbps === undefined ? [] : [`${gbps} Gbit/s`]),
  ].join(" · ");
}

function outsideBox(boxes: Map<string, Box>, { id, peerOutsideAddress }: TunnelEnd): string {
  const key = peerOutsideAddress ?? id;
  const known = boxes.get(key);
  if (known !== undefined) {
    return known.id;
  }
  const box: Box = {
    id: `x${boxes.size}`,
    kind: "outside",
    what: "in none of these stacks",
    name: peerOutsideAddress ?? "unknown peer",
    ranges: [],
    rows: [],
    tables: [],
  };
  boxes.set(key, box);
  return box.id;
}
