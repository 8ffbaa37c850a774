import { contains, overlaps } from "../../../addressing";
import { groupBy } from "../../../reachability/groupBy";
import type { Joins } from "./joins";
import type { Claim } from "./ranges";

/** Which networks must have ranges of their own: those that are joined, or all. */
export type Scope = "joined" | "all";

/** Tells which ranges that share addresses are in each other's way. */
export class Conflicts {
  /** By network, the ranges that it may hand out. */
  readonly #spaces: ReadonlyMap<string, readonly Claim[]>;
  /** By site, the networks in it. */
  readonly #bySite: ReadonlyMap<string, readonly Claim[]>;
  /** By name, the ranges of the networks that the configuration tells of. */
  readonly #onPremises: ReadonlyMap<string, readonly Claim[]>;
  readonly #joins: Joins;
  readonly #scope: Scope;

  constructor(claims: readonly Claim[], joins: Joins, scope: Scope) {
    const spaces = claims.filter(({ kind }) => kind === "network");
    this.#spaces = groupBy(spaces, ({ networks: [network = ""] }) => network);
    this.#bySite = groupBy(
      claims.filter(({ kind }) => kind === "network" || kind === "subnet"),
      ({ nodes: [node = ""] }) => joins.site(node),
    );
    this.#onPremises = groupBy(spaces.filter(isOnPremises), ({ owner }) => owner.urn);
    this.#joins = joins;
    this.#scope = scope;
  }

  /** Whether two ranges that share addresses must not. */
  are(a: Claim, b: Claim): boolean {
    const kinds = [a.kind, b.kind];
    if (kinds.includes("tunnel")) {
      return (
        kinds.some((kind) => kind === "network" || kind === "subnet" || kind === "pool") && this.#meet(a, b)
      );
    }
    if (a.kind === "remote" || b.kind === "remote") {
      return a.kind === "remote" ? this.#isWronglyTold(a, b) : this.#isWronglyTold(b, a);
    }
    if (a.kind === "cluster" && b.kind === "cluster") {
      return a.owner.urn === b.owner.urn;
    }
    return share(a, b) ? areInOneNetwork(a, b) : this.#areInTwoNetworks(a, b);
  }

  /** Whether two ranges would be in each other's way if they shared addresses. */
  mayConflict(a: { nodes: readonly string[] }, b: { nodes: readonly string[] }): boolean {
    return this.#scope === "all" || this.joined(a, b);
  }

  /** Whether one may reach the other, or a third that would have to reach both. */
  joined(a: { nodes: readonly string[] }, b: { nodes: readonly string[] }): boolean {
    const [as, bs] = [a, b].map(({ nodes }) => nodes.map((node) => this.#joins.component(node)));
    return (
      as?.some((one) => bs?.includes(one)) === true ||
      [...(as ?? []), ...(bs ?? [])].some((one) => this.#joins.openness(one) !== undefined)
    );
  }

  /** Whether a subnet is cut out of a network whose ranges are known, so that these stand for it. */
  isInKnownSpace({ kind, networks }: Pick<Claim, "kind" | "networks">): boolean {
    return (
      kind === "subnet" && networks.length === 1 && networks.some((network) => this.#spaces.has(network))
    );
  }

  #meet(a: Claim, b: Claim): boolean {
    return this.mayConflict(a, b) && ![a, b].some((one) => this.#isSpokenFor(one));
  }

  #areInTwoNetworks(a: Claim, b: Claim): boolean {
    return !mayBeParent(a, b) && !mayBeParent(b, a) && this.#meet(a, b);
  }

  /** A subnet in a range of its network: that stands for it. */
  #isSpokenFor({ kind, networks, cidr }: Claim): boolean {
    const [network] = networks;
    return (
      (kind === "subnet" || kind === "reservation") &&
      network !== undefined &&
      networks.length === 1 &&
      (this.#spaces.get(network) ?? []).some((space) => contains(space.cidr, cidr))
    );
  }

  /** Whether a range that a gateway is told to find behind its peer is also elsewhere. */
  #isWronglyTold(told: Claim, other: Claim): boolean {
    if (other.kind === "cluster" || told.owner.urn === other.owner.urn) {
      return false;
    }
    if (share(told, other)) {
      return other.kind !== "remote" && other.kind !== "reservation";
    }
    if (!this.mayConflict(told, other)) {
      return false;
    }
    const [site, otherSite] = [told, other].map(({ nodes: [node = ""] }) => this.#joins.site(node));
    if (site === otherSite) {
      return false;
    }
    if (other.kind === "remote") {
      return ![told, other].some((one) => this.#isKnownBy(one)) && !this.#areOnOnePremises(told, other);
    }
    if (this.#isSpokenFor(other) || isOnPremises(other)) {
      return false;
    }
    const near = this.#joins.sitesAcross(told.nodes[0] ?? "");
    if (near.includes(otherSite ?? "")) {
      // The networks that it repeats are found to overlap themselves.
      return !this.#behind(told).some(({ cidr }) => overlaps(cidr, other.cidr));
    }
    return !this.#isKnownBy(told) && this.#isAddressed(told) && this.joined(told, other);
  }

  /** Whether the networks behind the peer are in the stacks, and so judged themselves. */
  #isKnownBy(told: Claim): boolean {
    return this.#behind(told).some(({ cidr }) => overlaps(cidr, told.cidr));
  }

  /** The ranges of the networks behind the peer that are in the stacks. */
  #behind({ nodes: [node = ""] }: Claim): readonly Claim[] {
    return this.#bySite.get(this.#joins.site(node)) ?? [];
  }

  /** Whether two ranges are told of one network of the configuration, such as by a tunnel each. */
  #areOnOnePremises(a: Claim, b: Claim): boolean {
    return [...this.#onPremises.values()].some((spaces) =>
      [a, b].every(({ cidr }) => spaces.some((space) => overlaps(space.cidr, cidr))),
    );
  }

  /** Whether it is known where the peer is. Else it may be what another range is of. */
  #isAddressed({ nodes: [node = ""] }: Claim): boolean {
    return this.#joins.site(node) !== node && this.#joins.openness(this.#joins.component(node)) === undefined;
  }
}

function isOnPremises({ owner }: Claim): boolean {
  return !owner.urn.startsWith("urn:");
}

/** Whether two ranges may be of one network. */
function share({ networks: a }: Claim, { networks: b }: Claim): boolean {
  return a.some((network) => b.includes(network));
}

function areInOneNetwork(a: Claim, b: Claim): boolean {
  const parts = [a, b].filter(({ kind }) => kind === "subnet" || kind === "reservation");
  if (parts.length === 1) {
    return false;
  }
  const [reserved, used] = a.kind === "reservation" ? [a, b] : [b, a];
  const isUse =
    reserved.kind === "reservation" && used.kind === "subnet" && contains(reserved.cidr, used.cidr);
  return !isUse && !areOne(a, b);
}

/** A cluster of Google Cloud makes a range in its subnet, which the subnet then shows too. */
function areOne(a: Claim, b: Claim): boolean {
  return a.cidr.text === b.cidr.text && isCluster(a) !== isCluster(b);
}

function isCluster({ owner }: Claim): boolean {
  return owner.urn.includes("gcp:container/cluster:Cluster::");
}

/** Whether one is a range of a network that the other may lie in, while that can't be told. */
function mayBeParent(network: Claim, part: Claim): boolean {
  return (
    network.kind === "network" &&
    (part.kind === "subnet" || part.kind === "reservation") &&
    part.networks.length === 0 &&
    contains(network.cidr, part.cidr) &&
    cloudOf(network) === cloudOf(part)
  );
}

function cloudOf({ owner }: Claim): string | undefined {
  const type = owner.urn.split("::")[2]?.split("$").at(-1);
  return type?.split(":")[0];
}
