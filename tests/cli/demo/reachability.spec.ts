import { expect } from "chai";

import { reachabilityReport } from "../../../cli/demo/reachability";
import type { StateResource } from "../../../cli/stack/stack";
import { AwsNetwork, AzureNetwork, CrossCloudVpn } from "../../../components";
import { inSimulatedClouds } from "../../helpers/simulatedRun";

const state = (resources: readonly StateResource[]) => ({ version: 3, deployment: { resources } });

describe("what the demo says of who can talk to whom", () => {
  it("is a matrix of its networks, and what is left without one tunnel", async () => {
    const { recorded } = await inSimulatedClouds(() => {
      const aws = new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16", peerCidrBlocks: ["10.32.0.0/16"] });
      const azure = new AzureNetwork("azure", {
        addressSpace: "10.32.0.0/16",
        peerAddressPrefixes: ["10.0.0.0/16"],
      });
      return new CrossCloudVpn("vpn", { aws, azure, routing: "bgp" });
    });
    const text = reachabilityReport(state(recorded.map((one) => ({ ...one, custom: true }))));
    expect(text).to.match(/^icmp between 5 subnets, from each row to each column:/);
    expect(text).to.include("✓ reachable 20");
    expect(text).to.match(/Without tunnel 1 of VPN connection \S+: all of them stay reachable/);
    expect(text).to.match(/azure-virtual-network to aws-vpc: \S+ Gbit\/s of \S+ Gbit\/s/);
  });

  it("is nothing where there are no tunnels", () => {
    expect(reachabilityReport(state([]))).to.equal("");
  });
});
