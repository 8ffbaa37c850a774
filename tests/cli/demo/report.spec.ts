import { expect } from "chai";

import { type EstateOutputs, report } from "../../../cli/demo/report";

const tunnel = (name: string, outside: string) => ({
  name,
  awsConnectionId: "vpn-1",
  azureConnectionId: `/azure/${name}`,
  awsOutsideAddress: outside,
  azureOutsideAddress: "20.0.0.1",
  insideCidr: "169.254.21.0/30",
});

const outputs: EstateOutputs = {
  networks: {
    aws: { vpcId: "vpc-1", cidrBlocks: ["10.0.0.0/16"], subnetIds: { a: "subnet-1" } },
    azure: {
      virtualNetworkId: "/subscriptions/s/virtualNetworks/net",
      addressPrefixes: ["10.32.0.0/16"],
      subnetIds: {},
    },
  },
  tunnels: [tunnel("1", "52.0.0.1"), { ...tunnel("2", "52.0.0.2"), awsAsn: 64512, azureAsn: 65521 }],
};

const state = (second: string) => [
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
  { urn: "b", type: "azure", id: "/azure/1", outputs: { connectionStatus: "Connected" } },
  { urn: "c", type: "azure", id: "/azure/2", outputs: { connectionStatus: "Connected" } },
];

describe("the demo's report", () => {
  it("shows networks and tunnels, each with its state as both clouds tell it", () => {
    const text = report(outputs, state("UP"));
    expect(text)
      .to.match(/vpc-1 .* 10\.0\.0\.0\/16/)
      .and.match(/│ net .* 10\.32\.0\.0\/16/);
    expect(text)
      .to.match(/│ 1 .* static .* UP .* Connected/)
      .and.match(/│ 2 .* 64512 – 65521 /);
    expect(text).to.contain("2 of 2 tunnels up");
  });

  it("counts a tunnel as up only if both clouds say so of that very tunnel", () => {
    expect(report(outputs, state("DOWN")))
      .to.contain("1 of 2 tunnels up")
      .and.match(/│ 2 .* DOWN/);
  });

  it("does not take what it does not find for up", () => {
    expect(report(outputs, [])).to.contain("0 of 2 tunnels up").and.contain("not found");
  });

  it("says that nothing is built after a destroy", () => {
    expect(report({}, [])).to.equal("Nothing is built.");
  });
});
