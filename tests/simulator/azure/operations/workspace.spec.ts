import { expect } from "chai";

import { inGroup, itChecks, openAccount, subscription, tokens } from "../estate";

const workspace = { ...inGroup, workspaceName: "logs" };

describe("azure-native Workspace", () => {
  itChecks(tokens.workspace, [
    {
      rule: "has a name of 4 to 63 characters",
      refused: { ...workspace, workspaceName: "log" },
      accepted: { ...workspace, workspaceName: "l".repeat(63) },
      says: "workspaceName: InvalidResourceName",
      text: /4 to 63 characters/,
    },
    {
      rule: "has a name without a hyphen at its end",
      refused: { ...workspace, workspaceName: "logs-" },
      accepted: { ...workspace, workspaceName: "logs-1" },
      says: "workspaceName: InvalidResourceName",
      text: /start and end with a letter or a digit/,
    },
    {
      rule: "keeps logs 30 days at the least",
      refused: { ...workspace, retentionInDays: 29 },
      accepted: { ...workspace, retentionInDays: 30 },
      says: "retentionInDays: InvalidParameter",
      text: /30 to 730 days, got 29/,
    },
    {
      rule: "keeps logs 730 days at the most",
      refused: { ...workspace, retentionInDays: 731 },
      accepted: { ...workspace, retentionInDays: 730 },
      says: "retentionInDays: InvalidParameter",
      text: /got 731/,
    },
    {
      rule: "is of no legacy pricing tier",
      refused: { ...workspace, sku: { name: "Standalone" } },
      accepted: { ...workspace, sku: { name: "PerGB2018" } },
      says: "sku.name: InvalidParameter",
      text: /'Standalone' is a legacy one/,
    },
    {
      rule: "has a daily cap or none",
      refused: { ...workspace, workspaceCapping: { dailyQuotaGb: 0 } },
      accepted: { ...workspace, workspaceCapping: { dailyQuotaGb: -1 } },
      says: "workspaceCapping.dailyQuotaGb: InvalidParameter",
      text: /got 0/,
    },
    {
      rule: "is open or closed to public networks",
      refused: { ...workspace, publicNetworkAccessForQuery: "enabled" },
      accepted: { ...workspace, publicNetworkAccessForQuery: "Disabled" },
      says: "publicNetworkAccessForQuery: InvalidParameter",
      text: /'enabled' is not one of/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: { ...workspace, forceCmkForQuery: true },
      accepted: { ...workspace, forceCmkForQuery: false },
      says: "forceCmkForQuery",
      text: /not simulated/,
    },
  ]);

  it("shows its customer id, which an update keeps, and what it was not told", async () => {
    const account = await openAccount();
    const made = await account.create(tokens.workspace, "logs", workspace);
    expect(made.id).to.equal(
      `${subscription}/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/logs`,
    );
    expect(made.outputs).to.include({ retentionInDays: 30, location: "westeurope" });
    expect(made.outputs.sku).to.deep.equal({ name: "PerGB2018" });
    expect(made.outputs.customerId).to.match(/^[0-9a-f-]{36}$/);
    const updated = await account.update(made, { ...workspace, retentionInDays: 90 });
    expect(updated.outputs).to.include({ customerId: made.outputs.customerId, retentionInDays: 90 });
    expect(updated.outputs.createdDate).to.equal(made.outputs.createdDate);
    expect(account.diff(made, { ...workspace, location: "northeurope" })).to.deep.equal(["location!"]);
  });
});
