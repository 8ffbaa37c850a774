import type { Finding } from "../../rule";
import type { Conflicts, Scope } from "./conflicts";
import type { Joins } from "./joins";
import type { Claims, OpenClaim } from "./ranges";

/** Of ranges that are not known yet, those that another range could be in the way of. */
export function* reportUndecided(
  { known, open }: Claims,
  joins: Joins,
  conflicts: Conflicts,
  scope: Scope,
  root: string,
): Iterable<Finding> {
  if (open.length === 0) {
    return;
  }
  const company = new Company([...known, ...open], joins, scope);
  for (const claim of open) {
    const other = claim.kind === "tunnel" ? undefined : company.of(claim, conflicts);
    if (other !== undefined) {
      const { owner, path } = claim;
      yield {
        urn: owner.isHere ? owner.urn : root,
        message:
          `whether ${owner.label} overlaps ${other.owner.label} or another can't be told: ${path} is known only ` +
          "after the update. Give it a range that is known before",
        undecided: true,
      };
    }
  }
}

/** Finds a range that another must differ from. A few of each component are enough to tell whether there is one. */
class Company {
  readonly #joined = new Map<string, OpenClaim[]>();
  readonly #siblings = new Map<string, OpenClaim[]>();
  readonly #anywhere: OpenClaim[] = [];
  readonly #all: OpenClaim[] = [];
  readonly #joins: Joins;
  readonly #scope: Scope;

  constructor(claims: readonly OpenClaim[], joins: Joins, scope: Scope) {
    this.#joins = joins;
    this.#scope = scope;
    for (const claim of claims.filter(({ kind }) => kind !== "tunnel" && kind !== "remote")) {
      keepFew(this.#all, claim, networkOf);
      for (const component of this.#componentsOf(claim)) {
        keepFew(listAt(this.#joined, component), claim, networkOf);
        if (joins.openness(component) !== undefined) {
          keepFew(this.#anywhere, claim, networkOf);
        }
      }
      if (claim.kind === "subnet") {
        claim.networks.forEach((network) =>
          keepFew(listAt(this.#siblings, network), claim, ({ owner }) => owner.urn),
        );
      }
    }
  }

  of(claim: OpenClaim, conflicts: Conflicts): OpenClaim | undefined {
    const isPart = claim.kind === "subnet";
    const siblings = isPart ? claim.networks.flatMap((network) => this.#siblings.get(network) ?? []) : [];
    const sibling = siblings.find(({ owner }) => owner.urn !== claim.owner.urn);
    if (sibling !== undefined || (isPart && conflicts.isInKnownSpace(claim))) {
      return sibling;
    }
    return this.#candidates(claim).find(
      (one) => !one.networks.some((network) => claim.networks.includes(network)),
    );
  }

  #candidates(claim: OpenClaim): readonly OpenClaim[] {
    const components = this.#componentsOf(claim);
    const isAnywhere = components.some((component) => this.#joins.openness(component) !== undefined);
    return this.#scope === "all" || isAnywhere
      ? this.#all
      : [...components.flatMap((component) => this.#joined.get(component) ?? []), ...this.#anywhere];
  }

  #componentsOf({ nodes }: OpenClaim): readonly string[] {
    return [...new Set(nodes.map((node) => this.#joins.component(node)))];
  }
}

function networkOf({ networks: [network], owner }: OpenClaim): string {
  return network ?? owner.urn;
}

/** Keeps two that differ: one of them is another than any that is asked for. */
function keepFew(kept: OpenClaim[], claim: OpenClaim, keyOf: (claim: OpenClaim) => string): void {
  if (kept.length < 2 && !kept.some((one) => keyOf(one) === keyOf(claim))) {
    kept.push(claim);
  }
}

function listAt<K, V>(map: Map<K, V[]>, key: K): V[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
