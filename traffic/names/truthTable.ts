import type { Answers } from "./answers";
import { anywhere, type Client } from "./client";
import { type Recovery, slowest } from "./health";
import type { ServedName } from "./nameServer";

/** What a name answers for every combination of healthy members. */
export interface TruthTable {
  readonly name: ServedName;
  /** Where clients ask from; absent where it makes no difference or is not known. */
  readonly from?: string;
  readonly members: readonly string[];
  readonly rows: readonly TruthRow[];
  /** Of the member whose failure is noticed last. */
  readonly recovery?: Recovery;
}

export interface TruthRow {
  readonly healthy: readonly string[];
  readonly answers: Answers;
}

/** More members than these have more combinations than anybody reads. */
export const mostMembers = 12;

/**
 * All combinations, from all members healthy to none.
 *
 * @param client - where the query comes from
 * @throws for more than 12 members
 */
export function truthTable(name: ServedName, client: Client = anywhere, from?: string): TruthTable {
  const { members } = name;
  if (members.length > mostMembers) {
    throw new Error(
      `${name.name} has ${members.length} members, which are healthy in 2^${members.length} ways: a table is made of ${mostMembers} at most`,
    );
  }
  const rows = Array.from({ length: 2 ** members.length }, (_, index) => {
    const healthy = members.filter((__, position) => ((index >> position) & 1) === 0);
    return { healthy, answers: name.answer({ client, healthy: (member) => healthy.includes(member) }) };
  }).toSorted((a, b) => b.healthy.length - a.healthy.length);
  const worst = slowest([...name.recovery.values()]);
  return { name, ...(from !== undefined && { from }), members, rows, ...(worst && { recovery: worst }) };
}
