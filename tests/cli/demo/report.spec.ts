import { expect } from "chai";

import type { EstateOutputs, TunnelOutput } from "../../../cli/demo/outputs";
import { report } from "../../../cli/demo/report";
import type { StateResource } from "../../../cli/stack/stack";
import type { TunnelState } from "../../../simulator";

const toAzure = (name: string, outsideAddress: string, aws?: number, azure?: number): TunnelOutput => ({
  name,
  insideCidr: "169.254.21.0/30",
  aws: { id: "vpn-1", outsideAddress, asn: aws },
  azure: { id: `/azure/${name}`, outsideAddress: "20.0.0.1", asn: azure },
});

const vpn: EstateOutputs = {
  networks: {
    aws: { vpcId: "vpc-1", cidrBlocks: ["10.0.0.0/16"], subnetIds: { a: "subnet-1" } },
    azure: {
      virtualNetworkId: "/subscriptions/s/virtualNetworks/net",
      addressPrefixes: ["10.32.0.0/16"],
      subnetIds: {},
    },
  },
  tunnels: [toAzure("1", "52.0.0.1"), toAzure("2", "52.0.0.2")],
};

const mesh: EstateOutputs = {
  networks: {
    ...vpn.networks,
    gcp: { networkId: "projects/p/global/networks/gnet", ipCidrRanges: ["10.16.0.0/16"], subnetIds: {} },
  },
  tunnels: {
    "aws-azure": [toAzure("1", "52.0.0.1", 64512, 64514), toAzure("2", "52.0.0.2", 64512, 64514)],
    "gcp-azure": [
      {
        name: "3",
        insideCidr: "169.254.22.0/30",
        gcp: { id: "projects/p/tunnel-3", outsideAddress: "34.0.0.1", asn: 64513 },
        azure: { id: "/azure/3", outsideAddress: "20.0.0.1", asn: 64514 },
      },
    ],
  },
};

const state = (second: string, gcp = "Tunnel is up and running."): StateResource[] => [
  {
    urn: "a",
    type: "aws",
    id: "vpn-1",
    outputs: {
      vgwTelemetries: [
        { outsideIpAddress: "52.0.0.2", status: second },
        { outsideIpAddress: "52.0.0.1", status: "UP" },
      ],
    },
  },
  ...["1", "2", "3"].map((name) => ({
    urn: name,
    type: "azure",
    id: `/azure/${name}`,
    outputs: { connectionStatus: "Connected" },
  })),
  { urn: "g", type: "gcp", id: "projects/p/tunnel-3", outputs: { detailedStatus: gcp } },
];

const end = (recordId: string, outsideAddress: string) => ({ recordId, outsideAddress });
const sessions = (last: TunnelState["bgp"]): TunnelState[] =>
  [
    { bgp: "established", ends: [end("/azure/1", "20.0.0.1"), end("vpn-1", "52.0.0.1")] },
    { bgp: "established", ends: [end("vpn-1", "52.0.0.2"), end("/azure/2", "20.0.0.1")] },
    { bgp: last, ends: [end("projects/p/tunnel-3", "34.0.0.1"), end("/azure/3", "20.0.0.1")] },
  ] as unknown as TunnelState[];

describe("the demo's report", () => {
  it("shows a VPN's networks and tunnels, each with its state as both clouds tell it", () => {
    const text = report(vpn, state("UP"), []);
    expect(text)
      .to.match(/vpc-1 .* 10\.0\.0\.0\/16/)
      .and.match(/│ net .* 10\.32\.0\.0\/16/);
    expect(text)
      .to.match(/│ 1 +│ AWS +│ 52\.0\.0\.1 .* UP +│ static/)
      .and.match(/│ 169\.254\.21\.0\/30 │ Azure +│ 20\.0\.0\.1 .* Connected/)
      .and.match(/^2 of 2 tunnels up$/m);
  });

  it("shows a mesh's tunnels of all links, with their ASNs and BGP sessions", () => {
    const text = report(mesh, state("UP"), sessions("established"));
    expect(text)
      .to.match(/│ gnet .* 10\.16\.0\.0\/16/)
      .and.match(/│ 3 +│ Google Cloud │ 34\.0\.0\.1 │ 64513 │ Tunnel is up and running\. │ established/)
      .and.match(/│ Azure +│ 20\.0\.0\.1 │ 64514 │ Connected/)
      .and.match(/^3 of 3 tunnels up, 3 of 3 BGP sessions established$/m);
  });

  it("counts a tunnel as up only if both clouds say so of that very tunnel", () => {
    expect(report(vpn, state("DOWN"), []))
      .to.contain("1 of 2 tunnels up")
      .and.match(/│ 2 .* DOWN/);
    expect(report(mesh, state("UP", "No incoming packets from peer"), sessions("established"))).to.contain(
      "2 of 3 tunnels up",
    );
  });

  it("does not count a tunnel without its BGP session", () => {
    for (const states of [sessions("down"), sessions("established").slice(0, 2)]) {
      expect(report(mesh, state("UP"), states))
        .to.contain("2 of 3 tunnels up, 2 of 3 BGP sessions established")
        .and.match(/│ 3 .* down/);
    }
  });

  it("does not take what it does not find for up", () => {
    expect(report(vpn, [], []))
      .to.contain("0 of 2 tunnels up")
      .and.contain("not found");
  });

  it("shows the tunnels of a program that tells of no networks", () => {
    const text = report({ tunnels: mesh.tunnels }, state("UP"), sessions("established"));
    expect(text)
      .to.match(/^3 of 3 tunnels up/m)
      .and.not.contain("subnets");
  });

  it("says that nothing is built after a destroy", () => {
    expect(report({}, [], [])).to.equal("Nothing is built.");
  });
});
