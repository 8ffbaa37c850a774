import { tokens as aws } from "../../reachability/aws/tokens";
import { known, readText, type Resource, type Stack, typeOf } from "../../reachability/resources";
import { pointedTo } from "./pointedTo";

/** The route tables of its transit gateway that a VPN connection has to do with, by URN. */
export interface ConnectionTables {
  /** Where what comes from the connection is looked up, and whose routes are told to its other side. */
  readonly associated: ReadonlySet<string>;
  /** Where the routes are that its other side tells. */
  readonly propagated: ReadonlySet<string>;
}

const attachmentId = "transitGatewayAttachmentId";

/**
 * The tables of all VPN connections, by the connection's URN. Without a connection there, or with nothing for it, it is
 * in its transit gateway's default table; so it is with all where one can't be told.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html
 */
export function connectionTables(stack: Stack): ReadonlyMap<string, ConnectionTables> {
  const connections = stack.all(aws.vpnConnection);
  const byAttachment = new Map(connections.map((one) => [known(readText(one, attachmentId)), one]));
  const tables = new Map(
    connections.map(({ urn }) => [urn, { associated: new Set<string>(), propagated: new Set<string>() }]),
  );
  for (const [type, of] of [
    [aws.transitGatewayAssociation, "associated"],
    [aws.transitGatewayPropagation, "propagated"],
  ] as const) {
    for (const resource of stack.all(type)) {
      const connection = connectionOf(stack, resource, byAttachment);
      const table = pointedTo(stack, resource, "transitGatewayRouteTableId", aws.transitGatewayRouteTable);
      if (connection === "unknown" || (connection !== "another" && table === undefined)) {
        return new Map();
      }
      if (connection !== "another" && table !== undefined) {
        tables.get(connection.urn)?.[of].add(table.urn);
      }
    }
  }
  return tables;
}

/** Whose attachment is meant; `another` where it is none of a VPN connection. */
function connectionOf(
  stack: Stack,
  from: Resource,
  byAttachment: ReadonlyMap<string | undefined, Resource>,
): Resource | "another" | "unknown" {
  const id = known(readText(from, attachmentId));
  if (id !== undefined) {
    return byAttachment.get(id) ?? "another";
  }
  const sources = stack.dependencies(from, attachmentId);
  const [only, more] = sources.filter((one) => typeOf(one) === aws.vpnConnection);
  if (more !== undefined || sources.length === 0) {
    return "unknown";
  }
  return only ?? "another";
}
