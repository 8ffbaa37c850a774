import type { Interface } from "./instances";
import type { Vpc } from "./vpc";

/** Finds interfaces by what rules name as sources. */
export class Marked {
  readonly #byMark = new Map<string, Set<string>>();
  readonly #unclear = new Map<string, Set<string>>();

  constructor(interfaces: readonly Interface[]) {
    for (const { id, vpc, marks } of interfaces) {
      this.#read("tag", vpc, marks.tags, id);
      const account = marks.serviceAccount === undefined ? [] : [marks.serviceAccount];
      this.#read("account", vpc, marks.hasKnownAccount ? account : undefined, id);
      this.#read("secure tag", undefined, marks.secureTags, id);
    }
  }

  /** Network tags and service accounts are looked for in the rule's own network, secure tags in all. */
  of(kind: MarkKind, values: readonly string[], vpc: Vpc | undefined): ReadonlySet<string> {
    return new Set(values.flatMap((value) => [...(this.#byMark.get(`${keyOf(kind, vpc)} ${value}`) ?? [])]));
  }

  /** Machines of which it is not known whether they have any mark. */
  unclear(kind: MarkKind, vpc: Vpc | undefined): ReadonlySet<string> {
    return this.#unclear.get(keyOf(kind, vpc)) ?? new Set();
  }

  #read(kind: MarkKind, vpc: Vpc | undefined, values: readonly string[] | undefined, id: string): void {
    if (values === undefined) {
      add(this.#unclear, keyOf(kind, vpc), id);
    }
    for (const value of values ?? []) {
      add(this.#byMark, `${keyOf(kind, vpc)} ${value}`, id);
    }
  }
}

export type MarkKind = "tag" | "account" | "secure tag";

function keyOf(kind: MarkKind, vpc: Vpc | undefined): string {
  return `${kind} ${vpc?.id ?? ""}`;
}

function add(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids === undefined) {
    map.set(key, new Set([id]));
  } else {
    ids.add(id);
  }
}
