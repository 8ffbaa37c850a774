import type { Endpoint, Estate, Network, Node } from "../model";
import {
  assumedOf,
  fails,
  type Failures,
  matchTunnels,
  noFailures,
  type Routing,
  solveRouting,
  type Tunnel,
} from "../solve";
import { groupBy } from "../groupBy";
import { holds } from "./filters";

/** An estate whose routes have spread: all that a packet's way depends on, found by id. */
export class SolvedEstate {
  readonly estate: Estate;
  readonly failures: Failures;
  readonly tunnels: readonly Tunnel[];
  readonly routing: Routing;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly networks: ReadonlyMap<string, Network>;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly tunnelOfEnd: ReadonlyMap<string, Tunnel>;
  readonly #tunnelById: ReadonlyMap<string, Tunnel>;
  readonly #subnets: ReadonlyMap<string | undefined, readonly Node[]>;
  readonly #lost: ReadonlySet<string>;

  constructor(estate: Estate, failures: Failures = noFailures) {
    this.estate = estate;
    this.failures = failures;
    const tunnels = matchTunnels(estate.tunnelEnds, failures);
    this.routing = solveRouting(estate, tunnels, failures);
    this.tunnels = tunnels.map((tunnel) => withSessions(tunnel, this.routing));
    this.nodes = new Map(estate.nodes.map((node) => [node.id, node]));
    this.networks = new Map(estate.networks.map((network) => [network.id, network]));
    this.endpoints = new Map(estate.endpoints.map((endpoint) => [endpoint.id, endpoint]));
    this.tunnelOfEnd = new Map(
      this.tunnels.flatMap((tunnel) =>
        tunnel.ends.flatMap((end) => (end ? [[end.id, tunnel] as const] : [])),
      ),
    );
    this.#tunnelById = new Map(this.tunnels.map((tunnel) => [tunnel.id, tunnel]));
    this.#subnets = groupBy(
      estate.nodes.filter(({ delivers }) => delivers !== undefined),
      ({ network }) => network,
    );
    this.#lost = new Set(estate.nodes.filter((node) => fails(node, failures)).map(({ id }) => id));
  }

  /** The subnet of a network that delivers to an address. */
  subnetOf(network: string, version: 4 | 6, address: bigint): Node | undefined {
    return this.#subnets
      .get(network)
      ?.find(({ delivers = [] }) => delivers.some((range) => holds(range, version, address)));
  }

  tunnel(id: string): Tunnel | undefined {
    return this.#tunnelById.get(id);
  }

  /** Whether a node is taken to be lost. */
  isLost(node: string): boolean {
    return this.#lost.has(node);
  }
}

/** What is assumed of a tunnel's sessions is assumed by every route that leads into it. */
function withSessions(tunnel: Tunnel, { sessions }: Routing): Tunnel {
  const ends = new Set(tunnel.ends.flatMap((end) => end?.id ?? []));
  const assumed = assumedOf(sessions, ends);
  return assumed.length === 0 ? tunnel : { ...tunnel, assumptions: [...tunnel.assumptions, ...assumed] };
}
