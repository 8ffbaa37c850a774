import { answerTo, type Endpoint, type Node, type Packet } from "../../model";
import { fails } from "../../solve";
import { Interned } from "../interned";
import { isWorse, type Outcome } from "../path";
import { mostCombinations, protocolIn, type Tracer, type Traffic } from "../trace";
import { type Check, Checks, type Shape } from "./checks";
import { type Departures, type Destination, type Onward, Onwards } from "./onwards";

/**
 * The verdicts of traces without the traces: for very many pairs. What does not depend on the sender is found once, the
 * ways on from each table; what does is asked of the filters along them, pair by pair.
 */
export class Verdicts {
  readonly #tracer: Tracer;
  readonly #traffic: Traffic;
  readonly #onwards: Onwards;
  readonly #ends = new Map<Endpoint, End>();
  readonly #directions: Readonly<Record<4 | 6, readonly BothWays[]>>;

  constructor(tracer: Tracer, traffic: Traffic) {
    this.#tracer = tracer;
    this.#traffic = traffic;
    this.#onwards = new Onwards(tracer.estate);
    const ids = new Interned<string>();
    this.#directions = { 4: this.#directionsIn(4, ids), 6: this.#directionsIn(6, ids) };
  }

  /** As {@link Tracer.trace} gives it. */
  of(from: Endpoint, to: Endpoint): Outcome {
    const [a, b] = [this.#endOf(from), this.#endOf(to)];
    const version = a.addresses[4].length > 0 && b.addresses[4].length > 0 ? 4 : 6;
    const [sources, destinations] = [a.addresses[version], b.addresses[version]];
    if (sources.length * destinations.length > mostCombinations) {
      return "undecided";
    }
    let all: Outcome | undefined;
    for (const source of sources) {
      for (const destination of destinations) {
        const verdict = this.#verdict(a, source, b, destination);
        if (all !== undefined && verdict !== all) {
          return "undecided";
        }
        all = verdict;
      }
    }
    return all ?? "undecided";
  }

  #verdict(from: End, source: Destination, to: End, destination: Destination): Outcome {
    for (const ways of this.#directions[source.version]) {
      const verdict = this.#verdictFor(ways, from, source, to, destination);
      if (verdict === undefined) {
        const addresses = { source: source.address, destination: destination.address };
        return this.#tracer.trace(from.endpoint, to.endpoint, this.#traffic, addresses).verdict;
      }
      if (verdict !== "reachable") {
        return verdict;
      }
    }
    return "reachable";
  }

  /** @returns undefined where the packet must be followed step by step. */
  #verdictFor(
    { shape, forth, back }: BothWays,
    from: End,
    source: Destination,
    to: End,
    destination: Destination,
  ): Outcome | undefined {
    const packet: Packet = {
      version: source.version,
      source: source.address,
      destination: destination.address,
      protocol: shape.protocol,
      sourcePort: shape.sourcePort,
      destinationPort: shape.destinationPort,
      from: from.endpoint.id,
      to: to.endpoint.id,
    };
    const letThrough: number[] = [];
    const there = this.#follow({ packet, checks: forth, letThrough, answered: none }, from, to, destination);
    if (there !== "reachable") {
      return there;
    }
    const answer = { packet: answerTo(packet), checks: back, letThrough: [], answered: letThrough };
    return this.#follow(answer, to, from, source);
  }

  #follow(trip: Trip, from: End, to: End, destination: Destination): Outcome | undefined {
    if (from.isLost) {
      return "blocked";
    }
    const stopped = passAll(trip, trip.checks.of(from.endpoint.egress));
    if (stopped !== undefined) {
      return stopped;
    }
    const { start, departures } = from;
    if (typeof start === "string") {
      return start;
    }
    const ways = departures?.to(destination);
    if (ways === undefined) {
      return undefined;
    }
    let worst: Outcome = "reachable";
    for (const way of ways) {
      const outcome = this.#goOn(trip, start, way, to, destination);
      if (isWorse(outcome, worst)) {
        worst = outcome;
      }
    }
    return worst;
  }

  #goOn(trip: Trip, start: Node, way: Onward, to: End, { alike }: Destination): Outcome {
    const { checks } = trip;
    const { leaves, filters, end } = way;
    const stopped =
      (leaves ? passAll(trip, checks.of(start.leaving)) : undefined) ?? passAll(trip, checks.of(filters));
    if (stopped !== undefined) {
      return stopped;
    }
    if (typeof end === "string") {
      return end;
    }
    const { network, by = start } = end;
    const subnet = alike.deliveredBy.get(network);
    if (subnet === undefined || this.#tracer.estate.isLost(subnet.id)) {
      return "blocked";
    }
    if (subnet !== by && subnet.id !== by.id) {
      const denied = passAll(trip, checks.of(by.leaving)) ?? passAll(trip, checks.of(subnet.entering));
      if (denied !== undefined) {
        return denied;
      }
    }
    if (to.endpoint.subnet !== subnet.id || to.isLost) {
      return "blocked";
    }
    return passAll(trip, checks.of(to.endpoint.ingress)) ?? "reachable";
  }

  #endOf(endpoint: Endpoint): End {
    let end = this.#ends.get(endpoint);
    if (end === undefined) {
      const { addressClasses, estate } = this.#tracer;
      const known = this.#tracer.representatives(endpoint);
      const of = (version: 4 | 6): readonly Destination[] =>
        known[version].map((address) => ({ version, address, alike: addressClasses.of(version, address) }));
      const start = this.#startOf(endpoint);
      end = {
        endpoint,
        isLost: fails(endpoint, estate.failures),
        start,
        departures: typeof start === "string" ? undefined : this.#onwards.from(start.table),
        addresses: { 4: of(4), 6: of(6) },
      };
      this.#ends.set(endpoint, end);
    }
    return end;
  }

  #startOf({ routesAt }: Endpoint): End["start"] {
    const { estate } = this.#tracer;
    const node = estate.nodes.get(routesAt);
    if (node === undefined) {
      return "undecided";
    }
    return estate.isLost(node.id) ? "blocked" : node.undecided === undefined ? node : "undecided";
  }

  #directionsIn(version: 4 | 6, ids: Interned<string>): readonly BothWays[] {
    const { port } = this.#traffic;
    const protocol = protocolIn(version, this.#traffic.protocol);
    return this.#tracer.clientPorts(this.#traffic).map((client) => {
      const shape = { protocol, sourcePort: client, destinationPort: port };
      const answers = { protocol, sourcePort: port, destinationPort: client };
      return { shape, forth: new Checks(shape, ids), back: new Checks(answers, ids) };
    });
  }
}

/** An endpoint, and what is asked of it again and again. */
interface End {
  readonly endpoint: Endpoint;
  readonly isLost: boolean;
  /** Where what it sends is looked up, or what becomes of it there. */
  readonly start: Node | Outcome;
  readonly departures: Departures | undefined;
  readonly addresses: Readonly<Record<4 | 6, readonly Destination[]>>;
}

/** Packets from one client port, and their answers. */
interface BothWays {
  readonly shape: Shape;
  readonly forth: Checks;
  readonly back: Checks;
}

/** A packet on its way. Filters by the numbers of their ids. */
interface Trip {
  readonly packet: Packet;
  readonly checks: Checks;
  /** Those that let it through on any way, */
  readonly letThrough: number[];
  /** and those that let through what it answers. */
  readonly answered: readonly number[];
}

const none: readonly number[] = [];

/** @returns what becomes of the packet where it does not get through. */
function passAll({ packet, letThrough, answered }: Trip, checks: readonly Check[]): Outcome | undefined {
  for (const check of checks) {
    if (!(check.stateful && answered.includes(check.number))) {
      const action = check.screen.actionOn(packet);
      if (action !== "allow") {
        return action === "deny" ? "blocked" : "undecided";
      }
    }
    letThrough.push(check.number);
  }
  return undefined;
}
