import { Ec2Error } from "./error";
import { having, vpcOfSecurityGroup } from "./references";
import { quotaOf, quotas } from "./serviceQuotas/quotas";
import { tokens } from "./tokens";
import { parseCidr } from "../../addressing/cidr";
import { asList, asNumber, asObject, asString, asStrings, type Props } from "../protocol/values";
import type { OperationContext, WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** One rule of a security group in EC2's terms: one protocol and port range to or from one peer. */
export interface Permission {
  readonly direction: Direction;
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `-1` for all, or another protocol's number. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** A CIDR block or the id of a security group. */
  readonly peer: string;
}

export type Direction = "ingress" | "egress";

const numbered: Readonly<Record<string, string>> = {
  "6": "tcp",
  "17": "udp",
  "1": "icmp",
  "58": "icmpv6",
  all: "-1",
};

/** The name by which EC2 answers for a protocol; undefined if it is neither known nor a number. */
export function protocolNamed(text: string): string | undefined {
  const name = numbered[text.toLowerCase()] ?? text.toLowerCase();
  const known = ["-1", "tcp", "udp", "icmp", "icmpv6"].includes(name);
  return known || (/^\d{1,3}$/.test(name) && Number(name) < 256) ? name : undefined;
}

/** Every rule that a group has, from inline blocks and from rule resources. */
export function permissionsOf(world: WorldView, groupId: string, except?: WorldRecord): Permission[] {
  const group = world.get(tokens.securityGroup, groupId);
  const inline = group && group !== except ? inlinePermissions(groupId, group.inputs) : [];
  const separate = ruleTypes.flatMap(({ token, read }) =>
    having(world, token, "securityGroupId", groupId)
      .filter((record) => record !== except)
      .flatMap(({ inputs }) => read(inputs)),
  );
  return [...inline, ...separate];
}

/** The rules of a security group's `ingress` and `egress`. */
export const inlinePermissions = (groupId: string, inputs: Props): Permission[] =>
  (["ingress", "egress"] as const).flatMap((direction) =>
    asList(inputs[direction])
      .map(asObject)
      .flatMap((rule) =>
        permissions(direction, rule.protocol as string, rule, [
          ...asStrings(rule.cidrBlocks),
          ...asStrings(rule.ipv6CidrBlocks).map(canonical),
          ...asStrings(rule.securityGroups),
          ...(rule.self === true ? [groupId] : []),
        ]),
      ),
  );

/** The rules that an `aws.ec2.SecurityGroupRule` stands for: one a peer. */
export const groupRulePermissions = (inputs: Props): Permission[] =>
  permissions(inputs.type as Direction, inputs.protocol as string, inputs, [
    ...asStrings(inputs.cidrBlocks),
    ...asStrings(inputs.ipv6CidrBlocks).map(canonical),
    ...(inputs.sourceSecurityGroupId === undefined ? [] : [asString(inputs.sourceSecurityGroupId) ?? ""]),
    ...(inputs.self === true ? [asString(inputs.securityGroupId) ?? ""] : []),
  ]);

/** The one rule of an `aws.vpc.SecurityGroupIngressRule` or `-EgressRule`. */
export const vpcRulePermissions =
  (direction: Direction) =>
  (inputs: Props): Permission[] =>
    permissions(direction, inputs.ipProtocol as string, inputs, [
      asString(inputs.cidrIpv4) ??
        asString(inputs.referencedSecurityGroupId) ??
        canonical(asString(inputs.cidrIpv6) ?? ""),
    ]);

/** EC2 compares IPv6 networks, not their texts. */
const canonical = (network: string): string => parseCidr(network).text;

const ruleTypes = [
  { token: tokens.securityGroupRule, read: groupRulePermissions },
  { token: tokens.securityGroupIngressRule, read: vpcRulePermissions("ingress") },
  { token: tokens.securityGroupEgressRule, read: vpcRulePermissions("egress") },
] as const;

function permissions(
  direction: Direction,
  protocol: string,
  rule: Props,
  peers: readonly string[],
): Permission[] {
  const name = protocolNamed(protocol) ?? protocol;
  const portless = !["tcp", "udp", "icmp", "icmpv6"].includes(name);
  const port = (value: number | undefined): number => (portless ? -1 : (value ?? -1));
  return peers.map((peer) => ({
    direction,
    protocol: name,
    fromPort: port(asNumber(rule.fromPort)),
    toPort: port(asNumber(rule.toPort)),
    peer,
  }));
}

/**
 * Authorizes new rules beside those that a group has, as EC2 does.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export function authorize(
  context: OperationContext,
  group: { readonly id: string; readonly vpcId: string },
  wanted: readonly Permission[],
  present: readonly Permission[],
): void {
  const seen = new Set(present.map(keyOf));
  for (const permission of wanted) {
    const operation = `AuthorizeSecurityGroup${permission.direction === "ingress" ? "Ingress" : "Egress"}`;
    checkPorts(operation, permission);
    if (permission.peer.startsWith("sg-") && permission.peer !== group.id) {
      checkSameVpc(context, operation, permission.peer, group.vpcId);
    }
    if (seen.has(keyOf(permission))) {
      throw new Ec2Error(
        operation,
        "InvalidPermission.Duplicate",
        `the specified rule "${describe(permission)}" already exists`,
      );
    }
    seen.add(keyOf(permission));
  }
  const most = quotaOf(context, quotas.rulesPerSecurityGroup);
  for (const direction of ["ingress", "egress"] as const) {
    if ([...present, ...wanted].filter((permission) => permission.direction === direction).length > most) {
      throw new Ec2Error(
        `AuthorizeSecurityGroup${direction === "ingress" ? "Ingress" : "Egress"}`,
        "RulesPerSecurityGroupLimitExceeded",
        "The maximum number of rules per security group has been reached.",
      );
    }
  }
}

function checkPorts(operation: string, { protocol, fromPort, toPort }: Permission): void {
  const refuse = (message: string): never => {
    throw new Ec2Error(operation, "InvalidParameterValue", message);
  };
  if (protocolNamed(protocol) === undefined) {
    refuse(`Invalid value '${protocol}' for IP protocol. Unknown protocol.`);
  }
  if (protocol === "tcp" || protocol === "udp") {
    const wrong = [fromPort, toPort].find((port) => port < 0 || port > 65535);
    if (wrong !== undefined) {
      refuse(`TCP/UDP port (${wrong}) out of range`);
    }
    if (fromPort > toPort) {
      refuse(`Invalid TCP/UDP port range (${fromPort}-${toPort}): from port is greater than to port`);
    }
  }
  if (protocol === "icmp" || protocol === "icmpv6") {
    if (fromPort < -1 || fromPort > 255) {
      refuse(`ICMP type (${fromPort}) out of range`);
    }
    if (toPort < -1 || toPort > 255 || (fromPort === -1 && toPort !== -1)) {
      refuse(`ICMP code (${toPort}) out of range`);
    }
  }
}

function checkSameVpc(context: OperationContext, operation: string, peer: string, vpcId: string): void {
  if (vpcOfSecurityGroup(context, operation, peer) !== vpcId) {
    throw new Ec2Error(
      operation,
      "InvalidGroup.NotFound",
      "You have specified two resources that belong to different networks.",
    );
  }
}

const keyOf = (permission: Permission): string => JSON.stringify(permission);

function describe({ protocol, fromPort, toPort, peer }: Permission): string {
  const ports = fromPort === -1 ? "" : ` from port: ${fromPort}, to port: ${toPort},`;
  return `peer: ${peer}, ${protocol === "-1" ? "ALL" : protocol.toUpperCase()},${ports} ALLOW`;
}
