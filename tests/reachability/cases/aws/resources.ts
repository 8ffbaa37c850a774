import type { Resource } from "../../../../reachability";

type Inputs = Record<string, unknown>;

/** A deployed resource: what it was asked to be, and its id. */
export function aws(type: string, name: string, inputs: Inputs, outputs: Inputs = {}): Resource {
  const id = `${type.split(":").at(-1) ?? ""}-${name}`.toLowerCase();
  return {
    urn: `urn:pulumi:prod::net::aws:${type}::${name}`,
    type: `aws:${type}`,
    id,
    inputs,
    outputs: { ...inputs, id, ...outputs },
  };
}

export const vpc = (name: string, cidrBlock: string, more: Inputs = {}): Resource =>
  aws(
    "ec2/vpc:Vpc",
    name,
    { cidrBlock, region: "eu-central-1", ...more },
    {
      mainRouteTableId: `rtb-main-${name}`,
      defaultRouteTableId: `rtb-main-${name}`,
      defaultNetworkAclId: `acl-default-${name}`,
      defaultSecurityGroupId: `sg-default-${name}`,
    },
  );

/** @param more - `availabilityZone` is eu-central-1a if not given */
export const subnet = (name: string, inVpc: Resource, cidrBlock: string, more: Inputs = {}): Resource =>
  aws("ec2/subnet:Subnet", name, {
    vpcId: inVpc.id,
    cidrBlock,
    availabilityZone: "eu-central-1a",
    ...more,
  });

/** The property by which a route names a target. */
const targets: Readonly<Record<string, string>> = {
  "aws:ec2/internetGateway:InternetGateway": "gatewayId",
  "aws:ec2/vpnGateway:VpnGateway": "gatewayId",
  "aws:ec2/natGateway:NatGateway": "natGatewayId",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": "vpcPeeringConnectionId",
  "aws:ec2transitgateway/transitGateway:TransitGateway": "transitGatewayId",
  "aws:ec2/networkInterface:NetworkInterface": "networkInterfaceId",
};

const toward = (target: Resource): Inputs => ({ [targets[target.type] ?? "gatewayId"]: target.id });

/** A route table with its routes, used by subnets. */
export const routeTable = (
  name: string,
  inVpc: Resource,
  subnets: readonly Resource[],
  routes: Readonly<Record<string, Resource>>,
  more: Inputs = {},
): Resource[] => {
  const table = aws("ec2/routeTable:RouteTable", name, {
    vpcId: inVpc.id,
    routes: Object.entries(routes).map(([cidrBlock, target]) => ({ cidrBlock, ...toward(target) })),
    ...more,
  });
  return [table, ...subnets.map((one) => associate(table, one))];
};

export const associate = (table: Resource, one: Resource): Resource =>
  aws("ec2/routeTableAssociation:RouteTableAssociation", `${table.id ?? ""}-${one.id ?? ""}`, {
    routeTableId: table.id,
    subnetId: one.id,
  });

/** A route that is a resource of its own. */
export const route = (
  tableId: string | undefined,
  destinationCidrBlock: string,
  target: Resource,
): Resource =>
  aws("ec2/route:Route", `${tableId ?? ""} ${destinationCidrBlock}`, {
    routeTableId: tableId,
    destinationCidrBlock,
    ...toward(target),
  });

export const internetGateway = (name: string, inVpc?: Resource): Resource =>
  aws("ec2/internetGateway:InternetGateway", name, inVpc === undefined ? {} : { vpcId: inVpc.id });

export const natGateway = (name: string, inSubnet: Resource, more: Inputs = {}): Resource =>
  aws("ec2/natGateway:NatGateway", name, { subnetId: inSubnet.id, ...more });

export const securityGroup = (
  name: string,
  inVpc: Resource,
  ingress: readonly Inputs[],
  egress: readonly Inputs[] = [anywhere],
): Resource => aws("ec2/securityGroup:SecurityGroup", name, { vpcId: inVpc.id, ingress, egress });

/** A rule of a security group. */
export const tcp = (port: number, from: string | Resource): Inputs => ({
  protocol: "tcp",
  fromPort: port,
  toPort: port,
  ...(typeof from === "string" ? { cidrBlocks: [from] } : { securityGroups: [from.id] }),
});

export const anywhere: Inputs = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };

export const instance = (
  name: string,
  inSubnet: Resource,
  privateIp: string,
  groups: readonly Resource[] | undefined,
  more: Inputs = {},
): Resource =>
  aws("ec2/instance:Instance", name, {
    subnetId: inSubnet.id,
    privateIp,
    ...(groups && { vpcSecurityGroupIds: groups.map(({ id }) => id) }),
    ...more,
  });

/** A rule of a network ACL, of TCP. */
export const aclRule = (
  ruleNo: number,
  action: "allow" | "deny",
  cidrBlock: string,
  [fromPort, toPort]: readonly [number, number] = [0, 65535],
): Inputs => ({ ruleNo, action, protocol: "tcp", cidrBlock, fromPort, toPort });

export const networkAcl = (
  name: string,
  inVpc: Resource,
  subnets: readonly Resource[],
  ingress: readonly Inputs[],
  egress: readonly Inputs[],
): Resource =>
  aws("ec2/networkAcl:NetworkAcl", name, {
    vpcId: inVpc.id,
    subnetIds: subnets.map(({ id }) => id),
    ingress,
    egress,
  });

export const peering = (
  name: string,
  from: Resource,
  to: Resource,
  more: Inputs = { autoAccept: true },
): Resource =>
  aws("ec2/vpcPeeringConnection:VpcPeeringConnection", name, { vpcId: from.id, peerVpcId: to.id, ...more });

export const transitGateway = (name: string, more: Inputs = {}): Resource =>
  aws("ec2transitgateway/transitGateway:TransitGateway", name, more, {
    associationDefaultRouteTableId: `tgw-rtb-default-${name}`,
    propagationDefaultRouteTableId: `tgw-rtb-default-${name}`,
  });

/** A transit gateway that leaves it to the program what is associated and propagated. */
export const bareTransitGateway = (name: string, more: Inputs = {}): Resource =>
  transitGateway(name, {
    defaultRouteTableAssociation: "disable",
    defaultRouteTablePropagation: "disable",
    ...more,
  });

export const attachment = (
  name: string,
  gateway: Resource,
  ofVpc: Resource,
  subnets: readonly Resource[],
  more: Inputs = {},
): Resource =>
  aws("ec2transitgateway/vpcAttachment:VpcAttachment", name, {
    transitGatewayId: gateway.id,
    vpcId: ofVpc.id,
    subnetIds: subnets.map(({ id }) => id),
    ...more,
  });

/** A transit gateway's route table, with the attachments that look up in it and those that propagate into it. */
export const transitRouteTable = (
  name: string,
  gateway: Resource,
  associated: readonly Resource[],
  propagated: readonly Resource[],
): Resource[] => {
  const table = aws("ec2transitgateway/routeTable:RouteTable", name, { transitGatewayId: gateway.id });
  const inputs = (one: Resource): Inputs => ({
    transitGatewayAttachmentId: attachmentId(one),
    transitGatewayRouteTableId: table.id,
  });
  return [
    table,
    ...associated.map((one) =>
      aws(
        "ec2transitgateway/routeTableAssociation:RouteTableAssociation",
        `${name} ${one.id ?? ""}`,
        inputs(one),
      ),
    ),
    ...propagated.map((one) =>
      aws(
        "ec2transitgateway/routeTablePropagation:RouteTablePropagation",
        `${name} ${one.id ?? ""}`,
        inputs(one),
      ),
    ),
  ];
};

/** A route of a transit gateway's table, into nowhere when no attachment is given. */
export const transitRoute = (
  tableId: string | undefined,
  destinationCidrBlock: string,
  to?: Resource,
): Resource =>
  aws("ec2transitgateway/route:Route", `${tableId ?? ""} ${destinationCidrBlock}`, {
    transitGatewayRouteTableId: tableId,
    destinationCidrBlock,
    ...(to === undefined ? { blackhole: true } : { transitGatewayAttachmentId: attachmentId(to) }),
  });

function attachmentId(one: Resource): unknown {
  return one.outputs["transitGatewayAttachmentId"] ?? one.id;
}

export const vpnGateway = (name: string, inVpc: Resource | undefined, more: Inputs = {}): Resource =>
  aws("ec2/vpnGateway:VpnGateway", name, { ...(inVpc && { vpcId: inVpc.id }), ...more });

/** A customer gateway, ASN 65010 if no other is given. */
export const customerGateway = (name: string, ipAddress: string, more: Inputs = {}): Resource =>
  aws("ec2/customerGateway:CustomerGateway", name, { type: "ipsec.1", bgpAsn: "65010", ipAddress, ...more });

/** A VPN connection whose tunnels have the inside ranges 169.254.<third>.0/30 and .4/30. */
export const vpnConnection = (
  name: string,
  gateway: Resource,
  customer: Resource,
  third: number,
  more: Inputs = {},
): Resource => {
  const transit = gateway.type.endsWith("TransitGateway");
  return aws(
    "ec2/vpnConnection:VpnConnection",
    name,
    {
      type: "ipsec.1",
      customerGatewayId: customer.id,
      [transit ? "transitGatewayId" : "vpnGatewayId"]: gateway.id,
      tunnel1InsideCidr: `169.254.${third}.0/30`,
      tunnel2InsideCidr: `169.254.${third}.4/30`,
      tunnel1PresharedKey: `key.1.of.${name}`,
      tunnel2PresharedKey: `key.2.of.${name}`,
      ...more,
    },
    {
      tunnel1Address: `203.0.113.${third}`,
      tunnel2Address: `198.51.100.${third}`,
      ...(transit && { transitGatewayAttachmentId: `tgw-attach-${name}` }),
    },
  );
};

export const vpnRoute = (connection: Resource, destinationCidrBlock: string): Resource =>
  aws("ec2/vpnConnectionRoute:VpnConnectionRoute", `${connection.id ?? ""} ${destinationCidrBlock}`, {
    vpnConnectionId: connection.id,
    destinationCidrBlock,
  });
