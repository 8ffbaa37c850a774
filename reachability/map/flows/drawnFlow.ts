import type { Analysis } from "../../analysis";
import { type Endpoint, hasPorts, type Rule } from "../../model";
import { protocolName } from "../../questions/explain";
import type { Flow } from "../../questions/flow";
import type { Hop, Outcome, Path, Trace } from "../../trace";
import { pairKey, type Picture, type Spot } from "../picture";

/** A flow's verdict, and the ways it takes through the picture. */
export interface DrawnFlow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  /** Such as `tcp/443`. */
  readonly traffic: string;
  readonly verdict: Outcome;
  readonly reason: string;
  readonly rule?: Rule | undefined;
  readonly forth: readonly DrawnWay[];
  readonly back: readonly DrawnWay[];
  /** How many equal ways there are beyond those that are drawn. */
  readonly more: { readonly forth: number; readonly back: number };
  readonly assumptions: readonly string[];
}

/** A host, a subnet's hosts, or an address. */
export interface FlowEnd {
  /** Tells those of one name apart. */
  readonly id: string;
  readonly name: string;
  readonly spot?: Spot | undefined;
}

/** One of the ways that a packet can take. */
export interface DrawnWay {
  readonly steps: readonly DrawnStep[];
  readonly outcome: Outcome;
  readonly reason: string;
  /** The link that it can't get through, if that is what stops it. */
  readonly brokenLink?: string | undefined;
}

/** A place on the way, with all that was decided there, in order. */
export interface DrawnStep {
  readonly place: string;
  /** Absent: it is not in the picture. */
  readonly spot?: Spot | undefined;
  /** The link by which it was reached, if there is one. */
  readonly by?: string | undefined;
  readonly decisions: readonly Decision[];
}

/** What a filter, a route or a tunnel says. */
export interface Decision {
  readonly kind: Hop["kind"];
  readonly at: string;
  readonly rule: Rule;
}

/** As many equal ways as anybody looks at. */
const mostWays = 4;

/** Follows a flow, and finds its places in the picture. @throws {QuestionError} when an end means nothing here. */
export class FlowDrawer {
  readonly #spotOfName = new Map<string, Spot>();

  constructor(
    private readonly analysis: Analysis,
    private readonly picture: Picture,
  ) {
    for (const { id, name, urn } of analysis.estate.estate.nodes) {
      const spot = picture.spotOfNode.get(id);
      const key = nameKey(name, urn);
      if (spot !== undefined && !this.#spotOfName.has(key)) {
        this.#spotOfName.set(key, spot);
      }
    }
  }

  draw(flow: Flow): DrawnFlow {
    const { from, to, traffic, ends } = this.analysis.resolve(flow);
    const trace = this.analysis.tracer.trace(from, to, traffic, ends);
    const port = hasPorts(traffic.protocol) ? `/${traffic.port}` : "";
    return this.#drawn(trace, flow, from, to, `${protocolName(traffic.protocol)}${port}`);
  }

  #drawn(trace: Trace, flow: Flow, from: Endpoint, to: Endpoint, traffic: string): DrawnFlow {
    const { verdict, reason, rule, forward, back, assumptions } = trace;
    const ways = (paths: readonly Path[], start: Endpoint, end: Endpoint): DrawnWay[] =>
      worstFirst(paths)
        .slice(0, mostWays)
        .map((path) => this.#way(path, start, end));
    return {
      from: this.#end(flow.from, from),
      to: this.#end(flow.to, to),
      traffic,
      verdict,
      reason,
      rule,
      forth: ways(forward, from, to),
      back: ways(back, to, from),
      more: { forth: Math.max(0, forward.length - mostWays), back: Math.max(0, back.length - mostWays) },
      assumptions,
    };
  }

  #end(asked: string, { id, name, urn }: Endpoint): FlowEnd {
    const byName = asked === name || asked === id || asked === urn;
    return {
      id: byName ? id : asked,
      name: byName ? name : asked,
      spot: this.picture.spotOfEndpoint.get(id),
    };
  }

  #way(path: Path, start: Endpoint, end: Endpoint): DrawnWay {
    const way = new WayBuilder(this.picture);
    const { hops, tunnels, denials, cause, outcome, reason } = path;
    const lastRoute = hops.findLastIndex(({ kind }) => kind === "route");
    const arrive = (endpoint: Endpoint): void =>
      way.arrive(endpoint.name, this.picture.spotOfEndpoint.get(endpoint.id));
    let tunnel = 0;
    for (const [index, hop] of hops.entries()) {
      if (hop.kind === "endpoint") {
        arrive(index === 0 ? start : end);
        continue;
      }
      if (hop.kind === "route") {
        way.arrive(hop.at, this.#spotOfName.get(nameKey(hop.at, hop.urn)));
      } else if (
        hop.kind === "filter" &&
        index > lastRoute &&
        end.ingress.some(({ name }) => name === hop.at)
      ) {
        arrive(end);
      }
      way.decide(hop);
      if (hop.kind === "tunnel") {
        way.goThrough(tunnels[tunnel++]);
      }
    }
    const denial = cause?.kind === "filter" ? denials.at(-1) : undefined;
    if (lastRoute >= 0 && end.ingress.some(({ id }) => id === denial?.filter)) {
      arrive(end);
    }
    if (path.rule !== undefined && outcome !== "reachable") {
      way.endWith(path.rule, denial?.name ?? "");
    }
    const broken = cause?.kind === "tunnel down" ? this.picture.linkOfTunnel.get(cause.tunnel) : undefined;
    return { steps: way.steps, outcome, reason, brokenLink: broken?.id };
  }
}

function nameKey(name: string, urn: string | undefined): string {
  return `${urn ?? ""}\n${name}`;
}

function worstFirst(paths: readonly Path[]): readonly Path[] {
  return paths.toSorted((a, b) => Number(a.outcome === "reachable") - Number(b.outcome === "reachable"));
}

/** Puts hops together that happen at one place. */
class WayBuilder {
  readonly steps: (DrawnStep & { decisions: Decision[] })[] = [];
  #tunnel: string | undefined;

  constructor(private readonly picture: Picture) {}

  arrive(place: string, spot: Spot | undefined): void {
    const last = this.steps.at(-1);
    if (last !== undefined && this.#tunnel === undefined && isSame(last, place, spot)) {
      return;
    }
    this.steps.push({ place, spot, by: this.#link(last?.spot, spot), decisions: [] });
    this.#tunnel = undefined;
  }

  decide({ kind, at, rule }: Hop): void {
    this.steps.at(-1)?.decisions.push({ kind, at, rule });
  }

  /** What ended the way, unless its last decision says so already. */
  endWith(rule: Rule, at: string): void {
    const { decisions = [] } = this.steps.at(-1) ?? {};
    if (decisions.at(-1)?.rule !== rule) {
      this.steps.at(-1)?.decisions.push({ kind: "filter", at, rule });
    }
  }

  goThrough(tunnel: string | undefined): void {
    const link = tunnel === undefined ? undefined : this.picture.linkOfTunnel.get(tunnel);
    const last = this.steps.at(-1);
    if (link === undefined || last?.spot === undefined) {
      return;
    }
    const here = last.spot.box;
    if (here !== link.a && here !== link.b) {
      this.#passGateway(link.a, link.b, here);
    }
    this.#tunnel = link.id;
  }

  /** Routes that lead straight into a tunnel still pass the gateway that has it. */
  #passGateway(a: string, b: string, here: string): void {
    const near = [a, b].find((box) => this.picture.linkOfPair.has(pairKey(here, box)));
    const box = this.picture.boxes.find(({ id }) => id === near);
    const tunnelDecision = this.steps.at(-1)?.decisions.pop();
    if (box !== undefined) {
      const by = this.picture.linkOfPair.get(pairKey(here, box.id))?.id;
      this.steps.push({ place: `${box.what} ${box.name}`, spot: { box: box.id }, by, decisions: [] });
    }
    if (tunnelDecision !== undefined) {
      this.steps.at(-1)?.decisions.push(tunnelDecision);
    }
  }

  #link(from: Spot | undefined, to: Spot | undefined): string | undefined {
    if (this.#tunnel !== undefined) {
      return this.#tunnel;
    }
    return from === undefined || to === undefined
      ? undefined
      : this.picture.linkOfPair.get(pairKey(from.box, to.box))?.id;
  }
}

/** A host that only stands for its subnet is at the same place. */
function isSame({ place, spot }: DrawnStep, name: string, other: Spot | undefined): boolean {
  return spot === undefined || other === undefined
    ? place === name
    : spot.box === other.box && spot.row === other.row;
}
