import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Provider as AzureProvider } from "@pulumi/azure-native/provider";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AwsNetwork, AzureNetwork, CrossCloudVpn } from "../../components";
import { find, record, type RecordedResource, value } from "../helpers/recordedMocks";
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
      const providers = [new AwsProvider("aws-prod"), new AzureProvider("azure-prod")];
      const aws = new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16" }, { providers });
      const azure = new AzureNetwork("shop-azure", { addressSpace: "10.32.0.0/16" }, { providers });
      return new CrossCloudVpn("shop", { aws, azure, routing: "bgp" }, { providers });
    }, clouds);
    for (const { type, name, provider } of resources) {
      if (/^(aws|azure-native):/.test(type)) {
        expect(provider, name).to.include(type.startsWith("aws:") ? "::aws-prod::" : "::azure-prod::");
      }
    }
    expect(invokes.map(({ provider }) => provider?.split("::").at(-2))).to.deep.equal(["aws-prod"]);
  });
});

describe("the example of CrossCloudVpn", () => {
  it("is a program of at most 12 lines", () => {
    const source = readFileSync(join(__dirname, "../../components/cross-cloud-vpn/crossCloudVpn.ts"), "utf8");
    const example = /@example\n((?: \* .+\n)+?) \*\//.exec(source)?.[1] ?? "";
    expect(example.trim().split("\n")).to.have.length.within(1, 12);
  });
});

function namesOf(resources: readonly RecordedResource[], type: string): string[] {
  return resources.filter((resource) => resource.type.endsWith(`:${type}`)).map(({ name }) => name);
}
