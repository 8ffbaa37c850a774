import { expect } from "chai";

import { accountId, itChecks, refusal, Scene, tokens } from "./scene";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";

type Widget = Record<string, unknown>;

const state = ["AWS/VPN", "TunnelState", "VpnId", "vpn-1"];
const metric = (properties: Widget = {}, place: Widget = {}): Widget => ({
  type: "metric",
  x: 0,
  y: 0,
  width: 12,
  height: 6,
  properties: { metrics: [state], region: "eu-central-1", ...properties },
  ...place,
});
const body = (...widgets: Widget[]): Props => ({
  dashboardBody: JSON.stringify({ widgets }, (_, value: unknown) => (value === null ? undefined : value)),
});
const alarm = `arn:aws:cloudwatch:eu-central-1:${accountId}:alarm:a`;
const base: Props = { dashboardName: "links", ...body(metric()) };

describe("aws Dashboard", () => {
  itChecks(tokens.dashboard, base, [
    {
      rule: "is JSON with a list of widgets",
      refused: [{ dashboardBody: "{" }, { dashboardBody: "[]" }, { dashboardBody: "{}" }],
      accepted: [{ dashboardBody: '{"widgets":[]}' }, { dashboardBody: UNKNOWN }],
      text: /invalid/,
    },
    {
      rule: "has widgets within the grid of 24 columns",
      refused: [{ x: 13 }, { width: 25 }, { x: -1 }, { y: null }, { height: 0 }].map((place) =>
        body(metric({}, place)),
      ),
      accepted: [{ x: 12 }, { x: null, y: null }, { width: 24 }].map((place) => body(metric({}, place))),
      text: /Should (be an integer|end within|have both)/,
    },
    {
      rule: "has widgets of known types with what they need",
      refused: [
        body({ type: "graph", properties: {} }),
        body({ type: "text", properties: {} }),
        body({ type: "metric" }),
        body(metric({ region: null })),
        body(metric({ region: "mars-1" })),
        body(metric({ metrics: null })),
        body({ type: "log", properties: { region: "eu-central-1" } }),
        body({ type: "alarm", properties: { alarms: ["a"] } }),
        body(metric({ colour: "red" })),
        body(metric({ view: "line" })),
        body(metric({ period: 45 })),
      ],
      accepted: [
        body({ type: "text", properties: { markdown: "# Links" } }),
        body({
          type: "log",
          properties: { region: "eu-central-1", query: "SOURCE '/aws/vpn/a' | fields @message" },
        }),
        body({ type: "alarm", properties: { title: "Links", alarms: [alarm] } }),
        body(metric({ metrics: null, annotations: { alarms: [alarm] } })),
        body(
          metric({ view: "singleValue", stat: "Minimum", period: 60, yAxis: { left: { min: 0, max: 1 } } }),
        ),
      ],
      text: /Should|simulated/,
    },
    {
      rule: "shows metrics of the VPN that there are, also in shorthand",
      refused: [
        [["AWS/VPN", "TunnelStatus", "VpnId", "vpn-1"]],
        [["AWS/VPN", "TunnelState", "ConnectionId", "vpn-1"]],
        [state, [".", "TunnelBytes", ".", "."]],
        [["AWS/VPN", "TunnelState", "VpnId"]],
        [["...", "vpn-1"]],
      ].map((metrics) => body(metric({ metrics }))),
      accepted: [
        [state, [".", "TunnelDataIn", ".", ".", { stat: "Sum", yAxis: "right" }], ["...", "vpn-2"]],
        [[{ expression: "m1 * 8", label: "bits" }], ["AWS/VPN", "TunnelDataIn", "VpnId", "v", { id: "m1" }]],
      ].map((metrics) => body(metric({ metrics }))),
      text: /has no metric|keeps no metric|pairs of dimensions/,
    },
    {
      rule: "has a name of letters, digits, hyphens and underscores",
      refused: [{ dashboardName: "a b" }, { dashboardName: "a/b" }, { dashboardName: "" }],
      accepted: [{ dashboardName: "Links_1-a" }],
      text: /dashboardName/,
    },
  ]);

  it("says all that is wrong at once", async () => {
    const scene = await Scene.open();
    const [message] = scene.refusals(tokens.dashboard, {
      ...base,
      ...body(metric({ region: null }, { x: 20 }), { type: "text", properties: {} }),
    });
    expect(message).to.match(/there are 3 validation errors: .*\/widgets\/0.*\/widgets\/1/);
  });

  it("is the account's, once, and does not change by white space", async () => {
    const scene = await Scene.open();
    const made = await scene.make(tokens.dashboard, base);
    expect(made.id).to.equal("links");
    expect(made.outputs.dashboardArn).to.equal(`arn:aws:cloudwatch::${accountId}:dashboard/links`);
    const spaced = JSON.stringify(JSON.parse(base.dashboardBody as string), undefined, 2);
    expect(scene.account.diff(made, { ...base, dashboardBody: spaced })).to.deep.equal([]);
    expect(await refusal(scene.make(tokens.dashboard, { ...base, region: "us-east-1" }))).to.match(
      /exists already/,
    );
  });
});
