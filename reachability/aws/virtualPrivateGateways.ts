import { contains } from "../../addressing";
import type { NextHop, Route, RouteTable } from "../model";
import { labelOf, orElse, read, readNumber, type Resource } from "../resources";
import { attachedVpcs } from "./internetGateways";
import { type Reader, regionOf } from "./reader";
import type { DeclaredTable, RouteTables } from "./routeTables";
import { localRoutes, type SubnetTables } from "./subnetTables";
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
  readonly #attached: ReadonlyMap<string, Vpc>;
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
  }

  /** Where a route of a VPC's table to the gateway leads. */
  hop(gateway: Resource, vpc: Vpc): NextHop {
    return this.#attached.get(gateway.urn) === vpc
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

  /** Says that a route of a gateway can't be told. */
  doubt({ urn }: Resource, route: Resource, why: string): void {
    const rule = { text: `route ${labelOf(route)}`, urn: route.urn };
    this.#doubts.set(urn, [...(this.#doubts.get(urn) ?? []), { rule, why }]);
  }

  publish(declared: RouteTables, tables: SubnetTables, subnets: Subnets): void {
    for (const gateway of this.#reader.stack.all(tokens.vpnGateway)) {
      this.#publishOne(gateway, declared, tables, subnets);
    }
  }

  #publishOne(gateway: Resource, declared: RouteTables, tables: SubnetTables, subnets: Subnets): void {
    const { estate } = this.#reader;
    const { urn } = gateway;
    const vpc = this.#attached.get(urn);
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
        ...(this.#static.get(urn) ?? []).filter(({ prefix }) => !isLocal(prefix, vpc)),
      ],
      unbeatable: vpc?.ranges ?? [],
      multipath: false,
      undecided: [...(this.#doubts.get(urn) ?? []), ...doubtsOf(gateway, vpc, name)],
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

function doubtsOf(gateway: Resource, vpc: Vpc | undefined, name: string) {
  const rule = { text: name, urn: gateway.urn };
  if (vpc === undefined) {
    return read(gateway, "vpcId").state === "unknown"
      ? [{ rule, why: `the VPC of ${name} can't be told` }]
      : [];
  }
  return vpc.openRanges === undefined ? [] : [{ rule, why: vpc.openRanges }];
}
