import { expect } from "chai";

import { readEstateConfig } from "../config";

const plan = [
  { name: "dev-aws", place: "aws", prefixLength: 16 },
  { name: "dev-azure", place: "azure", prefixLength: 16 },
];

const sound = {
  "aws:region": "eu-central-1",
  "crosscloud:aws": JSON.stringify({ network: "dev-aws" }),
  "crosscloud:azure": JSON.stringify({ network: "dev-azure" }),
  "crosscloud:vpn": JSON.stringify({ routing: "bgp", tunnels: 4, gatewaySku: "VpnGw2AZ" }),
};

const refusal = (values: Record<string, string>, requests: unknown = plan): string => {
  try {
    readEstateConfig(values, "dev", requests);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the configuration was accepted");
};

describe("stack configuration", () => {
  it("gives each network its range out of the central address plan", () => {
    const config = readEstateConfig(sound, "dev", plan);
    expect(config).to.deep.include({
      awsCidrBlock: "10.0.0.0/16",
      azureAddressSpace: "10.32.0.0/16",
      tags: {},
    });
    expect(config.aws).to.deep.equal({ network: "dev-aws", availabilityZones: 2, natGateway: "none" });
  });

  for (const stack of ["dev", "prod"]) {
    it(`accepts the committed plan for ${stack}`, () => {
      const values = {
        ...sound,
        "crosscloud:aws": JSON.stringify({ network: `${stack}-aws` }),
        "crosscloud:azure": JSON.stringify({ network: `${stack}-azure` }),
      };
      expect(readEstateConfig(values, stack).azureAddressSpace).to.match(/^10\.(3[2-9]|4[0-7])\./);
    });
  }

  const wrong: [string, Record<string, string>, RegExp[]][] = [
    [
      "a missing key",
      { "crosscloud:vpn": "" },
      [/crosscloud:vpn: .*for example crosscloud:vpn: \{ routing: bgp/],
    ],
    [
      "a wrong value",
      { "crosscloud:vpn": JSON.stringify({ routing: "ospf", tunnels: 4, gatewaySku: "VpnGw2AZ" }) },
      [/crosscloud:vpn\.routing: "ospf" is refused: .*"static"\|"bgp"/],
    ],
    [
      "a retired gateway size",
      { "crosscloud:vpn": JSON.stringify({ routing: "bgp", tunnels: 4, gatewaySku: "VpnGw1" }) },
      [/crosscloud:vpn\.gatewaySku: "VpnGw1" is refused: .*VpnGw1AZ/],
    ],
    [
      "a tunnel count that no pair has",
      { "crosscloud:vpn": JSON.stringify({ routing: "bgp", tunnels: 3, gatewaySku: "VpnGw2AZ" }) },
      [/crosscloud:vpn\.tunnels: 3 is refused/],
    ],
    ["a misspelt key", { "crosscloud:vnp": "{}" }, [/crosscloud:vnp: there is no such key/]],
    [
      "a misspelt key inside",
      { "crosscloud:aws": JSON.stringify({ network: "dev-aws", natGatway: "single" }) },
      [/crosscloud:aws\.natGatway: there is no such key/],
    ],
    [
      "a network that is not in the plan",
      { "crosscloud:aws": JSON.stringify({ network: "test-aws" }) },
      [/crosscloud:aws\.network: "test-aws" is no aws network of address-plan\.json; use one of dev-aws/],
    ],
    [
      "a network of the other cloud",
      { "crosscloud:aws": JSON.stringify({ network: "dev-azure" }) },
      [/"dev-azure" is no aws network/],
    ],
    [
      "several at once",
      { "crosscloud:aws": "{}", "crosscloud:vpn": "{}" },
      [
        /crosscloud:aws\.network: is missing/,
        /crosscloud:vpn\.routing: is missing/,
        /crosscloud:vpn\.tunnels: is missing/,
      ],
    ],
  ];
  for (const [what, values, texts] of wrong) {
    it(`refuses ${what}`, () => {
      const message = refusal({ ...sound, ...values });
      expect(message).to.match(/stack "dev" \(Pulumi\.dev\.yaml\)/);
      texts.forEach((text) => expect(message).to.match(text));
    });
  }

  const plans: [string, unknown, RegExp][] = [
    [
      "a network outside its cloud's block",
      [...plan, { name: "x", place: "aws", prefixLength: 16, cidr: "10.32.0.0/16" }],
      /address-plan\.json: .*"x".*10\.32\.0\.0\/16/,
    ],
    ["a network without a place", [{ name: "x", prefixLength: 16 }], /address-plan\.json: 0\.place/],
    ["no list", {}, /address-plan\.json/],
  ];
  for (const [what, requests, text] of plans) {
    it(`refuses an address plan with ${what}`, () => {
      expect(refusal(sound, requests)).to.match(text);
    });
  }
});
