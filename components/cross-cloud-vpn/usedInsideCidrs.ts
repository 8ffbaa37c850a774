import { perProgram } from "./perProgram";
import { insideCidrsOf, type LinkPlan } from "./plan";

/**
 * Within each network or gateway, whose every inside CIDR is. All are /30s or, of IPv6, /126s: two overlap only if they
 * are the same.
 */
type Owners = Map<unknown, Map<string, string>>;

/** What the components of the program have taken so far. */
const ownersOfProgram = perProgram((): Owners => new Map());

/** An inside CIDR that another link of the program has at the same gateway or VPC network. */
export interface InsideCidrClash {
  readonly insideCidr: string;
  readonly owner: string;
}

/**
 * Takes a link's inside CIDRs at every scope, or tells which of them other links of the program have there. Scopes are
 * the values that the program gives for a network or gateway: two links share one where they were given the same.
 */
export function takeInsideCidrs(
  owner: string,
  scopes: readonly unknown[],
  plan: LinkPlan,
): InsideCidrClash[] {
  const ownersByScope = ownersOfProgram();
  const clashes = new Map<string, InsideCidrClash>();
  for (const scope of scopes) {
    for (const insideCidr of insideCidrsOf(plan)) {
      const other = ownersByScope.get(scope)?.get(insideCidr);
      if (other !== undefined) {
        clashes.set(`${insideCidr} ${other}`, { insideCidr, owner: other });
      }
    }
  }
  if (clashes.size === 0) {
    for (const scope of scopes) {
      const owners = ownersByScope.get(scope) ?? new Map<string, string>();
      insideCidrsOf(plan).forEach((insideCidr) => owners.set(insideCidr, owner));
      ownersByScope.set(scope, owners);
    }
  }
  return [...clashes.values()];
}
