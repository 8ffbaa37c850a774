import type { Filter, FilterRule } from "../model";
import {
  known,
  labelOf,
  orElse,
  readBoolean,
  readNumber,
  type Properties,
  type Resource,
} from "../resources";
import { Owners } from "./owners";
import { aclService } from "./ports";
import { everywhere, rangeOf } from "./ranges";
import { blockOf, declaredList, mayPointTo, pointsTo, type Reader, textOf } from "./reader";
import { sources } from "./sources";
import type { Subnet, Subnets } from "./subnets";
import { tokens } from "./tokens";
import type { Vpc, Vpcs } from "./vpcs";

/** A network ACL as two filters. */
export interface NetworkAcl {
  readonly inbound: Filter;
  readonly outbound: Filter;
  /** Whether it lets everything through both ways, so that nobody notices it. */
  readonly open: boolean;
}

/**
 * The network ACL of every subnet: that which is associated with it, else the default one of its VPC, which allows
 * everything until somebody takes it over.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
 */
export class NetworkAcls {
  readonly #bySubnet = new Map<Subnet, NetworkAcl>();
  readonly #defaults: Map<Vpc, NetworkAcl>;
  readonly #untouched: Map<Vpc, NetworkAcl>;

  constructor(reader: Reader, vpcs: Vpcs, subnets: Subnets) {
    const owners = new Owners(reader, vpcs, "defaultNetworkAclId");
    const separate = separateRules(reader, owners);
    const declared = [...reader.stack.all(tokens.networkAcl), ...reader.stack.all(tokens.defaultNetworkAcl)];
    const acls = new Map(declared.map((acl) => [acl.urn, aclOf(acl, separate.byAcl.get(acl.urn) ?? [])]));
    const taken = reader.stack.all(tokens.defaultNetworkAcl).map((resource) => ({
      resource,
      vpc: owners.ofDefault(resource, "defaultNetworkAclId"),
      acl: acls.get(resource.urn),
    }));
    this.#defaults = new Map(
      taken.flatMap(({ vpc, acl }) => (vpc === undefined || acl === undefined ? [] : [[vpc, acl] as const])),
    );
    for (const { resource } of taken.filter(({ vpc }) => vpc === undefined)) {
      for (const vpc of owners.candidates(resource, "defaultNetworkAclId")) {
        this.#defaults.set(vpc, this.#defaults.get(vpc) ?? unknownAcl(vpc.name, resource));
      }
    }
    this.#untouched = new Map([...separate.byVpc].map(([vpc, rules]) => [vpc, untouchedAcl(vpc, rules)]));
    const open: { resource: Resource; subnets: readonly Subnet[] }[] = [];
    for (const acl of declared) {
      const { subnets: members, complete, undecided } = subnets.allOf(acl);
      for (const subnet of undecided ? [] : members) {
        this.#bySubnet.set(subnet, acls.get(acl.urn) ?? unknownAcl(subnet.name, acl));
      }
      if (!complete) {
        reader.estate.note(acl.urn, `not all subnets of network ACL ${labelOf(acl)} can be told`);
      }
      if (undecided) {
        const vpc = vpcs.of(acl);
        open.push({ resource: acl, subnets: vpc === undefined ? subnets.all() : subnets.ofVpc(vpc) });
      }
    }
    for (const association of reader.stack.all(tokens.networkAclAssociation)) {
      const acl = pointsTo(reader, association, "networkAclId", tokens.networkAcl);
      const subnet = subnets.of(association);
      const associated = acl.state === "found" ? acls.get(acl.resource.urn) : undefined;
      if (subnet === undefined) {
        open.push({ resource: association, subnets: subnets.candidates(association) });
      } else {
        this.#bySubnet.set(subnet, associated ?? unknownAcl(subnet.name, association));
      }
    }
    for (const { resource, subnets: perhaps } of open) {
      for (const subnet of perhaps) {
        this.#bySubnet.set(subnet, this.#bySubnet.get(subnet) ?? unknownAcl(subnet.name, resource));
      }
    }
  }

  of(subnet: Subnet): NetworkAcl {
    const { vpc } = subnet;
    const own = this.#bySubnet.get(subnet) ?? this.#defaults.get(vpc);
    if (own !== undefined) {
      return own;
    }
    const untouched = this.#untouched.get(vpc) ?? untouchedAcl(vpc, []);
    this.#untouched.set(vpc, untouched);
    return untouched;
  }
}

const aclTypes = [tokens.networkAcl, tokens.defaultNetworkAcl];

/** One rule, with its number, by which the rules are evaluated. */
interface NumberedRule {
  readonly number: number;
  readonly egress: boolean;
  readonly rule: FilterRule;
}

function aclOf(resource: Resource, separate: readonly NumberedRule[]): NetworkAcl {
  const inline = (["ingress", "egress"] as const).flatMap((direction) => {
    const list = declaredList(resource, direction);
    if (list.state === "unknown") {
      return unknownRules(resource, direction === "egress");
    }
    const blocks = list.state === "known" ? list.value : [];
    return blocks.flatMap((block) => {
      const properties = blockOf(block);
      return properties === undefined
        ? unknownRules(resource, direction === "egress")
        : numberedRules(properties, resource, direction === "egress", "action", "ruleNo");
    });
  });
  return built(`network ACL ${labelOf(resource)}`, resource.urn, [...inline, ...separate]);
}

function built(name: string, urn: string | undefined, numbered: readonly NumberedRule[]): NetworkAcl {
  const filter = (egress: boolean): Filter => ({
    id: `${urn ?? name}#${egress ? "outbound" : "inbound"}`,
    name,
    urn,
    stateful: false,
    rules: numbered
      .filter((one) => one.egress === egress)
      .toSorted((a, b) => a.number - b.number)
      .map(({ rule }) => rule),
    otherwise: {
      action: "deny",
      rule: {
        text: `no ${egress ? "outbound" : "inbound"} rule of ${name} matches`,
        urn,
        source: sources.networkAclRules,
      },
    },
  });
  return { inbound: filter(false), outbound: filter(true), open: false };
}

/** The network ACL that every VPC comes with: rules 100 (IPv4) and 101 (IPv6) allow everything. */
function untouchedAcl(vpc: Vpc, added: readonly NumberedRule[]): NetworkAcl {
  const name = `default network ACL of ${vpc.name}`;
  const allow = (egress: boolean, version: 4 | 6): NumberedRule => {
    const peers = { ranges: [everywhere[version]] };
    const number = version === 4 ? 100 : 101;
    return {
      number,
      egress,
      rule: {
        action: "allow",
        ...(egress ? { destination: peers } : { source: peers }),
        rule: { text: `rule ${number} of the ${name} allows everything`, source: sources.defaultNetworkAcl },
        ...(vpc.unseen !== undefined && { undecided: vpc.unseen }),
      },
    };
  };
  const versions = [4, 6] as const;
  const own = [true, false].flatMap((egress) => versions.map((version) => allow(egress, version)));
  const acl = built(name, vpc.resource && `${vpc.resource.urn}#default network ACL`, [...added, ...own]);
  return { ...acl, open: added.length === 0 && vpc.unseen === undefined };
}

/** @param resource - by which it can't be told which network ACL a place has */
function unknownAcl(place: string, resource: Resource): NetworkAcl {
  const rules = [true, false].flatMap((egress) => unknownRules(resource, egress));
  return built(`network ACL of ${place}`, undefined, rules);
}

function unknownRules(resource: Resource, egress: boolean): NumberedRule[] {
  const undecided = `the rules of the network ACL of ${labelOf(resource)} can't be told`;
  return eitherWay({
    number: 0,
    egress,
    rule: { action: "allow", rule: { text: undecided, urn: resource.urn }, undecided },
  });
}

/** A rule that may allow, and may deny. */
function eitherWay({ rule, ...numbered }: NumberedRule): NumberedRule[] {
  return (["allow", "deny"] as const).map((action) => ({ ...numbered, rule: { ...rule, action } }));
}

/** Rules that are resources of their own, by the URN of the network ACL, or by the VPC whose default one they are of. */
function separateRules(reader: Reader, owners: Owners) {
  const byAcl = new Map<string, NumberedRule[]>();
  const byVpc = new Map<Vpc, NumberedRule[]>();
  for (const resource of reader.stack.all(tokens.networkAclRule)) {
    const acl = pointsTo(reader, resource, "networkAclId", ...aclTypes);
    const vpc = acl.state === "found" ? undefined : owners.of(resource, "networkAclId");
    const rules = separateRule(resource);
    const add = <Key>(map: Map<Key, NumberedRule[]>, key: Key, added: readonly NumberedRule[]): void => {
      map.set(key, [...(map.get(key) ?? []), ...added]);
    };
    if (acl.state === "found") {
      add(byAcl, acl.resource.urn, rules);
    } else if (vpc !== undefined) {
      add(byVpc, vpc, rules);
    } else {
      const undecided = `the network ACL of rule ${labelOf(resource)} can't be told`;
      reader.estate.note(resource.urn, undecided);
      const perhaps = rules.map(({ rule, ...one }) => ({ ...one, rule: { ...rule, undecided } }));
      for (const { urn } of mayPointTo(reader, resource, "networkAclId", ...aclTypes)) {
        add(byAcl, urn, perhaps);
      }
      owners.candidates(resource, "networkAclId").forEach((each) => add(byVpc, each, perhaps));
    }
  }
  return { byAcl, byVpc };
}

function separateRule(resource: Resource): NumberedRule[] {
  const properties = { ...resource.inputs, ...resource.outputs };
  const rulesOf = (egress: boolean): NumberedRule[] =>
    numberedRules(properties, resource, egress, "ruleAction", "ruleNumber");
  const egress = orElse(readBoolean(resource, "egress"), false);
  const undecided = "its direction isn't known";
  return egress === undefined
    ? [...rulesOf(true), ...rulesOf(false)].map(({ rule, ...one }) => ({
        ...one,
        rule: { ...rule, undecided },
      }))
    : rulesOf(egress);
}

function numberedRules(
  properties: Properties,
  resource: Resource,
  egress: boolean,
  actionPath: string,
  numberPath: string,
): NumberedRule[] {
  const block: Resource = { urn: resource.urn, type: "", inputs: properties, outputs: {} };
  const service = aclService(properties);
  if (service === undefined) {
    return [];
  }
  const number = known(readNumber(block, numberPath));
  const action = textOf(block, actionPath)?.toLowerCase();
  const text = textOf(block, "cidrBlock") ?? textOf(block, "ipv6CidrBlock");
  const range = rangeOf(text);
  const unknown =
    number === undefined
      ? "its number isn't known"
      : action === undefined
        ? "its action isn't known"
        : range === undefined
          ? "its range isn't known"
          : service.undecided;
  const peers = { ranges: range === undefined ? [everywhere[4], everywhere[6]] : [range] };
  const way = egress ? "outbound" : "inbound";
  const does = action === "deny" ? "denies" : "allows";
  const peer = egress ? "to" : "from";
  const numbered: NumberedRule[] = [
    {
      number: number ?? 0,
      egress,
      rule: {
        action: action === "deny" ? "deny" : "allow",
        ...(service.protocol !== undefined && { protocol: service.protocol }),
        ...(egress ? { destination: peers } : { source: peers }),
        ...(service.ports && { destinationPorts: service.ports }),
        rule: {
          text: `${way} rule ${number ?? "?"} ${does} ${service.text} ${peer} ${text ?? "a range not known"}`,
          urn: resource.urn,
          source: sources.networkAclRules,
        },
        ...(unknown !== undefined && { undecided: unknown }),
      },
    },
  ];
  return action === undefined ? numbered.flatMap(eitherWay) : numbered;
}
