import type { Cidr } from "../../addressing";
import type { Rule } from "./rule";

/** First to last, both inclusive. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** What a filter's rule says of one end of a packet: it matches if any part does. */
export interface Peers {
  readonly ranges: readonly Cidr[];
  /** Ids of endpoints, for rules that name a security group, a tag or an application security group. */
  readonly endpoints?: ReadonlySet<string>;
}

/** One rule of a filter. What is absent matches everything. */
export interface FilterRule {
  readonly action: "allow" | "deny";
  /** IANA's protocol number. */
  readonly protocol?: number;
  readonly source?: Peers;
  readonly destination?: Peers;
  readonly sourcePorts?: readonly PortRange[];
  readonly destinationPorts?: readonly PortRange[];
  readonly rule: Rule;
  /** Why it can't be told whether this rule matches what it otherwise would, such as a range known after the update. */
  readonly undecided?: string;
}

/** A security group set, a network ACL, a network security group, the firewall of a VPC network. */
export interface Filter {
  /** One per filter instance: a session that it let through is let back through only by the same. */
  readonly id: string;
  /** What people call it, such as `security group web` or `network ACL of subnet a`. */
  readonly name: string;
  readonly urn?: string | undefined;
  /** Whether it lets the answers to what it let through pass by itself. */
  readonly stateful: boolean;
  /** In the order of evaluation: the first that matches decides. */
  readonly rules: readonly FilterRule[];
  /** What happens to the rest. */
  readonly otherwise: { readonly action: "allow" | "deny"; readonly rule: Rule };
}
