import { expect } from "chai";
import {
  AwsNetwork,
  AzureNetwork,
  CrossCloudMesh,
  type CrossCloudMeshArgs,
  GcpNetwork,
} from "../../../components";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import { find, ofType, record, refused } from "../../helpers/recordedMocks";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { clouds } from "../clouds";
import { watching } from "../cross-cloud-vpn/monitoring/watching";
import { expectGoldenUrns } from "../golden";

const triangle = (monitoring: CrossCloudMeshArgs["monitoring"], links: CrossCloudMeshArgs["links"] = {}) =>
  new CrossCloudMesh("corp", {
    networks: {
      shop: { number: 0, aws: new AwsNetwork("shop", { cidrBlock: "10.0.0.0/16" }) },
      data: {
        number: 1,
        gcp: new GcpNetwork("data", { ipCidrRange: "10.16.0.0/16", region: "europe-west3" }),
      },
      office: { number: 2, azure: new AzureNetwork("office", { addressSpace: "10.32.0.0/16" }) },
    },
    links,
    monitoring,
  });

describe("CrossCloudMesh's monitoring", () => {
  it("comes up in the simulated clouds: alarms for every link, a dashboard for every network", async () => {
    const { clouds: world, result } = await inSimulatedClouds(() => triangle(true));
    const states = allTunnelStates(world.world.view());
    expect(states.filter(({ up }) => up)).to.have.length(4 + 4 + 2);
    expect(result.dashboards).to.have.all.keys("shop", "data", "office");
    expect(result.alarms).to.have.all.keys("shop-data", "shop-office", "data-office");
    expect(Object.keys(result.alarms["data-office"]!.tunnels)).to.deep.equal(["0-1", "0-2"]);
    for (const [name, { tunnels }] of Object.entries(result.alarms)) {
      for (const [key, ids] of Object.entries(tunnels)) {
        expect(Object.keys(ids), `${name} ${key}`).to.have.length(2);
      }
    }
    // Azure cannot tell its gateway's two links apart.
    expect(result.alarms["shop-office"]!.link).to.have.all.keys("aws");
    expect(result.alarms["data-office"]!.link).to.have.all.keys("gcp");
    expect(result.alarms["shop-data"]!.link).to.have.all.keys("aws", "gcp");
  });

  it("shows all links of a network in its dashboard, and has names that stay", async () => {
    const { resources } = await record(() => triangle(true), clouds);
    expectGoldenUrns("mesh-monitoring", watching(resources));
    const { inputs } = find(resources, "corp-data-dashboard", "gcp:monitoring/dashboard:Dashboard");
    for (const link of ["shop-data", "data-office"]) {
      expect(inputs["dashboardJson"]).to.contain(`corp-${link}-vpn-tunnel-0-2-in-gcp`);
    }
    const aws = find(resources, "corp-shop-dashboard", "aws:cloudwatch/dashboard:Dashboard");
    for (const label of ["corp-shop-data-1-2", "corp-shop-office-1-2"]) {
      expect(aws.inputs["dashboardBody"]).to.contain(`"${label}"`);
    }
    expect(ofType(resources, "azure-native:monitor:DiagnosticSetting")).to.have.length(1);
  });

  it("is nothing by default and nothing for a network without links", async () => {
    const plain = await record(() => triangle(undefined), clouds);
    expect(watching(plain.resources)).to.deep.equal([]);
    const apart = { "shop-office": false, "data-office": false } as const;
    const { result } = await record(() => triangle(true, apart), clouds);
    expect(result.dashboards).to.have.all.keys("shop", "data");
  });

  it("is checked before anything is made", async () => {
    const { message } = await refused(() => triangle({ logRetentionDays: 45 }));
    expect(message).to.match(/monitoring\.logRetentionDays: 45 is no period/);
  });
});
