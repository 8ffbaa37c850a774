import type { Analysis } from "../../analysis";
import { groupBy } from "../../groupBy";
import type { Endpoint } from "../../model";
import { EndpointClasses } from "../classes/endpointClasses";
import { portOf, type Protocol, protocolNumber } from "../flow";
import { VerdictCells } from "./cells";
import type { Matrix, MatrixGroup } from "./types";

/** What a matrix is about. */
export interface MatrixOptions {
  /** @default "tcp" */
  readonly protocol?: Protocol;
  /** The port at the receiver, 0 to 65535. @default 443 for protocols with ports */
  readonly port?: number;
  /**
   * `instances`: instances, interfaces and load balancers. `subnets` and `networks`: any host that could be put there
   * without a filter of its own. @default "subnets"
   */
  readonly between?: Between;
}

export type Between = Matrix["between"];

/**
 * Who can talk to whom: every pair of an estate, worked out once for all that behave alike and kept grouped like that.
 *
 * @example
 * const { totals } = matrix(analysis, { protocol: "tcp", port: 22, between: "networks" });
 * expect(totals.reachable).to.equal(0);
 * @throws {QuestionError} when the protocol or the port means nothing.
 */
export function matrix(analysis: Analysis, options: MatrixOptions = {}): Matrix {
  const { between = "subnets" } = options;
  const protocol = protocolNumber(options.protocol);
  const port = portOf(options);
  const { tracer } = analysis;
  const classes = EndpointClasses.of(tracer);
  const endpoints = classes.classify(endpointsOf(tracer.estate.estate.endpoints, between));
  const cells = new VerdictCells(tracer, endpoints, { protocol, port });
  const groups = groupBy(endpoints, ({ number }) => number);
  return {
    between,
    protocol,
    port,
    groups: [...groups].map(([number, members]): MatrixGroup => ({
      number,
      members: members.map(({ endpoint }) => endpoint),
    })),
    cells,
    totals: cells.totals,
  };
}

function endpointsOf(endpoints: readonly Endpoint[], between: Between): readonly Endpoint[] {
  return endpoints.filter(({ kind }) => (kind === "any host") === (between !== "instances"));
}
