import { expect } from "chai";

import { operationsTokens as tokens } from "../../../../simulator/gcp/operations/tokens";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import { formatWorld } from "../../../../simulator/world/format";
import { project, refusal, Scene } from "../scene";

const auto: Props = { replication: { auto: {} } };
const replicas = (...locations: string[]): Props => ({
  replication: { userManaged: { replicas: locations.map((location) => ({ location })) } },
});

describe("gcp Secret", () => {
  const cases: [rule: string, refused: Props[], accepted: Props[], text: RegExp][] = [
    [
      "has an id of letters, digits, hyphens and underscores",
      [{ secretId: "a/b" }, { secretId: "a.b" }, { secretId: "s".repeat(256) }],
      [{ secretId: "s".repeat(255) }, { secretId: UNKNOWN }],
      /secretId/,
    ],
    [
      "is replicated in exactly one way",
      [
        { replication: {} },
        { replication: { auto: {}, userManaged: { replicas: [{ location: "europe-west3" }] } } },
        replicas(),
        replicas("europe-west3", "europe-west3"),
        replicas("mars"),
      ],
      [auto, replicas("europe-west3", "europe-west1"), { replication: UNKNOWN }],
      /replica/,
    ],
    ["does not expire", [{ ttl: "3600s" }], [], /not simulated/],
  ];
  for (const [rule, refused, accepted, text] of cases) {
    it(rule, async () => {
      const scene = await Scene.open();
      const refusals = (more: Props): string[] =>
        scene.account.refusals(tokens.secret, "subject", { secretId: "psk", ...auto, ...more });
      for (const more of refused) {
        expect(refusals(more), JSON.stringify(more)).to.have.lengthOf(1);
        expect(refusals(more)[0]).to.match(text);
      }
      for (const more of accepted) {
        expect(refusals(more), JSON.stringify(more)).to.deep.equal([]);
      }
    });
  }

  it("is there once in its project, and stays while it is protected", async () => {
    const scene = await Scene.open();
    const inputs = { secretId: "psk", ...auto, deletionProtection: true };
    const made = await scene.account.create(tokens.secret, "s", inputs);
    expect(made.id).to.equal(`projects/${project}/secrets/psk`);
    expect(await refusal(scene.account.create(tokens.secret, "t", inputs))).to.match(
      /Error 409: .*already exists/,
    );
    expect(await refusal(scene.account.delete(made))).to.match(/deletion_protection=false/);
    const named = await scene.account.create(tokens.secret, "key", auto);
    expect(named.inputs.secretId).to.match(/^key-[0-9a-f]{7}$/);
    expect(scene.account.diff(made, { ...inputs, ...replicas("europe-west3") })).to.deep.equal([
      "replication!",
    ]);
  });
});

describe("gcp SecretVersion", () => {
  it("has data of 64 KiB at most, which no message shows", async () => {
    const scene = await Scene.open();
    const check = (more: Props): string[] =>
      scene.account.refusals(tokens.secretVersion, "v", {
        secret: `projects/${project}/secrets/psk`,
        ...more,
      });
    expect(check({ secretData: "Hush".repeat(16385) })).to.deep.equal([
      "secretData: secretData must hold 1 to 65536 bytes, and has 65540",
    ]);
    expect(check({ secretData: "Hush!", isSecretDataBase64: true })[0]).to.match(/^(?!.*Hush).*base64/);
    expect(check({})[0]).to.match(/must be specified/);
    expect(check({ secretData: "s", secret: "psk" })[0]).to.match(/must be the id of a secret/);
    expect(check({ secretData: UNKNOWN, secret: UNKNOWN })).to.deep.equal([]);
  });

  it("is a secret, sealed in the world's file, and numbered", async () => {
    const scene = await Scene.open();
    const { clouds } = scene.account;
    const make = (name: string, secret: string): ReturnType<typeof scene.account.create> =>
      scene.account.create(tokens.secretVersion, name, { secret, secretData: "Hush" });
    const owner = await scene.account.create(tokens.secret, "s", { secretId: "psk", ...auto });
    const first = await make("v1", owner.id);
    expect(first.id).to.equal(`${owner.id}/versions/1`);
    expect((await make("v2", owner.id)).outputs.version).to.equal("2");
    expect([...(clouds.read(tokens.secretVersion, first.id)?.secrets ?? [])]).to.deep.equal(["secretData"]);
    const state = {
      version: 1 as const,
      seed: "s",
      clock: 0,
      generations: {},
      records: [...clouds.world.list()],
    };
    expect(formatWorld(state, Buffer.alloc(32))).not.to.include("Hush");
    expect(scene.account.diff(first, { ...first.inputs, secretData: "new" })).to.deep.equal(["secretData!"]);
    expect(await refusal(make("v3", `projects/${project}/secrets/nix`))).to.match(/Error 404/);
  });
});
