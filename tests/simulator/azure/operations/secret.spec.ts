import { expect } from "chai";

import { inGroup, itChecks, openAccount, refusal, subscription, tokens } from "../estate";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

const tenantId = "33333333-3333-4333-8333-333333333333";
const secret = { ...inGroup, vaultName: "keys", secretName: "psk-1", properties: { value: "Abc.123_x" } };

const makeVault = (account: SimulatedAccount, access: Props): Promise<Made> =>
  account.create(tokens.vault, "keys", {
    ...inGroup,
    vaultName: "keys",
    properties: { tenantId, sku: { family: "A", name: "standard" }, ...access },
  });

const granting = (...secrets: string[]): Props => ({
  accessPolicies: [{ tenantId, objectId: "22222222-2222-4222-8222-222222222222", permissions: { secrets } }],
});

describe("azure-native Secret", () => {
  itChecks(tokens.secret, [
    {
      rule: "has a name of letters, digits and hyphens",
      refused: { ...secret, secretName: "psk_1" },
      accepted: { ...secret, secretName: "1-psk" },
      says: "secretName: InvalidResourceName",
      text: /letters, digits and '-'/,
    },
    {
      rule: "has a name of up to 127 characters",
      refused: { ...secret, secretName: "p".repeat(128) },
      accepted: { ...secret, secretName: "p".repeat(127) },
      says: "secretName: InvalidResourceName",
      text: /1 to 127 characters/,
    },
    {
      rule: "has a value",
      refused: { ...secret, properties: { contentType: "psk" } },
      accepted: { ...secret, properties: { contentType: "psk", value: "x" } },
      says: "properties.value: BadParameter",
      text: /needs a value/,
    },
    {
      rule: "has a value of up to 25 KB",
      refused: { ...secret, properties: { value: "é".repeat(12_801) } },
      accepted: { ...secret, properties: { value: "é".repeat(12_800) } },
      says: "properties.value: BadParameter",
      text: /has 25602 bytes; it can have 25600\.$/,
    },
  ]);

  it("is in a vault that exists, and never answers with its value", async () => {
    const account = await openAccount();
    const make = () => account.create(tokens.secret, "psk", secret);
    expect((await refusal(make())).code).to.equal("ParentResourceNotFound");
    await makeVault(account, granting("get"));
    const made = await make();
    expect(made.id).to.equal(
      `${subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/keys/secrets/psk-1`,
    );
    expect(made.outputs.properties).to.not.have.property("value");
    expect(made.outputs.properties).to.have.property(
      "secretUri",
      "https://keys.vault.azure.net/secrets/psk-1",
    );
    const record = account.clouds.world.list().find(({ token }) => token === tokens.secret);
    expect(record!.sealed).to.include("properties");
  });

  it("gets another version with another value alone", async () => {
    const account = await openAccount();
    await makeVault(account, granting("get"));
    const made = await account.create(tokens.secret, "psk", secret);
    const versionOf = ({ outputs }: Made) => (outputs.properties as Props).secretUriWithVersion;
    const tagged = await account.update(made, { ...secret, tags: { a: "b" } });
    expect(versionOf(tagged)).to.equal(versionOf(made));
    const rotated = await account.update(made, { ...secret, properties: { value: "other" } });
    expect(versionOf(rotated)).to.not.equal(versionOf(made));
  });

  it("is deleted by who may", async () => {
    const account = await openAccount();
    const vault = await makeVault(account, granting("get", "set"));
    const made = await account.create(tokens.secret, "psk", secret);
    const refused = await refusal(account.delete(made));
    expect(refused.code).to.equal("Forbidden");
    expect(refused.message).to.match(
      /does not have secrets delete permission on key vault 'keys;location=westeurope'/,
    );
    await account.update(vault, {
      ...vault.inputs,
      properties: { ...(vault.inputs.properties as Props), ...granting("Delete") },
    });
    await account.delete(made);
  });

  it("is deleted by roles", async () => {
    const account = await openAccount();
    await makeVault(account, { enableRbacAuthorization: true });
    await account.delete(await account.create(tokens.secret, "psk", secret));
  });

  it("leaves unknown values alone", async () => {
    const account = await openAccount();
    expect(account.refusals(tokens.secret, "s", { ...secret, properties: { value: UNKNOWN } })).to.deep.equal(
      [],
    );
    expect(account.refusals(tokens.secret, "s", { ...secret, properties: UNKNOWN })).to.deep.equal([]);
  });
});
