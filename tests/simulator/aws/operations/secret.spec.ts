import { expect } from "chai";

import { accountId, itChecks, refusal, refused, Scene, tokens } from "./scene";
import { UNKNOWN } from "../../../../simulator/protocol/values";
import type { WorldState } from "../../../../simulator/world/record";
import { formatWorld } from "../../../../simulator/world/format";

describe("aws Secret", () => {
  itChecks(tokens.secret, { name: "vpn/shop/tunnel-1" }, [
    {
      rule: "is recoverable for 7 to 30 days, or gone at once",
      refused: [1, 6, 31, -1, 7.5].map((recoveryWindowInDays) => ({ recoveryWindowInDays })),
      accepted: [
        ...[0, 7, 30].map((recoveryWindowInDays) => ({ recoveryWindowInDays })),
        { recoveryWindowInDays: UNKNOWN },
      ],
      text: /recoveryWindowInDays to be 0 or in the range \(7 - 30\)/,
    },
    {
      rule: "has a name of the characters allowed",
      refused: [{ name: "a b" }, { name: "a#b" }, { name: "n".repeat(513) }],
      accepted: [{ name: "a/b_c+d=e.f@g-h" }],
      text: /^name: /,
    },
    {
      rule: "stays in its Region",
      refused: [{ replicas: [{ region: "us-east-1" }] }],
      accepted: [],
      text: /not simulated/,
    },
  ]);

  it("blocks its name after its deletion, in its Region, unless it has no recovery window", async () => {
    const scene = await Scene.open();
    const name = { name: "key" };
    const first = await scene.make(tokens.secret, name);
    expect(first.id).to.match(
      new RegExp(`^arn:aws:secretsmanager:eu-central-1:${accountId}:secret:key-\\w{6}$`),
    );
    expect(await refusal(scene.make(tokens.secret, name))).to.match(refused("ResourceExistsException"));
    await scene.account.delete(first);
    expect(await refusal(scene.make(tokens.secret, name))).to.match(
      refused("InvalidRequestException", "already scheduled for deletion"),
    );
    await scene.make(tokens.secret, { ...name, region: "us-east-1" });
    const brief = await scene.make(tokens.secret, { name: "brief", recoveryWindowInDays: 0 });
    await scene.account.delete(brief);
    await scene.make(tokens.secret, { name: "brief" });
  });
});

describe("aws SecretVersion", () => {
  itChecks(tokens.secretVersion, { secretId: "key", secretString: "s" }, [
    {
      rule: "has one value, which no message shows",
      refused: [
        { secretString: null },
        { secretBinary: "c2VjcmV0" },
        { secretString: "Hush".repeat(16385) },
        { secretString: null, secretBinary: "Hush!" },
      ],
      accepted: [{ secretString: UNKNOWN }, { secretString: null, secretBinary: "c2VjcmV0" }],
      text: /^(?!.*Hush)(secretString|secretBinary): /,
    },
  ]);

  it("is a secret, sealed in the world's file, and a new version for a new value", async () => {
    const scene = await Scene.open();
    const owner = await scene.make(tokens.secret, { name: "key" });
    const old = await scene.make(tokens.secretVersion, { secretId: owner.id, secretString: "Hush" });
    expect(old.outputs.versionStages ?? scene.account.read(old)?.versionStages).to.deep.equal(["AWSCURRENT"]);
    expect(scene.account.diff(old, { ...old.inputs, secretString: "Hush2" })).to.deep.equal([
      "secretString!",
    ]);
    const next = await scene.make(tokens.secretVersion, { secretId: "key", secretString: "Hush2" });
    expect(next.outputs.secretArn).to.equal(owner.id);
    expect(scene.account.read(old)?.versionStages).to.deep.equal(["AWSPREVIOUS"]);
    expect(scene.account.read(next)?.versionStages).to.deep.equal(["AWSCURRENT"]);

    const { clouds } = scene.account;
    expect([...(clouds.read(tokens.secretVersion, old.id)?.secrets ?? [])]).to.include("secretString");
    const records = [...clouds.world.list()];
    const state: WorldState = { version: 1, seed: "s", clock: 0, generations: {}, records };
    expect(formatWorld(state, Buffer.alloc(32))).not.to.include("Hush");

    expect(await refusal(scene.make(tokens.secretVersion, { secretId: "nix", secretString: "s" }))).to.match(
      refused("ResourceNotFoundException"),
    );
  });
});
