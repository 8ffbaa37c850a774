import { type Decision, type DrawnFlow, type DrawnWay, type FlowEnd, strokeOf } from "../flows";
import type { Layout, Point } from "../layout";
import { type Box, cloudNames } from "../picture";
import { Numbered } from "./numbered";
import type { DecisionData, EndData, FlowData, PageData, StepData, WayData } from "./pageData";

/** The flows of a page, with what they share kept once. */
export class FlowTables implements Pick<
  PageData,
  "ends" | "traffic" | "flows" | "ways" | "steps" | "decisions" | "paths"
> {
  readonly #ends = new Numbered<EndData & { readonly id: string }>();
  readonly #traffic = new Numbered<string>();
  readonly #ways = new Numbered<WayData>();
  readonly #steps = new Numbered<StepData>();
  readonly #decisions = new Numbered<DecisionData>();
  readonly #paths = new Numbered<string>();
  readonly #boxes: ReadonlyMap<string, Box>;
  readonly flows: readonly FlowData[];

  constructor(
    flows: readonly DrawnFlow[],
    private readonly layout: Layout,
  ) {
    this.#boxes = new Map([...layout.boxes].map(([id, { frame }]) => [id, frame.box]));
    this.flows = flows.map((flow) => this.#flow(flow));
  }

  get ends(): readonly EndData[] {
    return this.#ends.all.map(({ name, group, box, row }) => ({ name, group, box, row }));
  }

  get traffic(): readonly string[] {
    return this.#traffic.all;
  }

  get ways(): readonly WayData[] {
    return this.#ways.all;
  }

  get steps(): readonly StepData[] {
    return this.#steps.all;
  }

  get decisions(): readonly DecisionData[] {
    return this.#decisions.all;
  }

  get paths(): readonly string[] {
    return this.#paths.all;
  }

  #flow({ from, to, traffic, verdict, reason, rule, forth, back, more, assumptions }: DrawnFlow): FlowData {
    return {
      from: this.#end(from),
      to: this.#end(to),
      traffic: this.#traffic.numberOf(traffic),
      verdict,
      reason,
      decision: rule && this.#decision({ kind: "filter", at: "", rule }),
      forth: forth.map((way) => this.#way(way)),
      back: back.map((way) => this.#way(way)),
      more: [more.forth, more.back],
      assumptions,
    };
  }

  #end({ id, name, spot }: FlowEnd): number {
    const box = this.#boxes.get(spot?.box ?? "");
    const group =
      box?.cloud === undefined ? "elsewhere" : `${cloudNames[box.cloud]}: ${box.what} ${box.name}`;
    return this.#ends.numberOf({ id, name, group, box: spot?.box, row: spot?.row });
  }

  #way(way: DrawnWay): number {
    const { lines, inner, marks, stop } = strokeOf(way, this.layout);
    return this.#ways.numberOf({
      steps: way.steps.map(({ place, spot, decisions }, index) =>
        this.#steps.numberOf({
          place,
          box: spot?.box,
          row: spot?.row,
          at: rounded(marks[index]),
          decisions: decisions.map((decision) => this.#decision(decision)),
        }),
      ),
      outcome: way.outcome,
      reason: way.reason,
      lines: lines.map((path) => this.#paths.numberOf(path)),
      inner: inner.map((path) => this.#paths.numberOf(path)),
      stop: rounded(stop),
    });
  }

  #decision({ kind, at, rule }: Decision): number {
    const source = rule.source?.startsWith("https://") === true ? rule.source : undefined;
    return this.#decisions.numberOf({ kind, at, text: rule.text, urn: rule.urn, source });
  }
}

function rounded(point: Point | undefined): readonly [number, number] | undefined {
  return point && [Math.round(point.x), Math.round(point.y)];
}
