import { formatAddress } from "../../addressing";
import { answerTo, type Endpoint, hasPorts, type Packet, protocols, type Rule } from "../model";
import { Atoms } from "./atoms";
import type { SolvedEstate } from "./network";
import type { Denial, Outcome, Path } from "./path";
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
const mostCombinations = 4096;

/** Answers for a whole estate, which it reads once. */
export class Tracer {
  readonly estate: SolvedEstate;
  readonly atoms: Atoms;

  constructor(estate: SolvedEstate) {
    this.estate = estate;
    this.atoms = new Atoms(estate.estate);
  }

  /**
   * Follows a flow forth and back, for every address that the two ends may have and every port that a client may use.
   * Where these differ in their verdict, the flow is undecided, unless only the client's port makes the difference: then
   * some connections fail, and it is blocked.
   */
  trace(from: Endpoint, to: Endpoint, traffic: Traffic, addresses: Addresses = {}): Trace {
    const pairs = this.#pairs(from, to, addresses);
    const [first] = pairs;
    if (first === undefined) {
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
    const [pair] = this.#pairs(from, to, addresses);
    if (pair === undefined) {
      return [];
    }
    const packet = this.#packet(from, to, traffic, pair, this.atoms.clientPorts[0] ?? 0);
    const forward = walk(this.estate, packet, from, to, { ignoreFilters: true });
    if (forward.some(({ outcome }) => outcome !== "reachable")) {
      return [];
    }
    const answeredBy = new Set(forward.flatMap(({ filters }) => filters));
    const back = walk(this.estate, answerTo(packet), to, from, { ignoreFilters: true, answeredBy });
    if (back.some(({ outcome }) => outcome !== "reachable")) {
      return [];
    }
    const denials = [...forward, ...back].flatMap((path) => path.denials);
    return [...new Map(denials.map((denial) => [denial.filter, denial])).values()];
  }

  #tracePorts(from: Endpoint, to: Endpoint, traffic: Traffic, pair: Pair): Trace {
    const ports = hasPorts(traffic.protocol) ? this.atoms.clientPorts : [0];
    let found: Trace | undefined;
    for (const port of ports) {
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
    const forward = walk(this.estate, packet, from, to);
    const ahead = worst(forward);
    const example = {
      source: formatAddress(packet.version, packet.source),
      destination: formatAddress(packet.version, packet.destination),
      sourcePort: packet.sourcePort,
    };
    if (ahead?.outcome !== "reachable") {
      return {
        ...verdictOf(ahead, forward),
        assumptions: assumptionsOf(forward),
        failsOnTheWayBack: false,
        forward,
        back: [],
        example,
      };
    }
    const answeredBy = new Set(forward.flatMap(({ filters }) => filters));
    const back = walk(this.estate, answerTo(packet), to, from, { answeredBy });
    const answer = worst(back);
    const fails = answer?.outcome !== "reachable";
    const verdict = verdictOf(answer, back);
    const reason = fails ? `the answer does not get back: ${verdict.reason}` : "";
    const assumptions = assumptionsOf([...forward, ...back]);
    return { ...verdict, reason, assumptions, failsOnTheWayBack: fails, forward, back, example };
  }

  #packet(from: Endpoint, to: Endpoint, { protocol, port }: Traffic, pair: Pair, client: number): Packet {
    const icmp = protocol === protocols.icmp && pair.version === 6 ? protocols.icmpv6 : protocol;
    return {
      ...pair,
      protocol: icmp,
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
    const ranges = endpoint.addresses.filter((range) => range.version === version);
    if (chosen !== undefined) {
      return ranges.some(({ start, end }) => start <= chosen && chosen <= end) ? [chosen] : [];
    }
    return ranges.flatMap((range) => [...this.atoms.representatives(range)]);
  }
}

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

const severity: readonly Outcome[] = ["reachable", "leaves the model", "undecided", "blocked"];

/** Each of several equal ways must work, as each may be taken: the worst decides. */
function worst(paths: readonly Path[]): Path | undefined {
  return paths.reduce<Path | undefined>(
    (found, path) =>
      found === undefined || severity.indexOf(path.outcome) > severity.indexOf(found.outcome) ? path : found,
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
