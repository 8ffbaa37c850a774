import {
  follow,
  labelOf,
  orElse,
  read,
  readBoolean,
  readNumber,
  type Resource,
  type Value,
} from "../resources";
import type { Route, Session } from "../model";
import { rangeOf } from "./ranges";
import { pointsTo, type Reader, textOf } from "./reader";
import { sources } from "./sources";
import { ranks } from "./subnetTables";
import { tokens } from "./tokens";
import type { Attachment, TransitAttachments } from "./transitAttachments";
import { loneTable, type TransitRouting } from "./transitRouting";
import { transitRanks } from "./transitTables";
import { ikeVersionsOf, proposalOf, type TunnelNumber, tunnelPath } from "./tunnelDefaults";
import {
  customerGatewayOf,
  endOf,
  endsOf,
  insideOf,
  isInsideV6,
  tunnelEnd,
  tunnelNumbers,
} from "./tunnelEnds";
import type { VirtualPrivateGateways } from "./virtualPrivateGateways";

/** What a VPN connection ends at: where its packets come out, what it tells and what learns from it. */
interface Anchor {
  readonly gateway: string;
  readonly node: string;
  readonly asn: number | undefined;
  readonly advertises: Session["advertises"];
  readonly learns: Session["learns"];
  readonly prefixLimit: number;
}

/** Adds the tunnel ends and BGP sessions of every VPN connection, and the static routes of virtual private gateways. */
export function readVpnConnections(
  reader: Reader,
  gateways: VirtualPrivateGateways,
  attachments: TransitAttachments,
  transit: TransitRouting,
): void {
  for (const connection of reader.stack.all(tokens.vpnConnection)) {
    const anchor = anchorOf(reader, connection, gateways, attachments, transit);
    const label = labelOf(connection);
    if (anchor === undefined) {
      const what = `the gateway of VPN connection ${label} is in none of these stacks, or can't be told`;
      reader.estate.note(connection.urn, what);
      if (gatewayPaths.some((path) => read(connection, path).state === "unknown")) {
        tunnelNumbers.forEach((tunnel) => addLostEnd(reader, connection, tunnel, what));
      }
      continue;
    }
    const isStatic = orElse(readBoolean(connection, "staticRoutesOnly"), false);
    for (const tunnel of tunnelNumbers) {
      const open = `what tunnel ${tunnel} of VPN connection ${label} offers is not known`;
      const node = isAgreed(connection, tunnel) ? anchor.node : lostNode(reader, connection, tunnel, open);
      reader.estate.tunnelEnds.push(tunnelEnd(reader, connection, tunnel, anchor.gateway, node));
      if (isStatic !== true) {
        const session = sessionOf(reader, connection, tunnel, anchor);
        const why = `whether VPN connection ${label} speaks BGP can't be told`;
        reader.estate.sessions.push(isStatic === undefined ? inDoubt(session, why) : session);
      }
    }
  }
  addStaticRoutes(reader, gateways);
}

const gatewayPaths = ["vpnGatewayId", "transitGatewayId"];

/** Whether what a tunnel offers is known, so that it can be told whether its other end agrees. */
function isAgreed(connection: Resource, tunnel: TunnelNumber): boolean {
  return (
    follow(connection.inputs, tunnelPath(tunnel, "StartupAction")).state !== "unknown" &&
    ikeVersionsOf(connection, tunnel) !== undefined &&
    (["Phase1", "Phase2"] as const).every((phase) => proposalOf(connection, tunnel, phase) !== undefined)
  );
}

/** A place out of a tunnel from which nothing can be followed. */
function lostNode({ estate }: Reader, connection: Resource, tunnel: TunnelNumber, undecided: string): string {
  const id = `${endOf(connection, tunnel)}#out`;
  const name = `VPN connection ${labelOf(connection)}`;
  estate.nodes.push({ id, name, kind: "gateway", cloud: "aws", urn: connection.urn, table: id, undecided });
  return id;
}

/** The end of a tunnel whose gateway can't be told: what it tells its peer can't either. */
function addLostEnd(reader: Reader, connection: Resource, tunnel: TunnelNumber, why: string): void {
  const { estate } = reader;
  const { urn } = connection;
  const node = lostNode(reader, connection, tunnel, why);
  estate.tunnelEnds.push(tunnelEnd(reader, connection, tunnel, urn, node));
  if (orElse(readBoolean(connection, "staticRoutesOnly"), false) !== true) {
    const rule = { text: `what VPN connection ${labelOf(connection)} advertises`, urn };
    estate.tables.push({ id: node, name: rule.text, urn, routes: [], undecided: [{ rule, why }] });
    const anchor = { gateway: urn, node, asn: undefined, advertises: { table: node }, learns: [] };
    estate.sessions.push(sessionOf(reader, connection, tunnel, { ...anchor, prefixLimit: 1000 }));
  }
}

/** A session that may not be there: whatever it tells, both ways, leads to who knows where. */
function inDoubt(session: Session, why: string): Session {
  const lost = (route: Route): Route => ({ ...route, next: [{ to: "undecided", why }] });
  return {
    ...session,
    advertises: { ...session.advertises, changes: lost },
    learns: session.learns.map((one) => ({ ...one, changes: lost })),
  };
}

function anchorOf(
  reader: Reader,
  connection: Resource,
  gateways: VirtualPrivateGateways,
  attachments: TransitAttachments,
  transit: TransitRouting,
): Anchor | undefined {
  const attachment = attachments.ofConnection(connection);
  if (attachment !== undefined) {
    return transitAnchor(attachment, transit);
  }
  const gateway = pointsTo(reader, connection, "vpnGatewayId", tokens.vpnGateway);
  return gateway.state === "found" ? privateAnchor(gateway.resource, gateways) : undefined;
}

/**
 * A virtual private gateway tells each peer of its VPC and of what it learned from the others.
 *
 * Source: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html
 */
function privateAnchor(gateway: Resource, gateways: VirtualPrivateGateways): Anchor {
  const table = gateways.tableOf(gateway);
  return {
    gateway: gateway.urn,
    node: gateway.urn,
    asn: gateways.asnOf(gateway),
    advertises: { table, accepts: ({ rank }) => rank !== ranks.vpnStatic },
    learns: gateways.learns(gateway),
    prefixLimit: 100,
  };
}

/** A transit gateway tells the routes of the table that the VPN attachment is associated with. */
function transitAnchor(attachment: Attachment, routing: TransitRouting): Anchor {
  const { associated, propagatesInto, doubts } = routing;
  const { gateway, node } = attachment;
  return {
    gateway: gateway.id,
    node,
    asn: gateway.asn,
    advertises: {
      table: (doubts.has(attachment) ? undefined : associated(attachment)) ?? loneTable(attachment),
      accepts: ({ next }) => next.some(({ to }) => to !== "nowhere"),
    },
    learns: propagatesInto(attachment).map(({ id }) => ({ table: id, rank: transitRanks.vpn })),
    prefixLimit: 1000,
  };
}

function sessionOf(reader: Reader, connection: Resource, tunnel: TunnelNumber, anchor: Anchor): Session {
  const customer = customerGatewayOf(reader, connection);
  const inside = insideOf(connection, tunnel);
  const asn = customer && firstKnown(readNumber(customer, "bgpAsn"), readNumber(customer, "bgpAsnExtended"));
  return {
    id: `${endOf(connection, tunnel)} BGP`,
    name: `BGP in tunnel ${tunnel} of VPN connection ${labelOf(connection)}`,
    urn: connection.urn,
    end: endOf(connection, tunnel),
    localAsn: anchor.asn ?? toldAsn(connection, tunnel),
    peerAsn: asn,
    localAddress: inside.local?.split("/")[0],
    peerAddress: inside.peer?.split("/")[0],
    versions: isInsideV6(connection) ? [6] : [4],
    advertises: anchor.advertises,
    learns: anchor.learns,
    // https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html
    prefixLimit: anchor.prefixLimit,
  };
}

/** The Amazon side's ASN, as the connection itself tells. */
function toldAsn(connection: Resource, tunnel: TunnelNumber): number | undefined {
  const value = readNumber(connection, tunnelPath(tunnel, "BgpAsn"));
  return value.state === "known" ? value.value : undefined;
}

function firstKnown(...values: Value<number>[]): number | undefined {
  return values
    .map((value) => (value.state === "known" ? value.value : undefined))
    .find((value) => value !== undefined);
}

/** Static routes of VPN connections, which only a virtual private gateway has. */
function addStaticRoutes(reader: Reader, gateways: VirtualPrivateGateways): void {
  for (const resource of reader.stack.all(tokens.vpnConnectionRoute)) {
    const connection = pointsTo(reader, resource, "vpnConnectionId", tokens.vpnConnection);
    const prefix = rangeOf(textOf(resource, "destinationCidrBlock"));
    const gateway =
      connection.state === "found"
        ? pointsTo(reader, connection.resource, "vpnGatewayId", tokens.vpnGateway)
        : undefined;
    if (connection.state !== "found" || gateway?.state !== "found") {
      reader.estate.note(resource.urn, "the VPN connection that this route is of can't be told");
    } else if (prefix !== undefined) {
      gateways.addStatic(gateway.resource, {
        prefix,
        next: endsOf(connection.resource).map((end) => ({ to: "tunnel", end })),
        rank: ranks.vpnStatic,
        rule: {
          text: `${prefix.text} to VPN connection ${labelOf(connection.resource)}`,
          urn: resource.urn,
          source: sources.vpnRouting,
        },
      });
    }
  }
}
