import type { Cidr } from "../../../addressing";
import { readAws } from "../../../reachability/aws";
import { readAzure } from "../../../reachability/azure";
import { readGcp } from "../../../reachability/gcp";
import {
  answerTo,
  type Endpoint,
  type Estate,
  EstateBuilder,
  type NextHop,
  type Packet,
} from "../../../reachability/model";
import { type Resource, Stack } from "../../../reachability/resources";
import { type Outcome, type Path, SolvedEstate, Tracer } from "../../../reachability/trace";
import { Interned } from "../../../reachability/trace/interned";
import { translationsOf } from "../../../reachability/trace/translations";
import { walk } from "../../../reachability/trace/walk";

/** Hosts of one network that the routes of an estate treat alike, and one of them. */
export interface Site {
  readonly network: string;
  readonly host: Endpoint;
  readonly address: bigint;
  readonly version: 4 | 6;
  /** The table in which they look up. */
  readonly table: string;
  /** Of equal number: addresses that every table has the same routes to. */
  readonly destination: number;
  /** The same, in one network. */
  readonly receiver: number;
}

/** Where packets end up that no firewall is in the way of. */
export class OneWay {
  readonly estate: SolvedEstate;
  readonly sites: readonly Site[];
  readonly #tracer: Tracer;
  /** By table and destination, what decides all that follows. */
  readonly #departures = new Map<string, Map<number, number>>();
  readonly #places: string[] = [];
  readonly #placeNumbers = new Interned<string>();
  readonly #receivers = new Interned<string>();
  /** By departure, then by receiver. There are very many questions and few answers. */
  readonly #outcomes: (Outcome | undefined)[][] = [];

  constructor(resources: readonly Resource[]) {
    const stack = new Stack(resources);
    const estate = new EstateBuilder();
    readAws(stack, estate);
    readAzure(stack, estate);
    readGcp(stack, estate);
    this.estate = new SolvedEstate(withoutFilters(estate));
    this.#tracer = new Tracer(this.estate);
    this.sites = this.#sitesOf(this.estate.estate.endpoints);
  }

  /** What becomes of packets of one site for another: of several equal ways the worst counts. */
  outcome(from: Site, to: Site): Outcome {
    const outcomes = (this.#outcomes[this.#departure(from, to)] ??= []);
    return (outcomes[to.receiver] ??= worst(this.paths(from, to))?.outcome ?? "undecided");
  }

  /** What becomes of the answers to packets of one site for another, where these get there. */
  answers(from: Site, to: Site): Outcome {
    const plain = this.outcome(to, from);
    return plain === "reachable" ? plain : (this.#answersToTranslated(from, to) ?? plain);
  }

  /** Whether packets leave the subnet for somewhere that looks up on: nothing else can bring them to another network. */
  leadsOn(from: Site, to: Site): boolean {
    return /^(table|tunnel|network) /.test(this.#places[this.#departure(from, to)] ?? "");
  }

  /** What such packets meet: equal for sites that send them to the same place, or have no route themselves. */
  placeOf(from: Site, to: Site): string {
    return this.leadsOn(from, to) ? `to ${this.#departure(from, to)}` : from.table;
  }

  /** Every way that such packets take. */
  paths(from: Site, to: Site): readonly Path[] {
    return walk(this.estate, packetOf(from, to), from.host, to.host, this.#options);
  }

  /** Answers go to the address that a translation put in; undefined where none did. */
  #answersToTranslated(from: Site, to: Site): Outcome | undefined {
    const packet = packetOf(from, to);
    const answers = translationsOf(this.paths(from, to)).flatMap((translations) => {
      const last = translations.at(-1);
      const arrived = last && { ...packet, source: last.after, from: undefined };
      const options = { ...this.#options, answers: translations };
      return arrived === undefined ? [] : walk(this.estate, answerTo(arrived), to.host, from.host, options);
    });
    return worst(answers)?.outcome;
  }

  get #options() {
    return { representatives: (range: Cidr) => this.#tracer.addressClasses.representatives(range) };
  }

  #sitesOf(endpoints: readonly Endpoint[]): Site[] {
    const found = new Map<string, Site>();
    for (const host of endpoints) {
      const table = this.estate.nodes.get(host.routesAt)?.table;
      for (const range of table === undefined ? [] : host.addresses) {
        for (const { address, destination } of this.#addressesIn(range)) {
          const key = `${host.network}\n${table}\n${range.version} ${destination}`;
          if (!found.has(key) && table !== undefined) {
            const { version } = range;
            const { network } = host;
            const receiver = this.#receivers.numberOf(`${version} ${network} ${destination}`);
            found.set(key, { network, host, address, version, table, destination, receiver });
          }
        }
      }
    }
    return [...found.values()];
  }

  #addressesIn(range: Cidr) {
    const { addressClasses } = this.#tracer;
    return addressClasses.representatives(range).map((address) => ({
      address,
      destination: addressClasses.of(range.version, address).treatment,
    }));
  }

  /** Equal for tables whose routes to a destination lead to the same place, and so for all that lies behind. */
  #departure({ table }: Site, { version, address, destination }: Site): number {
    let known = this.#departures.get(table);
    if (known === undefined) {
      known = new Map();
      this.#departures.set(table, known);
    }
    let number = known.get(destination);
    if (number === undefined) {
      const answer = this.estate.routing.tables.get(table)?.answer(version, address) ?? { kind: "none" };
      const isRouted = answer.kind === "routes";
      const place = isRouted ? answer.choices.map(({ hop }) => this.#placeOf(hop)).join() : answer.kind;
      number = this.#placeNumbers.numberOf(place);
      this.#places[number] = place;
      known.set(destination, number);
    }
    return number;
  }

  /** Where a hop leads, as far as it matters there where a packet came from: nodes that look up in one table are one place. */
  #placeOf(hop: NextHop): string {
    switch (hop.to) {
      case "network":
        return `network ${hop.network}`;
      case "node": {
        const node = this.estate.nodes.get(hop.node);
        return node === undefined || node.undecided !== undefined ? "undecided" : `table ${node.table}`;
      }
      case "tunnel":
        return `tunnel ${hop.end}`;
      case "outside":
        return hop.internet === true ? "internet" : "outside";
      default:
        return hop.to;
    }
  }
}

function packetOf(from: Site, to: Site): Packet {
  const ports = { protocol: 1, sourcePort: 0, destinationPort: 0 };
  return { ...ports, version: from.version, source: from.address, destination: to.address };
}

function withoutFilters(estate: Estate): Estate {
  return {
    ...estate,
    nodes: estate.nodes.map((node) => ({ ...node, entering: [], leaving: [] })),
    endpoints: estate.endpoints
      .filter(isForHosts)
      .map((endpoint) => ({ ...endpoint, egress: [], ingress: [] })),
  };
}

/** Any host of a subnet, where there may be hosts. */
function isForHosts({ kind, name }: Endpoint): boolean {
  return kind === "any host" && !/GatewaySubnet/i.test(name);
}

/** The path that decides among equal ones: each may be taken. */
export function worst(paths: readonly Path[]): Path | undefined {
  const order: readonly Outcome[] = ["blocked", "undecided", "leaves the model", "reachable"];
  const [first] = order.flatMap((outcome) => paths.find((path) => path.outcome === outcome) ?? []);
  return first;
}
