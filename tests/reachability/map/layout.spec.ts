import { expect } from "chai";
import fc from "fast-check";

import {
  besides,
  fitted,
  type Layout,
  layOut,
  middleOf,
  pathThrough,
  type Rectangle,
  widthOf,
} from "../../../reachability/map/layout";
import { pictureOf } from "../../../reachability/map/picture";
import type { Analysis } from "../../../reachability/analysis";
import { largeEstate, smallEstate } from "./estates";

const laidOut = (analysis: Analysis): Promise<Layout> => layOut(pictureOf(analysis.estate));

const within = (inner: Rectangle, outer: Rectangle): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width + 0.5 &&
  inner.y + inner.height <= outer.y + outer.height + 0.5;

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("layOut", function () {
  this.timeout(60_000);

  for (const [name, analysis] of [
    ["a small estate", () => smallEstate().analysis()],
    ["60 networks", () => largeEstate(60)],
  ] as const) {
    describe(name, () => {
      let layout: Layout;
      before(async () => {
        layout = await laidOut(analysis());
      });

      it("lets no boxes overlap", () => {
        const boxes = [...layout.boxes.values()];
        boxes.forEach((a, index) =>
          boxes.slice(index + 1).forEach((b) => expect(overlap(a, b)).to.equal(false)),
        );
      });

      it("puts every box into its cloud and its region", () => {
        for (const placed of layout.boxes.values()) {
          const { cloud, region, name: box } = placed.frame.box;
          for (const area of layout.areas) {
            const own =
              area.kind === "cloud" ? area.cloud === cloud : area.cloud === cloud && area.title === region;
            if (area.kind !== "bundle") {
              expect(within(placed, area), `${box} in ${area.title}`).to.equal(own);
            }
          }
        }
      });

      it("leads every line from one of its boxes to the other", () => {
        expect(layout.lines).not.to.be.empty;
        for (const { points, links, startsAt } of layout.lines) {
          const [link] = links;
          const start = startsAt.has(link!.a) ? link!.a : link!.b;
          const at = (point: Layout["lines"][number]["points"][number]): string[] =>
            [...layout.boxes]
              .filter(([, box]) => !box.tile && within({ ...point, width: 0, height: 0 }, grown(box)))
              .map(([id]) => id);
          const end = start === link!.a ? link!.b : link!.a;
          expect(layout.boxes.get(start)!.tile || at(points[0]!).includes(start)).to.equal(true);
          expect(layout.boxes.get(end)!.tile || at(points.at(-1)!).includes(end)).to.equal(true);
        }
      });

      it("is the same each time", async () => {
        const again = await laidOut(analysis());
        expect([...again.boxes.values()].map(({ x, y }) => [x, y])).to.deep.equal(
          [...layout.boxes.values()].map(({ x, y }) => [x, y]),
        );
      });
    });
  }

  it("draws networks together that are joined alike", async () => {
    const { areas, lines } = await laidOut(largeEstate(60));
    const bundles = areas.filter(({ kind }) => kind === "bundle");
    expect(bundles.map(({ title }) => title)).to.deep.equal(Array(6).fill("10 networks, joined alike"));
    expect(lines.filter(({ links }) => links[0]?.kind === "attachment")).to.have.length(6);
  });
});

const grown = ({ x, y, width, height }: Rectangle): Rectangle => ({
  x: x - 1,
  y: y - 1,
  width: width + 2,
  height: height + 2,
});

describe("geometry", () => {
  it("rounds corners, and begins and ends where the line does", () => {
    const path = pathThrough([
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 20, y: 30 },
    ]);
    expect(path).to.equal("M0 0L12 0Q20 0 20 8L20 30");
  });

  it("keeps forth and back apart", () => {
    const line = [
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 20, y: 30 },
    ];
    expect(besides(line, 4)).to.deep.equal([
      { x: 0, y: 4 },
      { x: 16, y: 4 },
      { x: 16, y: 30 },
    ]);
    expect(besides(line.toReversed(), 4)[2]).to.deep.equal({ x: 0, y: -4 });
  });

  it("finds the middle along a line", () => {
    expect(
      middleOf([
        { x: 0, y: 0 },
        { x: 10, y: 0 },
        { x: 10, y: 30 },
      ]),
    ).to.deep.equal({ x: 10, y: 10 });
  });

  it("never lets a text grow too wide", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 60 }),
        fc.integer({ min: 20, max: 300 }),
        (text, width) => {
          expect(widthOf(fitted(text, width, 11), 11)).to.be.at.most(width);
        },
      ),
    );
  });
});
