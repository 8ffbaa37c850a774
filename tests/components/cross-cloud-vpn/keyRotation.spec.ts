import { expect } from "chai";
import fc from "fast-check";
import type { CrossCloudVpnArgs } from "../../../components";
import { keyGeneration } from "../../../components/cross-cloud-vpn/keys";
import { isSecretInput, ofType, record, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { gcpSide, link, sides } from "./programs";

const tunnelCount = fc.integer({ min: 1, max: 16 });
const generations = (rotations: number, tunnels: number) =>
  Array.from({ length: tunnels }, (_, index) => keyGeneration(rotations, index, tunnels));

describe("keyGeneration", () => {
  it("gives exactly one tunnel a new key with each rotation, the next one each time", () => {
    fc.assert(
      fc.property(tunnelCount, fc.nat(200), (tunnels, rotations) => {
        const [before, after] = [generations(rotations, tunnels), generations(rotations + 1, tunnels)];
        const changed = after.flatMap((generation, index) => (generation === before[index] ? [] : [index]));
        expect(changed).to.deep.equal([rotations % tunnels]);
        expect(after[rotations % tunnels]).to.equal((before[rotations % tunnels] ?? 0) + 1);
      }),
    );
  });

  it("gives every tunnel one new key with as many rotations as there are tunnels", () => {
    fc.assert(
      fc.property(tunnelCount, fc.nat(200), (tunnels, rotations) => {
        const [before, after] = [generations(rotations, tunnels), generations(rotations + tunnels, tunnels)];
        expect(after).to.deep.equal(before.map((generation) => generation + 1));
      }),
    );
  });

  it("gives none before the first", () => {
    expect(generations(0, 4)).to.deep.equal([0, 0, 0, 0]);
  });
});

describe("CrossCloudVpn's rotated keys", () => {
  const keepers = async (args: Partial<CrossCloudVpnArgs>, keyRotation: number) => {
    const { resources, result } = await record(() => link({ ...args, keyRotation }), clouds);
    const random = ofType(resources, "random:index/randomPassword:RandomPassword");
    return {
      resources,
      keys: await value(result.presharedKeys),
      generations: Object.fromEntries(
        random.map(({ name, inputs }) => [
          name.replace("shop-preshared-key-", ""),
          (inputs["keepers"] as { generation: string }).generation,
        ]),
      ),
    };
  };

  it("of AWS come from the random provider from the first rotation on, and are set on both ends", async () => {
    const aws = { aws: sides.aws, gcp: gcpSide };
    expect((await keepers(aws, 0)).generations).to.deep.equal({});
    const { resources, keys, generations } = await keepers(aws, 2);
    expect(generations).to.deep.equal({ "0-1": "1", "0-2": "1" });
    const connection = resources.find(({ name }) => name === "shop-vpn-connection-0");
    for (const number of [1, 2]) {
      const input = connection?.inputs[`tunnel${number}PresharedKey`];
      expect(isSecretInput(input) && input.value).to.equal(`krandom-of-shop-preshared-key-0-${number}`);
    }
    expect(keys["shop-0-2"]).to.equal("krandom-of-shop-preshared-key-0-2");
    expect(keys["shop-1-1"]).to.equal("key-of-1-1");
    expect((await keepers(aws, 5)).generations).to.deep.equal({
      "0-1": "2",
      "0-2": "1",
      "1-1": "1",
      "1-2": "1",
    });
  });

  it("of other pairs are renewed by their keepers, one at a time", async () => {
    const pair = { gcp: gcpSide, azure: sides.azure };
    const rounds = [];
    for (const rotation of [0, 1, 2, 3]) {
      rounds.push((await keepers(pair, rotation)).generations);
    }
    expect(rounds).to.deep.equal([
      { "0-1": "0", "0-2": "0" },
      { "0-1": "1", "0-2": "0" },
      { "0-1": "1", "0-2": "1" },
      { "0-1": "2", "0-2": "1" },
    ]);
  });
});
