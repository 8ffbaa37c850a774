import { connectivityType } from "./connectivityType";
import { failedPrecondition } from "./error";
import { globalPath, hubsSpokes, isHybrid, networksOf } from "./members";
import { connectivityTokens as tokens } from "./tokens";
import { nameProblem } from "../compute/names";
import { asString, hasUnknown } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";
import { textWhich, unsimulated } from "../../providers/shapes";

/**
 * A hub of Network Connectivity Center, with a topology that it keeps for life.
 *
 * Sources: https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.hubs,
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/connectivity-topologies
 * ("you can't change the topology"), and ".../how-to/working-with-hubs-spokes" ("Delete a hub")
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/networkconnectivity/hub/
 */
export const hub: ResourceType = connectivityType({
  token: tokens.hub,
  kind: "Hub",
  pathOf: (inputs) => globalPath(inputs, "hubs"),
  fields: {
    exportPsc: unsimulated("boolean", "there is no Private Service Connect"),
    policyMode: textWhich((mode, path) =>
      mode === "PRESET" ? undefined : `"${path}" ${mode} is not simulated: topologies are preset; use PRESET`,
    ),
    presetTopology: textWhich((topology, path) =>
      topology === "MESH" || topology === "STAR"
        ? undefined
        : topology === "HYBRID_INSPECTION"
          ? `"${path}" ${topology} is not simulated: it needs an NCC Gateway; use MESH or STAR`
          : `expected ${path} to be one of "MESH", "STAR", "HYBRID_INSPECTION", got ${topology}`,
    ),
  },
  mutable: ["exportPsc"],
  computed: ["exportPsc", "policyMode", "presetTopology", "routingVpcs", "uniqueId"],
  // Rough figures.
  durations: { create: 15, update: 10, delete: 15 },
  check: checkName,
  create: ({ inputs, draws }) => ({
    exportPsc: false,
    policyMode: inputs.policyMode ?? "PRESET",
    presetTopology: inputs.presetTopology ?? "MESH",
    routingVpcs: [],
    uniqueId: draws.uuid("uniqueId"),
  }),
  update: () => ({ exportPsc: false }),
  delete({ world }, { id }) {
    const spokes = hubsSpokes(world, id);
    if (spokes.length > 0) {
      throw failedPrecondition(
        `The hub '${id}' cannot be deleted before its spokes: ${spokes.map((spoke) => spoke.id).join(", ")}`,
      );
    }
  },
  observe: (record, world) => ({
    routingVpcs: [
      ...new Set(
        hubsSpokes(world, record.id)
          .filter(isHybrid)
          .flatMap((spoke) => networksOf(world, spoke)),
      ),
    ].map((uri) => ({ uri })),
  }),
});

export function checkName({ inputs, fail }: CheckContext): void {
  const name = asString(inputs.name);
  const problem = name === undefined || hasUnknown(inputs.name) ? undefined : nameProblem("name", name);
  if (problem) {
    fail("name", problem);
  }
}
