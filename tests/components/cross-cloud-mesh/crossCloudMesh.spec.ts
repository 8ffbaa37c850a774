import { expect } from "chai";
import {
  AwsNetwork,
  AzureNetwork,
  CrossCloudMesh,
  type CrossCloudMeshArgs,
  GcpNetwork,
} from "../../../components";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import { inSimulatedClouds } from "../../helpers/simulatedRun";

const triangle = (links: CrossCloudMeshArgs["links"] = {}) =>
  new CrossCloudMesh("corp", {
    links,
    networks: {
      shop: { number: 0, aws: new AwsNetwork("shop", { cidrBlock: "10.0.0.0/16" }) },
      data: { number: 1, gcp: new GcpNetwork("data", { ipCidrRange: "10.16.0.0/16" }) },
      office: { number: 2, azure: new AzureNetwork("office", { addressSpace: "10.32.0.0/16" }) },
    },
  });

describe("CrossCloudMesh in the simulated clouds", () => {
  it("joins three clouds, each with one gateway for both its links", async () => {
    const { clouds, result, resources } = await inSimulatedClouds(() => triangle());
    const states = allTunnelStates(clouds.world.view());
    const reasons = states.flatMap(({ reasons }) => reasons).join("\n");
    expect(states.filter(({ up }) => up).length, reasons).to.equal(4 + 4 + 2);
    expect(Object.keys(result.tunnels)).to.have.members(["shop-data", "shop-office", "data-office"]);
    const gateways = resources.filter((name) =>
      /:(VpnGateway|HaVpnGateway|VirtualNetworkGateway)::/.test(name),
    );
    expect(gateways).to.have.length(3);
  });

  it("makes no gateway for a network without links, which costs nothing", async () => {
    const apart = { "shop-office": false, "data-office": false } as const;
    const { result, resources } = await inSimulatedClouds(() => triangle(apart));
    expect(resources.filter((name) => name.includes("::corp-office"))).to.deep.equal([]);
    expect(result.gatewayIds).to.have.all.keys("shop", "data");
    expect(result.cost.lines.map(({ item }) => item).filter((item) => item.startsWith("azure"))).to.be.empty;
  });
});
