import { expect } from "chai";

import { inGroup, itChecks, openAccount, subscription, tokens } from "../estate";

describe("azure-native UserAssignedIdentity", () => {
  itChecks(tokens.userAssignedIdentity, [
    {
      rule: "has a name of 3 to 128 characters",
      refused: { ...inGroup, resourceName: "ab" },
      accepted: { ...inGroup, resourceName: "abc" },
      says: "resourceName: InvalidResourceName",
      text: /3 to 128/,
    },
    {
      rule: "has a name without periods",
      refused: { ...inGroup, resourceName: "a.b" },
      accepted: { ...inGroup, resourceName: "a_b-c" },
      says: "resourceName: InvalidResourceName",
      text: /underscores/,
    },
  ]);

  it("has a client and a principal of its own in the tenant", async () => {
    const account = await openAccount();
    const make = async (resourceName: string): ReturnType<typeof account.create> =>
      account.create(tokens.userAssignedIdentity, resourceName, { ...inGroup, resourceName });
    const [first, second] = [await make("one"), await make("two")];
    expect(first.id).to.equal(
      `${subscription}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one`,
    );
    expect(first.outputs.principalId).to.not.equal(second.outputs.principalId);
    expect(first.outputs.principalId).to.not.equal(first.outputs.clientId);
    expect(first.outputs.tenantId).to.equal(second.outputs.tenantId);
  });
});
