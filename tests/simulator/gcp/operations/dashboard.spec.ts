import { expect } from "chai";

import { operationsTokens as tokens } from "../../../../simulator/gcp/operations/tokens";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import { project, Scene } from "../scene";

type Json = Record<string, unknown>;

const filter = 'metric.type="vpn.googleapis.com/tunnel_established" resource.type="vpn_gateway"';
const chart = (timeSeriesFilter: Json = { filter }): Json => ({
  title: "Tunnels",
  xyChart: { dataSets: [{ timeSeriesQuery: { timeSeriesFilter } }] },
});
const mosaic = (tile: Json = {}, more: Json = {}): Json => ({
  displayName: "Links",
  mosaicLayout: { columns: 12, tiles: [{ xPos: 6, width: 6, height: 4, widget: chart(), ...tile }] },
  ...more,
});
const grid = (...widgets: Json[]): Json => ({ displayName: "Links", gridLayout: { columns: "2", widgets } });

describe("gcp Dashboard", () => {
  const cases: [rule: string, refused: Json[], accepted: Json[], text: RegExp][] = [
    [
      "has a name and exactly one layout",
      [
        { displayName: "Links" },
        mosaic({}, { gridLayout: { widgets: [] } }),
        mosaic({}, { displayName: undefined }),
        mosaic({}, { title: "x" }),
      ],
      [mosaic(), grid(), { displayName: "L", rowLayout: { rows: [{ widgets: [chart()] }] } }],
      /displayName|exactly one layout|Cannot find field/,
    ],
    [
      "has tiles within its columns",
      [
        mosaic({ xPos: 7 }),
        mosaic({ width: 0 }),
        mosaic({ yPos: -1 }),
        mosaic({}, { mosaicLayout: { columns: 49, tiles: [] } }),
      ],
      [mosaic({ xPos: 0, width: 12 })],
      /mosaicLayout/,
    ],
    [
      "has widgets with one content each",
      [grid({ title: "x" }), grid({ ...chart(), text: { content: "" } }), grid({ lineChart: {} })].slice(
        0,
        2,
      ),
      [grid({ text: { content: "# Links", format: "MARKDOWN" } })],
      /exactly one content/,
    ],
    [
      "shows metrics that there are",
      [
        grid(chart({ filter: filter.replace("established", "up") })),
        grid(chart({ filter: filter.replace("vpn_gateway", "vpn_tunnel") })),
        grid(chart({ filter, aggregation: { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_RATE" } })),
        grid({ scorecard: { timeSeriesQuery: {} } }),
        grid({ xyChart: {} }),
        grid({ alertChart: { name: "policy" } }),
      ],
      [
        grid(chart({ filter, aggregation: { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MEAN" } })),
        grid({ alertChart: { name: `projects/${project}/alertPolicies/1` } }),
        grid({
          scorecard: { timeSeriesQuery: { prometheusQuery: "vpn_googleapis_com:tunnel_established" } },
        }),
      ],
      /gridLayout\.widgets\[0\]/,
    ],
  ];
  for (const [rule, refused, accepted, text] of cases) {
    it(rule, async () => {
      const scene = await Scene.open();
      const refusals = (dashboardJson: Props[string]): string[] =>
        scene.account.refusals(tokens.dashboard, "subject", { dashboardJson });
      for (const one of refused) {
        expect(refusals(JSON.stringify(one)), JSON.stringify(one)).to.have.lengthOf(1);
        expect(refusals(JSON.stringify(one))[0]).to.match(text);
      }
      for (const one of accepted) {
        expect(refusals(JSON.stringify(one)), JSON.stringify(one)).to.deep.equal([]);
      }
      expect(refusals("{")).to.deep.equal(['dashboardJson: "dashboardJson" contains an invalid JSON']);
      expect(refusals(UNKNOWN)).to.deep.equal([]);
    });
  }

  it("is made and changes in place", async () => {
    const scene = await Scene.open();
    const made = await scene.account.create(tokens.dashboard, "d", {
      dashboardJson: JSON.stringify(mosaic()),
    });
    expect(made.id).to.match(new RegExp(`^projects/${project}/dashboards/`));
    expect(scene.account.diff(made, { dashboardJson: JSON.stringify(grid()) })).to.deep.equal([
      "dashboardJson",
    ]);
  });
});
