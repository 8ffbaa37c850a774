import { contains } from "../../addressing";
import type { NextHop, Route, RouteTable, Session } from "../model";
import { labelOf, orElse, readNumber, type Resource } from "../resources";
import { attachedVpcs } from "./internetGateways";
import { mayPointTo, pointsTo, type Reader, regionOf, textOf } from "./reader";
import { rangeOf } from "./ranges";
import type { DeclaredTable } from "./declaredTables";
import type { RouteTables } from "./routeTables";
import { localRoutes, ranks, type SubnetTables } from "./subnetTables";
import type { Subnets } from "./subnets";
import { sources } from "./sources";
import { tokens } from "./tokens";
import type { Vpc, Vpcs } from "./vpcs";

/** The Amazon side's ASN where nobody chose one: https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html */
export const defaultAsn = 64512;

/**
 * Virtual private gateways: each serves one VPC, and of equal paths uses one.
 *
 * Source: https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html
 */
export class VirtualPrivateGateways {
  readonly #reader: Reader;
  readonly #attached: ReadonlyMap<string, Vpc | "unknown">;
  readonly #static = new Map<string, Route[]>();
  readonly #doubts = new Map<string, NonNullable<RouteTable["undecided"]>[number][]>();

  constructor(reader: Reader, vpcs: Vpcs) {
    this.#reader = reader;
    this.#attached = attachedVpcs(
      reader,
      vpcs,
      tokens.vpnGateway,
      tokens.vpnGatewayAttachment,
      "vpnGatewayId",
    );
    this.#doubtConnections();
  }

  /** Where a route of a VPC's table to the gateway leads. */
  hop(gateway: Resource, vpc: Vpc): NextHop {
    const attached = this.#attached.get(gateway.urn);
    if (attached === "unknown") {
      return { to: "undecided", why: `the VPC of virtual private gateway ${labelOf(gateway)} can't be told` };
    }
    return attached === vpc
      ? { to: "node", node: gateway.urn }
      : { to: "nowhere", why: `virtual private gateway ${labelOf(gateway)} is not attached to ${vpc.name}` };
  }

  tableOf(gateway: Resource): string {
    return `${gateway.urn}#routes`;
  }

  asnOf(gateway: Resource): number | undefined {
    return orElse(readNumber(gateway, "amazonSideAsn"), defaultAsn);
  }

  addStatic({ urn }: Resource, route: Route): void {
    this.#static.set(urn, [...(this.#static.get(urn) ?? []), route]);
  }

  /** Why a route of a gateway may lead anywhere, if one may. */
  astray({ urn }: Resource): string | undefined {
    return this.#doubts.get(urn)?.[0]?.why;
  }

  /** Connections and their static routes that may be a gateway's, or that may lead to whatever. */
  #doubtConnections(): void {
    const { stack } = this.#reader;
    for (const connection of stack.all(tokens.vpnConnection)) {
      for (const gateway of mayPointTo(this.#reader, connection, "vpnGatewayId", tokens.vpnGateway)) {
        const whose = `whether VPN connection ${labelOf(connection)} is of ${labelOf(gateway)} can't be told`;
        this.#doubt(gateway, connection, whose);
      }
    }
    for (const route of stack.all(tokens.vpnConnectionRoute)) {
      const connection = pointsTo(this.#reader, route, "vpnConnectionId", tokens.vpnConnection);
      const candidates =
        connection.state === "found"
          ? [connection.resource]
          : mayPointTo(this.#reader, route, "vpnConnectionId", tokens.vpnConnection);
      const unknown = connection.state === "found" ? "the destination" : "the VPN connection";
      for (const each of candidates) {
        const gateway = pointsTo(this.#reader, each, "vpnGatewayId", tokens.vpnGateway);
        const isTold = connection.state === "found" && rangeOf(textOf(route, "destinationCidrBlock"));
        if (gateway.state === "found" && !isTold) {
          this.#doubt(gateway.resource, route, `${unknown} of route ${labelOf(route)} isn't known`);
        }
      }
    }
  }

  #doubt({ urn }: Resource, from: Resource, why: string): void {
    const rule = { text: labelOf(from), urn: from.urn };
    this.#doubts.set(urn, [...(this.#doubts.get(urn) ?? []), { rule, why }]);
  }

  /** A route as it counts while others may come before it. */
  #told(gateway: Resource, route: Route): Route {
    const why = this.astray(gateway);
    return why === undefined ? route : { ...route, next: [{ to: "undecided", why }] };
  }

  /** {@link Session.learns} of a gateway's BGP sessions. */
  learns(gateway: Resource): Session["learns"] {
    const table = this.tableOf(gateway);
    return [{ table, rank: ranks.vpnBgp, changes: (route) => this.#told(gateway, route) }];
  }

  publish(declared: RouteTables, tables: SubnetTables, subnets: Subnets): void {
    for (const gateway of this.#reader.stack.all(tokens.vpnGateway)) {
      this.#publishOne(gateway, declared, tables, subnets);
    }
  }

  #publishOne(gateway: Resource, declared: RouteTables, tables: SubnetTables, subnets: Subnets): void {
    const { estate } = this.#reader;
    const { urn } = gateway;
    const attached = this.#attached.get(urn);
    const vpc = attached === "unknown" ? undefined : attached;
    const name = `virtual private gateway ${labelOf(gateway)}`;
    const table = this.tableOf(gateway);
    const common = { kind: "gateway", cloud: "aws", urn, region: regionOf(gateway) ?? vpc?.region } as const;
    estate.nodes.push({ id: urn, name, table, ...common });
    const local = vpc === undefined ? [] : localRoutes(vpc, subnets.ofVpc(vpc));
    const own = declared.ofGateway(gateway);
    const inside = `${urn}#into the VPC`;
    if (own !== undefined) {
      estate.nodes.push({ id: inside, name, table: tables.ofGateway(own), ...common });
    }
    estate.tables.push({
      id: table,
      name: `routes of ${name}`,
      urn,
      routes: [
        ...local.map((route) => (own === undefined ? route : throughTable(route, own, inside))),
        ...(this.#static.get(urn) ?? [])
          .filter(({ prefix }) => !isLocal(prefix, vpc))
          .map((route) => this.#told(gateway, route)),
      ],
      unbeatable: vpc?.ranges ?? [],
      multipath: false,
      undecided: [...(this.#doubts.get(urn) ?? []), ...doubtsOf(gateway, attached, name)],
    });
  }
}

/** What comes in by the gateway goes by the route table that is associated with it. */
function throughTable({ prefix, ...route }: Route, { name, urn }: DeclaredTable, node: string): Route {
  const rule = { text: `${prefix.text} by ${name}`, urn, source: sources.gatewayRouteTables };
  return { ...route, prefix, next: [{ to: "node", node }], rule };
}

function isLocal(prefix: Route["prefix"], vpc: Vpc | undefined): boolean {
  return vpc?.ranges.some((range) => contains(range, prefix)) === true;
}

function doubtsOf(gateway: Resource, attached: Vpc | "unknown" | undefined, name: string) {
  const why = attached === "unknown" ? `the VPC of ${name} can't be told` : attached?.openRanges;
  return why === undefined ? [] : [{ rule: { text: name, urn: gateway.urn }, why }];
}
