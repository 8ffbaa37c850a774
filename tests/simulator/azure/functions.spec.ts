import { expect } from "chai";

import { inGroup, makeSubnet, makeVirtualNetwork, network, openAccount } from "./estate";

describe("azure-native functions", () => {
  it("getClientConfig tells the configured subscription", async () => {
    const { clouds } = await openAccount();
    const answer = clouds.invoke(
      "azure-native:authorization:getClientConfig",
      {},
      { subscriptionId: "s", tenantId: "t" },
    );
    expect(answer).to.include({ subscriptionId: "s", tenantId: "t" });
  });

  it("read what exists, and refuse what does not", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account);
    await makeSubnet(account, "app", "10.32.0.0/24");
    const get = (subnetName: string) =>
      account.clouds.invoke(
        "azure-native:network:getSubnet",
        { ...inGroup, virtualNetworkName: "vnet", subnetName },
        {},
      );
    expect(get("app")).to.include({
      id: `${network}/virtualNetworks/vnet/subnets/app`,
      addressPrefix: "10.32.0.0/24",
    });
    expect(() => get("db")).to.throw(
      "The Resource 'Microsoft.Network/virtualNetworks/subnets/db' under resource group 'rg' was not found.",
    );
  });
});
