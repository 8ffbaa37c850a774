import { type PortRange, protocols } from "../model";
import { follow, type Properties } from "../resources";
import { wordOf } from "./reader";

/** What a rule of a security group or network ACL says of a packet's protocol and ports. */
export interface Service {
  /** Absent: all. */
  readonly protocol?: number;
  /** Absent: all. */
  readonly ports?: readonly PortRange[];
  /** In words, such as `tcp 443`. */
  readonly text: string;
  /** Why it can't be told what the rule lets through. */
  readonly undecided?: string;
}

const names = new Map<string, number>(Object.entries(protocols));

/**
 * Protocol and ports of a security group's rule. For ICMP the first port is the type, -1 means all; what is asked here
 * is whether an echo request passes, whose answer is then let back.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 *
 * @returns undefined where the rule is about another kind of ICMP.
 */
export function groupService(rule: Properties, protocolPath: string): Service | undefined {
  return serviceOf(rule, protocolPath, (protocol) => {
    const type = portOf(follow(rule, "fromPort"));
    const echoRequest = protocol === protocols.icmp ? 8 : 128;
    return type === "all" || type === echoRequest
      ? { protocol, text: icmpText(protocol, type) }
      : icmp(protocol, type);
  });
}

/**
 * The same of a network ACL's rule, which is asked for the echo request and for its reply.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function aclService(rule: Properties): Service | undefined {
  return serviceOf(rule, "protocol", (protocol) => {
    const type = follow(rule, "icmpType");
    return icmp(
      protocol,
      type.state === "absent" ? 0 : portOf(type),
      protocol === protocols.icmp ? [0, 8] : [128, 129],
    );
  });
}

type Icmp = 1 | 58;

function serviceOf(
  rule: Properties,
  protocolPath: string,
  icmpService: (protocol: Icmp) => Service | undefined,
): Service | undefined {
  const protocol = protocolOf(follow(rule, protocolPath));
  if (protocol === "all") {
    return { text: "all traffic" };
  }
  if (protocol === undefined) {
    return { text: "a protocol that can't be told", undecided: "its protocol can't be told" };
  }
  if (protocol === protocols.icmp || protocol === protocols.icmpv6) {
    return icmpService(protocol);
  }
  if (protocol !== protocols.tcp && protocol !== protocols.udp) {
    return { protocol, text: `protocol ${protocol}` };
  }
  const name = protocol === protocols.tcp ? "tcp" : "udp";
  const first = portOf(follow(rule, "fromPort"));
  const last = portOf(follow(rule, "toPort"));
  if (first === undefined || last === undefined) {
    return { protocol, text: `${name}, ports unknown`, undecided: "its ports can't be told" };
  }
  if (first === "all" || last === "all" || (first === 0 && last === 65535)) {
    return { protocol, text: name };
  }
  return {
    protocol,
    ports: [{ first, last }],
    text: `${name} ${first === last ? first : `${first}-${last}`}`,
  };
}

/** A rule about one type of ICMP: it may decide if the type is one of those that a ping needs. */
function icmp(
  protocol: Icmp,
  type: number | "all" | undefined,
  needed: readonly number[] = [],
): Service | undefined {
  const text = icmpText(protocol, type);
  if (type === "all") {
    return { protocol, text };
  }
  if (type === undefined) {
    return { protocol, text, undecided: "its ICMP type can't be told" };
  }
  return needed.includes(type)
    ? { protocol, text, undecided: `it is about ICMP type ${type} alone` }
    : undefined;
}

function icmpText(protocol: Icmp, type: number | "all" | undefined): string {
  const name = protocol === protocols.icmp ? "icmp" : "icmpv6";
  return type === "all" ? name : `${name} type ${type ?? "unknown"}`;
}

type Read = ReturnType<typeof follow>;

function protocolOf(value: Read): number | "all" | undefined {
  if (value.state !== "known") {
    return undefined;
  }
  const text = wordOf(value.value).toLowerCase();
  if (text === "-1" || text === "all") {
    return "all";
  }
  return names.get(text) ?? (/^\d{1,3}$/.test(text) ? Number(text) : undefined);
}

function portOf(value: Read): number | "all" | undefined {
  if (value.state !== "known") {
    return value.state === "absent" ? "all" : undefined;
  }
  const port = Number(wordOf(value.value) || NaN);
  return port === -1 ? "all" : Number.isInteger(port) ? port : undefined;
}
