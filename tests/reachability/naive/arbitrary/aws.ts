import type { Properties } from "../../../../reachability/resources";
import type { Choices } from "./choices";
import type { Estate, Site } from "./estate";

export interface Subnet {
  readonly name: string;
  readonly id: string;
  readonly range: string;
  readonly zone: string;
  readonly table: Table | undefined;
  hasAcl: boolean;
}

export interface Table {
  readonly name: string;
  readonly id: string;
  /** By destination: where to. */
  readonly routes: Map<string, Properties>;
}

export interface Vpc extends Site {
  readonly id: string;
  readonly subnetList: readonly Subnet[];
  readonly tables: readonly Table[];
  readonly groups: readonly string[];
}

const zones = ["eu-west-1a", "eu-west-1b"];

/** A VPC with subnets in two zones, route tables that are still empty, and security groups without rules. */
export function vpc(choices: Choices, estate: Estate, index: number): Vpc {
  const name = `vpc${index}`;
  const range = `10.${index}.0.0/16`;
  const id = `vpc-${index}`;
  estate.add(
    "aws:ec2/vpc:Vpc",
    name,
    id,
    { cidrBlock: range },
    { mainRouteTableId: `rtb-${name}-unmanaged` },
  );
  const tables = Array.from({ length: choices.number(1, 2) }, (_, at): Table => {
    const table = { name: `${name}-table${at}`, id: `rtb-${name}-${at}`, routes: new Map() };
    return table;
  });
  const main = choices.chance(30);
  if (main) {
    estate.uses("main route table");
    estate.add(
      "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
      `${name}-main`,
      `rtbassoc-${name}`,
      {
        vpcId: id,
        routeTableId: tables[0]!.id,
      },
    );
  }
  const subnetList = Array.from({ length: choices.number(1, 3) }, (_, at): Subnet => {
    const table = choices.pick(tables);
    const subnet = {
      name: `${name}-subnet${at}`,
      id: `subnet-${name}-${at}`,
      range: `10.${index}.${at}.0/24`,
      zone: choices.pick(zones),
      table,
      hasAcl: false,
    };
    estate.add("aws:ec2/subnet:Subnet", subnet.name, subnet.id, {
      vpcId: id,
      cidrBlock: subnet.range,
      availabilityZone: subnet.zone,
    });
    if (!(main && table === tables[0])) {
      estate.add(
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        subnet.name,
        `rtbassoc-${subnet.name}`,
        {
          subnetId: subnet.id,
          routeTableId: table.id,
        },
      );
    }
    return subnet;
  });
  const groups = Array.from({ length: choices.number(1, 2) }, (_, at) => `sg-${name}-${at}`);
  return { name, range, id, subnetList, subnets: subnetList.map((one) => one.range), tables, groups };
}

export function instance(choices: Choices, estate: Estate, home: Vpc): void {
  const subnet = choices.pick(home.subnetList);
  const number = estate.next();
  const name = `ec2-${number}`;
  const groups = choices.chance(20) ? [...home.groups] : [choices.pick(home.groups)];
  const { urn } = estate.add(
    "aws:ec2/instance:Instance",
    name,
    `i-${number}`,
    { subnetId: subnet.id, vpcSecurityGroupIds: groups },
    { privateIp: subnet.range.replace("0/24", `${10 + number}`), availabilityZone: subnet.zone },
  );
  estate.instances.push(urn);
}

/** @param friends - groups of other networks that a rule may name: their VPC is peered */
export function securityGroups(
  choices: Choices,
  estate: Estate,
  home: Vpc,
  friends: readonly string[],
  sites: readonly Site[],
): void {
  for (const id of home.groups) {
    const ingress = choices.chance(40)
      ? [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.0.0/8"] }]
      : rules(choices, estate, id, [...home.groups, ...friends], sites);
    const egress = choices.chance(75)
      ? [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }]
      : rules(choices, estate, id, home.groups, sites);
    const inline = choices.chance(60);
    estate.uses(inline ? "security group, inline rules" : "security group, rules of their own");
    estate.add("aws:ec2/securityGroup:SecurityGroup", id, id, {
      vpcId: home.id,
      ...(inline && { ingress, egress }),
    });
    if (!inline) {
      for (const [type, list] of [
        ["SecurityGroupIngressRule", ingress],
        ["SecurityGroupEgressRule", egress],
      ] as const) {
        list.forEach((rule, at) => {
          const self = "self" in rule;
          estate.add(`aws:vpc/s${type.slice(1)}:${type}`, `${id}-${type}-${at}`, `sgr-${id}-${type}-${at}`, {
            securityGroupId: id,
            ipProtocol: rule.protocol,
            ...(rule.protocol !== "-1" && { fromPort: rule.fromPort, toPort: rule.toPort }),
            ...(rule.cidrBlocks && { cidrIpv4: rule.cidrBlocks[0] }),
            ...((rule.securityGroups ?? self) && {
              referencedSecurityGroupId: self ? id : rule.securityGroups?.[0],
            }),
          });
        });
      }
    }
  }
}

interface GroupRule {
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidrBlocks?: readonly string[];
  readonly securityGroups?: readonly string[];
  readonly self?: boolean;
}

function rules(
  choices: Choices,
  estate: Estate,
  id: string,
  groups: readonly string[],
  sites: readonly Site[],
): GroupRule[] {
  return Array.from({ length: choices.pick([1, 1, 2, 3]) }, (): GroupRule => {
    const what = choices.pick([
      { protocol: "-1", fromPort: 0, toPort: 0 },
      { protocol: "-1", fromPort: 0, toPort: 0 },
      { protocol: "tcp", fromPort: 443, toPort: 443 },
      { protocol: "tcp", fromPort: 22, toPort: 8080 },
      { protocol: "udp", fromPort: 0, toPort: 65535 },
      { protocol: "icmp", fromPort: -1, toPort: -1 },
    ]);
    switch (choices.pick(["range", "range", "range", "range", "group", "self"])) {
      case "group": {
        const other = choices.pick(groups);
        estate.uses("security group that names a group");
        return other === id ? { ...what, self: true } : { ...what, securityGroups: [other] };
      }
      case "self":
        return { ...what, self: true };
      default:
        return { ...what, cidrBlocks: [rangeIn(choices, sites)] };
    }
  });
}

/** A range that rules and routes speak of: of one network or subnet, or of all. */
export function rangeIn(choices: Choices, sites: readonly Site[]): string {
  const site = choices.pick(sites);
  return choices.pick([
    "0.0.0.0/0",
    "10.0.0.0/8",
    "10.0.0.0/8",
    site.range,
    site.range,
    choices.pick(site.subnets),
  ]);
}

export function networkAcl(
  choices: Choices,
  estate: Estate,
  home: Vpc,
  subnets: readonly string[],
  sites: readonly Site[],
): void {
  estate.uses("network ACL");
  const id = `acl-${home.name}-${estate.next()}`;
  const all = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" };
  const web = { protocol: "6", fromPort: 443, toPort: 443, cidrBlock: "10.0.0.0/8" };
  const answers = { protocol: "6", fromPort: 1024, toPort: 65535, cidrBlock: "10.0.0.0/8" };
  const side = (): Properties[] => {
    const deny = {
      protocol: "-1",
      fromPort: 0,
      toPort: 0,
      cidrBlock: rangeIn(choices, sites),
      action: "deny",
    };
    const allow = choices.pick([[all], [all], [all], [web, answers], [answers, web], [web]]);
    return [
      ...(choices.chance(25) ? [{ ...deny, ruleNo: choices.pick([50, 150]) }] : []),
      ...allow.map((rule, at) => ({ ...rule, action: "allow", ruleNo: 100 + 10 * at })),
    ];
  };
  const ingress = side();
  const egress = side();
  const inline = choices.chance(60);
  estate.add("aws:ec2/networkAcl:NetworkAcl", id, id, {
    vpcId: home.id,
    subnetIds: subnets,
    ...(inline && { ingress, egress }),
  });
  if (!inline) {
    estate.uses("network ACL, rules of their own");
    for (const [list, out] of [
      [ingress, false],
      [egress, true],
    ] as const) {
      list.forEach(({ ruleNo, action, ...rule }, at) => {
        const name = `${id}-${out ? "egress" : "ingress"}-${at}`;
        estate.add("aws:ec2/networkAclRule:NetworkAclRule", name, `nacl-${name}`, {
          ...rule,
          networkAclId: id,
          egress: out,
          ruleNumber: ruleNo,
          ruleAction: action,
        });
      });
    }
  }
}

/** Writes the tables once all routes are known. */
export function routeTables(choices: Choices, estate: Estate, home: Vpc): void {
  for (const { name, id, routes } of home.tables) {
    const inline = choices.chance(40);
    const list = [...routes].map(([destination, target]) => ({ destination, target }));
    estate.add("aws:ec2/routeTable:RouteTable", name, id, {
      vpcId: home.id,
      ...(inline && {
        routes: list.map(({ destination, target }) => ({ cidrBlock: destination, ...target })),
      }),
    });
    if (!inline) {
      list.forEach(({ destination, target }, at) =>
        estate.add("aws:ec2/route:Route", `${name}-${at}`, `r-${name}-${at}`, {
          routeTableId: id,
          destinationCidrBlock: destination,
          ...target,
        }),
      );
    }
    estate.uses(inline ? "route table, inline routes" : "route table, routes of their own");
  }
}

export function peering(choices: Choices, estate: Estate, one: Vpc, other: Vpc): boolean {
  const active = choices.chance(70);
  estate.uses(active ? "VPC peering" : "VPC peering not accepted");
  const id = `pcx-${one.name}-${other.name}`;
  estate.add(
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    id,
    id,
    { vpcId: one.id, peerVpcId: other.id, autoAccept: active },
    { acceptStatus: active ? "active" : "pending-acceptance" },
  );
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    for (const { routes } of from.tables) {
      if (choices.chance(85)) {
        routes.set(choices.pick([to.range, to.range, choices.pick(to.subnets)]), {
          vpcPeeringConnectionId: id,
        });
      }
    }
  }
  return active;
}

/** A way out for what no other route takes. */
export function internetGateway(choices: Choices, estate: Estate, home: Vpc): void {
  estate.uses("internet gateway");
  estate.add("aws:ec2/internetGateway:InternetGateway", `${home.name}-igw`, `igw-${home.name}`, {
    vpcId: home.id,
  });
  choices.pick(home.tables).routes.set("0.0.0.0/0", { gatewayId: `igw-${home.name}` });
}
