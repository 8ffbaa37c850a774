import { analyse, type Analysis, type Failures, type Resource } from "../../reachability";
import { readBalancers } from "../balancers/readBalancers";
import { type Reach, reachOf, worstOf } from "../health/reach";
import type { Balancer, Listener, Source, Target } from "../model";
import { Clock } from "./clock";
import { Dispatcher } from "./dispatcher";
import { httpProxy } from "./httpProxy";
import { closeServer, listenOnLoopback, openSockets } from "./listen";
import { Member, type MemberReach, type MemberState } from "./member";
import { probe } from "./prober";
import { fetchOnce, type Question, type Reply } from "./client";
import { type Page, TargetServer } from "./targetServer";
import { tcpProxy } from "./tcpProxy";

export interface ServeOptions {
  /** Name or URN of the balancer; needed where there are several. */
  readonly balancer?: string;
  /** How many of the balancer's seconds go by in one of ours. @default 1 */
  readonly speed?: number;
  /** What each target answers. @default 200 with `Hello from <target>` */
  readonly page?: (target: Target) => Page;
  /** What is taken to be lost. */
  readonly failures?: Failures;
}

/** A target while it is served. */
export interface ServedTarget {
  readonly name: string;
  readonly pool: string;
  readonly state: MemberState;
  /** Why its last probe failed; empty when it did not. */
  readonly reason: string;
}

/**
 * A balancer that really answers, on this machine alone: a web server for each target, a proxy for each listener that
 * sends requests as the resources say, and health probes at their interval. What reachability does not let through is not
 * let through here.
 *
 * @example
 * const served = await ServedBalancer.start(resources, { speed: 50 });
 * const { body } = await served.request({ path: "/" });
 * await served.close();
 */
export class ServedBalancer {
  readonly #clock: Clock;
  readonly #page: NonNullable<ServeOptions["page"]>;
  readonly #servers = new Map<string, TargetServer>();
  readonly #proxies = new Map<number, Proxy>();
  readonly #dispatcher: Dispatcher;
  #members: Member[] = [];
  #resources: readonly Resource[];
  #analysis: Analysis;
  #failures: Failures | undefined;

  private constructor(resources: readonly Resource[], options: ServeOptions) {
    const { speed = 1, page = defaultPage, failures } = options;
    this.#clock = new Clock(speed);
    this.#page = page;
    this.#resources = resources;
    this.#failures = failures;
    this.#analysis = analysisOf(resources, failures);
    const balancer = chosen(resources, this.#analysis, options.balancer);
    this.#dispatcher = new Dispatcher(balancer, this.#clock, (pool) =>
      this.#members.filter((member) => member.pool.id === pool),
    );
  }

  /** @throws where no balancer, or more than one, is meant */
  static async start(resources: readonly Resource[], options: ServeOptions = {}): Promise<ServedBalancer> {
    const served = new ServedBalancer(resources, options);
    await served.#follow(served.balancer);
    return served;
  }

  get balancer(): Balancer {
    return this.#dispatcher.balancer;
  }

  /** The balancer's seconds since it began. */
  get seconds(): number {
    return this.#clock.seconds;
  }

  get targets(): readonly ServedTarget[] {
    return this.#members.map(({ target, pool, state, reason }) => ({
      name: target.name,
      pool: pool.name,
      state,
      reason,
    }));
  }

  /** The port on 127.0.0.1 that stands for a listener's. */
  portOf(port: number): number | undefined {
    return this.#proxies.get(port)?.port;
  }

  /** Asks a listener, by default the first. */
  request(question: Question & { readonly port?: number } = {}): Promise<Reply> {
    const asked = question.port ?? this.balancer.listeners[0]?.port ?? 0;
    const port = this.portOf(asked);
    if (port === undefined) {
      throw new Error(`${this.balancer.name} has no listener at port ${asked}`);
    }
    return fetchOnce(port, question);
  }

  /** The server of a target, to switch it off or to let it answer otherwise. */
  server(target: string): TargetServer {
    const member = this.#members.find((one) => [one.target.name, one.target.address].includes(target));
    if (member === undefined) {
      const names = this.#members.map((one) => one.target.name).join(", ");
      throw new Error(`no target is called ${target}: there are ${names}`);
    }
    return member.server;
  }

  /** Goes on with changed resources: targets that are gone drain, new ones are probed. */
  async update(resources: readonly Resource[]): Promise<void> {
    const analysis = analysisOf(resources, this.#failures);
    const balancer = chosen(resources, analysis, this.balancer.urn);
    this.#resources = resources;
    this.#analysis = analysis;
    this.#dispatcher.balancer = balancer;
    await this.#follow(balancer);
  }

  /** Takes other parts to be lost than before. */
  lose(failures: Failures): void {
    this.#failures = failures;
    this.#analysis = analysisOf(this.#resources, failures);
    this.#members.forEach((member) => (member.reach = this.#reachOf(member.target)));
  }

  /** @returns the seconds until a condition held, or undefined where it did not within as many */
  async until(condition: () => boolean, withinSeconds: number): Promise<number | undefined> {
    const began = this.seconds;
    const step = withinSeconds / 200;
    while (!condition()) {
      if (this.seconds - began > withinSeconds || !(await this.#clock.sleep(step))) {
        return undefined;
      }
    }
    return this.seconds - began;
  }

  /** Closes every server and connection. */
  async close(): Promise<void> {
    this.#clock.stop();
    const proxies = [...this.#proxies.values()].map((proxy) => proxy.close());
    const servers = [...this.#servers.values()].map((server) => server.switchOff());
    await Promise.all([...proxies, ...servers]);
    this.#proxies.clear();
    this.#servers.clear();
  }

  async #follow(balancer: Balancer): Promise<void> {
    const before = this.#members;
    const members = new Set<Member>();
    for (const pool of balancer.pools) {
      for (const target of pool.targets) {
        const known = before.find(
          (one) => one.pool.id === pool.id && one.target.id === target.id && one.state !== "draining",
        );
        const member = known ?? new Member(pool, target, await this.#serverOf(target), this.#reachOf(target));
        Object.assign(member, { pool, target, reach: this.#reachOf(target) });
        members.add(member);
        if (known === undefined) {
          void probe(member, this.#clock);
        }
      }
    }
    const gone = before.filter((member) => !members.has(member));
    this.#members = [...members, ...gone];
    gone.filter(({ state }) => state !== "draining").forEach((member) => void this.#drain(member));
    await this.#listen(balancer);
  }

  async #drain(member: Member): Promise<void> {
    member.state = "draining";
    const end = this.seconds + member.pool.drainingSeconds;
    while (member.active > 0 && this.seconds < end && (await this.#clock.sleep(0.5))) {
      // Requests in flight go on.
    }
    member.cutOff.abort();
    this.#members = this.#members.filter((one) => one !== member);
  }

  async #listen({ listeners }: Balancer): Promise<void> {
    for (const [port, proxy] of this.#proxies) {
      if (!listeners.some((one) => one.port === port)) {
        this.#proxies.delete(port);
        await proxy.close();
      }
    }
    for (const { port, protocol } of listeners) {
      if (!this.#proxies.has(port) && protocol !== "UDP") {
        const current = (): Listener => this.balancer.listeners.find((one) => one.port === port) as Listener;
        const isHttp = protocol === "HTTP" || protocol === "HTTPS";
        const server = (isHttp ? httpProxy : tcpProxy)(current, this.#dispatcher);
        const sockets = openSockets(server);
        const close = (): Promise<void> => closeServer(server, sockets);
        this.#proxies.set(port, { port: await listenOnLoopback(server), close });
      }
    }
  }

  /** One server stands for all targets that are one address and port. */
  async #serverOf(target: Target): Promise<TargetServer> {
    const key = `${target.instance ?? target.address ?? target.name}:${target.port ?? ""}`;
    const known = this.#servers.get(key) ?? (await TargetServer.start(this.#page(target), this.#clock));
    this.#servers.set(key, known);
    return known;
  }

  #reachOf(target: Target): MemberReach {
    const from = (sources: readonly Source[]): MemberReach["probes"] => {
      const known = new Map<number, Reach | undefined>();
      return (port) => {
        if (!known.has(port)) {
          known.set(port, worstOf(reachOf(this.#analysis, target, port, sources)));
        }
        return known.get(port);
      };
    };
    return { probes: from(target.probeSources), requests: from(target.sources) };
  }
}

interface Proxy {
  readonly port: number;
  readonly close: () => Promise<void>;
}

function defaultPage({ name }: Target): Page {
  return { body: `Hello from ${name}` };
}

function analysisOf(resources: readonly Resource[], failures: Failures | undefined): Analysis {
  const whole = analyse(resources);
  return failures === undefined ? whole : whole.without(failures);
}

function chosen(resources: readonly Resource[], analysis: Analysis, name: string | undefined): Balancer {
  const all = readBalancers(resources, analysis);
  const meant = name === undefined ? all : all.filter((one) => one.name === name || one.urn === name);
  const [balancer, another] = meant;
  const names = all.map((one) => one.name).join(", ") || "none";
  if (balancer === undefined) {
    throw new Error(`no load balancer is called ${name ?? "anything"}: there are ${names}`);
  }
  if (another !== undefined) {
    throw new Error(`there are several load balancers: choose one of ${names}`);
  }
  return balancer;
}
