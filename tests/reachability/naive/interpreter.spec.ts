import { expect } from "chai";

import type { Resource } from "../../../reachability";
import { Estate } from "./arbitrary/estate";
import { interpret, type Verdict } from ".";

const any = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };

describe("the naive interpreter", () => {
  it("lets a security group's session back by itself, and nothing else in", () => {
    const estate = new Estate();
    const [one, other] = oneVpc(estate, ["web", "db"]);
    expect(ask(estate, one, other)).to.equal("reachable");
    expect(ask(estate, other, one)).to.equal("blocked");
  });

  it("asks a network ACL about the answer, too, unless both ends are in its subnet", () => {
    const estate = new Estate();
    const [one, other, near] = oneVpc(estate, ["web", "db", "db"]);
    const rule = {
      ruleNo: 100,
      action: "allow",
      protocol: "6",
      fromPort: 443,
      toPort: 443,
      cidrBlock: "10.0.0.0/8",
    };
    estate.add("aws:ec2/networkAcl:NetworkAcl", "acl", "acl-1", {
      subnetIds: ["subnet-db"],
      ingress: [rule],
      egress: [rule],
    });
    expect(ask(estate, one, other)).to.equal("blocked");
    expect(ask(estate, near, other)).to.equal("reachable");
  });

  it("carries nothing through a VPC from one peering to another", () => {
    const estate = new Estate();
    const instances = ["10.1", "10.2", "10.3"].map((prefix, at) => vpcWithInstance(estate, at + 1, prefix));
    for (const [from, to] of [
      [1, 2],
      [2, 3],
    ] as const) {
      estate.add("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", `${from}-${to}`, `pcx-${from}${to}`, {
        vpcId: `vpc-${from}`,
        peerVpcId: `vpc-${to}`,
        acceptStatus: "active",
      });
    }
    for (const [from, over] of [
      [1, "pcx-12"],
      [2, "pcx-12"],
      [3, "pcx-23"],
    ] as const) {
      route(estate, from, "10.0.0.0/8", { vpcPeeringConnectionId: over });
    }
    const [one, two, three] = instances;
    expect(ask(estate, one, two)).to.equal("reachable");
    expect(ask(estate, one, three)).to.equal("blocked");
  });

  it("throws away what a transit gateway's blackhole takes", () => {
    const estate = new Estate();
    const [one, two] = [1, 2].map((at) => vpcWithInstance(estate, at, `10.${at}`));
    const defaults = {
      associationDefaultRouteTableId: "tgw-rtb-1",
      propagationDefaultRouteTableId: "tgw-rtb-1",
    };
    estate.add("aws:ec2transitgateway/transitGateway:TransitGateway", "hub", "tgw-1", {}, defaults);
    for (const at of [1, 2]) {
      estate.add("aws:ec2transitgateway/vpcAttachment:VpcAttachment", `${at}`, `tgw-attach-${at}`, {
        transitGatewayId: "tgw-1",
        vpcId: `vpc-${at}`,
        subnetIds: [`subnet-${at}`],
      });
      route(estate, at, "10.0.0.0/8", { transitGatewayId: "tgw-1" });
    }
    expect(ask(estate, one, two)).to.equal("reachable");
    estate.add("aws:ec2transitgateway/route:Route", "blackhole", "blackhole", {
      transitGatewayRouteTableId: "tgw-rtb-1",
      destinationCidrBlock: "10.1.0.0/16",
      blackhole: true,
    });
    expect(ask(estate, one, two)).to.equal("blocked");
  });

  it("prefers an Azure user-defined route to a peering, and a longer one to both", () => {
    const routes = [{ addressPrefix: "10.2.0.0/16", nextHopType: "None" }];
    expect(ask(...peeredVnets([]))).to.equal("reachable");
    expect(ask(...peeredVnets(routes))).to.equal("blocked");
    expect(ask(...peeredVnets([{ addressPrefix: "10.0.0.0/8", nextHopType: "None" }]))).to.equal("reachable");
    expect(ask(...peeredVnets([{ addressPrefix: "10.2.0.0/24", nextHopType: "Internet" }]))).to.equal(
      "blocked",
    );
  });

  it("lets a Google Cloud denial win over a permission of its priority", () => {
    expect(ask(...googleNetwork([["allow", 1000]]))).to.equal("reachable");
    expect(ask(...googleNetwork([]))).to.equal("blocked");
    expect(
      ask(
        ...googleNetwork([
          ["allow", 1000],
          ["deny", 1000],
        ]),
      ),
    ).to.equal("blocked");
    expect(
      ask(
        ...googleNetwork([
          ["allow", 999],
          ["deny", 1000],
        ]),
      ),
    ).to.equal("reachable");
  });

  for (const [what, change, verdict] of [
    ["matching ends", {}, "reachable"],
    ["preshared keys that differ", { sharedKey: "another" }, "blocked"],
    ["no route back", { prefixes: [] }, "blocked"],
    ["no propagation on AWS", { propagated: false }, "blocked"],
  ] as const) {
    it(`finds AWS and Azure with ${what} ${verdict}`, () => {
      expect(ask(...awsToAzure(change))).to.equal(verdict);
    });
  }
});

function ask({ resources }: Estate, from?: Resource, to?: Resource): Verdict {
  return interpret(resources)({ from: from!.urn, to: to!.urn, protocol: "tcp", port: 443 });
}

/** Instances in subnets of one VPC by their security group: db takes 443 from web and from itself. */
function oneVpc(estate: Estate, groups: readonly ("web" | "db")[]): Resource[] {
  estate.add("aws:ec2/vpc:Vpc", "vpc", "vpc-1", { cidrBlock: "10.1.0.0/16" });
  const https = { protocol: "tcp", fromPort: 443, toPort: 443, securityGroups: ["sg-web"], self: true };
  estate.add("aws:ec2/securityGroup:SecurityGroup", "web", "sg-web", { ingress: [], egress: [any] });
  estate.add("aws:ec2/securityGroup:SecurityGroup", "db", "sg-db", { ingress: [https], egress: [any] });
  ["web", "db"].forEach((name, at) =>
    estate.add("aws:ec2/subnet:Subnet", name, `subnet-${name}`, {
      vpcId: "vpc-1",
      cidrBlock: `10.1.${at}.0/24`,
      availabilityZone: "eu-west-1a",
    }),
  );
  return groups.map((group, at) =>
    estate.add("aws:ec2/instance:Instance", `${group}${at}`, `i-${at}`, {
      subnetId: `subnet-${group}`,
      vpcSecurityGroupIds: [`sg-${group}`],
      privateIp: `10.1.${group === "web" ? 0 : 1}.${10 + at}`,
    }),
  );
}

function vpcWithInstance(estate: Estate, at: number, prefix: string): Resource {
  estate.add("aws:ec2/vpc:Vpc", `vpc${at}`, `vpc-${at}`, {
    cidrBlock: `${prefix}.0.0/16`,
    mainRouteTableId: `rtb-${at}`,
  });
  estate.add("aws:ec2/routeTable:RouteTable", `routes${at}`, `rtb-${at}`, { vpcId: `vpc-${at}` });
  estate.add("aws:ec2/subnet:Subnet", `subnet${at}`, `subnet-${at}`, {
    vpcId: `vpc-${at}`,
    cidrBlock: `${prefix}.0.0/24`,
    availabilityZone: "eu-west-1a",
  });
  estate.add("aws:ec2/securityGroup:SecurityGroup", `open${at}`, `sg-${at}`, {
    ingress: [any],
    egress: [any],
  });
  return estate.add("aws:ec2/instance:Instance", `instance${at}`, `i-${at}`, {
    subnetId: `subnet-${at}`,
    vpcSecurityGroupIds: [`sg-${at}`],
    privateIp: `${prefix}.0.10`,
  });
}

function route(estate: Estate, table: number, destinationCidrBlock: string, target: object): void {
  const name = `${table}-${destinationCidrBlock}`;
  estate.add("aws:ec2/route:Route", name, name, {
    routeTableId: `rtb-${table}`,
    destinationCidrBlock,
    ...target,
  });
}

function vnetWithInterface(estate: Estate, at: number, subnet: object): Resource {
  estate.add("azure-native:network:VirtualNetwork", `vnet${at}`, `/vnet${at}`, {
    addressSpace: { addressPrefixes: [`10.${at}.0.0/16`] },
  });
  estate.add("azure-native:network:Subnet", `subnet${at}`, `/vnet${at}/subnets/s`, {
    addressPrefix: `10.${at}.0.0/24`,
    ...subnet,
  });
  return estate.add("azure-native:network:NetworkInterface", `nic${at}`, `/nic${at}`, {
    ipConfigurations: [{ subnet: { id: `/vnet${at}/subnets/s` }, privateIPAddress: `10.${at}.0.10` }],
  });
}

function peeredVnets(routes: readonly object[]): [Estate, Resource, Resource] {
  const estate = new Estate();
  estate.add("azure-native:network:RouteTable", "routes", "/routes", { routes });
  const one = vnetWithInterface(estate, 1, { routeTable: { id: "/routes" } });
  const two = vnetWithInterface(estate, 2, {});
  for (const [from, to] of [
    [1, 2],
    [2, 1],
  ] as const) {
    estate.add("azure-native:network:VirtualNetworkPeering", `${from}-${to}`, `/vnet${from}/peerings/p`, {
      remoteVirtualNetwork: { id: `/vnet${to}` },
    });
  }
  return [estate, one, two];
}

function googleNetwork(
  rules: readonly (readonly ["allow" | "deny", number])[],
): [Estate, Resource, Resource] {
  const estate = new Estate();
  estate.add("gcp:compute/network:Network", "net", "networks/net", { name: "net" });
  estate.add("gcp:compute/subnetwork:Subnetwork", "subnet", "subnetworks/subnet", {
    network: "networks/net",
    ipCidrRange: "10.1.0.0/24",
  });
  rules.forEach(([action, priority], at) =>
    estate.add("gcp:compute/firewall:Firewall", `rule${at}`, `firewalls/rule${at}`, {
      network: "networks/net",
      priority,
      [action === "allow" ? "allows" : "denies"]: [{ protocol: "tcp" }],
      sourceRanges: ["10.0.0.0/8"],
    }),
  );
  const [one, two] = [1, 2].map((at) =>
    estate.add("gcp:compute/instance:Instance", `vm${at}`, `instances/vm${at}`, {
      zone: "europe-west1-b",
      networkInterfaces: [{ network: "networks/net", networkIp: `10.1.0.${at}` }],
    }),
  );
  return [estate, one!, two!];
}

/** A VPC 10.1.0.0/16 and a VNet 10.2.0.0/16 with one static tunnel. */
function awsToAzure({
  sharedKey = "secret",
  prefixes = ["10.1.0.0/16"],
  propagated = true,
}: {
  readonly sharedKey?: string;
  readonly prefixes?: readonly string[];
  readonly propagated?: boolean;
}): [Estate, Resource, Resource] {
  const estate = new Estate();
  const here = vpcWithInstance(estate, 1, "10.1");
  const there = vnetWithInterface(estate, 2, {});
  estate.add("aws:ec2/vpnGateway:VpnGateway", "vgw", "vgw-1", { vpcId: "vpc-1" });
  estate.add("aws:ec2/customerGateway:CustomerGateway", "cgw", "cgw-1", { ipAddress: "20.0.0.1" });
  estate.add("aws:ec2/vpnConnection:VpnConnection", "vpn", "vpn-1", {
    vpnGatewayId: "vgw-1",
    customerGatewayId: "cgw-1",
    staticRoutesOnly: true,
    tunnel1Address: "52.0.0.1",
    tunnel1PresharedKey: "secret",
  });
  estate.add("aws:ec2/vpnConnectionRoute:VpnConnectionRoute", "route", "route", {
    vpnConnectionId: "vpn-1",
    destinationCidrBlock: "10.2.0.0/16",
  });
  if (propagated) {
    estate.add(
      "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
      "propagation",
      "propagation",
      {
        vpnGatewayId: "vgw-1",
        routeTableId: "rtb-1",
      },
    );
  }
  estate.add("azure-native:network:Subnet", "GatewaySubnet", "/vnet2/subnets/GatewaySubnet", {
    addressPrefix: "10.2.255.0/27",
  });
  estate.add("azure-native:network:PublicIPAddress", "address", "/address", { ipAddress: "20.0.0.1" });
  estate.add("azure-native:network:VirtualNetworkGateway", "gateway", "/gateway", {
    ipConfigurations: [
      { subnet: { id: "/vnet2/subnets/GatewaySubnet" }, publicIPAddress: { id: "/address" } },
    ],
  });
  estate.add("azure-native:network:LocalNetworkGateway", "site", "/site", {
    gatewayIpAddress: "52.0.0.1",
    localNetworkAddressSpace: { addressPrefixes: prefixes },
  });
  estate.add("azure-native:network:VirtualNetworkGatewayConnection", "connection", "/connection", {
    virtualNetworkGateway1: { id: "/gateway" },
    localNetworkGateway2: { id: "/site" },
    sharedKey,
  });
  return [estate, here, there];
}
