import type { Properties } from "../../../reachability/resources";
import { type Likeness, type NetworkPlan, rangeOf, type ResourceBuilder } from "./builder";
import { type Opening, ownOpenings, type Role, roles, rolesOf, type Tier } from "./roles";

export const transitGateway = { id: "tgw-hub", asn: 64512 } as const;

const zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
const tiers: readonly Tier[] = ["public", "app", "data"];

export function addTransitGateway(estate: ResourceBuilder): void {
  const table = "tgw-rtb-default";
  estate.add(
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "hub",
    transitGateway.id,
    {
      amazonSideAsn: transitGateway.asn,
      defaultRouteTableAssociation: "enable",
      defaultRouteTablePropagation: "enable",
    },
    { associationDefaultRouteTableId: table, propagationDefaultRouteTableId: table },
  );
}

/**
 * A VPC at the transit gateway: three tiers in three zones, a route table a zone but for the public tier, an internet
 * gateway, and a network ACL around the data tier.
 */
export function addVpc(
  estate: ResourceBuilder,
  { number, instances }: NetworkPlan,
  likeness: Likeness,
): void {
  const name = `vpc${number}`;
  const vpcId = `vpc-${number}`;
  estate.add("aws:ec2/vpc:Vpc", name, vpcId, { cidrBlock: rangeOf(number) });
  estate.add("aws:ec2/internetGateway:InternetGateway", `${name}-igw`, `igw-${number}`, { vpcId });
  addRouteTable(estate, vpcId, `${name}-public`, { cidrBlock: "0.0.0.0/0", gatewayId: `igw-${number}` });
  zones.forEach((_, zone) => addRouteTable(estate, vpcId, `${name}-private${zone}`));
  for (const [index, tier] of tiers.entries()) {
    zones.forEach((availabilityZone, zone) => {
      const subnet = subnetOf(number, tier, zone);
      estate.add("aws:ec2/subnet:Subnet", subnet, subnet, {
        vpcId,
        cidrBlock: `10.${number}.${index * 16 + zone}.0/24`,
        availabilityZone,
      });
      const table = tier === "public" ? `${name}-public` : `${name}-private${zone}`;
      estate.add("aws:ec2/routeTableAssociation:RouteTableAssociation", subnet, `rtbassoc-${subnet}`, {
        subnetId: subnet,
        routeTableId: `rtb-${table}`,
      });
    });
  }
  estate.add("aws:ec2transitgateway/vpcAttachment:VpcAttachment", name, `tgw-attach-${number}`, {
    transitGatewayId: transitGateway.id,
    vpcId,
    subnetIds: zones.map((_, zone) => subnetOf(number, "app", zone)),
  });
  addNetworkAcl(estate, number);
  for (const role of likeness === "roles" ? roles : []) {
    addSecurityGroup(estate, number, role.name, role.opens);
  }
  rolesOf(instances).forEach((role, index) => addInstance(estate, number, index, role, likeness));
}

function subnetOf(network: number, tier: Tier, zone: number): string {
  return `subnet-${network}-${tier}-${zone}`;
}

function addRouteTable(estate: ResourceBuilder, vpcId: string, name: string, out?: Properties): void {
  const routes = [
    { cidrBlock: "10.0.0.0/8", transitGatewayId: transitGateway.id },
    ...(out === undefined ? [] : [out]),
  ];
  estate.add("aws:ec2/routeTable:RouteTable", name, `rtb-${name}`, { vpcId, routes });
}

function addNetworkAcl(estate: ResourceBuilder, number: number): void {
  const inside = "10.0.0.0/8";
  const allow = (ruleNo: number, fromPort: number, toPort: number): Properties => ({
    ruleNo,
    action: "allow",
    protocol: "6",
    fromPort,
    toPort,
    cidrBlock: inside,
  });
  estate.add("aws:ec2/networkAcl:NetworkAcl", `acl${number}`, `acl-${number}`, {
    vpcId: `vpc-${number}`,
    subnetIds: zones.map((_, zone) => subnetOf(number, "data", zone)),
    ingress: [allow(100, 22, 22), allow(110, 443, 443), allow(120, 1024, 65535)],
    egress: [allow(100, 443, 443), allow(110, 1024, 65535)],
  });
}

function addSecurityGroup(
  estate: ResourceBuilder,
  network: number,
  name: string,
  opens: readonly Opening[],
): void {
  estate.add("aws:ec2/securityGroup:SecurityGroup", `${name}${network}`, groupOf(network, name), {
    vpcId: `vpc-${network}`,
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    ingress: opens.map(({ port, from }) => ({
      protocol: "tcp",
      fromPort: port,
      toPort: port,
      ...(from.includes("/") ? { cidrBlocks: [from] } : { securityGroups: [groupOf(network, from)] }),
    })),
  });
}

function groupOf(network: number, name: string): string {
  return `sg-${network}-${name}`;
}

function addInstance(
  estate: ResourceBuilder,
  network: number,
  index: number,
  { name: role, tier }: Role,
  likeness: Likeness,
): void {
  const zone = index % zones.length;
  const name = `ec2-${network}-${index}`;
  const group = likeness === "roles" ? role : `own${index}`;
  if (likeness === "all different") {
    addSecurityGroup(estate, network, group, ownOpenings(network, index));
  }
  estate.add(
    "aws:ec2/instance:Instance",
    name,
    `i-${network}-${index}`,
    { subnetId: subnetOf(network, tier, zone), vpcSecurityGroupIds: [groupOf(network, group)] },
    {
      privateIp: `10.${network}.${tiers.indexOf(tier) * 16 + zone}.${10 + index}`,
      availabilityZone: zones[zone],
    },
  );
}
