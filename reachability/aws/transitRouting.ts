import type { Route, Rule } from "../model";
import { groupBy } from "../groupBy";
import { labelOf } from "../resources";
import { everywhere } from "./ranges";
import type { Reader } from "./reader";
import { sources } from "./sources";
import { tokens } from "./tokens";
import {
  type Attachment,
  attachmentRegion,
  type TransitAttachments,
  type VpcSide,
} from "./transitAttachments";
import type { TransitEntries } from "./transitEntries";
import type { TransitExits } from "./transitExits";
import { transitRanks, type TransitTable, type TransitTables } from "./transitTables";

/** Which tables an attachment propagates into, and which one it looks up in. */
export interface TransitRouting {
  /** Undefined: none. */
  readonly associated: (attachment: Attachment) => string | undefined;
  readonly propagatesInto: (attachment: Attachment) => readonly TransitTable[];
  /** Why the table that it looks up in can't be told. */
  readonly doubts: ReadonlyMap<Attachment, string>;
}

/**
 * Associations and propagations of attachments: those of their own, and the gateway's defaults.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html
 */
export function transitRouting(
  reader: Reader,
  attachments: TransitAttachments,
  tables: TransitTables,
): TransitRouting {
  const doubts = new Map<Attachment, string>();
  const associated = new Map<Attachment, TransitTable>();
  const propagated = new Map<Attachment, Set<TransitTable>>();
  for (const attachment of attachments.all()) {
    const { gateway, associates, propagates, name } = attachment;
    const table = associates === true ? tables.defaultOf(gateway, "association") : undefined;
    if (table !== undefined) {
      associated.set(attachment, table);
    } else if (associates !== false) {
      doubts.set(
        attachment,
        `the route table of ${name} can't be told: ${gateway.undecided ?? "it is not known yet"}`,
      );
    }
    const target = tables.defaultOf(gateway, "propagation");
    propagated.set(attachment, new Set(propagates === true && target ? [target] : []));
    if (propagates === undefined || (propagates && target === undefined)) {
      const why = `whether ${name} propagates into it can't be told`;
      const perhaps = target === undefined ? tables.all().filter((one) => one.gateway === gateway) : [target];
      perhaps.forEach((one) => mayLearn(one, { text: name, urn: attachment.resource.urn }, why));
    }
  }
  associate(reader, attachments, tables, associated, doubts);
  for (const resource of reader.stack.all(tokens.transitGatewayPropagation)) {
    const table = tables.named(resource);
    const named = table && attachments.named(resource, table.gateway);
    if (named !== undefined && named !== "outside" && table !== undefined) {
      propagated.set(named, (propagated.get(named) ?? new Set()).add(table));
    } else {
      const why = `what propagation ${labelOf(resource)} joins is in none of these stacks, or can't be told`;
      const rule = { text: `propagation ${labelOf(resource)}`, urn: resource.urn };
      reader.estate.note(resource.urn, why);
      if (named === "outside") {
        table?.undecided.push({ rule, why });
      } else {
        const perhaps = table === undefined ? tables.candidates(resource) : [table];
        perhaps.forEach((one) => mayLearn(one, rule, why));
      }
    }
  }
  for (const resource of reader.stack.all(tokens.transitGatewayPolicyTableAssociation)) {
    for (const attachment of attachments.all()) {
      const named = attachments.named(resource, attachment.gateway);
      const perhaps = named === undefined && attachments.candidates(resource, attachment.gateway);
      if (named === attachment || (perhaps && perhaps.includes(attachment))) {
        doubts.set(attachment, `the policy table of ${attachment.name} is not modelled`);
      }
    }
  }
  for (const table of tables.all()) {
    for (const { resource } of attachments.openOf(table.gateway)) {
      const why = `whether attachment ${labelOf(resource)} propagates into ${table.name} can't be told`;
      mayLearn(table, { text: `attachment ${labelOf(resource)}`, urn: resource.urn }, why);
    }
  }
  return {
    doubts,
    associated: (attachment) => associated.get(attachment)?.id,
    propagatesInto: (attachment) => [...(propagated.get(attachment) ?? [])],
  };
}

/** Associations of their own, of which an attachment has one at most. */
function associate(
  reader: Reader,
  attachments: TransitAttachments,
  tables: TransitTables,
  associated: Map<Attachment, TransitTable>,
  doubts: Map<Attachment, string>,
): void {
  const settled = new Set<Attachment>();
  const open: { why: string; candidates: readonly Attachment[] }[] = [];
  for (const resource of reader.stack.all(tokens.transitGatewayAssociation)) {
    const table = tables.named(resource);
    const named = table && attachments.named(resource, table.gateway);
    if (table !== undefined && named !== undefined && named !== "outside") {
      associated.set(named, table);
      doubts.delete(named);
      settled.add(named);
    } else {
      const why = `what association ${labelOf(resource)} joins can't be told`;
      reader.estate.note(resource.urn, why);
      open.push({
        why,
        candidates: named === "outside" ? [] : attachments.candidates(resource, table?.gateway),
      });
    }
  }
  for (const { why, candidates } of open) {
    candidates.filter((one) => !settled.has(one)).forEach((one) => doubts.set(one, why));
  }
}

/** Notes that a table may have learned whatever. What gateways of other stacks do is left to their own doubts. */
function mayLearn(table: TransitTable, rule: Rule, why: string): void {
  table.undecided.push({ rule, why });
  if (table.gateway.undecided === undefined) {
    table.astray ??= why;
  }
}

/** Adds the gateways' nodes and tables to the model, with what VPCs propagate. */
export function publishTransit(
  { estate }: Reader,
  attachments: TransitAttachments,
  tables: TransitTables,
  { associated, propagatesInto, doubts }: TransitRouting,
  entries: TransitEntries,
  exits: TransitExits,
): void {
  const propagated = new Map<TransitTable, Route[]>();
  for (const attachment of attachments.all()) {
    for (const table of propagatesInto(attachment)) {
      const routes = [...(propagated.get(table) ?? []), ...vpcRoutes(attachment, table, exits)];
      propagated.set(table, routes);
      if (attachment.to.kind === "vpc") {
        doubtRanges(table, attachment, attachment.to);
      }
    }
  }
  for (const table of tables.all()) {
    const { id, name, urn, gateway, routes, undecided } = table;
    const all = [...routes, ...withoutDuplicates(propagated.get(table) ?? [])];
    estate.tables.push({ id, name, urn, routes: all, undecided, multipath: gateway.ecmp });
  }
  const nodes = [
    ...attachments.all().map((attachment) => ({ node: attachment.node, attachment, entering: [] })),
    ...entries.guarded(),
  ];
  const lone = new Set<Attachment>();
  const astray = new Map(tables.all().map((table) => [table.id as string | undefined, table.astray]));
  for (const { node, attachment, entering } of nodes) {
    const table = associated(attachment);
    if (table === undefined || doubts.has(attachment)) {
      lone.add(attachment);
    }
    estate.nodes.push({
      id: node,
      name: `transit gateway ${attachment.gateway.name}`,
      kind: "hub",
      cloud: "aws",
      urn: attachment.gateway.resource?.urn ?? attachment.resource.urn,
      region: attachmentRegion(attachment),
      table: table ?? loneTable(attachment),
      entering,
      undecided: doubts.get(attachment) ?? astray.get(table),
    });
  }
  for (const attachment of lone) {
    const why = `${attachment.name} is associated with no route table`;
    const rule = { text: why, urn: attachment.resource.urn, source: sources.transitGatewayRouteTables };
    const routes = [4, 6].map((version): Route => ({
      prefix: everywhere[version as 4 | 6],
      next: [{ to: "nowhere", why }],
      rank: 0,
      rule,
    }));
    const doubt = doubts.get(attachment);
    estate.tables.push({
      id: loneTable(attachment),
      name: "no route table",
      routes: doubt === undefined ? routes : [],
      undecided: doubt === undefined ? [] : [{ rule, why: doubt }],
    });
  }
}

function doubtRanges(table: TransitTable, { name, resource }: Attachment, { vpc, ipv6 }: VpcSide): void {
  const rule = { text: name, urn: resource.urn };
  const { openRanges } = vpc;
  if (openRanges !== undefined && vpc.resource !== undefined) {
    mayLearn(table, rule, openRanges);
  } else if (openRanges !== undefined) {
    table.undecided.push({ rule, why: openRanges });
  }
  const why = `whether ${name} supports IPv6 can't be told`;
  const open = ipv6 === undefined ? vpc.ranges.filter(({ version }) => version === 6) : [];
  table.undecided.push(...open.map((prefix) => ({ prefix, rule, why })));
}

/** The table of an attachment that is associated with none. */
export function loneTable({ node }: Attachment): string {
  return `${node} without route table`;
}

/** IPv6 ranges propagate where the attachment supports IPv6. */
function vpcRoutes(attachment: Attachment, { name }: TransitTable, exits: TransitExits): Route[] {
  const { to, resource } = attachment;
  if (to.kind !== "vpc") {
    return [];
  }
  return to.vpc.ranges
    .filter(({ version }) => version === 4 || to.ipv6 === true)
    .map((prefix) => ({
      prefix,
      next: exits.hops(attachment, prefix),
      rank: transitRanks.vpc,
      rule: {
        text: `${prefix.text} to ${attachment.name} (propagated) in ${name}`,
        urn: resource.urn,
        source: sources.transitGateways,
      },
    }));
}

/**
 * Of VPCs with one and the same range, only that which was attached first propagates it.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 */
function withoutDuplicates(routes: readonly Route[]): Route[] {
  return [...groupBy(routes, ({ prefix }) => prefix.text).values()].flatMap((same) => {
    const [first, second] = same;
    if (first === undefined || second === undefined) {
      return same;
    }
    const why = `several VPCs with ${first.prefix.text} are attached: which came first can't be told`;
    return [{ ...first, next: [{ to: "undecided", why }] }];
  });
}
