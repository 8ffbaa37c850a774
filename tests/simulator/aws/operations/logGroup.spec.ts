import { expect } from "chai";

import { accountId, itChecks, kmsKey, refusal, refused, Scene, tokens } from "./scene";
import { UNKNOWN } from "../../../../simulator/protocol/values";

describe("aws LogGroup", () => {
  itChecks(tokens.logGroup, { name: "/aws/vpn/shop" }, [
    {
      rule: "keeps events for one of the spans that there are",
      refused: [{ retentionInDays: 2 }, { retentionInDays: 31 }, { retentionInDays: 366 }],
      accepted: [
        { retentionInDays: 0 },
        { retentionInDays: 30 },
        { retentionInDays: 3653 },
        { retentionInDays: UNKNOWN },
      ],
      text: /expected retentionInDays to be one of 0, 1, 3/,
    },
    {
      rule: "has a name of the characters allowed",
      refused: [{ name: "a b" }, { name: "a:b" }, { name: "" }, { name: "n".repeat(513) }],
      accepted: [{ name: "a.b-c_d/e#f" }, { name: "n".repeat(512) }],
      text: /^name: /,
    },
    {
      rule: "is encrypted by a key that its ARN names",
      refused: [{ kmsKeyId: "alias/key" }, { kmsKeyId: `arn:aws:sns:eu-central-1:${accountId}:key` }],
      accepted: [{ kmsKeyId: kmsKey }],
      text: /kmsKeyId/,
    },
    {
      rule: "is of a class that exists",
      refused: [{ logGroupClass: "FREQUENT" }],
      accepted: [{ logGroupClass: "INFREQUENT_ACCESS" }],
      text: /logGroupClass/,
    },
    {
      rule: "is not left behind",
      refused: [{ skipDestroy: true }],
      accepted: [{ skipDestroy: false }],
      text: /not simulated/,
    },
  ]);

  it("has an ARN without an asterisk, and one name a Region", async () => {
    const scene = await Scene.open();
    const made = await scene.make(tokens.logGroup, { name: "/aws/vpn/shop" });
    expect(made.id).to.equal("/aws/vpn/shop");
    expect(made.outputs.arn).to.equal(`arn:aws:logs:eu-central-1:${accountId}:log-group:/aws/vpn/shop`);
    expect(await refusal(scene.make(tokens.logGroup, { name: "/aws/vpn/shop" }))).to.match(
      refused("ResourceAlreadyExistsException", "The specified log group already exists"),
    );
    await scene.make(tokens.logGroup, { name: "/aws/vpn/shop", region: "us-east-1" });
    expect(await refusal(scene.make(tokens.logGroup, { name: "aws/vpn" }))).to.match(
      refused("InvalidParameterException"),
    );
    const named = await scene.make(tokens.logGroup, {}, "logs");
    expect(named.id).to.match(/^logs-[0-9a-f]{7}$/);
  });

  it("stays while its deletion is protected, and keeps deliveries for two days", async () => {
    const scene = await Scene.open();
    const made = await scene.make(tokens.logGroup, {
      name: "g",
      logGroupClass: "DELIVERY",
      retentionInDays: 30,
      deletionProtectionEnabled: true,
    });
    expect(made.outputs.retentionInDays).to.equal(2);
    expect(await refusal(scene.account.delete(made))).to.match(/deletion protection/);
    const free = await scene.account.update(made, { ...made.inputs, deletionProtectionEnabled: false });
    await scene.account.delete(free);
  });
});
