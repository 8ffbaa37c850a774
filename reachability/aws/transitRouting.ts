import type { Route } from "../model";
import { groupBy } from "../groupBy";
import { labelOf } from "../resources";
import { everywhere } from "./ranges";
import type { Reader } from "./reader";
import { sources } from "./sources";
import { tokens } from "./tokens";
import { type Attachment, attachmentRegion, type TransitAttachments } from "./transitAttachments";
import type { TransitEntries } from "./transitEntries";
import type { TransitExits } from "./transitExits";
import { transitRanks, type TransitTable, type TransitTables } from "./transitTables";

/** Which tables an attachment propagates into, and which one it looks up in. */
export interface TransitRouting {
  /** Undefined: none. */
  readonly associated: (attachment: Attachment) => string | undefined;
  readonly propagatesInto: (attachment: Attachment) => readonly TransitTable[];
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
): TransitRouting & { readonly doubts: ReadonlyMap<Attachment, string> } {
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
    const into = propagates === true ? tables.defaultOf(gateway, "propagation") : undefined;
    propagated.set(attachment, new Set(into && [into]));
    if (propagates === undefined) {
      tables
        .defaultOf(gateway, "propagation")
        ?.undecided.push({ rule: { text: name }, why: `whether ${name} propagates into it can't be told` });
    }
  }
  for (const resource of reader.stack.all(tokens.transitGatewayAssociation)) {
    const table = tables.named(resource);
    const named = table && attachments.named(resource, table.gateway);
    if (table !== undefined && named !== undefined && named !== "outside") {
      associated.set(named, table);
      doubts.delete(named);
      continue;
    }
    const why = `what association ${labelOf(resource)} joins can't be told`;
    reader.estate.note(resource.urn, why);
    const candidates = named === "outside" ? [] : attachments.all();
    for (const one of candidates.filter((each) => maybeNamed(reader, resource.urn, each, attachments))) {
      doubts.set(one, why);
    }
  }
  for (const resource of reader.stack.all(tokens.transitGatewayPropagation)) {
    const table = tables.named(resource);
    const named = table && attachments.named(resource, table.gateway);
    if (named !== undefined && named !== "outside" && table !== undefined) {
      propagated.set(named, (propagated.get(named) ?? new Set()).add(table));
    } else {
      const why = `what propagation ${labelOf(resource)} joins is in none of these stacks, or can't be told`;
      reader.estate.note(resource.urn, why);
      for (const each of table === undefined ? tables.all() : [table]) {
        each.undecided.push({ rule: { text: `propagation ${labelOf(resource)}`, urn: resource.urn }, why });
      }
    }
  }
  for (const resource of reader.stack.all(tokens.transitGatewayPolicyTableAssociation)) {
    for (const attachment of attachments.all()) {
      if (attachments.named(resource, attachment.gateway) === attachment) {
        doubts.set(attachment, `the policy table of ${attachment.name} is not modelled`);
      }
    }
  }
  return {
    doubts,
    associated: (attachment) => associated.get(attachment)?.id,
    propagatesInto: (attachment) => [...(propagated.get(attachment) ?? [])],
  };
}

function maybeNamed(reader: Reader, urn: string, attachment: Attachment, all: TransitAttachments): boolean {
  const association = reader.stack.get(urn);
  return association !== undefined && all.candidates(association, attachment.gateway).includes(attachment);
}

/** Adds the gateways' nodes and tables to the model, with what VPCs propagate. */
export function publishTransit(
  { estate }: Reader,
  attachments: TransitAttachments,
  tables: TransitTables,
  { associated, propagatesInto, doubts }: ReturnType<typeof transitRouting>,
  entries: TransitEntries,
  exits: TransitExits,
): void {
  const propagated = new Map<TransitTable, Route[]>();
  for (const attachment of attachments.all()) {
    for (const table of propagatesInto(attachment)) {
      const routes = [...(propagated.get(table) ?? []), ...vpcRoutes(attachment, table, exits)];
      propagated.set(table, routes);
      if (attachment.to.kind === "vpc" && attachment.to.vpc.openRanges !== undefined) {
        table.undecided.push({ rule: { text: attachment.name }, why: attachment.to.vpc.openRanges });
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
  for (const { node, attachment, entering } of nodes) {
    const table = associated(attachment);
    if (table === undefined) {
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
      undecided: doubts.get(attachment),
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
    estate.tables.push({ id: loneTable(attachment), name: "no route table", routes });
  }
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
    .filter(({ version }) => version === 4 || to.ipv6)
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
