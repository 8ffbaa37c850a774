import { expect } from "chai";

import { AwsNetwork, AzureNetwork, CrossCloudMesh, GcpNetwork } from "../../../components";
import { failoverHealthChecks } from "../../../policies/rules/failoverHealthChecks";
import { flowLogs } from "../../../policies/rules/flowLogs";
import { loadBalancerTargets } from "../../../policies/rules/loadBalancerTargets";
import { openManagementPorts } from "../../../policies/rules/open-management-ports/openManagementPorts";
import { routeBack } from "../../../policies/rules/route-back/routeBack";
// Loaded before the first test's clock runs.
import "../../../policies/rules/route-back/oneWay";
import { transitGatewayDefaults } from "../../../policies/rules/transitGatewayDefaults";
import { tunnelLogs } from "../../../policies/rules/tunnelLogs";
import type { Resource } from "../../../reachability/resources";
import { pairs } from "../../components/cross-cloud-vpn/pairs";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { findings } from "../planned";

const expectPass = (resources: readonly Resource[]): void => {
  for (const rule of [
    transitGatewayDefaults,
    routeBack,
    openManagementPorts,
    failoverHealthChecks,
    loadBalancerTargets,
  ]) {
    expect(findings(rule, resources), rule.name).to.deep.equal([]);
  }
};

/** One of each kind of gateway on either side. */
const tried = [
  "VGW to VNG, static, 2 tunnels",
  "TGW to Virtual WAN, bgp, 4 tunnels",
  "TGW to HA VPN, bgp, 4 tunnels, IPv6",
  "HA VPN to VNG, bgp, 2 tunnels",
];

describe("the network rules on this library's own networks", function () {
  this.timeout(60_000);

  for (const name of tried) {
    it(`pass ${name}, whose logs are on where it is watched`, async () => {
      const pair = pairs.find((one) => one.name === name)!;
      const { recorded } = await inSimulatedClouds(() => pair.create({ monitoring: true }));
      expectPass(recorded);
      expect(findings(tunnelLogs, recorded)).to.deep.equal([]);
      const unlogged = findings(flowLogs, recorded);
      expect(unlogged).to.have.length(2);
    });
  }

  it("pass a mesh of three clouds, whose unwatched tunnels keep no logs", async () => {
    const { recorded } = await inSimulatedClouds(() => {
      const aws = new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16" });
      const gcp = new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16", region: "europe-west3" });
      const azure = new AzureNetwork("azure", { addressSpace: "10.32.0.0/16" });
      const networks = { aws: { number: 0, aws }, gcp: { number: 1, gcp }, azure: { number: 2, azure } };
      return new CrossCloudMesh("mesh", { networks });
    });
    expectPass(recorded);
    expect(findings(tunnelLogs, recorded)).not.to.be.empty;
    expect(findings(tunnelLogs, recorded, {}, "dev")).to.be.empty;
  });
});
