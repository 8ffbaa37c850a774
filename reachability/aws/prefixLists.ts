import { groupBy } from "../groupBy";
import type { Cidr } from "../../addressing";
import { follow, labelOf, readList, type Reference, type Resource } from "../resources";
import { rangeOf } from "./ranges";
import { blockOf, mayPointTo, pointsTo, type Reader, textOf } from "./reader";
import { tokens } from "./tokens";

/** What a prefix list stands for. */
export interface PrefixList {
  readonly name: string;
  readonly ranges: readonly Cidr[];
  /** Why it may stand for more. */
  readonly undecided?: string;
  /** Whether it is in none of the stacks, such as those of AWS for its own services. */
  readonly isForeign?: boolean;
}

/** The customer-managed prefix lists of the stacks. Those of AWS stand for ranges that no stack tells. */
export class PrefixLists {
  readonly #reader: Reader;
  readonly #byUrn = new Map<string, PrefixList>();

  constructor(reader: Reader) {
    this.#reader = reader;
    const entries = groupBy(reader.stack.all(tokens.managedPrefixListEntry), (entry) => {
      const list = pointsTo(reader, entry, "prefixListId", tokens.managedPrefixList);
      return list.state === "found" ? list.resource.urn : "";
    });
    const open = new Set(
      (entries.get("") ?? []).flatMap((entry) =>
        mayPointTo(reader, entry, "prefixListId", tokens.managedPrefixList),
      ),
    );
    for (const resource of reader.stack.all(tokens.managedPrefixList)) {
      this.#byUrn.set(
        resource.urn,
        prefixListOf(resource, entries.get(resource.urn) ?? [], open.has(resource)),
      );
    }
  }

  /** The prefix list that a property names. */
  of(from: Resource, path: string): PrefixList | undefined {
    return this.referenced(pointsTo(this.#reader, from, path, tokens.managedPrefixList));
  }

  /** The same of a reference that was followed elsewhere. */
  referenced(reference: Reference): PrefixList | undefined {
    switch (reference.state) {
      case "found":
        return this.#byUrn.get(reference.resource.urn);
      case "outside": {
        const undecided = `prefix list ${reference.id} is in none of these stacks`;
        return { name: `prefix list ${reference.id}`, ranges: [], undecided, isForeign: true };
      }
      case "unknown":
        return { name: "a prefix list", ranges: [], undecided: "which prefix list it is can't be told" };
      case "absent":
        return undefined;
    }
  }
}

function prefixListOf(resource: Resource, separate: readonly Resource[], isOpen: boolean): PrefixList {
  const name = `prefix list ${labelOf(resource)}`;
  const inline = readList(resource, "entries");
  const texts = [
    ...(inline.state === "known" ? inline.value : []).map((entry) => {
      const cidr = follow(blockOf(entry) ?? {}, "cidr");
      return cidr.state === "known" ? cidr.value : undefined;
    }),
    ...separate.map((entry) => textOf(entry, "cidr")),
  ];
  const ranges = texts.flatMap((text) => rangeOf(text) ?? []);
  const complete = !isOpen && inline.state !== "unknown" && ranges.length === texts.length;
  return { name, ranges, ...(!complete && { undecided: `not all entries of ${name} are known` }) };
}
