import type { Endpoint, Estate } from "./model";
import { endpointOf, type Flow, portOf, protocolNumber } from "./questions/flow";
import type { Failures } from "./solve";
import { type Addresses, type Denial, SolvedEstate, type Trace, Tracer, type Traffic } from "./trace";

/** The hosts and the traffic that a flow means. */
export interface ResolvedFlow {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** The addresses that were asked for; absent: whichever the hosts may have. */
  readonly ends: Addresses;
  readonly traffic: Traffic;
}

/**
 * Who can talk to whom in an estate, as its resources say: those of one or more stacks, planned or deployed, of AWS,
 * Azure and Google Cloud.
 *
 * @example
 * const analysis = analyse(resources);
 * expect(analysis.trace({ from: "staging-web", to: "prod-db", port: 5432 }).verdict).to.equal("blocked");
 */
export class Analysis {
  readonly tracer: Tracer;
  readonly #estate: Estate;

  constructor(estate: Estate, failures?: Failures) {
    this.#estate = estate;
    this.tracer = new Tracer(new SolvedEstate(estate, failures));
  }

  /**
   * Whether one host can talk to another, and why.
   *
   * @throws {QuestionError} when an end, the protocol or the port means nothing here.
   */
  trace(flow: Flow): Trace {
    const { from, to, ends, traffic } = this.resolve(flow);
    return this.tracer.trace(from, to, traffic, ends);
  }

  /** Which filters would have to let a flow through that has a route, forth and back, but is denied. */
  denials(flow: Flow): readonly Denial[] {
    const { from, to, ends, traffic } = this.resolve(flow);
    return this.tracer.denials(from, to, traffic, ends);
  }

  /** The same estate with something lost. */
  without(failures: Failures): Analysis {
    return new Analysis(this.#estate, failures);
  }

  /** The estate as read from the resources. */
  get estate(): SolvedEstate {
    return this.tracer.estate;
  }

  /**
   * The hosts and the traffic that a flow means.
   *
   * @throws {QuestionError} when an end, the protocol or the port means nothing here.
   */
  resolve(flow: Flow): ResolvedFlow {
    const protocol = protocolNumber(flow.protocol);
    const from = endpointOf(this.estate, flow.from);
    const to = endpointOf(this.estate, flow.to);
    return {
      from: from.endpoint,
      to: to.endpoint,
      ends: { source: from.address, destination: to.address },
      traffic: { protocol, port: portOf(flow) },
    };
  }
}
