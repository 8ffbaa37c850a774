import { addTo } from "../../../../reachability/groupBy";
import type { Resource } from "../../../../reachability/resources";

/** What a link is for, beside joining. */
interface Link {
  readonly to: string;
  /** Whether it leads from a gateway to its peer, so that another network begins there. */
  readonly crossing: boolean;
}

/**
 * What is joined with what: an undirected graph whose nodes are resources, by URN, and what lies outside the stacks, by
 * id. Networks in one component may reach each other, or a third that would have to reach both, so their ranges must
 * differ.
 */
export class Joins {
  readonly #links = new Map<string, Link[]>();
  readonly #joined = new Components();
  readonly #sites = new Components();
  readonly #open = new Map<string, string>();
  /** By root of a component, why it may be joined with any other. */
  #openRoots: Map<string, string> | undefined;

  link(from: string, to: string, { crossing = false } = {}): void {
    addTo(this.#links, from, { to, crossing });
    addTo(this.#links, to, { to: from, crossing });
    this.#joined.unite(from, to);
    if (!crossing) {
      this.#sites.unite(from, to);
    }
    this.#openRoots = undefined;
  }

  /** Notes that a node leads to something that can't be told, which may be any network. */
  leadsAnywhere(node: string, why: string): void {
    this.#open.set(node, why);
    this.#openRoots = undefined;
  }

  /** What a node is linked with. */
  neighbours(node: string): readonly string[] {
    return (this.#links.get(node) ?? []).map(({ to }) => to);
  }

  /** The component that a node is in. */
  component(node: string): string {
    return this.#joined.rootOf(node);
  }

  /** Why a component may be joined with any other; undefined where it isn't. */
  openness(component: string): string | undefined {
    this.#openRoots ??= new Map([...this.#open].map(([node, why]) => [this.component(node), why]));
    return this.#openRoots.get(component);
  }

  /** What a node is in when no gateway's peer is counted: the networks of one owner, joined inside their cloud. */
  site(node: string): string {
    return this.#sites.rootOf(node);
  }

  /** The sites whose gateways have a node as their peer. */
  sitesAcross(node: string): readonly string[] {
    return (this.#links.get(node) ?? []).filter(({ crossing }) => crossing).map(({ to }) => this.site(to));
  }

  /** The nodes on a shortest way between two, without these; undefined where there is none. */
  way(from: readonly string[], to: readonly string[]): readonly string[] | undefined {
    const goals = new Set(to);
    const cameFrom = new Map<string, string | undefined>(from.map((node) => [node, undefined]));
    for (const node of cameFrom.keys()) {
      if (goals.has(node)) {
        return wayBack(cameFrom, node);
      }
      for (const link of this.#links.get(node) ?? []) {
        if (!cameFrom.has(link.to)) {
          cameFrom.set(link.to, node);
        }
      }
    }
    return undefined;
  }
}

function wayBack(cameFrom: ReadonlyMap<string, string | undefined>, end: string): string[] {
  const way: string[] = [];
  for (let node = cameFrom.get(end); node !== undefined; node = cameFrom.get(node)) {
    way.unshift(node);
  }
  return way.slice(1);
}

/** The node of an address in the internet. */
export function addressNode(address: string): string {
  return `address ${address.trim().toLowerCase()}`;
}

/** The node of what an id names that is in none of the stacks. */
export function outsideNode(id: string): string {
  return `outside ${id.toLowerCase()}`;
}

/** How a reader calls a node; undefined for one that tells nothing. */
export function nodeLabel(node: string, labelOf: (resource: Pick<Resource, "urn">) => string): string {
  return node.startsWith("urn:") ? labelOf({ urn: node }) : node.replace(/^(outside|address) /, "");
}

/** Sets that grow together (union-find). */
class Components {
  readonly #parents = new Map<string, string>();

  rootOf(node: string): string {
    let root = node;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) {
      root = parent;
    }
    for (let at = node; at !== root;) {
      const next = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = next;
    }
    return root;
  }

  unite(a: string, b: string): void {
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)];
    if (rootA !== rootB) {
      this.#parents.set(rootA, rootB);
    }
  }
}
