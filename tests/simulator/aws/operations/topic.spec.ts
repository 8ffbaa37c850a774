import { expect } from "chai";

import { accountId, itChecks, Scene, tokens } from "./scene";

describe("aws Topic", () => {
  itChecks(tokens.topic, { name: "alerts" }, [
    {
      rule: "has a name of letters, digits, hyphens and underscores, with .fifo for FIFO only",
      refused: [
        { name: "a.b" },
        { name: "a b" },
        { name: "n".repeat(257) },
        { name: "alerts.fifo" },
        { name: "alerts", fifoTopic: true },
      ],
      accepted: [{ name: "n".repeat(256) }, { name: "alerts.fifo", fifoTopic: true }],
      text: /^name: invalid name/,
    },
    {
      rule: "deduplicates by content in FIFO topics only",
      refused: [{ contentBasedDeduplication: true }],
      accepted: [{ name: "a.fifo", fifoTopic: true, contentBasedDeduplication: true }],
      text: /FIFO/,
    },
    {
      rule: "has a policy in JSON",
      refused: [{ policy: "{" }],
      accepted: [{ policy: '{"Statement":[]}' }],
      text: /policy/,
    },
    {
      rule: "signs in one of two versions",
      refused: [{ signatureVersion: 3 }],
      accepted: [{ signatureVersion: 2 }],
      text: /signatureVersion/,
    },
  ]);

  it("is named by its ARN, and the same for the same name", async () => {
    const scene = await Scene.open();
    const made = await scene.make(tokens.topic, { name: "alerts" });
    expect(made.id).to.equal(`arn:aws:sns:eu-central-1:${accountId}:alerts`);
    expect(made.outputs).to.include({ arn: made.id, owner: accountId });
    expect((await scene.make(tokens.topic, { name: "alerts" })).id).to.equal(made.id);
    const ordered = await scene.make(tokens.topic, { fifoTopic: true }, "alarms");
    expect(ordered.id).to.match(/:alarms-[0-9a-f]{7}\.fifo$/);
  });
});
