import type { Resource } from "../../../../reachability/resources";
import { holds } from "../cidr";
import type { Packet } from "../packet";
import { allOf, byId, get, list, type Record, records, text, texts } from "../properties";

const numbers = { tcp: "6", udp: "17", icmp: "1" };

/** Whether a rule's protocol and ports are the packet's. Ports mean nothing for ICMP here: -1 is every type. */
function fits(protocol: unknown, from: unknown, to: unknown, packet: Packet): boolean {
  if (protocol === "-1" || protocol === "all") {
    return true;
  }
  if (protocol !== packet.protocol && protocol !== numbers[packet.protocol]) {
    return false;
  }
  return (
    packet.protocol === "icmp" ||
    (Number(from) <= packet.destinationPort && packet.destinationPort <= Number(to))
  );
}

/**
 * Whether the security groups of an AWS instance let a packet out or in. They remember sessions, know only what to allow,
 * and allow what any rule of any group allows.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export function groupsAllow(resources: readonly Resource[], packet: Packet, way: "in" | "out"): boolean {
  if (packet.answer) {
    return true;
  }
  const [here, there] = way === "in" ? [packet.to, packet.from] : [packet.from, packet.to];
  const remote = way === "in" ? packet.source : packet.destination;
  const remoteGroups = texts(there, "vpcSecurityGroupIds");
  return texts(here, "vpcSecurityGroupIds").some((id) => {
    const group = byId(resources, id);
    if (group === undefined) {
      throw new Error(`no security group ${id}`);
    }
    const inline = records(group, way === "in" ? "ingress" : "egress").some(
      (rule) =>
        fits(rule["protocol"], rule["fromPort"], rule["toPort"], packet) &&
        (list(rule["cidrBlocks"]).some((range) => holds(String(range), remote)) ||
          list(rule["securityGroups"]).some((one) => remoteGroups.includes(String(one))) ||
          (rule["self"] === true && remoteGroups.includes(id))),
    );
    const type = way === "in" ? "SecurityGroupIngressRule" : "SecurityGroupEgressRule";
    const apart = allOf(resources, `aws:vpc/${lowerFirst(type)}:${type}`).some((rule) => {
      const range = text(rule, "cidrIpv4");
      const other = text(rule, "referencedSecurityGroupId");
      return (
        text(rule, "securityGroupId") === id &&
        fits(get(rule, "ipProtocol"), get(rule, "fromPort"), get(rule, "toPort"), packet) &&
        ((range !== undefined && holds(range, remote)) ||
          (other !== undefined && remoteGroups.includes(other)))
      );
    });
    return inline || apart;
  });
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * Whether the network ACL of a subnet lets a packet out or in: rules by number, the first that matches decides, the rest
 * is denied. It remembers nothing. A subnet without one of its own has the VPC's default, which allows all.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html
 */
export function aclAllows(
  resources: readonly Resource[],
  subnet: string,
  packet: Packet,
  way: "in" | "out",
): boolean {
  const acl = allOf(resources, "aws:ec2/networkAcl:NetworkAcl").find(
    (one) =>
      texts(one, "subnetIds").includes(subnet) ||
      allOf(resources, "aws:ec2/networkAclAssociation:NetworkAclAssociation").some(
        (link) => text(link, "networkAclId") === one.id && text(link, "subnetId") === subnet,
      ),
  );
  if (acl === undefined) {
    return true;
  }
  const inline = records(acl, way === "in" ? "ingress" : "egress").map((rule) => ({
    ...rule,
    number: rule["ruleNo"],
  }));
  const apart = allOf(resources, "aws:ec2/networkAclRule:NetworkAclRule")
    .filter((rule) => text(rule, "networkAclId") === acl.id)
    .filter((rule) => (get(rule, "egress") === true) === (way === "out"))
    .map((rule) => ({ ...rule.inputs, number: get(rule, "ruleNumber"), action: get(rule, "ruleAction") }));
  const rules: Record[] = [...inline, ...apart];
  const remote = way === "in" ? packet.source : packet.destination;
  const first = rules
    .sort((one, other) => Number(one["number"]) - Number(other["number"]))
    .find(
      (rule) =>
        fits(rule["protocol"], rule["fromPort"], rule["toPort"], packet) &&
        holds(String(rule["cidrBlock"]), remote),
    );
  return first?.["action"] === "allow";
}
