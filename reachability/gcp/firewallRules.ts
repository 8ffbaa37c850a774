import { type Cidr, parseCidr } from "../../addressing";
import type { Peers, Rule } from "../model";
import {
  known,
  labelOf,
  orElse,
  read,
  readBoolean,
  readList,
  readNumber,
  readText,
  type Resource,
} from "../resources";
import { type Layer4, layer4Of } from "./layer4";
import type { Marked, MarkKind } from "./marked";
import { pages } from "./pages";
import type { Reader } from "./reader";
import type { ChainRule } from "./ruleChain";
import { allMachines, type TargetRule } from "./targetRule";
import { types } from "./types";
import { rangeOf, textsOf } from "./values";
import type { Vpc } from "./vpc";

/** A rule that names no range means every IPv4 address, and no IPv6 address. */
const everyIpv4 = parseCidr("0.0.0.0/0");

/** Reads the firewall rules of VPC networks. https://cloud.google.com/firewall/docs/firewalls */
export function readFirewallRules(reader: Reader, marked: Marked): ReadonlyMap<Vpc, TargetRule[]> {
  const byVpc = new Map<Vpc, TargetRule[]>();
  const add = (vpc: Vpc, rules: readonly TargetRule[]): void => {
    byVpc.set(vpc, [...(byVpc.get(vpc) ?? []), ...rules]);
  };
  for (const firewall of reader.stack.all(types.firewall)) {
    const disabled = orElse(readBoolean(firewall, "disabled"), false);
    if (disabled === true) {
      continue;
    }
    const vpc = reader.vpcs.pointedTo(firewall, "network");
    const doubt =
      vpc === undefined
        ? "whether it is the network's is known only after the update"
        : disabled === undefined
          ? "whether it is disabled is known only after the update"
          : undefined;
    for (const one of vpc === undefined ? reader.vpcs.candidates(firewall, "network") : [vpc]) {
      add(one, rulesOf(firewall, one, marked, doubt));
    }
  }
  for (const vpc of reader.vpcs.all()) {
    add(vpc, prepopulatedRules(vpc, byVpc.get(vpc) ?? [], reader));
  }
  return byVpc;
}

/** One, or one for each direction that it may have. */
function rulesOf(firewall: Resource, vpc: Vpc, marked: Marked, doubt: string | undefined): TargetRule[] {
  const direction = orElse(readText(firewall, "direction"), "INGRESS");
  return direction === undefined
    ? (["INGRESS", "EGRESS"] as const).map((one) =>
        ruleOf(firewall, vpc, marked, one, doubt ?? "its direction is known only after the update"),
      )
    : [ruleOf(firewall, vpc, marked, direction === "EGRESS" ? "EGRESS" : "INGRESS", doubt)];
}

function ruleOf(
  firewall: Resource,
  vpc: Vpc,
  marked: Marked,
  direction: "INGRESS" | "EGRESS",
  doubt: string | undefined,
): TargetRule {
  const label = labelOf(firewall);
  const priority = orElse(readNumber(firewall, "priority"), 1000);
  const ends = endsOf(firewall, vpc, marked, direction);
  const { action, layers } = actionOf(firewall);
  const why =
    doubt ?? (priority === undefined ? "its priority is known only after the update" : ends.undecided);
  const rules = layers.map((layer): ChainRule => {
    const undecided = why ?? layer.undecided;
    return {
      action,
      ...(layer.protocol !== undefined && { protocol: layer.protocol }),
      ...(layer.ports && { destinationPorts: layer.ports }),
      ...(ends.source && { source: ends.source }),
      ...(ends.destination && { destination: ends.destination }),
      rule: textOf(
        firewall,
        `${label}: ${action} ${layer.text} ${ends.text}, priority ${priority ?? "unknown"}`,
      ),
      ...(undecided !== undefined && { undecided }),
    };
  });
  return {
    direction,
    priority: priority ?? 0,
    rules,
    targets: {
      ...allMachines,
      tags: textsOf(read(firewall, "targetTags")),
      serviceAccounts: textsOf(read(firewall, "targetServiceAccounts")),
    },
  };
}

function textOf(firewall: Resource, text: string): Rule {
  return { text, urn: firewall.urn, source: pages.firewallRules };
}

function actionOf(firewall: Resource): { action: "allow" | "deny"; layers: readonly Layer4[] } {
  const denies = readList(firewall, "denies");
  const allows = readList(firewall, "allows");
  const isDeny = denies.state !== "absent" && !(denies.state === "known" && denies.value.length === 0);
  const list = isDeny ? denies : allows;
  return {
    action: isDeny ? "deny" : "allow",
    layers:
      list.state === "known"
        ? list.value.map((element) => layer4Of(element, "protocol"))
        : [{ text: "something", undecided: "what it allows or denies is known only after the update" }],
  };
}

interface Ends {
  readonly source?: Peers;
  readonly destination?: Peers;
  readonly text: string;
  readonly undecided?: string;
}

function endsOf(firewall: Resource, vpc: Vpc, marked: Marked, direction: "INGRESS" | "EGRESS"): Ends {
  const sources = rangesIn(firewall, "sourceRanges");
  const destinations = rangesIn(firewall, "destinationRanges");
  const marks = (
    [
      ["tag", "sourceTags"],
      ["account", "sourceServiceAccounts"],
    ] as const
  ).map(([kind, property]) => markedBy(firewall, property, kind, vpc, marked));
  const endpoints = new Set(marks.flatMap(({ ids }) => [...ids]));
  const namesMarks = marks.some(({ isAsked }) => isAsked);
  const isIngress = direction !== "EGRESS";
  const givenSources = sources?.length !== 0 || namesMarks;
  const isTold = sources !== undefined && marks.every(({ isKnown }) => isKnown);
  const undecided =
    !isTold || destinations === undefined
      ? "its ranges, tags or accounts are known only after the update"
      : marks.find(({ undecided: why }) => why !== undefined)?.undecided;
  const source: Peers | undefined = givenSources
    ? { ranges: sources ?? [], ...(namesMarks && { endpoints }) }
    : isIngress
      ? { ranges: [everyIpv4] }
      : undefined;
  const destination: Peers | undefined =
    destinations?.length !== 0
      ? { ranges: destinations ?? [] }
      : isIngress
        ? undefined
        : { ranges: [everyIpv4] };
  const names = marks.flatMap(({ values }) => values);
  return {
    ...(isTold && source && { source }),
    ...(destinations !== undefined && destination && { destination }),
    text: isIngress
      ? `from ${[...(source?.ranges ?? []).map(({ text }) => text), ...names].join(", ")}`
      : `to ${(destination?.ranges ?? []).map(({ text }) => text).join(", ")}`,
    ...(undecided !== undefined && { undecided }),
  };
}

function rangesIn(firewall: Resource, property: string): readonly Cidr[] | undefined {
  const list = read(firewall, property);
  const texts = textsOf(list);
  const ranges = texts?.map(rangeOf);
  return ranges?.every((range) => range !== undefined) === true ? ranges : undefined;
}

/** Source tags and accounts stand for the primary internal addresses of machines of the same network. */
function markedBy(firewall: Resource, property: string, kind: MarkKind, vpc: Vpc, marked: Marked) {
  const value = read(firewall, property);
  const values = textsOf(value);
  const isAsked = value.state !== "absent" && values?.length !== 0;
  const unclear = isAsked ? marked.unclear(kind, vpc) : new Set<string>();
  return {
    isAsked,
    isKnown: values !== undefined,
    values: values ?? [],
    ids: [...marked.of(kind, values ?? [], vpc), ...unclear],
    undecided:
      unclear.size > 0 ? `which machines have its ${property} is known only after the update` : undefined,
  };
}

/**
 * The rules that the network called default is made with. They can be deleted, and a stack does not show that.
 * https://cloud.google.com/firewall/docs/firewalls#more_rules_default_vpc
 */
function prepopulatedRules(vpc: Vpc, written: readonly TargetRule[], reader: Reader): TargetRule[] {
  const name = vpc.resource && readText(vpc.resource, "name");
  if (name?.state !== "unknown" && !(name?.state === "known" && name.value === "default")) {
    return [];
  }
  const urns = new Set(written.flatMap(({ rules }) => rules.map(({ rule }) => rule.urn)));
  const named = new Set(
    reader.stack
      .all(types.firewall)
      .filter(({ urn }) => urns.has(urn))
      .map((firewall) => known(readText(firewall, "name"))),
  );
  const rows: readonly (readonly [string, Omit<ChainRule, "action" | "rule">, string])[] = [
    ["default-allow-internal", { source: { ranges: [parseCidr("10.128.0.0/9")] } }, "10.128.0.0/9"],
    ["default-allow-ssh", { protocol: 6, destinationPorts: [{ first: 22, last: 22 }] }, "anywhere"],
    ["default-allow-rdp", { protocol: 6, destinationPorts: [{ first: 3389, last: 3389 }] }, "anywhere"],
    ["default-allow-icmp", { protocol: 1 }, "anywhere"],
  ];
  return rows
    .filter(([rule]) => !named.has(rule))
    .map(([rule, match, from]) => ({
      direction: "INGRESS",
      priority: 65534,
      targets: allMachines,
      rules: [
        {
          source: { ranges: [everyIpv4] },
          ...match,
          action: "allow",
          rule: {
            text: `${rule}: allow from ${from}, priority 65534`,
            urn: vpc.urn,
            source: `${pages.firewallRules}#more_rules_default_vpc`,
          },
          undecided: `${rule}, with which the network called default is made, may have been deleted`,
        },
      ],
    }));
}
