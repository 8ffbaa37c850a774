import { type Cidr } from "../../../addressing";
import { without } from "../../../reachability/azure/prefixes";
import type { PortRange } from "../../../reachability/model";
import { isInternet, mayBeInternet } from "./internet";

/** A firewall, and what it says of TCP that comes in. */
export interface Firewall {
  /** What people call it, such as `security group web`. */
  readonly name: string;
  readonly urn: string;
  /** In the order in which they count. */
  readonly rules: readonly InboundRule[];
}

/** A rule for TCP that comes in. */
export interface InboundRule {
  readonly urn: string;
  /** Its own name, such as `ssh`; absent where it has none. */
  readonly name?: string | undefined;
  readonly action: "allow" | "deny";
  /** Absent: all. */
  readonly ports?: readonly PortRange[] | undefined;
  readonly sources: readonly Cidr[];
  /** Whether it is for all that the firewall protects. Only then does a denial close what rules behind it open. */
  readonly isForAll: boolean;
  /** The property that is known only after the update, so that the rule may match anything. */
  readonly unknown?: string | undefined;
}

/** Ports that are open to the internet, or may be. */
export interface Exposure {
  readonly ports: readonly number[];
  /** The rules that open them together. */
  readonly rules: readonly InboundRule[];
  readonly isSure: boolean;
}

/** Which of the ports a firewall opens to the internet, those together that the same rules open. */
export function exposures({ rules }: Firewall, ports: readonly number[]): readonly Exposure[] {
  const found = new Map<string, Exposure>();
  for (const port of rules.length > 0 ? ports : []) {
    const exposure = exposureOf(rules, port);
    if (exposure !== undefined) {
      const key = [exposure.isSure, ...exposure.rules.map((rule) => rules.indexOf(rule))].join(" ");
      found.set(key, { ...exposure, ports: [...(found.get(key)?.ports ?? []), port] });
    }
  }
  return [...found.values()];
}

/** Whether a rule is about one of the ports. */
export function isAbout({ ports: own }: Pick<InboundRule, "ports">, ports: readonly number[]): boolean {
  return own?.some(({ first, last }) => ports.some((port) => first <= port && port <= last)) ?? true;
}

function exposureOf(rules: readonly InboundRule[], port: number): Omit<Exposure, "ports"> | undefined {
  const about = rules.filter((rule) => isAbout(rule, [port]));
  const opening = openedBy(about.filter(({ unknown }) => unknown === undefined));
  const [first] = opening;
  if (first !== undefined) {
    const before = about.slice(0, about.indexOf(first));
    return {
      rules: opening,
      isSure: before.every(({ action, unknown }) => action === "allow" || unknown === undefined),
    };
  }
  const doubtful = about.filter(({ action, unknown }) => action === "allow" && unknown !== undefined);
  return doubtful.length > 0 ? { rules: doubtful, isSure: false } : undefined;
}

/** The rules that together let the internet in; none where they don't. */
function openedBy(rules: readonly InboundRule[]): readonly InboundRule[] {
  if (!mayBeInternet(rules.flatMap(({ action, sources }) => (action === "allow" ? sources : [])))) {
    return [];
  }
  const denied: Cidr[] = [];
  const allowed: { readonly rule: InboundRule; readonly ranges: readonly Cidr[] }[] = [];
  for (const rule of rules) {
    if (rule.action === "allow") {
      const ranges = rule.sources.flatMap((range) => without(range, denied));
      if (ranges.length > 0) {
        allowed.push({ rule, ranges });
      }
    } else if (rule.isForAll) {
      denied.push(...rule.sources);
    }
  }
  const alone = allowed.find(({ ranges }) => isInternet(ranges));
  if (alone !== undefined) {
    return [alone.rule];
  }
  return isInternet(allowed.flatMap(({ ranges }) => ranges)) ? allowed.map(({ rule }) => rule) : [];
}
