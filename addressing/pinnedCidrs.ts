import { type Cidr, overlaps, parseCidr, parseCidrOrReport } from "./cidr";

/** An inside CIDR that is taken, and by what; the owner appears in messages. */
export interface UsedInsideCidr {
  readonly cidr: string;
  readonly owner: string;
}

/** A network and what has it. */
export interface UsedBlock {
  readonly cidr: Cidr;
  readonly owner: string;
}

/** Reads what is taken; the unreadable ones become problems. */
export function parseUsed(used: readonly (string | UsedInsideCidr)[], problems: string[]): UsedBlock[] {
  const blocks: UsedBlock[] = [];
  for (const [index, entry] of used.entries()) {
    const path = `used[${index}]`;
    const { cidr: text, owner } = typeof entry === "string" ? { cidr: entry, owner: path } : entry;
    const cidr = parseCidrOrReport(text, (problem) => problems.push(`${path}: ${problem}`));
    if (cidr !== undefined) {
      blocks.push({ cidr, owner });
    }
  }
  return blocks;
}

/** What is wrong with inside CIDRs that a user gives: one for each tunnel, each sound, free and there once. */
export function pinnedProblems(
  path: string,
  cidrs: readonly string[],
  tunnels: number,
  used: readonly UsedBlock[],
  problemsOf: (cidr: string) => readonly string[],
): string[] {
  const problems: string[] = [];
  if (cidrs.length !== tunnels) {
    problems.push(`${path}: ${cidrs.length} given for ${tunnels} tunnels: give one for each`);
  }
  const sound: UsedBlock[] = [];
  for (const [index, text] of cidrs.entries()) {
    const owner = `${path}[${index}]`;
    const ownProblems = problemsOf(text);
    problems.push(...ownProblems.map((problem) => `${owner}: ${problem}`));
    if (ownProblems.length === 0) {
      const cidr = parseCidr(text);
      for (const taken of [...used, ...sound].filter((other) => overlaps(other.cidr, cidr))) {
        problems.push(
          `${owner}: ${cidr.text} overlaps ${taken.cidr.text} of ${taken.owner}: use one that is free`,
        );
      }
      sound.push({ cidr, owner });
    }
  }
  return problems;
}
