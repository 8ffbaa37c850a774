import { expect } from "chai";

import { but, inGroup, itChecks, openAccount, refusal, subscription, tokens } from "../estate";
import { type Props, UNKNOWN, type Value } from "../../../../simulator/protocol/values";

const tenantId = "33333333-3333-4333-8333-333333333333";
const properties: Props = { tenantId, sku: { family: "A", name: "standard" }, accessPolicies: [] };
const vault = { ...inGroup, vaultName: "keys", properties };
const having = (changes: Record<string, Value | undefined>): Props => ({
  ...vault,
  properties: but(properties, changes),
});
const policy = {
  tenantId,
  objectId: "22222222-2222-4222-8222-222222222222",
  permissions: { secrets: ["get"] },
};

describe("azure-native Vault", () => {
  itChecks(tokens.vault, [
    {
      rule: "has a name of up to 24 characters",
      refused: { ...vault, vaultName: "k".repeat(25) },
      accepted: { ...vault, vaultName: "k".repeat(24) },
      says: "vaultName: VaultNameNotValid",
      text: /3 to 24 characters/,
    },
    {
      rule: "has a name that starts with a letter",
      refused: { ...vault, vaultName: "1keys" },
      accepted: { ...vault, vaultName: "keys1" },
      says: "vaultName: VaultNameNotValid",
      text: /begin with a letter/,
    },
    {
      rule: "has a name without two hyphens in a row",
      refused: { ...vault, vaultName: "k--eys" },
      accepted: { ...vault, vaultName: "k-e-ys" },
      says: "vaultName: VaultNameNotValid",
      text: /consecutive hyphens/,
    },
    {
      rule: "is standard or premium",
      refused: having({ sku: { family: "A", name: "basic" } }),
      accepted: having({ sku: { family: "A", name: "premium" } }),
      says: "properties.sku.name: BadRequest",
      text: /standard or premium/,
    },
    {
      rule: "has a tenant",
      refused: having({ tenantId: "contoso.com", accessPolicies: [] }),
      accepted: vault,
      says: "properties.tenantId: BadRequest",
      text: /is not a GUID/,
    },
    {
      rule: "has access policies or roles",
      refused: having({ accessPolicies: undefined }),
      accepted: having({ accessPolicies: undefined, enableRbacAuthorization: true }),
      says: "properties.accessPolicies: BadRequest",
      text: /not specified/,
    },
    {
      rule: "has identities of one tenant",
      refused: having({ accessPolicies: [{ ...policy, tenantId: "44444444-4444-4444-8444-444444444444" }] }),
      accepted: having({ accessPolicies: [policy] }),
      says: "properties.accessPolicies[0].tenantId: BadRequest",
      text: /must be of the vault's tenant/,
    },
    {
      rule: "grants what there is",
      refused: having({ accessPolicies: [{ ...policy, permissions: { secrets: ["get", "write"] } }] }),
      accepted: having({ accessPolicies: [{ ...policy, permissions: { secrets: ["Get", "Delete"] } }] }),
      says: "properties.accessPolicies[0].permissions.secrets: BadRequest",
      text: /'write' is not one of/,
    },
    {
      rule: "is not told to be purgeable",
      refused: having({ enablePurgeProtection: false }),
      accepted: having({ enablePurgeProtection: true }),
      says: "properties.enablePurgeProtection: BadRequest",
      text: /cannot be set to false/,
    },
    {
      rule: "keeps what was deleted",
      refused: having({ enableSoftDelete: false }),
      accepted: having({ enableSoftDelete: true }),
      says: "properties.enableSoftDelete: BadRequest",
      text: /cannot be set to false/,
    },
    {
      rule: "keeps it 7 to 90 days",
      refused: having({ softDeleteRetentionInDays: 6 }),
      accepted: having({ softDeleteRetentionInDays: 7 }),
      says: "properties.softDeleteRetentionInDays: BadRequest",
      text: /7 to 90, got 6/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: having({ networkAcls: { defaultAction: "Deny" } }),
      accepted: vault,
      says: "properties.networkAcls",
      text: /not simulated/,
    },
  ]);

  it("has an address, and a name that no other has", async () => {
    const account = await openAccount();
    const made = await account.create(tokens.vault, "keys", vault);
    expect(made.id).to.equal(`${subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/keys`);
    expect(made.outputs.properties).to.include({
      vaultUri: "https://keys.vault.azure.net/",
      softDeleteRetentionInDays: 90,
    });
    await account.create(tokens.resourceGroup, "other", { resourceGroupName: "other" });
    const again = await refusal(
      account.create(tokens.vault, "again", { ...vault, resourceGroupName: "other", vaultName: "Keys" }),
    );
    expect(again.code).to.equal("VaultAlreadyExists");
  });

  it("leaves unknown values alone", async () => {
    const account = await openAccount();
    expect(account.refusals(tokens.vault, "v", { ...vault, properties: UNKNOWN })).to.deep.equal([]);
    expect(
      account.refusals(tokens.vault, "v", having({ tenantId: UNKNOWN, accessPolicies: UNKNOWN })),
    ).to.deep.equal([]);
  });
});
