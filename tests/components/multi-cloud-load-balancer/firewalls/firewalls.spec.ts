import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { securityRulePriorities } from "../../../../components/multi-cloud-load-balancer/firewalls/azureRules";
import type { MultiCloudLoadBalancerArgs } from "../../../../components";
import { find, ofType, record } from "../../../helpers/recordedMocks";
import { aws, azure, balancer, gcp, threeClouds } from "../balancers";

type Args = Partial<MultiCloudLoadBalancerArgs>;
const made = async (args: Args = {}) => (await record(() => balancer({ ...threeClouds, ...args }))).resources;

const sources = ["172.16.0.0/18", "172.16.64.0/18"];

describe("the firewalls of the targets", () => {
  it("admit in Azure the balancer's subnets to the targets' addresses and ports", async () => {
    const { inputs } = find(await made(), "hello-allow-80", "azure-native:network:SecurityRule");
    expect(inputs).to.deep.include({
      ...{ resourceGroupName: "shop", networkSecurityGroupName: "nsg" },
      ...{ direction: "Inbound", access: "Allow", protocol: "Tcp" },
      ...{ sourceAddressPrefixes: sources, sourcePortRange: "*" },
      ...{ destinationAddressPrefixes: ["172.18.0.4/32"], destinationPortRange: "80" },
    });
    expect(inputs["priority"]).to.be.within(1000, 3999);
  });

  it("admit in Google Cloud the balancer's subnets to the targets' addresses and ports", async () => {
    const { inputs } = find(await made(), "hello-allow-80", "gcp:compute/firewall:Firewall");
    expect(inputs).to.deep.include({
      ...{ network: gcp.networkId, direction: "INGRESS", sourceRanges: sources },
      ...{ destinationRanges: ["10.16.0.4/32"], allows: [{ protocol: "tcp", ports: ["80"] }] },
    });
  });

  it("admit in the balancer's own VPC nothing but the balancer", async () => {
    const { inputs } = find(await made(), "hello-ingress-80-lb");
    expect(inputs).to.include({
      ...{ securityGroupId: "sg-1", referencedSecurityGroupId: "hello-lb-security-group_id" },
      ...{ ipProtocol: "tcp", fromPort: 80, toPort: 80, region: "eu-central-1" },
    });
    expect(inputs).not.to.have.property("cidrIpv4");
  });

  it("take addresses that are known only while the program runs", async () => {
    const backends = { gcp: { targets: { web: { address: output("10.16.0.9") } } } };
    const { inputs } = find(await made({ backends }), "hello-allow-80");
    expect(inputs["destinationRanges"]).to.deep.equal(["10.16.0.9/32"]);
  });

  it("stay as they are where they are somebody else's", async () => {
    const { securityGroupId, ...vpc } = aws;
    const { networkSecurityGroupName, ...vnet } = azure;
    expect([securityGroupId, networkSecurityGroupName]).to.deep.equal(["sg-1", "nsg"]);
    const resources = await made({ networks: { aws: vpc, azure: vnet, gcp } });
    expect(ofType(resources, "azure-native:network:SecurityRule")).to.deep.equal([]);
    expect(resources.map(({ name }) => name)).not.to.include("hello-ingress-80-lb");
  });

  it("get a rule for each port, in Azure one after the other", async () => {
    const healthCheck = { port: 9000 };
    const rules = ofType(await made({ healthCheck }), "azure-native:network:SecurityRule");
    expect(rules.map(({ name }) => name)).to.deep.equal([
      "hello-allow-80-requests",
      "hello-allow-9000-health-checks",
    ]);
    expect(rules[1]?.dependencies.map((urn) => urn.split("::").at(-1))).to.deep.equal([
      "hello-allow-80-requests",
    ]);
  });

  it("get the priorities asked for", async () => {
    const networks = { aws, azure: { ...azure, securityRulePriority: 300 }, gcp };
    const rules = ofType(
      await made({ networks, healthCheck: { port: 9000 } }),
      "azure-native:network:SecurityRule",
    );
    expect(rules.map(({ inputs }) => inputs["priority"])).to.deep.equal([300, 301]);
  });
});

describe("securityRulePriorities", () => {
  // So many that some of them would share one.
  const names = fc.uniqueArray(fc.string(), { minLength: 150, maxLength: 200 });

  it("gives each rule one of its own, among those that an AzureNetwork leaves free", () => {
    fc.assert(
      fc.property(names, (rules) => {
        const priorities = [...securityRulePriorities(rules).values()];
        expect(new Set(priorities).size).to.equal(rules.length);
        expect(priorities.every((priority) => priority >= 1000 && priority <= 3999)).to.equal(true);
      }),
    );
  });

  it("is no other for a rule when a rule is added after it", () => {
    fc.assert(
      fc.property(names, fc.string(), (rules, added) => {
        fc.pre(!rules.includes(added));
        expect([...securityRulePriorities([...rules, added])].slice(0, -1)).to.deep.equal([
          ...securityRulePriorities(rules),
        ]);
      }),
    );
  });

  it("differs for balancers side by side", () => {
    const priorities = ["shop", "shop-2", "blog", "hello", "hello-b"].map(
      (name) =>
        securityRulePriorities([`${name}-allow-80`])
          .values()
          .next().value,
    );
    expect(new Set(priorities).size).to.equal(5);
  });
});
