import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Provider as AzureProvider } from "@pulumi/azure-native/provider";
import { Provider as GcpProvider } from "@pulumi/gcp/provider";
import type { Output } from "@pulumi/pulumi";
import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  AwsNetwork,
  AzureNetwork,
  CrossCloudMesh,
  type CrossCloudMeshArgs,
  CrossCloudVpn,
  GcpNetwork,
  type Tunnel,
} from "../../components";
import { allTunnelStates } from "../../simulator";
import { find, record, type RecordedResource, value } from "../helpers/recordedMocks";
import { inSimulatedClouds } from "../helpers/simulatedRun";
import { clouds } from "./clouds";

describe("networks as the sides of a VPN", () => {
  it("fit as they are", async () => {
    for (const preview of [false, true]) {
      const { resources } = await record(
        () => {
          const aws = new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16" });
          const azure = new AzureNetwork("shop-azure", { addressSpace: "10.32.0.0/16" });
          return new CrossCloudVpn("shop", { aws, azure, routing: "bgp", tunnels: 4 });
        },
        { ...clouds, preview },
      );
      expect(namesOf(resources, "VirtualNetworkGatewayConnection")).to.have.length(4);
      expect(namesOf(resources, "VpnGatewayRoutePropagation")).to.have.length(3);
    }
  });

  it("of Google Cloud fits either of the others as it is", async () => {
    for (const preview of [false, true]) {
      const { resources } = await record(
        () => {
          const aws = new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16" });
          const gcp = new GcpNetwork("shop-gcp", { ipCidrRange: "10.16.0.0/16" });
          const azure = new AzureNetwork("shop-azure", { addressSpace: "10.32.0.0/16" });
          return [
            new CrossCloudVpn("shop", { aws, gcp, routing: "bgp" }),
            new CrossCloudVpn("data", { gcp, azure, routing: "bgp", insideCidrSlot: 1 }),
          ];
        },
        { ...clouds, preview },
      );
      expect(namesOf(resources, "VPNTunnel")).to.have.length(4 + 2);
      expect(namesOf(resources, "VirtualNetworkGatewayConnection")).to.have.length(2);
      expect(namesOf(resources, "VpnGatewayRoutePropagation")).to.have.length(3);
    }
  });

  it("fit a mesh as they are", async () => {
    for (const preview of [false, true]) {
      const { resources, result } = await record(triangle, { ...clouds, preview });
      expect(Object.keys(result.tunnels)).to.have.members(["shop-data", "shop-office", "data-office"]);
      expect(namesOf(resources, "VPNTunnel")).to.have.length(4 + 2);
      expect(namesOf(resources, "VirtualNetworkGatewayConnection")).to.have.length(4 + 2);
      expect(namesOf(resources, "HaVpnGateway")).to.have.length(1);
    }
  });

  it("take a VPN's own settings when spread, and keep their outputs", async () => {
    const { resources } = await record(() => {
      const aws = new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16", region: "eu-central-1" });
      const azure = new AzureNetwork("shop-azure", { addressSpace: "10.32.0.0/16", location: "westeurope" });
      // Only the fields matter here, and all of them are the instance's own.
      return new CrossCloudVpn("shop", {
        aws: { ...aws, asn: 64600 },
        azure: { ...azure, asn: 65003, sku: "VpnGw2AZ" },
        routing: "bgp",
      });
    }, clouds);
    expect(find(resources, "shop-vpn-gateway").inputs).to.include({
      amazonSideAsn: "64600",
      vpcId: "shop-aws-vpc_id",
      region: "eu-central-1",
    });
    expect(find(resources, "shop-gateway").inputs).to.deep.include({
      sku: { name: "VpnGw2AZ", tier: "VpnGw2AZ" },
      location: "westeurope",
    });
  });

  it("of Google Cloud takes a VPN's own settings when spread, and keeps its outputs", async () => {
    const { resources } = await record(() => {
      const aws = new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16" });
      const gcp = new GcpNetwork("shop-gcp", { ipCidrRange: "10.16.0.0/16", region: "europe-west3" });
      return new CrossCloudVpn("shop", { aws, gcp: { ...gcp, asn: 65002 }, routing: "bgp" });
    }, clouds);
    const [router, ...more] = resources.filter(({ type }) => type === "gcp:compute/router:Router");
    expect(more).to.deep.equal([]);
    expect(router!.inputs).to.deep.include({ network: "shop-gcp-network_id", region: "europe-west3" });
    expect(router!.inputs.bgp).to.deep.include({ asn: 65002 });
    const customers = resources.filter(({ type }) => type.endsWith(":CustomerGateway"));
    expect(customers.map(({ inputs }) => inputs.bgpAsn)).to.deep.equal(["65002", "65002"]);
  });

  it("get routes in both directions with static routing", async () => {
    const { resources, result } = await record(() => {
      const aws = new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16" });
      const azure = new AzureNetwork("shop-azure", { addressSpace: "10.32.0.0/16" });
      const vpn = new CrossCloudVpn("shop", { aws, azure, routing: "static" });
      return { azure, vpn };
    }, clouds);
    expect(find(resources, "shop-azure-route-10-0-0-0-16").inputs).to.include({
      routeTableName: await value(result.azure.routeTableName),
    });
    expect(find(resources, "shop-route-private-1-10-32-0-0-16").inputs).to.include({
      routeTableId: "shop-aws-route-table-private-1_id",
    });
    expect(result.vpn.tunnels).to.have.length(2);
  });
});

describe("providers given to a component", () => {
  it("reach all its children and lookups", async () => {
    const { resources, invokes } = await record(() => {
      const providers = [
        new AwsProvider("aws-prod"),
        new AzureProvider("azure-prod"),
        new GcpProvider("gcp-prod"),
      ];
      const aws = (name: string) => new AwsNetwork(name, { cidrBlock: "10.0.0.0/16" }, { providers });
      const azure = (name: string) => new AzureNetwork(name, { addressSpace: "10.32.0.0/16" }, { providers });
      const gcp = new GcpNetwork("corp-gcp", { ipCidrRange: "10.16.0.0/16" }, { providers });
      const sides = { aws: aws("shop-aws"), azure: azure("shop-azure") };
      return [
        new CrossCloudVpn("shop", { ...sides, routing: "bgp" }, { providers }),
        new CrossCloudMesh("corp", meshOf(aws("corp-aws"), gcp, azure("corp-azure")), { providers }),
      ];
    }, clouds);
    const expected: Readonly<Record<string, string>> = {
      aws: "aws-prod",
      "azure-native": "azure-prod",
      gcp: "gcp-prod",
    };
    const reached = new Set<string>();
    for (const { type, name, provider } of resources) {
      const given = expected[type.split(":")[0]!];
      if (given !== undefined) {
        expect(provider, name).to.include(`::${given}::`);
        reached.add(given);
      }
    }
    expect(reached).to.have.length(3);
    expect(new Set(invokes.map(({ provider }) => provider?.split("::").at(-2)))).to.deep.equal(
      new Set(["aws-prod"]),
    );
  });
});

/** Programs as users write them: both networks, admitted to each other, and the link. */
describe("a program that joins a pair", () => {
  const folder = join(__dirname, "shortPrograms");
  const load = createRequire(__filename);
  const tunnels: Readonly<Record<string, number>> = {
    awsAzure: 4,
    awsGcp: 4,
    awsGcpIpv6: 8,
    awsOnPremises: 2,
    azureOnPremises: 1,
    gcpAzure: 2,
    gcpOnPremises: 2,
  };

  it("is there for every pair", () => {
    expect(readdirSync(folder).sort()).to.deep.equal(Object.keys(tunnels).map((pair) => `${pair}.ts`));
  });

  for (const [pair, count] of Object.entries(tunnels)) {
    it(`${pair} has at most 12 lines, and all its tunnels come up`, async () => {
      const path = join(folder, `${pair}.ts`);
      const lines = readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => line.trim() !== "");
      expect(lines).to.have.length.within(1, 12);
      expect(lines.filter((line) => /^(\/\/|\/\*)/.test(line.trim()))).to.deep.equal([]);

      const { clouds: simulated, result } = await inSimulatedClouds(() => load(path) as ShortProgram);
      const { onPremisesConfiguration } = result;
      const routers = onPremisesConfiguration && { router: await value(onPremisesConfiguration) };
      const states = allTunnelStates(simulated.world.view(), routers);
      const reasons = states.flatMap((state) => state.reasons).join("\n");
      expect(states.filter(({ up, bgp }) => up && bgp === "established").length, reasons).to.equal(count);
      expect(result.tunnels).to.have.length(count);
    });
  }
});

interface ShortProgram {
  readonly tunnels: readonly Tunnel[];
  readonly onPremisesConfiguration?: Output<Record<string, string>>;
}

function triangle(): CrossCloudMesh {
  const aws = new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16" });
  const gcp = new GcpNetwork("shop-gcp", { ipCidrRange: "10.16.0.0/16" });
  const azure = new AzureNetwork("shop-azure", { addressSpace: "10.32.0.0/16" });
  return new CrossCloudMesh("corp", meshOf(aws, gcp, azure));
}

function meshOf(aws: AwsNetwork, gcp: GcpNetwork, azure: AzureNetwork): CrossCloudMeshArgs {
  return {
    networks: { shop: { number: 0, aws }, data: { number: 1, gcp }, office: { number: 2, azure } },
  };
}

describe("the examples of CrossCloudVpn and CrossCloudMesh", () => {
  for (const path of ["cross-cloud-vpn/crossCloudVpn.ts", "cross-cloud-mesh/crossCloudMesh.ts"]) {
    it(`in ${path} are programs of at most 12 lines`, () => {
      const source = readFileSync(join(__dirname, "../../components", path), "utf8");
      const example = /@example\n((?: \* .+\n)+?) \*\//.exec(source)?.[1] ?? "";
      expect(example.trim().split("\n")).to.have.length.within(1, 12);
    });
  }
});

function namesOf(resources: readonly RecordedResource[], type: string): string[] {
  return resources.filter((resource) => resource.type.endsWith(`:${type}`)).map(({ name }) => name);
}
