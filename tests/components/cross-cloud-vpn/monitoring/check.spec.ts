import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import type { CrossCloudVpnArgs } from "../../../../components";
import { record, refused } from "../../../helpers/recordedMocks";
import { clouds } from "../../clouds";
import { gcpSide, link, officeSide, sides } from "../programs";

const refusals: readonly [string, unknown, RegExp][] = [
  ["a word", "on", /monitoring: is neither true, false nor an object/],
  ["a misspelt part", { alarm: true }, /monitoring\.alarm: is not an argument here: use one of logs, alarms/],
  ["a part that is not plain", { alarms: output(true) }, /monitoring\.alarms: must be plain/],
  ["a misspelt target", { aws: { topics: [] } }, /monitoring\.aws\.topics: is not an argument here/],
  ["one topic alone", { aws: { topicArns: "arn" } }, /monitoring\.aws\.topicArns: must be a plain array/],
  [
    "more action groups than an alert takes",
    { azure: { actionGroupIds: ["1", "2", "3", "4", "5", "6"] } },
    /monitoring\.azure\.actionGroupIds: has 6: an alarm takes 5 at most/,
  ],
  [
    "a period that CloudWatch lacks",
    { logRetentionDays: 45 },
    /logRetentionDays: 45 .+ CloudWatch .+ 30, 60/,
  ],
  ["a period too short for Azure", { logRetentionDays: 7 }, /logRetentionDays: 7 .+ workspace .+ 30 to 730/],
];

describe("CrossCloudVpn's monitoring refuses", () => {
  for (const [what, monitoring, message] of refusals) {
    it(what, async () => {
      const error = await refused(() =>
        link({ ...sides, monitoring: monitoring as CrossCloudVpnArgs["monitoring"] }),
      );
      expect(error.message).to.match(message);
      expect(error.children).to.deep.equal([]);
    });
  }

  it("no period that the clouds of this link take", async () => {
    const given: CrossCloudVpnArgs["monitoring"] = { logRetentionDays: 7 };
    const workspace = { ...given, azure: { logAnalyticsWorkspaceId: "workspace" } };
    await record(() => link({ aws: sides.aws, gcp: gcpSide, monitoring: given }), clouds);
    await record(() => link({ ...sides, monitoring: workspace }), clouds);
    await record(() => link({ gcp: gcpSide, onPremises: officeSide(), monitoring: given }), clouds);
  });
});
