import { expect } from "chai";

import { loadBalancerTargets } from "../../../policies/rules/loadBalancerTargets";
import { type Properties, type Resource, unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

const check = (resources: readonly Resource[]) => findings(loadBalancerTargets, resources);

const vpc = (cidrBlock: unknown = "172.16.0.0/16") =>
  planned("aws:ec2/vpc:Vpc", "shop", { cidrBlock }, { id: "vpc-1" });
const group = (properties: Properties = {}) =>
  planned(
    "aws:lb/targetGroup:TargetGroup",
    "web",
    { targetType: "ip", vpcId: "vpc-1", protocol: "HTTP", ...properties },
    { id: "arn:web" },
  );
const target = (targetId: unknown, properties: Properties = {}, kind = "lb", from = {}) =>
  planned(
    `aws:${kind}/targetGroupAttachment:TargetGroupAttachment`,
    "azure",
    { targetGroupArn: "arn:web", targetId, ...properties },
    { from },
  );
const all = { availabilityZone: "all" };

const network = (addressPrefixes: unknown = ["10.0.0.0/16"]) =>
  planned(
    "azure-native:network:VirtualNetwork",
    "shop",
    { addressSpace: { addressPrefixes } },
    { id: "/vnets/shop" },
  );
const backend = (ipAddress: unknown, properties: Properties = { virtualNetwork: { id: "/vnets/shop" } }) => ({
  name: "one",
  ipAddress,
  ...properties,
});
const pool = (backends: readonly unknown[], properties: Properties = {}, version = "") =>
  planned(`azure-native:network${version}:LoadBalancerBackendAddressPool`, "pool", {
    loadBalancerBackendAddresses: backends,
    ...properties,
  });

const gcpNetwork = planned("gcp:compute/network:Network", "shop", {}, { id: "networks/shop" });
const subnetwork = planned("gcp:compute/subnetwork:Subnetwork", "web", {
  network: "networks/shop",
  ipCidrRange: "10.16.0.0/20",
});
const hybrid = planned(
  "gcp:compute/networkEndpointGroup:NetworkEndpointGroup",
  "aws",
  { networkEndpointType: "NON_GCP_PRIVATE_IP_PORT", network: "networks/shop", name: "aws" },
  { id: "groups/aws" },
);
const endpoint = (ipAddress: string) =>
  planned("gcp:compute/networkEndpoint:NetworkEndpoint", "one", { networkEndpointGroup: "aws", ipAddress });
const endpointList = (ipAddress: string) =>
  planned("gcp:compute/networkEndpointList:NetworkEndpointList", "all", {
    networkEndpointGroup: "groups/aws",
    networkEndpoints: [{ ipAddress, port: 80 }],
  });
const google = [gcpNetwork, subnetwork, hybrid];

describe("the rule load-balancer-targets", () => {
  for (const [what, resources, says] of [
    [
      "a target outside the VPC without zone",
      [vpc(), group(), target("172.18.0.4")],
      /^target 172\.18\.0\.4 of target group web is outside the VPC and has no availability zone, which AWS refuses\. Set availabilityZone to "all"/,
    ],
    [
      "the same by its older name",
      [vpc(), group(), target("172.18.0.4", {}, "alb")],
      /Set availabilityZone to "all"/,
    ],
    [
      "one with a zone",
      [vpc(), group(), target("172.18.0.4", { availabilityZone: "eu-west-1a" })],
      /"eu-west-1a", and only/,
    ],
    [
      "a public one",
      [vpc(), group(), target("203.0.113.7", all)],
      /^target 203\.0\.113\.7 .* neither in the VPC nor private, so that AWS refuses it/,
    ],
    [
      "a backend outside the VNet",
      [network(), pool([backend("172.16.20.207")])],
      /^backend 172\.16\.20\.207 of pool is outside its virtual network shop \(10\.0\.0\.0\/16\)/,
    ],
    [
      "one whose pool names the VNet",
      [
        network(),
        pool([backend("172.16.20.207", {})], { virtualNetwork: { id: "/vnets/shop" } }, "/v20240501"),
      ],
      /is outside its virtual network/,
    ],
    [
      "one inside a load balancer",
      [
        network(),
        planned("azure-native:network:LoadBalancer", "lb", {
          backendAddressPools: [{ name: "p", loadBalancerBackendAddresses: [backend("172.16.20.207")] }],
        }),
      ],
      /of lb is outside its virtual network/,
    ],
    [
      "a hybrid group with an own address",
      [...google, endpoint("10.16.0.9")],
      /^endpoint 10\.16\.0\.9 of aws is in subnetwork web of its own network/,
    ],
    ["a list of them", [...google, endpointList("10.16.0.9")], /^endpoint 10\.16\.0\.9 of aws/],
  ] as const) {
    it(`refuses ${what}`, () => {
      const [found, ...more] = check(resources);
      expect(more).to.be.empty;
      expect(found?.message).to.match(says);
      expect(found).not.to.have.property("undecided");
    });
  }

  for (const [what, resources] of [
    ["a target in the VPC", [vpc(), group(), target("172.16.20.207")]],
    [
      "one in its secondary range",
      [
        vpc(),
        group(),
        target("100.64.0.4"),
        planned("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "more", {
          vpcId: "vpc-1",
          cidrBlock: "100.64.0.0/16",
        }),
      ],
    ],
    ["one outside in all zones", [vpc(), group(), target("172.18.0.4", all)]],
    [
      "a zone where cross-zone load balancing is off",
      [
        vpc(),
        group({ loadBalancingCrossZoneEnabled: "false" }),
        target("172.18.0.4", { availabilityZone: "eu-west-1a" }),
      ],
    ],
    ["an instance", [vpc(), group({ targetType: "instance" }), target("i-0123456789abcdef0")]],
    ["a backend in the VNet", [network(), pool([backend("10.0.0.4")])]],
    ["one in a VNet of another stack", [pool([backend("172.16.20.207")])]],
    [
      "a hybrid group with addresses of another cloud",
      [...google, endpoint("172.16.20.207"), endpointList("10.0.0.4")],
    ],
  ] as const) {
    it(`accepts ${what}`, () => expect(check(resources)).to.be.empty);
  }

  const nic = planned("azure-native:network:NetworkInterface", "nic", {});
  const instance = planned("aws:ec2/instance:Instance", "web", {});

  for (const [what, resources] of [
    ["a VPC's range", [vpc(unknown), group(), target("172.18.0.4")]],
    ["the VPC", [group(), target("172.18.0.4")]],
    ["the VPC of a public target", [group(), target("203.0.113.7", all)]],
    ["a zone", [vpc(), group(), target("172.18.0.4", { availabilityZone: unknown })]],
    [
      "the address of another cloud's host",
      [vpc(), group(), nic, target(unknown, {}, "lb", { targetId: nic })],
    ],
    ["a VNet's range", [network([unknown]), pool([backend("172.16.20.207")])]],
    ["a backend's address", [network(), pool([backend(unknown)])]],
  ] as const) {
    it(`can't tell while ${what} isn't known`, () => {
      const [found, ...more] = check(resources);
      expect(more).to.be.empty;
      expect(found).to.have.property("undecided", true);
    });
  }

  it("knows where an instance of the same cloud is", () => {
    expect(check([vpc(), group(), instance, target(unknown, {}, "lb", { targetId: instance })])).to.be.empty;
    expect(check([vpc(), group(), nic, target(unknown, all, "lb", { targetId: nic })])).to.be.empty;
  });

  it("lets malformed addresses be", () => {
    expect(check([vpc(), group(), target("172.18.0"), network(), pool([backend("10.0/16")])])).to.be.empty;
  });
});
