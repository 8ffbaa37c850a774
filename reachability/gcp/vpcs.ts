import type { EstateBuilder } from "../model";
import { known, labelOf, orElse, readBoolean, readText, type Resource, type Stack } from "../resources";
import { autoSubnets } from "./autoSubnets";
import { pages } from "./pages";
import { reasonOf } from "./reader";
import type { Pointers } from "./pointers";
import { types } from "./types";
import { lastPart, partAfter, projectOf } from "./values";
import { type PathSelection, Vpc } from "./vpc";

/** The VPC networks of the stacks, and those outside that something points to. */
export class Vpcs {
  readonly #byUrn = new Map<string, Vpc>();
  readonly #outside = new Map<string, Vpc>();
  readonly #noted = new Set<string>();
  readonly #pointers: Pointers;
  readonly #estate: EstateBuilder;

  constructor(stack: Stack, pointers: Pointers, estate: EstateBuilder) {
    this.#pointers = pointers;
    this.#estate = estate;
    for (const resource of stack.all(types.network)) {
      const vpc = new Vpc(resource.urn, labelOf(resource), resource.urn, resource, projectOf(resource));
      this.#byUrn.set(resource.urn, vpc);
      if (orElse(readBoolean(resource, "autoCreateSubnetworks"), true) !== false) {
        vpc.subnetDoubts.push(autoSubnets.elsewhere(vpc));
      }
    }
  }

  all(): readonly Vpc[] {
    return [...this.#byUrn.values(), ...this.#outside.values()];
  }

  ofResource({ urn }: Resource): Vpc | undefined {
    return this.#byUrn.get(urn);
  }

  /** {@link pointedTo} for what brings routes: networks that it may belong to may lack some. */
  ownerOf(from: Resource, path: string): Vpc | undefined {
    const vpc = this.pointedTo(from, path);
    const why = `${labelOf(from)} may belong to it, which is known only after the update`;
    for (const candidate of vpc === undefined ? this.candidates(from, path) : []) {
      candidate.undecided.push({ rule: { text: labelOf(from), urn: from.urn }, why });
    }
    return vpc;
  }

  /** The networks that a property may point to while that can't be told. */
  candidates(from: Resource, path: string): readonly Vpc[] {
    const reference = this.#pointers.to(from, path, types.network);
    const named = reference.state === "unknown" ? reference.candidates : [];
    const vpcs = named.flatMap((network) => this.ofResource(network) ?? []);
    return reference.state !== "unknown" ? [] : vpcs.length > 0 ? vpcs : [...this.#byUrn.values()];
  }

  /** The network that a property points to; nothing and a note where that can't be told. */
  pointedTo(from: Resource, path: string): Vpc | undefined {
    const reference = this.#pointers.to(from, path, types.network);
    switch (reference.state) {
      case "found":
        return this.#byUrn.get(reference.resource.urn);
      case "outside":
        return this.#outsider(reference.id, from);
      default:
        if (!this.#noted.has(`${from.urn} ${path}`)) {
          this.#noted.add(`${from.urn} ${path}`);
          this.#estate.note(from.urn, `${labelOf(from)}: its network ${reasonOf(reference)}`);
        }
        return undefined;
    }
  }

  /** A network of which only the name is known: its routes and firewall are not. */
  #outsider(id: string, from: Resource): Vpc {
    const project = partAfter(id, "projects") ?? projectOf(from);
    const name = lastPart(id);
    const key = `${project ?? ""}/${name}`;
    const existing = this.#outside.get(key);
    if (existing !== undefined) {
      return existing;
    }
    const vpc = new Vpc(`network ${key}`, name, from.urn, undefined, project);
    vpc.undecided.push({
      rule: { text: `the routes of network ${name}`, source: pages.routes },
      why: `network ${name} is in none of these stacks, so its routes are not known`,
    });
    this.#outside.set(key, vpc);
    return vpc;
  }
}

/** Whether its Cloud Routers serve all regions; undefined where that can't be told. */
export function isGlobal({ resource }: Vpc): boolean | undefined {
  const mode = resource && orElse(readText(resource, "routingMode"), "REGIONAL");
  return mode === undefined ? undefined : mode === "GLOBAL";
}

/** https://cloud.google.com/network-connectivity/docs/router/concepts/learned-routes#best-path-selection */
export function selectionOf({ resource }: Vpc): PathSelection {
  if (resource === undefined || known(readText(resource, "bgpBestPathSelectionMode")) !== "STANDARD") {
    return "legacy";
  }
  return known(readText(resource, "bgpInterRegionCost")) === "ADD_COST_TO_MED"
    ? "standard with cost in the MED"
    : "standard";
}

/** Whether subnets are made by themselves in every region. */
export function isAuto({ resource }: Vpc): boolean {
  return resource !== undefined && orElse(readBoolean(resource, "autoCreateSubnetworks"), true) === true;
}
