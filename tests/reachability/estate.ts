import { parseCidr } from "../../addressing";
import { Analysis } from "../../reachability/analysis";
import {
  type Endpoint,
  EstateBuilder,
  type Filter,
  type FilterRule,
  type NextHop,
  type Node,
  type Route,
  type Session,
  type TunnelEnd,
} from "../../reachability/model";

/** A hand-made estate: what readers of clouds would make, without any cloud. */
export class TestEstate extends EstateBuilder {
  /** A network with one subnet and one host in it. */
  site(name: string, range: string, options: SiteOptions = {}): this {
    const cidr = parseCidr(range);
    this.networks.push({ id: name, name, urn: name, cloud: "aws", ranges: [cidr] });
    this.node(`${name} subnet`, {
      network: name,
      delivers: [cidr],
      routes: [route(range, { to: "network", network: name }), ...(options.routes ?? [])],
      ...options.subnet,
    });
    return this.host(
      `${name} host`,
      name,
      options.address ?? `${range.replace(/0\/\d+$/, "10")}/32`,
      options.host,
    );
  }

  node(id: string, { routes = [], table = id, ...node }: NodeOptions = {}): this {
    this.nodes.push({ id, name: id, kind: "gateway", cloud: "aws", table, ...node });
    if (!this.tables.some((one) => one.id === table)) {
      this.tables.push({ id: table, name: `${table} routes`, routes });
    }
    return this;
  }

  host(id: string, network: string, range: string, rest: Partial<Endpoint> = {}): this {
    const subnet = rest.subnet ?? `${network} subnet`;
    this.endpoints.push({
      id,
      name: id,
      kind: "instance",
      cloud: "aws",
      network,
      subnet,
      routesAt: subnet,
      addresses: [parseCidr(range)],
      egress: [],
      ingress: [],
      ...rest,
    });
    return this;
  }

  /** A tunnel between two nodes, with a BGP session over it unless either has no ASN. */
  tunnel(id: string, a: TunnelSide, b: TunnelSide): this {
    const address = (index: number): string => `198.51.100.${2 * this.tunnelEnds.length + index + 1}`;
    const [own, other] = [address(0), address(1)];
    for (const [index, side] of [a, b].entries()) {
      const peer = index === 0 ? b : a;
      const end = `${id} ${side.node}`;
      this.tunnelEnds.push(
        tunnelEnd(end, {
          node: side.node,
          gateway: side.node,
          outsideAddress: index === 0 ? own : other,
          peerOutsideAddress: index === 0 ? other : own,
          ...side.end,
        }),
      );
      if (side.asn !== undefined) {
        this.sessions.push({
          id: end,
          name: `session ${end}`,
          end,
          localAsn: side.asn,
          peerAsn: peer.asn,
          localAddress: `169.254.21.${index + 1}`,
          peerAddress: `169.254.21.${2 - index}`,
          advertises: { table: side.node },
          learns: [{ table: side.node, rank: 10 }],
          ...side.session,
        });
      }
    }
    return this;
  }

  analysis(): Analysis {
    return new Analysis(this);
  }
}

export interface SiteOptions {
  readonly address?: string;
  readonly routes?: readonly Route[];
  readonly subnet?: Partial<Node>;
  readonly host?: Partial<Endpoint>;
}

export type NodeOptions = Partial<Node> & { readonly routes?: readonly Route[] };

export interface TunnelSide {
  readonly node: string;
  readonly asn?: number;
  readonly end?: Partial<TunnelEnd>;
  readonly session?: Partial<Session>;
}

/** A route, told to peers as well. */
export function route(prefix: string, next: NextHop | readonly NextHop[], rank = 0): Route {
  return {
    prefix: parseCidr(prefix),
    next: "to" in next ? [next] : next,
    rank,
    rule: { text: `${prefix} by hand` },
  };
}

export function tunnelEnd(id: string, rest: Partial<TunnelEnd> = {}): TunnelEnd {
  return {
    id,
    name: id,
    urn: id,
    cloud: "aws",
    gateway: `gateway of ${id}`,
    node: `node of ${id}`,
    outsideAddress: undefined,
    peerOutsideAddress: undefined,
    references: { own: [], peer: [] },
    presharedKey: "digest",
    initiates: true,
    ...rest,
  };
}

export function filter(
  id: string,
  rules: readonly Partial<FilterRule>[],
  rest: Partial<Filter> = {},
): Filter {
  return {
    id,
    name: id,
    stateful: true,
    rules: rules.map((rule, index) => ({ action: "allow", rule: { text: `rule ${index}` }, ...rule })),
    otherwise: { action: "deny", rule: { text: "everything else" } },
    ...rest,
  };
}
