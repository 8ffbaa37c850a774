import { groupBy } from "../../groupBy";
import type { Endpoint, Network, Node, TunnelEnd } from "../../model";
import type { SolvedEstate } from "../../trace";
import type { Tunnel } from "../../solve";
import { type Home, type Homes, networkHome } from "./homes";
import { count, labelIn, networkTitle, nodeTitle, titleOf } from "./names";
import type { Box, Row, Spot } from "./picture";

/** The boxes of an estate, and where to find nodes and endpoints in them. */
export interface Boxes {
  readonly boxes: readonly Box[];
  readonly idOfHome: ReadonlyMap<Home, string>;
  readonly spotOfNode: ReadonlyMap<string, Spot>;
  readonly spotOfEndpoint: ReadonlyMap<string, Spot>;
}

/** Makes a box for each network, and for each gateway or hub that is not drawn within one. */
export function boxesOf(estate: SolvedEstate, homes: Homes): Boxes {
  const builder = new BoxBuilder(estate, homes);
  estate.estate.networks.forEach((network) => builder.addNetwork(network));
  builder.addGateways();
  return builder;
}

class BoxBuilder implements Boxes {
  readonly boxes: Box[] = [];
  readonly idOfHome = new Map<Home, string>();
  readonly spotOfNode = new Map<string, Spot>();
  readonly spotOfEndpoint = new Map<string, Spot>();
  readonly #nodes: ReadonlyMap<Home | undefined, readonly Node[]>;
  readonly #endpoints: ReadonlyMap<string, readonly Endpoint[]>;
  readonly #lostEnds: ReadonlyMap<Home, readonly Tunnel[]>;

  constructor(
    private readonly estate: SolvedEstate,
    private readonly homes: Homes,
  ) {
    const { nodes, endpoints } = estate.estate;
    this.#nodes = groupBy(nodes, ({ id }) => homes.ofNode.get(id));
    this.#endpoints = groupBy(endpoints, ({ subnet }) => subnet);
    this.#lostEnds = groupBy(estate.tunnels.filter(isLostEnd), ({ ends }) => homes.ofEnd(ends[0]));
  }

  addNetwork(network: Network): void {
    const home = networkHome(network.id);
    const id = this.#open(home);
    if (id === undefined) {
      return;
    }
    const nodes = this.#nodes.get(home) ?? [];
    const subnets = nodes.filter(({ network: of, delivers }) => of !== undefined && delivers !== undefined);
    const others = nodes.filter((node) => !subnets.includes(node));
    const rows = [
      ...subnets
        .toSorted((a, b) => byStart(a) - byStart(b) || compare(a.name, b.name))
        .flatMap((node) => this.#subnetRows(node)),
      ...this.#gatewayRows(id, others),
      ...this.#lostEndRows(home),
    ];
    this.boxes.push({
      ...networkTitle(network),
      id,
      kind: "network",
      cloud: network.cloud,
      region: onlyRegion(subnets),
      urn: network.urn,
      ranges: network.ranges.map(({ text }) => text),
      rows: rows.map((row, index) => this.#numbered(id, row, index)),
      tables: [],
    });
  }

  addGateways(): void {
    for (const [home, nodes] of this.#nodes) {
      const id = home === undefined ? undefined : this.#open(home);
      const [first] = nodes.toSorted((a, b) => a.name.length - b.name.length || compare(a.name, b.name));
      if (id !== undefined && home !== undefined && first !== undefined) {
        const rows = [...this.#tableRows(nodes), ...this.#lostEndRows(home)];
        this.boxes.push({
          ...nodeTitle(first),
          id,
          kind: first.kind === "subnet" ? "router" : first.kind,
          cloud: first.cloud,
          region: onlyRegion(nodes),
          urn: first.urn,
          ranges: [],
          rows: rows.map((row, index) => this.#numbered(id, row, index)),
          tables: tablesOf(nodes),
        });
        nodes.forEach((node) => this.spotOfNode.set(node.id, this.spotOfNode.get(node.id) ?? { box: id }));
      }
    }
    this.estate.estate.tunnelEnds.forEach((end) => this.#addUnknownGateway(end));
  }

  /** A tunnel whose gateway no reader made a node of. */
  #addUnknownGateway(end: TunnelEnd): void {
    const home = this.homes.ofEnd(end);
    const id = this.#open(home);
    if (id !== undefined) {
      this.boxes.push({
        ...titleOf(labelIn(end.gateway), undefined, "gateway"),
        id,
        kind: "gateway",
        cloud: end.cloud,
        region: end.region,
        urn: end.gateway,
        ranges: [],
        rows: this.#lostEndRows(home).map((row, index) => this.#numbered(id, row, index)),
        tables: [],
      });
    }
  }

  #open(home: Home): string | undefined {
    if (this.idOfHome.has(home)) {
      return undefined;
    }
    const id = `b${this.idOfHome.size}`;
    this.idOfHome.set(home, id);
    return id;
  }

  #numbered(box: string, { spots, ...row }: Draft, index: number): Row {
    const spot: Spot = { box, row: `${box}r${index}` };
    spots.nodes.forEach((node) => this.spotOfNode.set(node, spot));
    spots.endpoints.forEach((endpoint) => this.spotOfEndpoint.set(endpoint, spot));
    return { ...row, id: `${box}r${index}` };
  }

  #subnetRows(node: Node): Draft[] {
    const endpoints = this.#endpoints.get(node.id) ?? [];
    const hosts = endpoints.filter(({ kind }) => kind !== "any host");
    const anyHosts = endpoints.filter(({ kind }) => kind === "any host");
    return [
      {
        kind: "subnet",
        name: titleOf(node.name, node.urn, "").name.replace(/^subnet /, ""),
        detail: (node.delivers ?? []).map(({ text }) => text).join(", "),
        urn: node.urn,
        tables: [node.table],
        endpoints: anyHosts,
        spots: { nodes: [node.id], endpoints: anyHosts.map(({ id }) => id) },
      },
      ...hosts.map((host): Draft => ({
        kind: "host",
        name: host.name,
        detail: host.addresses.map(({ text }) => text.replace(/\/(32|128)$/, "")).join(", "),
        urn: host.urn,
        tables: [],
        endpoints: [host],
        spots: { nodes: [], endpoints: [host.id] },
      })),
    ];
  }

  #gatewayRows(box: string, nodes: readonly Node[]): Draft[] {
    const shown = nodes.filter(({ kind }) => kind === "gateway");
    nodes.forEach(({ id }) => this.spotOfNode.set(id, { box }));
    return shown.map((node) => {
      const { what, name } = nodeTitle(node);
      return {
        kind: "gateway",
        name,
        detail: what,
        urn: node.urn,
        tables: [node.table],
        endpoints: [],
        spots: { nodes: [node.id], endpoints: [] },
      };
    });
  }

  /** The route tables of a gateway or a hub. */
  #tableRows(nodes: readonly Node[]): Draft[] {
    const byTable = [...groupBy(nodes, ({ table }) => table)];
    return byTable.flatMap(([id, users]): Draft[] => {
      const table = this.estate.routing.tables.get(id);
      return table === undefined
        ? []
        : [
            {
              kind: "table",
              name: byTable.length === 1 ? "route table" : table.table.name,
              detail: count(table.best().size, "route"),
              urn: table.table.urn,
              tables: [id],
              endpoints: [],
              spots: { nodes: users.map((node) => node.id), endpoints: [] },
            },
          ];
    });
  }

  #lostEndRows(home: Home): Draft[] {
    return (this.#lostEnds.get(home) ?? []).map(({ ends: [end], why }) => ({
      kind: "lost end",
      name: end.name,
      detail: why ?? "",
      urn: end.urn,
      tables: [],
      endpoints: [],
      spots: { nodes: [], endpoints: [] },
    }));
  }
}

/** A row before it has a number. */
type Draft = Omit<Row, "id"> & {
  readonly spots: { readonly nodes: readonly string[]; readonly endpoints: readonly string[] };
};

/** A tunnel end that nothing answers to, though its peer is in the stacks: there is nowhere to draw a line to. */
export function isLostEnd({ ends, state }: Tunnel): boolean {
  return ends[1] === undefined && state === "down";
}

function onlyRegion(nodes: readonly Node[]): string | undefined {
  const regions = new Set(nodes.map(({ region }) => region));
  return regions.size === 1 ? nodes[0]?.region : undefined;
}

function tablesOf(nodes: readonly Node[]): readonly string[] {
  return [...new Set(nodes.map(({ table }) => table))];
}

function byStart({ delivers }: Node): number {
  return Number(delivers?.[0]?.start ?? 0n);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
