import { runtime } from "@pulumi/pulumi";
import { overlaps, parseCidr } from "../../addressing/cidr";
import type { LinkPlan } from "./plan";

/** One network or gateway within which inside CIDRs must differ, and what is known of its users. */
interface Use {
  readonly scope: unknown;
  readonly owner: string;
  readonly insideCidrs: readonly string[];
}

/** What the components of each program have taken so far: a process may run several, each with an engine of its own. */
const usesOfPrograms = new WeakMap<object, Use[]>();

function usesOfProgram(): Use[] {
  const program: object = runtime.getMonitor() ?? usesOfPrograms;
  const uses = usesOfPrograms.get(program) ?? [];
  usesOfPrograms.set(program, uses);
  return uses;
}

/** Two links of one program with the same inside CIDR at one gateway or VPC network. */
export interface InsideCidrClash {
  readonly insideCidr: string;
  readonly taken: string;
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
  const uses = usesOfProgram();
  const insideCidrs = plan.tunnels.map(({ insideCidr }) => insideCidr);
  const clashes = uses
    .filter(({ scope }) => scopes.includes(scope))
    .flatMap((use) => clashesWith(use, insideCidrs));
  if (clashes.length === 0) {
    uses.push(...scopes.map((scope) => ({ scope, owner, insideCidrs })));
  }
  return clashes.filter(
    (clash, index) =>
      clashes.findIndex(
        ({ insideCidr, owner }) => insideCidr === clash.insideCidr && owner === clash.owner,
      ) === index,
  );
}

function clashesWith({ owner, insideCidrs }: Use, wanted: readonly string[]): InsideCidrClash[] {
  return wanted.flatMap((insideCidr) =>
    insideCidrs
      .filter((taken) => overlaps(parseCidr(taken), parseCidr(insideCidr)))
      .map((taken) => ({ insideCidr, taken, owner })),
  );
}
