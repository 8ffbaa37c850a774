import { type Cidr, formatAddress } from "../../addressing";
import { groupBy } from "../groupBy";
import { answerTo, type Endpoint, hasPorts, type Packet, protocols, type Rule } from "../model";
import { AddressClasses } from "./addressClasses";
import { Atoms } from "./atoms";
import type { SolvedEstate } from "./network";
import { type Denial, isWorse, type Outcome, type Path } from "./path";
import { translationsOf } from "./translations";
import { walk } from "./walk";

/** What was found out about a flow. */
export interface Trace {
  readonly verdict: Outcome;
  /** Why it is so; empty when reachable. */
  readonly reason: string;
  /** What decided it, when not reachable. */
  readonly rule?: Rule | undefined;
  /** Whether it is the answer that does not get through. */
  readonly failsOnTheWayBack: boolean;
  /** Every way that a packet can take, and that its answer can take. */
  readonly forward: readonly Path[];
  readonly back: readonly Path[];
  /** What was taken for true, because the resources don't tell. */
  readonly assumptions: readonly string[];
  /** An example of the packets that this is about. */
  readonly example?: { readonly source: string; readonly destination: string; readonly sourcePort: number };
}

/** What is sent. */
export interface Traffic {
  /** IANA's number. */
  readonly protocol: number;
  /** At the receiver; 0 where the protocol has no ports. */
  readonly port: number;
}

/** More combinations of addresses than this are not tried one by one. */
export const mostCombinations = 4096;

/** Answers for a whole estate, which it reads once. */
export class Tracer {
  readonly estate: SolvedEstate;
  readonly atoms: Atoms;
  readonly addressClasses: AddressClasses;
  readonly #known = new WeakMap<Endpoint, Representatives>();

  constructor(estate: SolvedEstate) {
    this.estate = estate;
    this.atoms = new Atoms(estate.estate);
    this.addressClasses = new AddressClasses(estate, this.atoms);
  }

  /**
   * Follows a flow forth and back, for every address that the two ends may have and every port that a client may use.
   * Where these differ in their verdict, the flow is undecided, unless only the client's port makes the difference: then
   * some connections fail, and it is blocked.
   */
  trace(from: Endpoint, to: Endpoint, traffic: Traffic, addresses: Addresses = {}): Trace {
    const pairs = this.#pairs(from, to, addresses);
    if (pairs.length === 0) {
      return nothing("undecided", `${from.name} and ${to.name} have no version of IP in common`);
    }
    if (pairs.length > mostCombinations) {
      return nothing(
        "undecided",
        `its addresses meet different rules in ${pairs.length} ways: ask for an address`,
      );
    }
    const traces = pairs.map((pair) => this.#tracePorts(from, to, traffic, pair));
    const different = traces.find(({ verdict }) => verdict !== traces[0]?.verdict);
    const [one] = traces;
    if (one === undefined || different === undefined) {
      return one ?? nothing("undecided", "nothing was asked");
    }
    return {
      ...different,
      verdict: "undecided",
      reason: `it depends on the address: ${contrast(one, different)}`,
    };
  }

  /** Everything that would have to be opened for a blocked flow, were it only for filters. */
  denials(from: Endpoint, to: Endpoint, traffic: Traffic, addresses: Addresses = {}): readonly Denial[] {
    const { forward, back } = this.obstacles(from, to, traffic, addresses);
    const paths = [...forward, ...back];
    if (paths.some(({ outcome }) => outcome !== "reachable")) {
      return [];
    }
    const denials = paths.flatMap((path) => path.denials);
    return [...new Map(denials.map((denial) => [denial.filter, denial])).values()];
  }

  /** The ways that packets and answers would take if no filter denied them, with the denials. */
  obstacles(
    from: Endpoint,
    to: Endpoint,
    traffic: Traffic,
    addresses: Addresses = {},
  ): Pick<Trace, "forward" | "back" | "example"> {
    const [pair] = this.#pairs(from, to, addresses);
    if (pair === undefined) {
      return { forward: [], back: [] };
    }
    const [client = 0] = this.clientPorts(traffic);
    const packet = this.#packet(from, to, traffic, pair, client);
    const { forward, answers } = this.#walks(packet, from, to, true);
    return { forward, back: answers().flatMap(({ back }) => back), example: exampleOf(packet) };
  }

  #tracePorts(from: Endpoint, to: Endpoint, traffic: Traffic, pair: Pair): Trace {
    let found: Trace | undefined;
    for (const port of this.clientPorts(traffic)) {
      const trace = this.#tracePacket(this.#packet(from, to, traffic, pair, port), from, to);
      if (trace.verdict !== "reachable") {
        const others = found === undefined ? "" : ` (for client ports from ${port})`;
        return { ...trace, reason: `${trace.reason}${others}` };
      }
      found ??= trace;
    }
    return found ?? nothing("undecided", "nothing was asked");
  }

  #tracePacket(packet: Packet, from: Endpoint, to: Endpoint): Trace {
    const { forward, answers } = this.#walks(packet, from, to, false);
    const ahead = worst(forward);
    const example = exampleOf(packet);
    if (ahead?.outcome !== "reachable") {
      return {
        ...(dependsOnTranslation(forward) ?? verdictOf(ahead, forward)),
        assumptions: assumptionsOf(forward),
        failsOnTheWayBack: false,
        forward,
        back: [],
        example,
      };
    }
    const answered = answers();
    const back = answered.flatMap((each) => each.back);
    const answer = worst(back);
    const fails = answer?.outcome !== "reachable";
    const verdict =
      dependsOnTranslation(
        answered.flatMap(({ translations, back }) => back.map((path) => ({ ...path, translations }))),
      ) ?? verdictOf(answer, back);
    const reason = fails ? `the answer does not get back: ${verdict.reason}` : "";
    const assumptions = assumptionsOf([...forward, ...back]);
    return { ...verdict, reason, assumptions, failsOnTheWayBack: fails, forward, back, example };
  }

  /** All ways there, and how the answers to what takes them come back. */
  #walks(packet: Packet, from: Endpoint, to: Endpoint, ignoreFilters: boolean) {
    const { estate } = this;
    const representatives = (range: Cidr) => this.addressClasses.representatives(range);
    const forward = walk(estate, packet, from, to, { ignoreFilters, representatives });
    const answeredBy = new Set(forward.flatMap(({ filters }) => filters));
    const answers = () =>
      translationsOf(forward).map((translations) => {
        const last = translations.at(-1);
        const arrived = last === undefined ? packet : { ...packet, source: last.after, from: undefined };
        const options = { ignoreFilters, answeredBy, answers: translations };
        return { translations, back: walk(estate, answerTo(arrived), to, from, options) };
      });
    return { forward, answers };
  }

  #packet(from: Endpoint, to: Endpoint, { protocol, port }: Traffic, pair: Pair, client: number): Packet {
    return {
      ...pair,
      protocol: protocolIn(pair.version, protocol),
      sourcePort: client,
      destinationPort: port,
      from: from.id,
      to: to.id,
    };
  }

  /** Every pair of addresses of one version that the estate can tell apart. IPv4 where both ends have it. */
  #pairs(from: Endpoint, to: Endpoint, { source, destination }: Addresses): readonly Pair[] {
    for (const version of [4, 6] as const) {
      const sources = this.#addresses(from, version, source);
      const destinations = this.#addresses(to, version, destination);
      if (sources.length > 0 && destinations.length > 0) {
        return sources.flatMap((each) =>
          destinations.map((other) => ({ version, source: each, destination: other })),
        );
      }
    }
    return [];
  }

  #addresses(endpoint: Endpoint, version: 4 | 6, chosen: bigint | undefined): readonly bigint[] {
    if (chosen === undefined) {
      return this.representatives(endpoint)[version];
    }
    const ranges = endpoint.addresses.filter((range) => range.version === version);
    return ranges.some(({ start, end }) => start <= chosen && chosen <= end) ? [chosen] : [];
  }

  /** One port for each that a client may use and that something tells apart. */
  clientPorts({ protocol }: Traffic): readonly number[] {
    return hasPorts(protocol) ? this.atoms.clientPorts : [0];
  }

  /** One address of an endpoint for each class that its addresses touch. */
  representatives(endpoint: Endpoint): Representatives {
    let found = this.#known.get(endpoint);
    if (found === undefined) {
      const of = (version: 4 | 6): readonly bigint[] => {
        const ranges = endpoint.addresses.filter((range) => range.version === version);
        return ranges.flatMap((range) => this.addressClasses.representatives(range));
      };
      found = { 4: of(4), 6: of(6) };
      this.#known.set(endpoint, found);
    }
    return found;
  }
}

/** One address of each class, by version. */
export type Representatives = Readonly<Record<4 | 6, readonly bigint[]>>;

/** Which of their addresses the two ends use; absent: whichever they may have. */
export interface Addresses {
  readonly source?: bigint | undefined;
  readonly destination?: bigint | undefined;
}

interface Pair {
  readonly version: 4 | 6;
  readonly source: bigint;
  readonly destination: bigint;
}

/** What IPv4 calls ICMP is ICMPv6 in IPv6. */
export function protocolIn(version: 4 | 6, protocol: number): number {
  return protocol === protocols.icmp && version === 6 ? protocols.icmpv6 : protocol;
}

function exampleOf({ version, source, destination, sourcePort }: Packet): Trace["example"] {
  return {
    source: formatAddress(version, source),
    destination: formatAddress(version, destination),
    sourcePort,
  };
}

/** Where addresses that one translation may put in fare differently: as with those that an endpoint may have, nobody can tell. */
function dependsOnTranslation(ways: readonly Path[]): Pick<Trace, "verdict" | "reason" | "rule"> | undefined {
  const byNodes = groupBy(ways, ({ translations }) => translations.map(({ node }) => node).join("\n"));
  for (const alike of byNodes.values()) {
    const byAddress = groupBy(alike, ({ translations }) => translations.map(({ after }) => after).join());
    const [one, ...others] = [...byAddress.values()].map((each) => worst(each));
    const different = others.find((other) => other?.outcome !== one?.outcome);
    if (different !== undefined) {
      const { rule } = one?.outcome === "reachable" ? different : (one ?? different);
      return { verdict: "undecided", reason: "it depends on the address that a translation puts in", rule };
    }
  }
  return undefined;
}

/** Each of several equal ways must work, as each may be taken: the worst decides. */
function worst(paths: readonly Path[]): Path | undefined {
  return paths.reduce<Path | undefined>(
    (found, path) => (found === undefined || isWorse(path.outcome, found.outcome) ? path : found),
    undefined,
  );
}

function verdictOf(
  path: Path | undefined,
  equal: readonly Path[],
): Pick<Trace, "verdict" | "reason" | "rule"> {
  const { outcome = "undecided", reason = "no way was found", rule } = path ?? {};
  const others = outcome === "blocked" && equal.some((one) => one.outcome === "reachable");
  return { verdict: outcome, reason: others ? `${reason} (on one of several equal ways)` : reason, rule };
}

function assumptionsOf(paths: readonly Path[]): readonly string[] {
  return [...new Set(paths.flatMap(({ assumptions }) => assumptions))];
}

function nothing(verdict: Outcome, reason: string): Trace {
  return { verdict, reason, failsOnTheWayBack: false, forward: [], back: [], assumptions: [] };
}

function contrast(...traces: Trace[]): string {
  return traces
    .map(
      ({ example, verdict }) => `from ${example?.source ?? "?"} to ${example?.destination ?? "?"} ${verdict}`,
    )
    .join(", ");
}
