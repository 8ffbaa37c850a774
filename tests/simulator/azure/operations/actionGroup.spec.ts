import { expect } from "chai";

import { actionGroup } from "./scene";
import { but, itChecks, openAccount, refusal, subscription, tokens } from "../estate";

const mail = { name: "mail", emailAddress: "ops@example.com", useCommonAlertSchema: true };
const hook = { name: "hook", serviceUri: "https://example.com/hook?token=letmein" };

describe("azure-native ActionGroup", () => {
  itChecks(tokens.actionGroup, [
    {
      rule: "has a short name of up to 12 characters",
      refused: { ...actionGroup, groupShortName: "network-team1" },
      accepted: { ...actionGroup, groupShortName: "network-team" },
      says: "groupShortName: InvalidActionGroupShortName",
      text: /has 13 characters/,
    },
    {
      rule: "names each receiver once",
      refused: { ...actionGroup, emailReceivers: [mail], webhookReceivers: [{ ...hook, name: "mail" }] },
      accepted: { ...actionGroup, emailReceivers: [mail], webhookReceivers: [hook] },
      says: "emailReceivers: BadRequest",
      text: /'mail' is used twice/,
    },
    {
      rule: "has a name without a colon",
      refused: { ...actionGroup, actionGroupName: "on:call" },
      accepted: { ...actionGroup, actionGroupName: "on call (1)" },
      says: "actionGroupName: InvalidResourceName",
      text: /cannot contain/,
    },
    {
      rule: "needs an address for mail",
      refused: { ...actionGroup, emailReceivers: [{ name: "mail" }] },
      accepted: { ...actionGroup, emailReceivers: [mail] },
      says: "emailReceivers[0]",
      text: /missing required property/,
    },
  ]);

  it("is global, and not where its group is", async () => {
    const account = await openAccount();
    const make = (location: string | undefined) =>
      account.create(tokens.actionGroup, "on-call", but(actionGroup, { location }));
    const refused = await refusal(make(undefined));
    expect(refused.code).to.equal("LocationNotAvailableForResourceType");
    expect(refused.message).to.match(/'westeurope' is not available .* available regions is 'global'/);
    const { id, outputs } = await make("Global");
    expect(id).to.equal(
      `${subscription}/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/on-call`,
    );
    expect(outputs).to.include({ location: "global", enabled: true });
  });

  it("keeps its webhooks sealed", async () => {
    const account = await openAccount();
    await account.create(tokens.actionGroup, "on-call", { ...actionGroup, webhookReceivers: [hook] });
    const [, record] = account.clouds.world.list();
    expect(record!.sealed).to.include("webhookReceivers");
  });
});
