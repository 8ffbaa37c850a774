import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { CrossCloudVpn, CrossCloudVpnArgs } from "../../../components";
import {
  isSecretInput,
  plainText,
  record,
  type RecordedResource,
  type Recording,
  refused,
  value,
} from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { bgp, gcpSide, kindsOfPairs, link, officeSide, sides } from "./programs";

/** Where a key goes in, by type: the property, and what keeps the engine from showing it as an output. */
const keyInputs: Readonly<Record<string, string>> = {
  "azure-native:network:VirtualNetworkGatewayConnection": "sharedKey",
  "azure-native:network:VpnConnection": "vpnLinkConnections",
  "gcp:compute/vPNTunnel:VPNTunnel": "sharedSecret",
};

/** Every text that is secret: AWS's and random ones' names begin so, in the mocks. */
const anyKey = /key-of-|random-of-|Users\.Own/;

function expectSealed({ resources, componentOutputs }: Recording<CrossCloudVpn>): void {
  for (const { name, inputs } of resources) {
    expect(plainText(inputs), name).to.not.match(anyKey);
  }
  for (const [urn, outputs] of componentOutputs) {
    expect(plainText(outputs), urn).to.not.match(anyKey);
  }
  const withKeys = resources.filter(({ type }) => type in keyInputs);
  for (const { type, name, inputs, additionalSecretOutputs } of withKeys) {
    const property = keyInputs[type]!;
    expect(anyKey.test(JSON.stringify(inputs[property])), `${name} has a key`).to.equal(true);
    if (type.startsWith("azure-native:")) {
      expect(additionalSecretOutputs, name).to.include(property);
    }
  }
}

const secretTexts = (resources: readonly RecordedResource[], type: string, property: string) =>
  resources
    .filter((resource) => resource.type === type)
    .map(({ inputs }) => inputs[property])
    .map((input) => (isSecretInput(input) ? input.value : input));

describe("CrossCloudVpn's keys, for every kind of pair,", () => {
  for (const [name, args] of kindsOfPairs) {
    it(`are secret in every input and output of ${name}`, async () => {
      const recorded = await record(() => link(args), clouds);
      expectSealed(recorded);
      const { presharedKeys, onPremisesConfiguration, tunnels } = recorded.result;
      expect(await pulumi.isSecret(presharedKeys)).to.equal(true);
      const keys = Object.values(await value(presharedKeys));
      expect(new Set(keys).size, "one for each tunnel").to.equal(tunnels.length);
      keys.forEach((key) => expect(key).to.match(anyKey));
      expect(JSON.stringify(await value(pulumi.output(tunnels)))).to.not.match(anyKey);
      expect(await pulumi.isSecret(pulumi.output(tunnels))).to.equal(false);
      if (onPremisesConfiguration !== undefined) {
        expect(await pulumi.isSecret(onPremisesConfiguration)).to.equal(true);
      }
    });

    it(`are secret in a preview of ${name}`, async () => {
      expectSealedInputs(await record(() => link(args), { ...clouds, preview: true }));
    });
  }
});

/** In a preview keys are unknown, but their inputs must be secret or unknown all the same. */
function expectSealedInputs({ resources }: Recording<CrossCloudVpn>): void {
  for (const { name, inputs } of resources) {
    expect(plainText(inputs), name).to.not.match(anyKey);
  }
}

describe("CrossCloudVpn's keys of the user's own", () => {
  const own: Readonly<Record<string, string>> = {
    "0-1": "Users.Own_key.1",
    "0-2": "Users.Own_key.2",
    "1-1": "Users.Own_key.3",
    "1-2": "Users.Own_key.4",
  };
  const firstTwo = { "0-1": own["0-1"]!, "0-2": own["0-2"]! };

  const programs: readonly [string, Partial<CrossCloudVpnArgs>, Readonly<Record<string, string>>][] = [
    ["AWS and Azure", sides, own],
    ["AWS and Google Cloud", { aws: sides.aws, gcp: gcpSide }, own],
    ["Google Cloud and Azure", { gcp: gcpSide, azure: sides.azure }, firstTwo],
    ["Azure and on-premises", { azure: sides.azure, onPremises: officeSide() }, firstTwo],
  ];
  for (const [pair, args, presharedKeys] of programs) {
    it(`reach both ends of their own tunnel, as secrets, between ${pair}`, async () => {
      const recorded = await record(() => link({ ...args, presharedKeys }), clouds);
      expectSealed(recorded);
      const { resources, result } = recorded;
      const keys = Object.values(presharedKeys);
      expect(await value(result.presharedKeys)).to.deep.equal(
        Object.fromEntries(Object.entries(presharedKeys).map(([key, own]) => [`shop-${key}`, own])),
      );
      for (const [cloud, type, property] of [
        ["azure", "azure-native:network:VirtualNetworkGatewayConnection", "sharedKey"],
        ["gcp", "gcp:compute/vPNTunnel:VPNTunnel", "sharedSecret"],
      ] as const) {
        if (args[cloud] !== undefined) {
          expect(secretTexts(resources, type, property)).to.deep.equal(keys);
        }
      }
      if (args.aws !== undefined) {
        const connections = "aws:ec2/vpnConnection:VpnConnection";
        const [first, second] = ([1, 2] as const).map((number) =>
          secretTexts(resources, connections, `tunnel${number}PresharedKey`),
        );
        expect([first?.[0], second?.[0], first?.[1], second?.[1]]).to.deep.equal(keys);
      }
      expect(resources.filter(({ type }) => type.startsWith("random:"))).to.deep.equal([]);
    });
  }

  it("may be secrets of the configuration, known only later", async () => {
    const presharedKeys = Object.fromEntries(
      Object.entries(own).map(([key, value]) => [key, pulumi.secret(value)]),
    );
    const recorded = await record(() => bgp({ presharedKeys }), clouds);
    expectSealed(recorded);
    expect(Object.values(await value(recorded.result.presharedKeys))).to.deep.equal(Object.values(own));
  });

  for (const [what, key] of [
    ["a hyphen", "Secret-Key.Text_1"],
    ["a leading 0", "0SecretKeyText1"],
    ["too few characters", "Secret1"],
    ["too many characters", "SecretKey".repeat(8)],
    ["a space", "Secret Key Text1"],
    ["a character of another alphabet", "SecretKeyTextß1"],
  ] as const) {
    it(`are not told in the refusal of ${what}`, async () => {
      const { message, children } = await refused(() => bgp({ presharedKeys: { ...own, "1-1": key } }));
      expect(message).to.match(/presharedKeys\["1-1"\]: .+use 8 to 64 letters, digits, "\." and "_"/);
      expect(message.match(/^ {2}- /gm)).to.have.length(1);
      expect(message)
        .to.not.include(key)
        .and.not.match(/Secret|Users/);
      expect(children).to.deep.equal([]);
    });
  }

  for (const [what, presharedKeys, expected] of [
    [
      "one key for two tunnels",
      { ...own, "1-1": own["0-2"]! },
      /presharedKeys\["1-1"\]: is the same as that of 0-2: give each tunnel its own/,
    ],
    [
      "a tunnel without a key",
      { "0-1": own["0-1"]!, "0-2": own["0-2"]!, "1-1": own["1-1"]! },
      /presharedKeys: has none for tunnel 1-2: give one for each of 0-1, 0-2, 1-1, 1-2/,
    ],
    [
      "a key for a tunnel that there is not",
      { ...own, "2-1": "Users.Own_key.5" },
      /presharedKeys\.2-1: is not an argument here: use one of 0-1, 0-2, 1-1, 1-2/,
    ],
  ] as const) {
    it(`are not told in the refusal of ${what}`, async () => {
      const { message, children } = await refused(() => bgp({ presharedKeys }));
      expect(message).to.match(expected);
      expect(message.match(/^ {2}- /gm)).to.have.length(1);
      expect(message).to.not.match(/Users/);
      expect(children).to.deep.equal([]);
    });
  }

  it("are not rotated by a counter", async () => {
    const { message, children } = await refused(() => bgp({ presharedKeys: own, keyRotation: 1 }));
    expect(message).to.match(/keyRotation: does not go with presharedKeys: change these yourself/);
    expect(children).to.deep.equal([]);
  });
});
