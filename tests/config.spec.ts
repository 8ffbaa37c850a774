import { expect } from "chai";

import { readEstateConfig } from "../config";

const plan = [
  { name: "dev-aws", place: "aws", prefixLength: 16 },
  { name: "dev-azure", place: "azure", prefixLength: 16 },
  { name: "dev-gcp", place: "gcp", prefixLength: 16 },
];

const awsOnly = {
  "aws:region": "eu-central-1",
  "crosscloud:aws": JSON.stringify({ network: "dev-aws" }),
  "crosscloud:vpn": JSON.stringify({ routing: "bgp", tunnels: 4 }),
};
const azure = { "crosscloud:azure": JSON.stringify({ network: "dev-azure", gatewaySku: "VpnGw2AZ" }) };
const gcp = { "crosscloud:gcp": JSON.stringify({ network: "dev-gcp" }) };
const sound = { ...awsOnly, ...azure };
const twoNetworks = { "crosscloud:aws": awsOnly["crosscloud:aws"], ...azure };
const service = {
  "crosscloud:service": JSON.stringify({
    zone: "example.org",
    name: "www.example.org",
    applicationGatewaySubnet: "10.33.128.0/24",
    backends: { aws: { targets: { web: { address: "10.1.128.10" } } } },
  }),
};
const mesh = { ...twoNetworks, ...gcp, "crosscloud:mesh": "{}" };

const refusal = (values: Record<string, string>, requests: unknown = plan): string => {
  try {
    readEstateConfig(values, "dev", requests);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the configuration was accepted");
};

describe("stack configuration", () => {
  it("gives two networks and their VPN their ranges out of the central address plan", () => {
    const config = readEstateConfig(sound, "dev", plan);
    expect(config.aws).to.deep.equal({
      network: "dev-aws",
      availabilityZones: 2,
      natGateway: "none",
      cidr: "10.0.0.0/16",
      peerCidrs: ["10.32.0.0/16"],
    });
    expect(config.azure).to.deep.include({ cidr: "10.32.0.0/16", peerCidrs: ["10.0.0.0/16"] });
    expect(config.gcp).to.equal(undefined);
    expect(config.mesh).to.equal(undefined);
    expect(config.vpn).to.deep.equal({ routing: "bgp", tunnels: 4, cipherProfile: "strong" });
    expect(config.tags).to.deep.equal({});
  });

  it("admits to each of a mesh's networks the ranges of both others", () => {
    const config = readEstateConfig(mesh, "dev", plan);
    const peers = [config.aws, config.gcp, config.azure].map((network) => network?.peerCidrs);
    expect(peers).to.deep.equal([
      ["10.16.0.0/16", "10.32.0.0/16"],
      ["10.0.0.0/16", "10.32.0.0/16"],
      ["10.0.0.0/16", "10.16.0.0/16"],
    ]);
    expect(config.mesh).to.deep.equal({ cipherProfile: "strong" });
    expect(config.vpn).to.equal(undefined);
  });

  it("says who is told when a tunnel is down, or leaves that to the stack's name", () => {
    const told = (value: string) =>
      readEstateConfig({ ...sound, "crosscloud:monitoring": value }, "dev", plan).monitoring;
    expect(readEstateConfig(sound, "dev", plan).monitoring).to.equal(undefined);
    expect(told("false")).to.equal(false);
    const topic = { aws: { topicArns: ["arn:aws:sns:eu-central-1:123456789012:on-call"] } };
    expect(told(JSON.stringify(topic))).to.deep.equal(topic);
    expect(refusal({ ...sound, "crosscloud:monitoring": '{ "aws": { "topic": "a" } }' })).to.match(
      /crosscloud:monitoring.+topicArns/s,
    );
  });

  it("keeps every network of the committed plan where it is", () => {
    const of = (stack: string) => ({
      "crosscloud:aws": JSON.stringify({ network: `${stack}-aws` }),
      "crosscloud:azure": JSON.stringify({ network: `${stack}-azure`, gatewaySku: "VpnGw2AZ" }),
    });
    const dev = readEstateConfig({ ...sound, ...of("dev") }, "dev");
    expect([dev.aws?.cidr, dev.azure?.cidr]).to.deep.equal(["10.0.0.0/16", "10.32.0.0/16"]);
    const prodGcp = { "crosscloud:gcp": JSON.stringify({ network: "prod-gcp" }) };
    const prod = readEstateConfig({ ...mesh, ...of("prod"), ...prodGcp }, "prod");
    const cidrs = [prod.aws?.cidr, prod.gcp?.cidr, prod.azure?.cidr];
    expect(cidrs).to.deep.equal(["10.1.0.0/16", "10.16.0.0/16", "10.33.0.0/16"]);
  });

  const wrong: [string, Record<string, string>, RegExp[]][] = [
    [
      "a missing key",
      { "crosscloud:vpn": "" },
      [/crosscloud:vpn: .*for example crosscloud:vpn: \{ routing: bgp/],
    ],
    [
      "a wrong value",
      { "crosscloud:vpn": JSON.stringify({ routing: "ospf", tunnels: 4 }) },
      [/crosscloud:vpn\.routing: "ospf" is refused: .*"static"\|"bgp"/],
    ],
    [
      "a retired gateway size",
      { "crosscloud:azure": JSON.stringify({ network: "dev-azure", gatewaySku: "VpnGw1" }) },
      [/crosscloud:azure\.gatewaySku: "VpnGw1" is refused: .*VpnGw1AZ/],
    ],
    [
      "a tunnel count that no pair has",
      { "crosscloud:vpn": JSON.stringify({ routing: "bgp", tunnels: 3 }) },
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
      {
        "crosscloud:aws": "{}",
        "crosscloud:vpn": "{}",
        "crosscloud:azure": '{ "network": "dev-gcp" }',
        ...gcp,
      },
      [
        /crosscloud:vpn: joins two networks and there are 3/,
        /"dev-gcp" is no azure network/,
        /crosscloud:azure\.gatewaySku: is missing/,
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

  const links: [string, Record<string, string>, RegExp][] = [
    [
      "networks that nothing joins",
      twoNetworks,
      /crosscloud:vpn, crosscloud:mesh: both are missing; give crosscloud:vpn: \{/,
    ],
    [
      "a VPN and a mesh",
      { ...mesh, ...sound },
      /crosscloud:vpn, crosscloud:mesh: both are given; keep the first for two networks, or the second for all three/,
    ],
    [
      "a service without its balancer in Azure",
      { ...awsOnly, ...gcp, ...service },
      /crosscloud:service: .* there is no crosscloud:azure; add crosscloud:azure: .*, or remove it/,
    ],
    [
      "a VPN of one network",
      awsOnly,
      /crosscloud:vpn: joins two networks and there is 1 \(aws\); add crosscloud:gcp: \{ network: .* or crosscloud:azure: \{/,
    ],
    [
      "a VPN of three networks",
      { ...sound, ...gcp },
      /crosscloud:vpn: joins two networks and there are 3 \(aws, gcp, azure\); remove one, or give crosscloud:mesh: \{/,
    ],
    [
      "a mesh of two networks",
      { ...twoNetworks, "crosscloud:mesh": "{}" },
      /crosscloud:mesh: joins all three clouds and there are 2 \(aws, azure\); add crosscloud:gcp: \{ network: .*, or give crosscloud:vpn: \{ routing/,
    ],
    ["nothing at all", {}, /crosscloud:vpn, crosscloud:mesh: both are missing/],
  ];
  for (const [what, values, text] of links) {
    it(`refuses ${what}`, () => {
      expect(refusal(values)).to.match(text);
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
