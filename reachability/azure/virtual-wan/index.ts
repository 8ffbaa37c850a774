import type { EstateBuilder, Propagation } from "../../model";
import type { Resource } from "../../resources";
import type { Arm } from "../arm";
import { doubtBehindSystemRoutes } from "../doubts";
import { pages } from "../pages";
import { isDefault } from "../prefixes";
import { ranks } from "../ranks";
import type { Subnet, Subnets } from "../subnets";
import { lookupTables, type RoutingContext } from "../subnetTables";
import { tableFor } from "../userRoutes";
import type { VirtualNetwork } from "../virtualNetworks";
import { readBranches } from "./branches";
import { type Hub, readHubs } from "./hubs";
import { addHub, type Wan } from "./hubTables";
import { readSpokes, type Spoke } from "./spokes";

/** The virtual WANs of a stack: hubs, and the networks and sites that are connected to them. */
export class VirtualWans {
  readonly #hubs: ReadonlyMap<string, Hub>;
  readonly #wan: Omit<Wan, "context">;

  constructor(
    arm: Arm,
    networks: ReadonlyMap<string, VirtualNetwork>,
    private readonly estate: EstateBuilder,
  ) {
    this.#hubs = readHubs(arm, estate);
    const index = { arm, hubs: this.#hubs };
    const branches = readBranches(index, estate);
    const spokes = readSpokes(index, networks, estate);
    this.#wan = { index, branches, spokes };
    for (const { resource, undecided } of branches) {
      if (undecided !== undefined) {
        arm.doubt(resource, undecided);
      }
    }
    for (const { hub, resource, undecided } of [...spokes, ...branches]) {
      // Its routes may be in any table of the WAN.
      const affected =
        undecided === undefined ? [] : [...this.#hubs.values()].filter(({ wan }) => wan === hub.wan);
      affected.forEach(({ doubts }) => doubts.push({ resource, why: undecided ?? "" }));
    }
    for (const { network, hub, resource } of spokes) {
      const reasons = [hub.undecided, ...hub.doubts.map(({ why }) => why)].filter((why) => why !== undefined);
      for (const why of new Set(reasons)) {
        const rule = { text: why, urn: resource.urn, source: pages.hubRouting };
        network.doubts.push(...doubtBehindSystemRoutes(rule, why));
      }
    }
  }

  /** Says that anything may be missing from any table. */
  doubt(resource: Resource, why: string): void {
    for (const { doubts } of this.#hubs.values()) {
      doubts.push({ resource, why });
    }
  }

  /** The virtual networks that are connected to a hub. */
  get networks(): ReadonlySet<VirtualNetwork> {
    return new Set(this.#wan.spokes.map(({ network }) => network));
  }

  /** Adds the hubs, and what they tell the subnets of their networks. */
  add(subnets: Subnets, context: RoutingContext): void {
    for (const hub of this.#hubs.values()) {
      addHub(hub, { ...this.#wan, context }, this.estate);
    }
    for (const spoke of this.#wan.spokes) {
      for (const subnet of subnets.of(spoke.network)) {
        this.estate.propagations.push(...toSubnet(spoke, subnet, context));
      }
    }
  }
}

/** As if the hub were a peer with a gateway, so that a user's route table can keep its routes out. */
function toSubnet(spoke: Spoke, subnet: Subnet, { tables }: RoutingContext): Propagation[] {
  const { associated, hub, internetSecurity, resource } = spoke;
  const table = tableFor(subnet.routeTable, tables);
  if (associated === undefined || (typeof table !== "string" && table.disablesPropagation !== false)) {
    return [];
  }
  return lookupTables(subnet).map((to) => ({
    from: associated.table,
    to,
    next: { to: "node", node: associated.node },
    rank: ranks.gateway,
    accepts: ({ prefix, next }) =>
      (!isDefault(prefix) || internetSecurity === true) &&
      (hub.transits || next.every((hop) => hop.to === "tunnel" || hop.to === "undecided")),
    rule: { text: `from virtual hub ${hub.name}`, urn: resource.urn, source: pages.hubRouting },
  }));
}
