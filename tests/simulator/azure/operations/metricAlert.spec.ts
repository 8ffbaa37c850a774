import { expect } from "chai";

import {
  actionGroupId,
  alert,
  dimension,
  gatewayId,
  makeActionGroup,
  makeWatched,
  on,
  onMetric,
  tunnelSilent,
} from "./scene";
import { but, itChecks, openAccount, refusal, subscription, tokens } from "../estate";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";

describe("azure-native MetricAlert", () => {
  itChecks(tokens.metricAlert, [
    {
      rule: "has a severity of 0 to 4",
      refused: { ...alert, severity: 5 },
      accepted: { ...alert, severity: 0 },
      says: "severity: BadRequest",
      text: /got 5/,
    },
    {
      rule: "is evaluated at steps that there are",
      refused: { ...alert, evaluationFrequency: "PT2M" },
      accepted: { ...alert, evaluationFrequency: "PT5M" },
      says: "evaluationFrequency: BadRequest",
      text: /'PT2M' is not one of/,
    },
    {
      rule: "looks back at least from one evaluation to the next",
      refused: { ...alert, evaluationFrequency: "PT15M" },
      accepted: { ...alert, evaluationFrequency: "PT15M", windowSize: "PT15M" },
      says: "windowSize: BadRequest",
      text: /PT5M must not be shorter than evaluationFrequency PT15M/,
    },
    {
      rule: "looks back at least one grain of its metric",
      refused: { ...alert, windowSize: "PT1M" },
      accepted: { ...alert, windowSize: "P1D" },
      says: "windowSize: BadRequest",
      text: /PT1M is not one of the metric's time grains/,
    },
    {
      rule: "is on one gateway",
      refused: { ...alert, scopes: [gatewayId, `${gatewayId}2`] },
      accepted: alert,
      says: "scopes: BadRequest",
      text: /one scope, got 2/,
    },
    {
      rule: "has up to five action groups",
      refused: { ...alert, actions: Array.from({ length: 6 }, () => ({ actionGroupId })) },
      accepted: { ...alert, actions: Array.from({ length: 5 }, () => ({ actionGroupId })) },
      says: "actions: BadRequest",
      text: /up to 5 action groups, got 6/,
    },
    {
      rule: "has a name without @",
      refused: { ...alert, ruleName: "bgp@hub" },
      accepted: { ...alert, ruleName: "bgp (hub)" },
      says: "ruleName: InvalidResourceName",
      text: /cannot contain/,
    },
  ]);

  it("looks back over a time that there is", async () => {
    const account = await openAccount();
    expect(account.refusals(tokens.metricAlert, "a", { ...alert, windowSize: "PT2H" })[0]).to.match(
      /^windowSize: BadRequest: windowSize 'PT2H' is not one of PT1M/,
    );
  });

  it("needs its gateway and its action group", async () => {
    const account = await openAccount();
    const make = () => account.create(tokens.metricAlert, "a", { ...alert, actions: [{ actionGroupId }] });
    expect((await refusal(make())).message).to.contain("virtualNetworkGateways/gw");
    await makeWatched(account);
    const refused = await refusal(make());
    expect(refused.code).to.equal("ResourceNotFound");
    expect(refused.message).to.contain("Microsoft.Insights/actionGroups/on-call");
    await makeActionGroup(account);
    const { id, outputs } = await make();
    expect(id).to.equal(
      `${subscription}/resourceGroups/rg/providers/Microsoft.Insights/metricAlerts/bgp-down`,
    );
    expect(outputs).to.include({ autoMitigate: true, location: "global" });
  });

  it("is global, and not where its group is", async () => {
    const account = await openAccount();
    await makeWatched(account);
    const refused = await refusal(
      account.create(tokens.metricAlert, "a", but(alert, { location: undefined })),
    );
    expect(refused.code).to.equal("LocationNotAvailableForResourceType");
  });

  it("changes in place", async () => {
    const account = await openAccount();
    await makeWatched(account);
    const made = await account.create(tokens.metricAlert, "a", alert);
    expect(account.diff(made, { ...alert, severity: 3 })).to.deep.equal(["severity"]);
    const updated = await account.update(made, { ...on(tunnelSilent), autoMitigate: false });
    expect(updated.outputs.autoMitigate).to.equal(false);
  });

  it("leaves unknown values alone", async () => {
    const account = await openAccount();
    for (const unknown of [
      "scopes",
      "criteria",
      "windowSize",
      "evaluationFrequency",
      "severity",
      "actions",
    ]) {
      expect(account.refusals(tokens.metricAlert, "a", { ...alert, [unknown]: UNKNOWN })).to.deep.equal([]);
    }
    const atPreview: Props = {
      ...onMetric({ dimensions: [{ ...dimension("BgpPeerAddress"), values: [UNKNOWN] }] }),
      scopes: [UNKNOWN],
    };
    expect(account.refusals(tokens.metricAlert, "a", atPreview)).to.deep.equal([]);
    const misnamed: Props = { ...onMetric({ metricName: "TunnelState" }), scopes: [UNKNOWN] };
    expect(account.refusals(tokens.metricAlert, "a", misnamed)).to.deep.equal([]);
  });
});
