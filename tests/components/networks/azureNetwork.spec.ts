import { SecurityRule, VirtualNetworkPeering } from "@pulumi/azure-native/network";
import { expect } from "chai";
import fc from "fast-check";
import { contains, overlaps, parseCidr } from "../../../addressing/cidr";
import { AzureNetwork, type AzureNetworkArgs } from "../../../components";
import { planAzureNetwork } from "../../../components/networks/azure/plan";
import { find, ofType, record, refused, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { expectGoldenUrns } from "../golden";

const create = (args: Partial<AzureNetworkArgs> = {}) =>
  new AzureNetwork("shop-azure", { addressSpace: "10.32.0.0/16", ...args });

/** System S1. */
const s1: Partial<AzureNetworkArgs> = {
  addressSpace: ["172.18.0.0/16"],
  subnets: { default: { addressPrefix: "172.18.0.0/17" } },
  gatewaySubnet: "172.18.128.0/24",
  peerAddressPrefixes: ["172.16.0.0/16"],
};

const azureId = (type: string, name: string) =>
  `/subscriptions/sub-1/resourceGroups/network/providers/azure-native:network:${type}/${name}`;

describe("AzureNetwork", () => {
  const variants: Record<string, Partial<AzureNetworkArgs>> = {
    "azure-network-default": {},
    "azure-network-s1": s1,
    "azure-network-given-group": { resourceGroupName: "given" },
  };
  for (const [variant, args] of Object.entries(variants)) {
    it(`has the reviewed children, in an update and in a preview (${variant})`, async () => {
      for (const preview of [false, true]) {
        const { resources } = await record(() => create(args), { ...clouds, preview });
        expectGoldenUrns(variant, resources);
      }
    });
  }

  it("has the subnets that were asked for (S1)", async () => {
    const { resources } = await record(() => create(s1), clouds);
    expect(find(resources, "shop-azure-virtual-network").inputs).to.deep.include({
      addressSpace: { addressPrefixes: ["172.18.0.0/16"] },
    });
    expect(find(resources, "shop-azure-subnet-default").inputs).to.include({
      subnetName: "default",
      addressPrefix: "172.18.0.0/17",
    });
    expect(find(resources, "shop-azure-gateway-subnet").inputs).to.include({
      subnetName: "GatewaySubnet",
      addressPrefix: "172.18.128.0/24",
    });
  });

  it("guards and routes the workload subnets, and leaves the gateway's alone", async () => {
    const { resources } = await record(() => create(), clouds);
    expect(find(resources, "shop-azure-subnet-workload").inputs).to.deep.include({
      routeTable: { id: azureId("RouteTable", "shop-azure-route-table") },
      networkSecurityGroup: { id: azureId("NetworkSecurityGroup", "shop-azure-network-security-group") },
    });
    const gatewaySubnet = find(resources, "shop-azure-gateway-subnet").inputs;
    expect(gatewaySubnet).to.not.have.any.keys("routeTable", "networkSecurityGroup");
    expect(find(resources, "shop-azure-route-table").inputs).to.include({
      disableBgpRoutePropagation: false,
    });
  });

  it("admits ICMP and SSH from the peers and everything from itself, and denies the rest (S1)", async () => {
    const { resources } = await record(() => create(s1), clouds);
    const rules = ofType(resources, "azure-native:network:SecurityRule").map(({ inputs }) => inputs);
    const reduced = rules
      .toSorted((a, b) => Number(a["priority"]) - Number(b["priority"]))
      .map((rule) => [
        rule["access"],
        rule["protocol"],
        rule["sourceAddressPrefixes"] ?? rule["sourceAddressPrefix"],
        rule["destinationPortRanges"] ?? rule["destinationPortRange"],
      ]);
    expect(reduced).to.deep.equal([
      ["Allow", "Icmp", ["172.16.0.0/16"], "*"],
      ["Allow", "Tcp", ["172.16.0.0/16"], ["22"]],
      ["Allow", "*", ["172.18.0.0/16"], "*"],
      ["Allow", "*", "AzureLoadBalancer", "*"],
      ["Deny", "*", "*", "*"],
    ]);
    expect(new Set(rules.map((rule) => rule["direction"]))).to.have.all.keys("Inbound");
  });

  it("admits no peer by default, and other ports when asked", async () => {
    const closed = await record(() => create(), clouds);
    const names = (resources: typeof closed.resources) =>
      ofType(resources, "azure-native:network:SecurityRule").map(({ inputs }) => inputs["securityRuleName"]);
    expect(names(closed.resources)).to.have.members([
      "allow-own-network",
      "allow-azure-load-balancer",
      "deny-everything-else",
    ]);
    const open = await record(
      () => create({ peerAddressPrefixes: ["10.0.0.0/16"], peerTcpPorts: [80, 443] }),
      clouds,
    );
    expect(find(open.resources, "shop-azure-security-rule-allow-tcp-from-peers").inputs).to.deep.include({
      destinationPortRanges: ["80", "443"],
    });
  });

  it("changes subnets and rules one after another, the gateway's subnet last", async () => {
    const subnets = { web: { addressPrefix: "10.32.0.0/24" }, db: { addressPrefix: "10.32.1.0/24" } };
    const { resources } = await record(() => create({ subnets }), clouds);
    for (const [type, count] of [
      ["Subnet", 3],
      ["SecurityRule", 3],
    ] as const) {
      const chain = ofType(resources, `azure-native:network:${type}`);
      expect(chain).to.have.length(count);
      for (const [index, { name, dependencies }] of chain.entries()) {
        expect(dependencies.includes(chain[index - 1]?.urn ?? "none"), name).to.equal(index > 0);
      }
    }
    expect(ofType(resources, "azure-native:network:Subnet").at(-1)?.name).to.equal(
      "shop-azure-gateway-subnet",
    );
  });

  it("uses the resource group given, or makes one where it was asked to", async () => {
    const given = await record(() => create({ resourceGroupName: "given" }), clouds);
    expect(await value(given.result.resourceGroupName)).to.equal("given");
    expect(ofType(given.resources, "azure-native:resources:ResourceGroup")).to.deep.equal([]);
    const made = await record(() => create({ location: "westeurope", tags: { team: "network" } }), clouds);
    expect(find(made.resources, "shop-azure-resource-group").inputs).to.include({ location: "westeurope" });
    const group = await value(made.result.resourceGroupName);
    for (const { type, name, inputs } of made.resources.filter(({ custom }) => custom)) {
      if (!type.endsWith("ResourceGroup")) {
        expect(inputs, name).to.include({ resourceGroupName: group });
      }
      if ("tags" in inputs) {
        expect(inputs).to.deep.include({ tags: { team: "network" }, location: "westeurope" });
      }
    }
  });

  it("offers what programs need", async () => {
    const { result } = await record(() => create({ location: "westeurope" }), clouds);
    expect(result.addressPrefixes).to.deep.equal(["10.32.0.0/16"]);
    expect(await value(result.location)).to.equal("westeurope");
    expect(await value(result.virtualNetworkName)).to.match(/^shop-azure-virtual-network/);
    expect(await value(result.virtualNetworkId)).to.equal(
      azureId("VirtualNetwork", "shop-azure-virtual-network"),
    );
    expect(await value(result.subnetIds)).to.deep.equal({
      workload: azureId("Subnet", "shop-azure-subnet-workload"),
    });
    expect(await value(result.subnets)).to.deep.equal({
      workload: { id: azureId("Subnet", "shop-azure-subnet-workload"), addressPrefix: "10.32.0.0/17" },
    });
    expect(await value(result.gatewaySubnetId)).to.equal(azureId("Subnet", "shop-azure-gateway-subnet"));
    expect(await value(result.routeTableName)).to.match(/^shop-azure-route-table/);
    expect(await value(result.networkSecurityGroupName)).to.match(/^shop-azure-network-security-group/);
  });

  it("lets rules of programs wait for its own, as Azure changes one at a time", async () => {
    const { resources } = await record(() => {
      const { resourceGroupName, networkSecurityGroupName } = create();
      return new SecurityRule("mine", {
        ...{ resourceGroupName, networkSecurityGroupName, priority: 200 },
        ...{ direction: "Inbound", access: "Allow", protocol: "Tcp" },
      });
    }, clouds);
    const waitsFor = find(resources, "mine").dependencies.map((urn) => urn.split("::").at(-1));
    expect(waitsFor).to.include.members([
      "shop-azure-network-security-group",
      "shop-azure-security-rule-deny-everything-else",
    ]);
  });

  it("tells in a preview which VNet its id, known only after the update, is of", async () => {
    const { resources } = await record(
      () =>
        new VirtualNetworkPeering("peering", {
          resourceGroupName: "hub",
          virtualNetworkName: "hub",
          remoteVirtualNetwork: { id: create().virtualNetworkId },
        }),
      { ...clouds, preview: true },
    );
    const sources = find(resources, "peering").dependencies.map((urn) => urn.split("::").at(-1));
    expect(sources).to.include("shop-azure-virtual-network");
  });
});

describe("AzureNetwork refuses, before any child exists,", () => {
  const refusals: readonly [string, Partial<AzureNetworkArgs>, RegExp][] = [
    ["host bits", { addressSpace: "10.32.0.1/16" }, /addressSpace\[0\]: "10\.32\.0\.1\/16" has host bits/],
    ["no range", { addressSpace: [] }, /addressSpace: must be a plain array of at least one/],
    [
      "overlapping ranges",
      { addressSpace: ["10.32.0.0/16", "10.32.8.0/24"] },
      /addressSpace\[1\]: "10\.32\.8\.0\/24" overlaps addressSpace\[0\]/,
    ],
    [
      "a range too small for its subnets",
      { addressSpace: "10.32.0.0/27" },
      /addressSpace\[0\]: "10\.32\.0\.0\/27" has no room.+\/26 or larger/,
    ],
    [
      "a range of an odd size",
      { addressSpace: ["10.32.0.0/16", "10.40.0.0/30"] },
      /addressSpace\[1\]: .+\/30: Azure takes \/2 to \/29/,
    ],
    [
      "a gateway subnet too small",
      { gatewaySubnet: "10.32.255.0/28" },
      /gatewaySubnet: "10\.32\.255\.0\/28" is too small for a gateway: use \/27/,
    ],
    [
      "a gateway subnet outside",
      { gatewaySubnet: "10.33.0.0/27" },
      /gatewaySubnet: "10\.33\.0\.0\/27" lies outside addressSpace/,
    ],
    [
      "a subnet over the gateway's",
      { gatewaySubnet: "10.32.0.0/27" },
      /gatewaySubnet: "10\.32\.0\.0\/27" overlaps subnets \(by default\) 10\.32\.0\.0\/17/,
    ],
    [
      "a subnet outside",
      { subnets: { a: { addressPrefix: "10.40.0.0/24" } } },
      /subnets\.a\.addressPrefix: "10\.40\.0\.0\/24" lies outside addressSpace 10\.32\.0\.0\/16/,
    ],
    [
      "overlapping subnets",
      { subnets: { a: { addressPrefix: "10.32.0.0/23" }, b: { addressPrefix: "10.32.1.0/24" } } },
      /subnets\.b\.addressPrefix: "10\.32\.1\.0\/24" overlaps subnets\.a/,
    ],
    [
      "a subnet on the gateway's default place",
      { subnets: { a: { addressPrefix: "10.32.0.0/16" } } },
      /gatewaySubnet \(by default\): "10\.32\.255\.224\/27" overlaps subnets\.a\.addressPrefix/,
    ],
    ["no subnets", { subnets: {} }, /subnets: has no entry/],
    [
      "a subnet with the gateway's name",
      { subnets: { gatewaysubnet: { addressPrefix: "10.32.0.0/24" } } },
      /subnets\.gatewaysubnet: is the subnet of the virtual network gateway/,
    ],
    [
      "a subnet with a name Azure refuses",
      { subnets: { "a b": { addressPrefix: "10.32.0.0/24" } } },
      /subnets\.a b: "a b" is no Azure resource name/,
    ],
    [
      "the whole internet as peer",
      { peerAddressPrefixes: ["0.0.0.0/0"] },
      /peerAddressPrefixes\[0\]: "0\.0\.0\.0\/0" would admit/,
    ],
    [
      "a peer with its own addresses",
      { peerAddressPrefixes: ["10.32.0.0/16"] },
      /peerAddressPrefixes\[0\]: "10\.32\.0\.0\/16" overlaps addressSpace\[0\]/,
    ],
    ["a port out of range", { peerTcpPorts: [0] }, /peerTcpPorts\[0\]: 0 is no TCP port/],
    [
      "a misspelt argument",
      { addressPrefix: "10.0.0.0/16" } as never,
      /addressPrefix: is not an argument here/,
    ],
  ];
  for (const [what, args, expected] of refusals) {
    it(what, async () => {
      const { message, children } = await refused(() => create(args));
      expect(message).to.match(expected);
      expect(message.match(/^ {2}- /gm), message).to.have.length(1);
      expect(children).to.deep.equal([]);
    });
  }

  it("a name too long for a VNet", async () => {
    const { message } = await refused(
      () => new AzureNetwork("x".repeat(41), { addressSpace: "10.32.0.0/16" }),
    );
    expect(message).to.match(/name: .+Azure takes 56: shorten it by 1/);
  });
});

describe("planAzureNetwork", () => {
  it("finds room for the workload and the gateway in any range of /26 or larger", () => {
    const range = fc
      .tuple(fc.nat(255), fc.integer({ min: 16, max: 26 }))
      .map(([octet, size]) => `10.${octet}.0.0/${size}`);
    fc.assert(
      fc.property(range, (addressSpace) => {
        const { subnets, gatewaySubnet } = planAzureNetwork({ addressSpace });
        const cidrs = [...subnets.map(({ addressPrefix }) => addressPrefix), gatewaySubnet].map(parseCidr);
        expect(cidrs.every((cidr) => contains(parseCidr(addressSpace), cidr))).to.equal(true);
        expect(overlaps(cidrs[0]!, cidrs[1]!)).to.equal(false);
      }),
    );
  });
});
