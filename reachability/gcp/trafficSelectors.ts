import type { Cidr } from "../../addressing";
import type { EstateBuilder, NextHop, Rule } from "../model";
import { labelOf, read, type Resource, type Stack } from "../resources";
import { pages } from "./pages";
import { types } from "./types";
import { rangeOf, textsOf } from "./values";

interface Selectors {
  readonly local: readonly Cidr[];
  readonly remote: readonly Cidr[];
}

/** Where a route into a tunnel leads: one with traffic selectors takes no more than these name. */
export function hopInto(tunnel: Resource): NextHop {
  const lists = ["localTrafficSelectors", "remoteTrafficSelectors"].map((property) => read(tunnel, property));
  if (lists.some((list) => textsOf(list) === undefined)) {
    const why = `the traffic selectors of ${labelOf(tunnel)} are known only after the update`;
    return { to: "undecided", why };
  }
  return selectorsOf(tunnel) === undefined
    ? { to: "tunnel", end: tunnel.urn }
    : { to: "node", node: nodeOf(tunnel) };
}

/**
 * A policy-based tunnel of a Classic VPN gateway takes packets from its local to its remote ranges alone.
 * https://cloud.google.com/network-connectivity/docs/vpn/concepts/choosing-networks-routing#ts-tun-routing
 */
export function addSelectors(stack: Stack, estate: EstateBuilder): void {
  for (const tunnel of stack.all(types.vpnTunnel)) {
    const selectors = selectorsOf(tunnel);
    if (selectors !== undefined) {
      addNode(tunnel, selectors, estate);
    }
  }
}

function addNode(tunnel: Resource, { local, remote }: Selectors, estate: EstateBuilder): void {
  const label = labelOf(tunnel);
  const list = (ranges: readonly Cidr[]): string => ranges.map(({ text }) => text).join(", ");
  const rule: Rule = {
    text: `traffic selectors of ${label}: ${list(local)} to ${list(remote)}`,
    urn: tunnel.urn,
    source: pages.vpnRouting,
  };
  const id = nodeOf(tunnel);
  estate.nodes.push({
    id,
    name: `tunnel ${label}`,
    kind: "gateway",
    cloud: "gcp",
    urn: tunnel.urn,
    table: id,
    entering: [
      {
        id,
        name: `traffic selectors of ${label}`,
        urn: tunnel.urn,
        stateful: false,
        rules: [{ action: "allow", source: { ranges: local }, destination: { ranges: remote }, rule }],
        otherwise: { action: "deny", rule },
      },
    ],
  });
  estate.tables.push({
    id,
    name: `traffic selectors of ${label}`,
    urn: tunnel.urn,
    routes: remote.map((prefix) => ({ prefix, next: [{ to: "tunnel", end: tunnel.urn }], rank: 0, rule })),
  });
}

function nodeOf({ urn }: Resource): string {
  return `${urn}#selectors`;
}

/** Undefined where they let everything through, or are not known. */
function selectorsOf(tunnel: Resource): Selectors | undefined {
  const local = rangesIn(tunnel, "localTrafficSelectors");
  const remote = rangesIn(tunnel, "remoteTrafficSelectors");
  const isOpen = [...local, ...remote].every(({ prefixLength }) => prefixLength === 0);
  return isOpen || local.length === 0 || remote.length === 0 ? undefined : { local, remote };
}

function rangesIn(tunnel: Resource, property: string): readonly Cidr[] {
  return (textsOf(read(tunnel, property)) ?? []).flatMap((text) => rangeOf(text) ?? []);
}
