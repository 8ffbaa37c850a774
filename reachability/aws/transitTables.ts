import type { Route, RouteTable } from "../model";
import { known, labelOf, readBoolean, type Resource } from "../resources";
import type { PrefixLists } from "./prefixLists";
import { rangeOf } from "./ranges";
import { mayPointTo, pointsTo, type Reader, textOf } from "./reader";
import { sources } from "./sources";
import { tokens } from "./tokens";
import type { Attachment, TransitAttachments } from "./transitAttachments";
import type { TransitExits } from "./transitExits";
import type { TransitGateway, TransitGateways } from "./transitGateways";

/**
 * How a transit gateway prefers routes to one prefix.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html, route evaluation order
 */
export const transitRanks = { static: 0, prefixList: 1, vpc: 2, connect: 4, vpn: 6 } as const;

/** A route table of a transit gateway. */
export interface TransitTable {
  readonly id: string;
  readonly name: string;
  readonly urn?: string | undefined;
  readonly gateway: TransitGateway;
  readonly routes: Route[];
  readonly undecided: NonNullable<RouteTable["undecided"]>[number][];
  /** Why no route can be trusted: one of which nobody can tell where it goes may come before it. */
  astray?: string;
}

const defaultTablePaths = ["associationDefaultRouteTableId", "propagationDefaultRouteTableId"];

/** The route tables of the transit gateways, among them the default ones that came with them. */
export class TransitTables {
  readonly #reader: Reader;
  readonly #gateways: TransitGateways;
  readonly #byUrn = new Map<string, TransitTable>();
  readonly #defaults = new Map<TransitGateway, TransitTable>();
  readonly #appointed = {
    association: new Map<TransitGateway, TransitTable | undefined>(),
    propagation: new Map<TransitGateway, TransitTable | undefined>(),
  };

  constructor(reader: Reader, gateways: TransitGateways) {
    this.#reader = reader;
    this.#gateways = gateways;
    for (const resource of reader.stack.all(tokens.transitGatewayRouteTable)) {
      const gateway = gateways.of(resource);
      if (gateway === undefined) {
        reader.estate.note(resource.urn, `the transit gateway of ${labelOf(resource)} can't be told`);
      } else {
        const name = `transit gateway route table ${labelOf(resource)}`;
        this.#byUrn.set(resource.urn, tableOf(resource.urn, name, gateway, resource.urn));
      }
    }
    const open: { role: "association" | "propagation"; resource: Resource }[] = [];
    for (const [type, role] of [
      [tokens.transitGatewayDefaultAssociation, "association"],
      [tokens.transitGatewayDefaultPropagation, "propagation"],
    ] as const) {
      for (const resource of reader.stack.all(type)) {
        const gateway = gateways.of(resource);
        const table = this.named(resource);
        const owner = gateway ?? table?.gateway;
        if (owner !== undefined) {
          this.#appointed[role].set(owner, table);
        } else {
          open.push({ role, resource });
        }
      }
    }
    for (const { role, resource } of open) {
      for (const gateway of gateways.candidates(resource)) {
        this.#appointed[role].set(gateway, this.#appointed[role].get(gateway));
      }
    }
  }

  all(): readonly TransitTable[] {
    return [...this.#byUrn.values(), ...this.#defaults.values()];
  }

  /** The table that new attachments are associated with, or propagate into; undefined where it can't be told. */
  defaultOf(gateway: TransitGateway, role: "association" | "propagation"): TransitTable | undefined {
    const appointed = this.#appointed[role];
    return appointed.has(gateway) ? appointed.get(gateway) : this.#cameWith(gateway);
  }

  /** The table that `transitGatewayRouteTableId` names. */
  named(from: Resource): TransitTable | undefined {
    const path = "transitGatewayRouteTableId";
    const reference = pointsTo(this.#reader, from, path, tokens.transitGatewayRouteTable);
    if (reference.state === "found") {
      return this.#byUrn.get(reference.resource.urn);
    }
    const id = textOf(from, path);
    if (id !== undefined) {
      const gateway = this.#gateways.telling(defaultTablePaths, id);
      return gateway && this.#cameWith(gateway);
    }
    const candidates = reference.state === "unknown" ? reference.candidates.length : 0;
    const gateway = candidates === 0 ? this.#gateways.of(from, path) : undefined;
    return gateway && this.#cameWith(gateway);
  }

  /** The tables that `transitGatewayRouteTableId` may name while that can't be told. */
  candidates(from: Resource): readonly TransitTable[] {
    const path = "transitGatewayRouteTableId";
    if (this.named(from) !== undefined) {
      return [];
    }
    const id = textOf(from, path);
    if (id === undefined) {
      const named = mayPointTo(this.#reader, from, path, tokens.transitGatewayRouteTable);
      const own = named.flatMap(({ urn }) => this.#byUrn.get(urn) ?? []);
      return [...own, ...this.#gateways.candidates(from, path).map((gateway) => this.#cameWith(gateway))];
    }
    const isKnown = this.#reader.stack.byId(id, tokens.transitGatewayRouteTable).state === "found";
    const silent = this.#gateways.all().filter(({ resource }) => resource && !tellsTables(resource));
    return isKnown ? [] : silent.map((gateway) => this.#cameWith(gateway));
  }

  #cameWith(gateway: TransitGateway): TransitTable {
    const present = this.#defaults.get(gateway);
    if (present !== undefined) {
      return present;
    }
    const name = `default route table of transit gateway ${gateway.name}`;
    const table = tableOf(`${gateway.id}#default route table`, name, gateway, gateway.resource?.urn);
    this.#defaults.set(gateway, table);
    return table;
  }
}

function tellsTables(gateway: Resource): boolean {
  return defaultTablePaths.every((path) => textOf(gateway, path) !== undefined);
}

function tableOf(id: string, name: string, gateway: TransitGateway, urn: string | undefined): TransitTable {
  const { undecided: why } = gateway;
  return {
    id,
    name,
    urn,
    gateway,
    routes: [],
    undecided: why === undefined ? [] : [{ rule: { text: name, urn }, why }],
  };
}

/** Puts the static routes into their tables, blackholes among them. */
export function addStaticRoutes(
  reader: Reader,
  tables: TransitTables,
  attachments: TransitAttachments,
  exits: TransitExits,
  lists: PrefixLists,
): void {
  for (const resource of reader.stack.all(tokens.transitGatewayRoute)) {
    const range = rangeOf(textOf(resource, "destinationCidrBlock"));
    addRoutes(reader, resource, tables, attachments, exits, {
      ranges: range === undefined ? [] : [range],
      rank: transitRanks.static,
      doubt: range === undefined ? "its destination isn't known" : undefined,
    });
  }
  for (const resource of reader.stack.all(tokens.transitGatewayPrefixListReference)) {
    const list = lists.of(resource, "prefixListId");
    addRoutes(reader, resource, tables, attachments, exits, {
      ranges: list?.ranges ?? [],
      rank: transitRanks.prefixList,
      doubt: list === undefined ? "its prefix list isn't known" : list.undecided,
    });
  }
}

interface Destinations {
  readonly ranges: readonly Route["prefix"][];
  readonly rank: number;
  readonly doubt: string | undefined;
}

function addRoutes(
  reader: Reader,
  resource: Resource,
  tables: TransitTables,
  attachments: TransitAttachments,
  exits: TransitExits,
  { ranges, rank, doubt }: Destinations,
): void {
  const { urn } = resource;
  const table = tables.named(resource);
  const rule = { text: `route ${labelOf(resource)}`, urn };
  if (table === undefined) {
    const why = `the transit gateway route table of ${labelOf(resource)} can't be told`;
    reader.estate.note(urn, why);
    for (const each of tables.candidates(resource)) {
      each.undecided.push({ rule, why }, ...ranges.map((prefix) => ({ prefix, rule, why })));
      each.astray ??= doubt;
    }
    return;
  }
  if (doubt !== undefined) {
    table.undecided.push({ rule, why: doubt });
    table.astray ??= doubt;
  }
  const blackhole = known(readBoolean(resource, "blackhole")) === true;
  const attachment = blackhole ? undefined : attachments.named(resource, table.gateway);
  for (const prefix of ranges) {
    const where = blackhole ? "nowhere (blackhole)" : `to ${nameOf(attachment)}`;
    table.routes.push({
      prefix,
      rank,
      next: blackhole
        ? [{ to: "nowhere", why: `${table.name} has a blackhole for ${prefix.text}` }]
        : exits.hops(attachment, prefix),
      rule: { text: `${prefix.text} ${where} in ${table.name}`, urn, source: sources.transitGateways },
    });
  }
}

function nameOf(attachment: Attachment | "outside" | undefined): string {
  return attachment === undefined || attachment === "outside"
    ? "an attachment that is not in these stacks or not known"
    : attachment.name;
}
