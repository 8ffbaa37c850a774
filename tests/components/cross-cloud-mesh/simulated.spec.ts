import { expect } from "chai";
import fc from "fast-check";
import {
  AwsNetwork,
  AzureNetwork,
  CrossCloudMesh,
  type CrossCloudMeshArgs,
  GcpNetwork,
  type MeshNetwork,
} from "../../../components";
import { allTunnelStates, type OnPremisesRouters } from "../../../simulator";
import { regionNames } from "../../../simulator/aws/regions";
import { value } from "../../helpers/recordedMocks";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { linkNames, topologies, type Topology, type TopologyNetwork } from "./topologies";

/** The same shape as in the plan's tests, over networks of this library. */
function network({ name, number, cloud, large }: TopologyNetwork): MeshNetwork {
  const range = `10.${number}.0.0/16`;
  switch (cloud) {
    case "aws": {
      // AWS takes five VPCs and five transit gateways in a region.
      const region = regionNames[number % regionNames.length]!;
      const aws = new AwsNetwork(name, { cidrBlock: range, region });
      return { number, aws: { ...aws, ...(large && { transitGateway: {} }) } };
    }
    case "gcp":
      return { number, gcp: new GcpNetwork(name, { ipCidrRange: range }) };
    case "azure": {
      const azure = new AzureNetwork(name, { addressSpace: range });
      const virtualHub = { addressPrefix: `10.100.${2 * number}.0/23` };
      return { number, azure: { ...azure, ...(large && { virtualHub }) } };
    }
    case "onPremises": {
      const publicAddresses = [`185.43.${number}.9`, `185.44.${number}.9`].slice(0, large ? 2 : 1);
      return { number, onPremises: { publicAddresses, prefixes: [range] } };
    }
  }
}

function mesh({ networks, pruned }: Topology): CrossCloudMesh {
  const args: CrossCloudMeshArgs = {
    networks: Object.fromEntries(networks.map((each) => [each.name, network(each)])),
    links: Object.fromEntries(pruned.map((name) => [name, false])),
  };
  return new CrossCloudMesh("corp", args);
}

async function expectAllUp(topology: Topology): Promise<void> {
  const { clouds, result } = await inSimulatedClouds(() => mesh(topology));
  const wanted = Object.values(result.tunnels).flat().length;
  const routers: Record<string, OnPremisesRouters[string]> = {};
  for (const [name, files] of Object.entries(result.onPremisesConfigurations)) {
    routers[name] = await value(files);
  }
  const states = allTunnelStates(clouds.world.view(), routers);
  const reasons = states.flatMap(({ reasons }) => reasons).join("\n");
  expect(states.filter(({ up }) => up).length, reasons).to.equal(wanted);
}

describe("CrossCloudMesh in the simulated clouds brings up", function () {
  this.timeout(60_000);

  for (const topology of fc.sample(topologies(6, 3), { seed: 11, numRuns: 5 })) {
    it(topology.networks.map(({ cloud, number }) => `${cloud} ${number}`).join(", "), () =>
      expectAllUp(topology),
    );
  }

  it("a mesh whose office has no link, and no configuration", async () => {
    const networks = (["aws", "gcp", "onPremises"] as const).map((cloud, number) => ({
      name: `n${number}`,
      number,
      cloud,
      large: false,
    }));
    const topology = { networks, pruned: ["n0-n2", "n1-n2"] };
    const { result } = await inSimulatedClouds(() => mesh(topology));
    expect(result.onPremisesConfigurations).to.deep.equal({});
    await expectAllUp(topology);
  });

  it("30 networks in three clouds, each joined to its neighbours", async () => {
    const networks = Array.from({ length: 30 }, (_, number): TopologyNetwork => {
      const cloud = (["aws", "gcp", "azure"] as const)[number % 3]!;
      return { name: `n${number}`, number, cloud, large: true };
    });
    const distant = linkNames(networks).filter((name) => {
      const [one = 0, other = 0] = name.match(/\d+/g)?.map(Number) ?? [];
      return Math.abs(one - other) > 1;
    });
    await expectAllUp({ networks, pruned: distant });
  });
});
