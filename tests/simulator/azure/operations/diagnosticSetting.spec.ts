import { expect } from "chai";

import { gatewayId, hubGatewayId, makeWatched, makeWorkspace, workspaceId } from "./scene";
import { but, itChecks, network, openAccount, refusal, tokens } from "../estate";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";

const setting: Props = {
  name: "logs",
  resourceUri: gatewayId,
  workspaceId,
  logs: [{ categoryGroup: "allLogs", enabled: true }],
};
const logging = (...categories: string[]): Props => ({
  ...setting,
  logs: categories.map((category) => ({ category, enabled: true })),
});
const gatewayLogs = ["GatewayDiagnosticLog", "IKEDiagnosticLog", "RouteDiagnosticLog", "TunnelDiagnosticLog"];

describe("azure-native DiagnosticSetting", () => {
  itChecks(tokens.diagnosticSetting, [
    {
      rule: "sends somewhere",
      refused: but(setting, { workspaceId: undefined }),
      accepted: setting,
      says: "workspaceId: BadRequest",
      text: /At least one data sink needs to be specified/,
    },
    {
      rule: "sends to workspaces, of what the simulator knows",
      refused: { ...setting, storageAccountId: "/subscriptions/x" },
      accepted: setting,
      says: "storageAccountId",
      text: /not simulated/,
    },
    {
      rule: "has a mode of tables that there is",
      refused: { ...setting, logAnalyticsDestinationType: "dedicated" },
      accepted: { ...setting, logAnalyticsDestinationType: "Dedicated" },
      says: "logAnalyticsDestinationType: BadRequest",
      text: /'dedicated' is not one of/,
    },
    {
      rule: "sends something",
      refused: { ...setting, logs: [{ categoryGroup: "allLogs", enabled: false }] },
      accepted: but(setting, { logs: undefined, metrics: [{ category: "AllMetrics", enabled: true }] }),
      says: "logs: BadRequest",
      text: /At least one log or metric category/,
    },
    {
      rule: "sends logs of a virtual network gateway that there are",
      refused: logging("TunnelDiagnosticLog", "TunnelDiagnosticLogs"),
      accepted: logging(...gatewayLogs, "P2SDiagnosticLog"),
      says: "logs[1].category: BadRequest",
      text: /Category 'TunnelDiagnosticLogs' is not supported/,
    },
    {
      rule: "sends logs of a hub's gateway that there are",
      refused: { ...logging("P2SDiagnosticLog"), resourceUri: hubGatewayId },
      accepted: { ...logging(...gatewayLogs), resourceUri: hubGatewayId },
      says: "logs[0].category: BadRequest",
      text: /Category 'P2SDiagnosticLog' is not supported/,
    },
    {
      rule: "knows the one group of categories that gateways have",
      refused: { ...setting, logs: [{ categoryGroup: "audit", enabled: true }] },
      accepted: setting,
      says: "logs[0].categoryGroup: BadRequest",
      text: /Supported are allLogs/,
    },
    {
      rule: "names categories or groups of them, not both",
      refused: {
        ...setting,
        logs: [
          { categoryGroup: "allLogs", enabled: true },
          { category: "TunnelDiagnosticLog", enabled: true },
        ],
      },
      accepted: setting,
      says: "logs: BadRequest",
      text: /cannot select individual categories/,
    },
    {
      rule: "says of each log which it is",
      refused: { ...setting, logs: [{ enabled: true }] },
      accepted: setting,
      says: "logs[0]: BadRequest",
      text: /needs a category or a categoryGroup/,
    },
    {
      rule: "sends all metrics or none",
      refused: { ...setting, metrics: [{ category: "TunnelIngressBytes", enabled: true }] },
      accepted: { ...setting, metrics: [{ category: "AllMetrics", enabled: true }] },
      says: "metrics[0].category: BadRequest",
      text: /Metric category 'TunnelIngressBytes' is not supported/,
    },
    {
      rule: "is of a resource that has logs",
      refused: { ...setting, resourceUri: `${network}/connections/c` },
      accepted: setting,
      says: "resourceUri: ResourceTypeNotSupported",
      text: /'microsoft\.network\/connections' does not support diagnostic settings/,
    },
    {
      rule: "has a name without a slash",
      refused: { ...setting, name: "a/b" },
      accepted: { ...setting, name: "a b" },
      says: "name: InvalidResourceName",
      text: /cannot contain/,
    },
    {
      rule: "has a name without a period at its end",
      refused: { ...setting, name: "logs." },
      accepted: { ...setting, name: "logs.1" },
      says: "name: InvalidResourceName",
      text: /cannot end with a space or a period/,
    },
  ]);

  it("belongs to its resource, and goes to another by a replacement", async () => {
    const account = await openAccount();
    await makeWatched(account);
    await makeWorkspace(account);
    const made = await account.create(tokens.diagnosticSetting, "logs", but(setting, { name: undefined }));
    expect(made.id).to.match(
      /\/virtualNetworkGateways\/gw\/providers\/Microsoft\.Insights\/diagnosticSettings\/logs[0-9a-f]{8}$/,
    );
    expect(account.diff(made, { ...setting, resourceUri: hubGatewayId })).to.include("resourceUri!");
    const updated = await account.update(made, {
      ...logging("TunnelDiagnosticLog"),
      name: made.outputs.name!,
    });
    expect(updated.outputs.logs).to.deep.equal([{ category: "TunnelDiagnosticLog", enabled: true }]);
    await account.delete(made);
  });

  it("needs its resource and its workspace", async () => {
    const account = await openAccount();
    const make = () => account.create(tokens.diagnosticSetting, "logs", setting);
    expect((await refusal(make())).message).to.contain(
      "virtualNetworkGateways/gw' under resource group 'rg'",
    );
    await makeWatched(account);
    const refused = await refusal(make());
    expect(refused.code).to.equal("ResourceNotFound");
    expect(refused.message).to.contain("Microsoft.OperationalInsights/workspaces/logs");
    await makeWorkspace(account);
    await make();
  });

  it("shares no category with another one to the same workspace", async () => {
    const account = await openAccount();
    await makeWatched(account);
    await makeWorkspace(account);
    const elsewhere = await makeWorkspace(account, "archive");
    const make = (name: string, inputs: Props) =>
      account.create(tokens.diagnosticSetting, name, { ...inputs, name });
    const ike = await make("ike", logging("IKEDiagnosticLog"));
    const refused = await refusal(make("all", setting));
    expect(refused.code).to.equal("Conflict");
    expect(refused.message).to.match(
      /already used in diagnostic setting 'ike' for category 'IKEDiagnosticLog'/,
    );
    await make("all", { ...setting, workspaceId: elsewhere.id });
    await make("tunnels", logging("TunnelDiagnosticLog"));
    const switchedOff = { category: "TunnelDiagnosticLog", enabled: false };
    await make("routes", {
      ...setting,
      logs: [{ category: "RouteDiagnosticLog", enabled: true }, switchedOff],
    });
    const widened = { ...logging("IKEDiagnosticLog", "TunnelDiagnosticLog"), name: "ike" };
    expect((await refusal(account.update(ike, widened))).code).to.equal("Conflict");
  });

  it("is one of five at the most", async () => {
    const account = await openAccount();
    await makeWatched(account);
    const make = async (i: number) => {
      const { id } = await makeWorkspace(account, `logs-${i}`);
      return account.create(tokens.diagnosticSetting, `s${i}`, {
        ...setting,
        name: `s${i}`,
        workspaceId: id,
      });
    };
    const [first] = await Promise.all([0, 1, 2, 3, 4].map(make));
    expect((await refusal(make(5))).message).to.match(/up to 5 diagnostic settings/);
    await account.delete(first!);
    await account.create(tokens.diagnosticSetting, "s6", {
      ...setting,
      name: "s6",
      workspaceId: first!.inputs.workspaceId!,
    });
  });

  it("leaves unknown values alone, and goes with its resource's group", async () => {
    const account = await openAccount();
    for (const unknown of ["resourceUri", "workspaceId", "logs", "name"]) {
      expect(
        account.refusals(tokens.diagnosticSetting, "s", { ...setting, [unknown]: UNKNOWN }),
      ).to.deep.equal([]);
    }
    await account.create(tokens.resourceGroup, "ops", { resourceGroupName: "ops" });
    const { id } = await account.create(tokens.workspace, "logs", {
      resourceGroupName: "ops",
      workspaceName: "logs",
    });
    await makeWatched(account);
    await account.create(tokens.diagnosticSetting, "logs", { ...setting, workspaceId: id });
    const groups = account.clouds.world.list().filter(({ token }) => token === tokens.resourceGroup);
    await account.clouds.delete(tokens.resourceGroup, groups[1]!.id, {});
    await account.clouds.delete(tokens.resourceGroup, groups[0]!.id, {});
    expect(account.clouds.world.list()).to.deep.equal([]);
  });
});
