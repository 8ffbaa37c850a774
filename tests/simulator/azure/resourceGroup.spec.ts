import { expect } from "chai";

import {
  but,
  itChecks,
  makeAddress,
  makeGateway,
  makeSite,
  makeSurroundings,
  makeVirtualNetwork,
  openAccount,
  passiveGateway,
  refusal,
  subscription,
  tokens,
} from "./estate";
import { SimulatedAccount } from "../../helpers/simulated";

describe("azure-native ResourceGroup", () => {
  itChecks(tokens.resourceGroup, [
    {
      rule: "takes names of up to 90 characters",
      refused: { resourceGroupName: "a".repeat(91) },
      accepted: { resourceGroupName: "a".repeat(90) },
      says: "resourceGroupName: InvalidResourceGroup",
      text: /1 to 90 characters/,
    },
    {
      rule: "takes no name that ends with a period",
      refused: { resourceGroupName: "rg." },
      accepted: { resourceGroupName: "r.g-(1)_ä" },
      says: "resourceGroupName: InvalidResourceGroup",
      text: /cannot end with a period/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: { managedBy: "somebody" },
      accepted: {},
      says: "managedBy",
      text: /not simulated/,
    },
  ]);

  it("asks for a location where the provider has none", async () => {
    const account = await SimulatedAccount.open({ "azure-native": {} });
    expect(account.refusals(tokens.resourceGroup, "rg", {})).to.deep.equal([
      "location: missing required property 'location'. Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.",
    ]);
    expect(account.refusals(tokens.resourceGroup, "rg", { location: "westeurope" })).to.deep.equal([]);
  });

  it("draws a name of the logical name and eight digits, the same again for the same seed", async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async () => (await SimulatedAccount.open()).create(tokens.resourceGroup, "shop", {})),
    );
    expect(first!.id).to.match(new RegExp(`^${subscription}/resourceGroups/shop[0-9a-f]{8}$`));
    expect(first!.id).to.equal(second!.id);
    expect(first!.outputs).to.include({ location: "westeurope", type: "Microsoft.Resources/resourceGroups" });
    expect(first!.outputs.name).to.equal(first!.inputs.resourceGroupName);
    expect(first!.outputs.properties).to.deep.equal({ provisioningState: "Succeeded" });
  });

  it("normalises the location, keeps a drawn name and is replaced for another location", async () => {
    const account = await SimulatedAccount.open();
    const made = await account.create(tokens.resourceGroup, "rg", { location: "North Europe" });
    expect(made.outputs.location).to.equal("northeurope");
    expect(account.diff(made, { location: "northeurope" })).to.deep.equal([]);
    expect(account.diff(made, { location: "westeurope" })).to.deep.equal(["location!"]);
    expect(account.diff(made, { location: "northeurope", tags: { a: "b" } })).to.deep.equal(["tags"]);
  });

  it("refuses a location that does not exist, and a group that does", async () => {
    const account = await openAccount();
    const nowhere = await refusal(account.create(tokens.resourceGroup, "x", { location: "atlantis" }));
    expect(nowhere.code).to.equal("LocationNotAvailableForResourceGroup");
    const again = await refusal(account.create(tokens.resourceGroup, "again", { resourceGroupName: "RG" }));
    expect(again.message).to.equal(
      `cannot create already existing resource '${subscription}/resourceGroups/RG'`,
    );
  });

  it("takes everything in it along when it is deleted", async () => {
    const account = await openAccount();
    const { subnet } = await makeSurroundings(account);
    const gateway = await makeGateway(account, passiveGateway);
    await makeSite(account);
    const [group] = account.clouds.world.list();
    await account.clouds.delete(tokens.resourceGroup, group!.id, {});
    expect(account.clouds.world.list()).to.deep.equal([]);
    await account.delete(subnet);
    await account.delete(gateway);
  });

  it("keeps everything in it when its tags change", async () => {
    const account = await openAccount();
    await makeSurroundings(account);
    const before = account.clouds.world.list().map(({ id }) => id);
    const [group] = account.clouds.world.list();
    await account.update(group!, { ...group!.inputs, tags: { a: "b" } });
    expect(account.clouds.world.list().map(({ id }) => id)).to.deep.equal(before);
  });

  it("is not deleted while a resource elsewhere uses one inside", async () => {
    const account = await openAccount();
    await account.create(tokens.resourceGroup, "other", { resourceGroupName: "other" });
    await makeVirtualNetwork(account, {
      subnets: [{ name: "GatewaySubnet", addressPrefix: "10.32.255.0/27" }],
    });
    await makeAddress(account, "pip0");
    const gateway = await makeGateway(account, but(passiveGateway, { resourceGroupName: "other" }));
    const blocked = await refusal(
      account.clouds.delete(tokens.resourceGroup, `${subscription}/resourceGroups/rg`, {}),
    );
    expect(blocked.code).to.equal("ResourceGroupDeletionBlocked");
    expect(blocked.message).to.contain(gateway.id);
    await account.delete(gateway);
    await account.clouds.delete(tokens.resourceGroup, `${subscription}/resourceGroups/rg`, {});
  });
});
