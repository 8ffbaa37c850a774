import { expect } from "chai";

import { flowLogs } from "../../../policies/rules/flowLogs";
import { type Properties, type Resource, unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

const check = (resources: readonly Resource[], stackName = "prod") =>
  findings(flowLogs, resources, {}, stackName);

const vpc = planned("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" }, { id: "vpc-1" });
const subnet = (key: string) =>
  planned("aws:ec2/subnet:Subnet", key, { vpcId: "vpc-1" }, { id: `subnet-${key}` });
const awsLog = (properties: Properties, from: Readonly<Record<string, Resource>> = {}) =>
  planned("aws:ec2/flowLog:FlowLog", `log-${Object.values(properties).map(String).join()}`, properties, {
    from,
  });

const group = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const network = planned(
  "azure-native:network:VirtualNetwork",
  "shop",
  {},
  { id: `${group}/virtualNetworks/shop` },
);
const azureSubnet = planned(
  "azure-native:network:Subnet",
  "web",
  {},
  { id: `${group}/virtualNetworks/shop/subnets/web` },
);
const azureLog = (properties: Properties, version = "") =>
  planned(`azure-native:network${version}:FlowLog`, "log", { enabled: true, ...properties });
const nsg = planned(
  "azure-native:network:NetworkSecurityGroup",
  "web",
  {},
  { id: `${group}/networkSecurityGroups/web` },
);

const gcpNetwork = planned(
  "gcp:compute/network:Network",
  "shop",
  { name: "shop" },
  { id: "projects/p/global/networks/shop" },
);
const subnetwork = (properties: Properties = {}) =>
  planned(
    "gcp:compute/subnetwork:Subnetwork",
    "web",
    { network: "projects/p/global/networks/shop", ...properties },
    { id: "projects/p/regions/r/subnetworks/web" },
  );
const config = (properties: Properties) =>
  planned("gcp:networkmanagement/vpcFlowLogsConfig:VpcFlowLogsConfig", "log", properties);

describe("the rule flow-logs", () => {
  for (const [what, resources, says] of [
    ["a VPC without", [vpc], /^VPC shop keeps no flow logs.*aws\.ec2\.FlowLog/],
    [
      "one logged in some subnets",
      [vpc, subnet("a"), subnet("b"), awsLog({ subnetId: "subnet-a" })],
      /^VPC shop/,
    ],
    ["one whose log is another's", [vpc, awsLog({ vpcId: "vpc-2" })], /^VPC shop/],
    ["a VNet without", [network], /^virtual network shop keeps no flow logs/],
    [
      "one whose log is off",
      [network, azureLog({ targetResourceId: network.id, enabled: false })],
      /^virtual network shop/,
    ],
    ["a subnetwork without", [gcpNetwork, subnetwork()], /^subnetwork web keeps no flow logs.*logConfig/],
    [
      "one whose configuration is off",
      [gcpNetwork, subnetwork(), config({ network: gcpNetwork.id, state: "DISABLED" })],
      /^subnetwork web/,
    ],
  ] as const) {
    it(`advises against ${what}`, () => {
      const [found, ...more] = check(resources);
      expect(more).to.be.empty;
      expect(found?.message).to.match(says);
      expect(found).not.to.have.property("undecided");
    });
  }

  for (const [what, resources] of [
    ["a VPC with a log", [vpc, awsLog({ vpcId: "vpc-1" })]],
    ["one whose log is made with it", [vpc, awsLog({ vpcId: unknown }, { vpcId: vpc })]],
    [
      "one logged in all subnets",
      [vpc, ...["a", "b"].flatMap((key) => [subnet(key), awsLog({ subnetId: `subnet-${key}` })])],
    ],
    ["a VNet with a log", [network, azureLog({ targetResourceId: network.id })]],
    [
      "one logged by another API version",
      [network, azureLog({ targetResourceId: network.id }, "/v20240501")],
    ],
    ["one logged in a subnet", [network, azureSubnet, azureLog({ targetResourceId: azureSubnet.id })]],
    ["a subnetwork with a log", [gcpNetwork, subnetwork({ logConfig: { flowSampling: 0.5 } })]],
    ["one whose network is logged", [gcpNetwork, subnetwork(), config({ network: gcpNetwork.id })]],
    [
      "one in a logged network of another stack",
      [subnetwork(), config({ network: "projects/p/global/networks/shop" })],
    ],
    ["a proxy's subnetwork", [subnetwork({ purpose: "REGIONAL_MANAGED_PROXY" })]],
  ] as const) {
    it(`is content with ${what}`, () => expect(check(resources)).to.be.empty);
  }

  it("tells of logs of network security groups that these are over", () => {
    const ids = [nsg.id, `${group}/networkSecurityGroups/elsewhere`];
    for (const targetResourceId of ids) {
      const [found, ...more] = check([nsg, azureLog({ targetResourceId })]);
      expect(more).to.be.empty;
      expect(found?.message)
        .to.contain("30 June 2025")
        .and.contain("Set targetResourceId to the virtual network");
    }
  });

  it("can't tell while a log's target or a logConfig is unknown", () => {
    const other = { ...vpc, urn: `${vpc.urn}-2`, id: "vpc-2" };
    const log = awsLog({ vpcId: unknown });
    const either = { ...log, propertyDependencies: { vpcId: [vpc.urn, other.urn] } };
    expect(check([vpc, other, either]).map(({ undecided }) => undecided)).to.deep.equal([true, true]);
    expect(check([subnetwork({ logConfig: unknown })])).to.have.nested.property("[0].undecided", true);
  });

  it("asks production stacks alone", () => {
    expect(check([vpc], "dev")).to.be.empty;
    expect(check([vpc], "shop-prod")).to.have.length(1);
    expect(findings(flowLogs, [vpc], { stacks: ["d?v", "de*"] }, "dev")).to.have.length(1);
    expect(findings(flowLogs, [vpc], { stacks: ["d.v"] }, "dev")).to.be.empty;
  });
});
