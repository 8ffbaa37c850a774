import { isSecret } from "@pulumi/pulumi";
import { expect } from "chai";
import { CrossCloudVpn, type OfferedTunnel } from "../../../components";
import {
  isSecretInput,
  ofType,
  plainText,
  record,
  type RecordedResource,
  type RecordOptions,
  value,
} from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { expectGoldenUrns } from "../golden";
import { type Common, type Place, sides, Stack, type Up } from "./stacks";

/** All pairs, the first side first. */
const pairs: readonly [Place, Place, Common][] = [
  ["aws", "gcp", { tunnels: 4 }],
  ["aws", "gcp", { tunnels: 2, keyRotation: 1 }],
  ["transitGateway", "gcp", { tunnels: 8 }],
  ["aws", "azure", {}],
  ["aws", "azure", { routing: "static" }],
  ["aws", "onPremises", {}],
  ["gcp", "azure", { tunnels: 4, priority: "active-passive" }],
  ["gcp", "onPremises", { bgpMd5: true }],
  ["azure", "onPremises", { cipherProfile: "compatible" }],
];

/** Keys are the first side's. */
const withoutKeys = (common: Common): Common => ({ ...common, keyRotation: undefined });

const made = (resources: readonly RecordedResource[]) =>
  resources
    .filter(({ custom }) => custom)
    .map(({ type, name, inputs }) => ({ type, name, inputs }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));

/** The three steps of a link. */
async function threeSteps(first: Place, second: Place, common: Common): Promise<[Up, Up, Up]> {
  const secondStack = new Stack(second, first, withoutKeys(common));
  const step1 = await secondStack.up();
  const step2 = await new Stack(first, second, common).up(step1.offer);
  return [step1, step2, await secondStack.up(step2.offer)];
}

describe("The two CrossCloudVpnSides of a link", () => {
  for (const [first, second, common] of pairs) {
    describe(`${first} and ${second}, ${JSON.stringify(common)}`, () => {
      let steps: [Up, Up, Up];
      before(async () => {
        steps = await threeSteps(first, second, common);
      });

      it("make together in three steps what one CrossCloudVpn makes", async () => {
        const whole = await record(
          () => new CrossCloudVpn("shop", { routing: "bgp", ...sides[first], ...sides[second], ...common }),
          clouds,
        );
        const [, step2, step3] = steps;
        expect(made([...step2.resources, ...step3.resources])).to.deep.equal(made(whole.resources));
        expect(steps.map(({ result }) => result.state)).to.deep.equal([
          "waiting for the peer's offer",
          "complete",
          "complete",
        ]);
      });

      it("leave nothing to do after the third step", () => {
        const [step1, , step3] = steps;
        expect(step3.names).to.include.members([...step1.names]);
        expect(step3.offer).to.deep.equal(step1.offer);
      });

      it("keep the keys secret", async () => {
        const [, step2, step3] = steps;
        const keys = Object.values(step2.offer.tunnels).flatMap(({ presharedKey, md5Key }) => [
          presharedKey,
          ...(common.bgpMd5 === true ? [md5Key] : []),
        ]);
        keys.forEach((key) => expect(key).to.be.a("string").and.not.empty);
        for (const { resources, componentOutputs, result } of [step2, step3]) {
          expect(await isSecret(result.offer)).to.equal(true);
          const open = [
            ...resources.map(({ inputs }) => inputs),
            ...componentOutputs.values(),
            result.tunnels,
          ];
          const texts = await Promise.all(open.map(async (each) => plainText(await value(each))));
          for (const key of keys) {
            expect(texts.filter((text) => text.includes(key ?? ""))).to.deep.equal([]);
          }
        }
      });
    });
  }

  it("have the reviewed children", async () => {
    const [step1, step2, step3] = await threeSteps("aws", "gcp", {});
    expectGoldenUrns("vpn-side-gcp-waiting", step1.resources);
    expectGoldenUrns("vpn-side-aws", step2.resources);
    expectGoldenUrns("vpn-side-gcp", step3.resources);
  });

  it("are told by one name in both stacks, and show in it what they made", async () => {
    const step2 = await new Stack("aws", "gcp").up((await new Stack("gcp", "aws").up()).offer);
    expect(await value(step2.result.gatewayId)).to.equal("shop-vpn-gateway_id");
    const [tunnel] = await value(step2.result.tunnels);
    expect(tunnel).to.deep.equal({
      name: "shop-0-1",
      insideCidr: "169.254.0.64/30",
      ipVersions: ["ipv4"],
      preferred: true,
      aws: {
        id: "shop-vpn-connection-0_id",
        outsideAddress: "203.0.113.11",
        insideAddress: "169.254.0.65",
        asn: 64512,
      },
      gcp: { id: undefined, outsideAddress: "192.0.2.10", insideAddress: "169.254.0.66", asn: 65002 },
    });
  });
});

describe("A CrossCloudVpnSide without an offer", () => {
  it("of AWS makes its gateway alone, and has nothing to offer yet", async () => {
    const { names, offer, result } = await new Stack("aws", "gcp").up();
    expect(names).to.have.members([
      "shop-vpn-gateway",
      "shop-route-propagation-public",
      "shop-route-propagation-private",
    ]);
    expect(offer.tunnels).to.deep.equal({});
    expect(result.state).to.equal("waiting for the peer's offer");
    expect(result.tunnels).to.deep.equal([]);
  });

  it("may be begun with on AWS: the second side then still waits, and is served next time", async () => {
    const aws = new Stack("aws", "gcp");
    const gcp = new Stack("gcp", "aws");
    const begun = await gcp.up((await aws.up()).offer);
    expect(begun.result.state).to.equal("waiting for the peer's offer");
    const complete = await gcp.up((await aws.up(begun.offer)).offer);
    expect(complete.result.state).to.equal("complete");
  });

  it("of Google Cloud offers addresses and keys at once, so that Azure's is complete in its first step", async () => {
    const gcp = new Stack("gcp", "azure");
    const first = await gcp.up();
    expect(first.offer.tunnels["0-2"]).to.deep.equal({
      outsideAddress: "192.0.2.11",
      presharedKey: "krandom-of-shop-preshared-key-0-2",
    });
    const second = await new Stack("azure", "gcp").up(first.offer);
    const third = await gcp.up(second.offer);
    expect([first, second, third].map(({ result }) => result.state)).to.deep.equal([
      "waiting for the peer's offer",
      "complete",
      "complete",
    ]);
  });

  it("is complete all the same when the other side is a router with known addresses", async () => {
    const { result } = await new Stack("aws", "onPremises").up();
    expect(result.state).to.equal("complete");
  });

  it("takes an undefined side for none", async () => {
    const { offer } = await new Stack("gcp", "aws", { aws: undefined }).up();
    expect(offer).to.deep.equal((await new Stack("gcp", "aws").up()).offer);
  });

  it("waits for keys too", async () => {
    const gcp = new Stack("gcp", "aws");
    const { offer } = await new Stack("aws", "gcp").up((await gcp.up()).offer);
    const [[key, { outsideAddress }]] = Object.entries(offer.tunnels) as [[string, OfferedTunnel]];
    const withoutKey = { ...offer, tunnels: { ...offer.tunnels, [key]: { outsideAddress } } };
    expect((await gcp.up(withoutKey)).result.state).to.equal("waiting for the peer's offer");
  });

  it("loses its ends when the offer disappears, and keeps its gateway", async () => {
    const gcp = new Stack("gcp", "aws");
    const before = await gcp.up();
    const complete = await gcp.up((await new Stack("aws", "gcp").up(before.offer)).offer);
    expect(complete.names.length).to.be.greaterThan(before.names.length);
    expect((await gcp.up()).names).to.deep.equal(before.names);
  });
});

describe("An on-premises CrossCloudVpnSide", () => {
  it("renders the router's files with the keys of the offer", async () => {
    const site = new Stack("onPremises", "gcp", { bgpMd5: true });
    expect((await site.up()).result.onPremisesConfiguration).to.equal(undefined);
    const cloud = await new Stack("gcp", "onPremises", { bgpMd5: true }).up();
    const { result } = await site.up(cloud.offer);
    const configuration = result.onPremisesConfiguration!;
    expect(await isSecret(configuration)).to.equal(true);
    const text = Object.values(await value(configuration)).join("\n");
    // strongSwan takes keys as Base64, FRR as they are.
    const presharedKey = Buffer.from("krandom-of-shop-preshared-key-0-2").toString("base64");
    expect(text).to.include(presharedKey).and.include("krandom-of-shop-md5-key-0-1");
  });
});

describe("A rotation of keys over two stacks", () => {
  const rotating: RecordOptions = {
    ...clouds,
    // AWS makes the keys that it is not given.
    outputs: (args) => ({ ...clouds.outputs?.(args), ...(args.inputs as Record<string, unknown>) }),
  };
  const keysOf = (resources: readonly RecordedResource[]) =>
    ofType(resources, "gcp:compute/vPNTunnel:VPNTunnel").map(({ inputs: { sharedSecret } }) =>
      isSecretInput(sharedSecret) ? sharedSecret.value : undefined,
    );

  it("renews one tunnel's key on the first side, then on the second, and no other", async () => {
    const aws = new Stack("aws", "gcp");
    const gcp = new Stack("gcp", "aws");
    const { offer } = await gcp.up();
    const rotated = await aws.saying({ keyRotation: 1 }).up(offer, rotating);
    const { resources } = await gcp.up(rotated.offer);
    expect(keysOf(resources)).to.deep.equal([
      "krandom-of-shop-preshared-key-0-1",
      "key-of-0-2",
      "key-of-1-1",
      "key-of-1-2",
    ]);
  });
});
