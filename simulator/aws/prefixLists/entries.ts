import { Ec2Error } from "../error";
import { having } from "../references";
import { tokens } from "../tokens";
import { CidrError, parseCidr } from "../../../addressing/cidr";
import { asList, asObject, asString, type Props, type Value } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";

/** The documentation says nothing of host bits; the simulator takes networks only. */
export function cidrProblem(text: string): string | undefined {
  try {
    parseCidr(text);
    return undefined;
  } catch (error) {
    if (error instanceof CidrError) {
      return error.message;
    }
    throw error;
  }
}

/** The blocks that a list's own inputs name. */
export const inlineBlocks = ({ entries }: Props): string[] =>
  asList(entries).flatMap((entry) => asString(asObject(entry).cidr) ?? []);

/** All entries of a list: its own, or those that resources of their own add. */
export const entriesOf = (world: WorldView, listId: string, { entries }: Props): Value[] => [
  ...asList(entries).map(asObject).map(entry),
  ...having(world, tokens.managedPrefixListEntry, "prefixListId", listId).map(({ inputs }) => entry(inputs)),
];

const entry = ({ cidr = "", description = "" }: Props): Props => ({ cidr, description });

/**
 * Refuses blocks of the other version of IP, blocks that come twice, and more than the list may have. Of the codes, the
 * documentation names none.
 *
 * Rules: https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html
 */
export function checkEntries(
  operation: string,
  blocks: readonly string[],
  { addressFamily, maxEntries }: Props,
): void {
  const version = addressFamily === "IPv6" ? 6 : 4;
  const other = blocks.find((block) => parseCidr(block).version !== version);
  if (other !== undefined) {
    throw new Ec2Error(
      operation,
      "InvalidParameterValue",
      `The CIDR ${other} does not match the address family ${asString(addressFamily) ?? ""} of the prefix list.`,
    );
  }
  const twice = blocks.find((block, i) => blocks.findIndex((first) => same(first, block)) < i);
  if (twice !== undefined) {
    throw new Ec2Error(
      operation,
      "InvalidPrefixListModification",
      `The prefix list has the CIDR ${twice} more than once.`,
    );
  }
  if (typeof maxEntries === "number" && blocks.length > maxEntries) {
    throw new Ec2Error(
      operation,
      "PrefixListMaxEntriesExceeded",
      `You've reached the maximum number of entries for the prefix list: ${maxEntries}.`,
    );
  }
}

const same = (a: string, b: string): boolean => parseCidr(a).text === parseCidr(b).text;
