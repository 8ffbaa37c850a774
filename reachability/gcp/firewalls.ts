import type { Filter, FilterRule, Rule } from "../model";
import type { PolicyLevels } from "./firewallPolicies";
import type { Marks } from "./instances";
import { pages } from "./pages";
import { chained, type ChainRule } from "./ruleChain";
import { inOrder, rulesFor, type TargetRule } from "./targetRule";
import { type Vpc } from "./vpc";

/** What stands for an interface: the rules of its network and all policies, in order of evaluation. */
export class Firewalls {
  readonly #vpcRules: ReadonlyMap<Vpc, readonly TargetRule[]>;
  readonly #policies: PolicyLevels;
  readonly #levels = new Map<string, Levels>();
  readonly #filters = new Map<string, Both>();

  constructor(vpcRules: ReadonlyMap<Vpc, readonly TargetRule[]>, policies: PolicyLevels) {
    this.#vpcRules = vpcRules;
    this.#policies = policies;
  }

  /** One pair for all machines that every rule treats alike. */
  of(vpc: Vpc, region: string, marks: Marks): Both {
    const { levels, named } = this.#levelsOf(vpc, region);
    const key = `${vpc.id} ${region} ${profileOf(named, marks)}`;
    const existing = this.#filters.get(key);
    if (existing !== undefined) {
      return existing;
    }
    const id = `${vpc.id}#firewall ${this.#filters.size}`;
    const filters = {
      ingress: [filterOf(vpc, id, levels, "INGRESS", marks)],
      egress: [filterOf(vpc, id, levels, "EGRESS", marks)],
    };
    this.#filters.set(key, filters);
    return filters;
  }

  #levelsOf(vpc: Vpc, region: string): Levels {
    const key = `${vpc.id} ${region}`;
    const existing = this.#levels.get(key);
    if (existing !== undefined) {
      return existing;
    }
    const rules = this.#policies.around(inOrder(this.#vpcRules.get(vpc) ?? []), vpc, region);
    const levels = { levels: rules, named: namedBy(rules) };
    this.#levels.set(key, levels);
    return levels;
  }
}

interface Levels {
  readonly levels: readonly (readonly TargetRule[])[];
  /** The marks that any rule asks for. */
  readonly named: ReadonlySet<string>;
}

function namedBy(levels: readonly (readonly TargetRule[])[]): ReadonlySet<string> {
  const lists = levels
    .flat()
    .flatMap(({ targets }) => [targets.tags, targets.serviceAccounts, targets.secureTags]);
  return new Set(lists.flatMap((list) => list ?? []));
}

/** The filters of an interface. They share an id: what one let out, the other lets back in. */
interface Both {
  readonly ingress: readonly Filter[];
  readonly egress: readonly Filter[];
}

function filterOf(
  vpc: Vpc,
  id: string,
  levels: readonly (readonly TargetRule[])[],
  direction: "INGRESS" | "EGRESS",
  marks: Marks,
): Filter {
  const implied = impliedRule(direction);
  const written = levels.map((level) => rulesFor(level, direction, marks));
  const rules = chained(vpc.resource === undefined ? [unknownRules(vpc), ...written] : written, implied);
  return {
    id,
    name: `firewall of ${vpc.name}`,
    urn: vpc.urn,
    stateful: true,
    rules: rules.slice(0, -1),
    otherwise: implied,
  };
}

/** https://cloud.google.com/firewall/docs/firewalls#default_firewall_rules */
function impliedRule(direction: "INGRESS" | "EGRESS"): FilterRule {
  const isEgress = direction === "EGRESS";
  const rule: Rule = {
    text: `implied rule: ${isEgress ? "allow egress" : "deny ingress"}, priority 65535`,
    source: pages.firewallRules,
  };
  return { action: isEgress ? "allow" : "deny", rule };
}

/** Before what is known of a network outside the stacks may stand anything. */
function unknownRules(vpc: Vpc): readonly ChainRule[] {
  const rule: Rule = { text: `the firewall rules of network ${vpc.name}`, source: pages.firewallRules };
  const undecided = `network ${vpc.name} is in none of these stacks, so its firewall rules are not known`;
  return [
    { action: "allow", rule, undecided },
    { action: "deny", rule, undecided },
  ];
}

/** What of a machine's marks any rule asks for. */
function profileOf(named: ReadonlySet<string>, marks: Marks): string {
  const told = (list: readonly string[] | undefined): string =>
    list
      ?.filter((mark) => named.has(mark))
      .toSorted()
      .join(",") ?? "?";
  const account = marks.serviceAccount === undefined ? [] : [marks.serviceAccount];
  return [told(marks.tags), marks.hasKnownAccount ? told(account) : "?", told(marks.secureTags)].join(" ");
}
