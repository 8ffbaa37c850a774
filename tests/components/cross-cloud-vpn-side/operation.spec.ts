import { expect } from "chai";
import { CrossCloudVpn } from "../../../components";
import { ofType, record, type RecordedResource } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { watching } from "../cross-cloud-vpn/monitoring/watching";
import { type Common, type Place, sides, Stack, type Up } from "./stacks";

/** The three steps of a link whose stacks both say the same. */
async function threeSteps(first: Place, second: Place, common: Common): Promise<[Up, Up, Up]> {
  const secondStack = new Stack(second, first, common);
  const step1 = await secondStack.up();
  const step2 = await new Stack(first, second, common).up(step1.offer);
  return [step1, step2, await secondStack.up(step2.offer)];
}

const named = (resources: readonly RecordedResource[]) =>
  resources.map(({ type, name, inputs }) => ({ type, name, inputs }));

const pairs: readonly [Place, Place, Common][] = [
  ["aws", "gcp", {}],
  ["aws", "azure", {}],
  ["aws", "azure", { routing: "static" }],
  ["gcp", "azure", { tunnels: 4 }],
  ["gcp", "onPremises", {}],
];

describe("Two CrossCloudVpnSides with monitoring", () => {
  for (const [first, second, common] of pairs) {
    it(`of ${first} and ${second}, ${JSON.stringify(common)} watch together what one CrossCloudVpn watches`, async () => {
      const all = { monitoring: true, ...common };
      const whole = await record(
        () => new CrossCloudVpn("shop", { routing: "bgp", ...sides[first], ...sides[second], ...all }),
        clouds,
      );
      const [step1, step2, step3] = await threeSteps(first, second, all);
      expect(watching(step1.resources), "without a tunnel").to.deep.equal([]);
      const both = [...watching(step2.resources), ...watching(step3.resources)];
      expect(named(both)).to.have.deep.members(named(watching(whole.resources)));
      for (const { result } of [step2, step3]) {
        const watches = result.gatewayId !== undefined;
        expect(Object.keys(result.alarms.link)).to.have.length(watches ? 1 : 0);
        expect(result.dashboard === undefined).to.equal(!watches);
      }
    });
  }

  it("is on by default in a stack in production alone", async () => {
    const office = new Stack("gcp", "onPremises");
    const prod = await office.up((await new Stack("onPremises", "gcp").up()).offer, {
      ...clouds,
      stack: "prod",
    });
    expect(watching(prod.resources)).to.not.deep.equal([]);
    expect(watching((await office.up()).resources)).to.deep.equal([]);
  });
});

describe("A CrossCloudVpnSide with keyStorage", () => {
  it("keeps the keys of the tunnels that it has its ends of, on either side", async () => {
    const [step1, step2, step3] = await threeSteps("aws", "gcp", { keyStorage: { aws: {} } });
    const stored = (up: Up) =>
      ofType(up.resources, "aws:secretsmanager/secretVersion:SecretVersion").map(({ inputs }) => inputs);
    expect(stored(step1)).to.deep.equal([]);
    expect(stored(step2)).to.have.length(4);
    expect(stored(step3).map(({ secretString }) => secretString)).to.deep.equal(
      stored(step2).map(({ secretString }) => secretString),
    );
    expect(step3.result.storedKeyIds["0-1"]).to.have.all.keys("aws");
  });
});
