import { expect } from "chai";

import type { EngineTime } from "../../../bench/engine-time/engineTime";
import { growthOf } from "../../../bench/growth/growth";

const summary = (median: number) => ({ median, min: median, max: median });

const time = (subject: string, resources: number, components: number, raw: number): EngineTime => ({
  subject,
  resources,
  operation: "up",
  measure: "cpu",
  samples: { components: [components], raw: [raw], empty: [2] },
  summaries: { components: summary(components), raw: summary(raw), empty: summary(2) },
  againstRaw: { ratioOfMedians: NaN, pairwise: summary(NaN) },
  aboveEmpty: NaN,
});

describe("growthOf", () => {
  it("compares what a resource costs above the empty program, and tells what each further one costs", () => {
    const growth = growthOf([
      time("small", 100, 3, 3),
      time("middle", 300, 5, 4),
      time("large", 1000, 26, 7.5),
    ]);
    const up = { operation: "up", measure: "cpu" };
    expect(growth).to.deep.equal([
      {
        ...up,
        program: "components",
        perResource: [10, 10, 24],
        ratio: 2.4,
        perFurtherResource: [10, 30],
      },
      {
        ...up,
        program: "raw",
        perResource: [10, 2000 / 300, 5.5],
        ratio: 0.55,
        perFurtherResource: [5, 5],
      },
    ]);
  });
});
