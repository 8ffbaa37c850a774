import { expect } from "chai";

import { inGroup, itChecks, openAccount, subscription, tokens } from "../estate";
import type { Props } from "../../../../simulator/protocol/values";

const position = { x: 0, y: 0, colSpan: 6, rowSpan: 4 };
const chart = {
  type: "Extension/HubsExtension/PartType/MonitorChartPart",
  inputs: [{ name: "options" }],
  settings: {},
};
const withPart = (part: Props): Props => ({
  ...inGroup,
  dashboardName: "links",
  properties: { lenses: [{ order: 0, parts: [part] }] },
});

describe("azure-native Dashboard", () => {
  itChecks(tokens.dashboard, [
    {
      rule: "has a name of letters, digits and hyphens",
      refused: { ...inGroup, dashboardName: "Links of shop" },
      accepted: { ...inGroup, dashboardName: "links", tags: { "hidden-title": "Links of shop" } },
      says: "dashboardName: InvalidResourceName",
      text: /letters, digits and '-'/,
    },
    {
      rule: "has parts with a place",
      refused: withPart({ metadata: chart }),
      accepted: withPart({ position, metadata: chart }),
      says: "properties.lenses[0].parts[0]",
      text: /position/,
    },
    {
      rule: "has parts of a size",
      refused: withPart({ position: { ...position, colSpan: 0 } }),
      accepted: withPart({ position: { ...position, colSpan: 1 } }),
      says: "properties.lenses[0].parts[0].position.colSpan: BadRequest",
      text: /at least 1, got 0/,
    },
    {
      rule: "has parts of a type",
      refused: withPart({ position, metadata: { ...chart, type: "MonitorChartPart" } }),
      accepted: withPart({ position, metadata: { type: "Extension/HubsExtension/PartType/MarkdownPart" } }),
      says: "properties.lenses[0].parts[0].metadata.type: BadRequest",
      text: /got 'MonitorChartPart'/,
    },
    {
      rule: "knows the properties of a part",
      refused: withPart({ position, metadata: { ...chart, asset: {} } }),
      accepted: withPart({ position, metadata: chart }),
      says: "properties.lenses[0].parts[0].metadata.asset",
      text: /does not know/,
    },
  ]);

  it("keeps its parts as they are", async () => {
    const account = await openAccount();
    const made = await account.create(tokens.dashboard, "links", withPart({ position, metadata: chart }));
    expect(made.id).to.equal(`${subscription}/resourceGroups/rg/providers/Microsoft.Portal/dashboards/links`);
    expect(made.outputs.properties).to.deep.equal({
      lenses: [{ order: 0, parts: [{ position, metadata: chart }] }],
      provisioningState: "Succeeded",
    });
  });
});
