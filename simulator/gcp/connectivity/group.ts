import { connectivityType, type ConnectivityOperation } from "./connectivityType";
import { notFound } from "./error";
import { groupsOf, hubPath } from "./members";
import { connectivityTokens as tokens } from "./tokens";
import { lastName } from "../compute/paths";
import { asString, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";
import { list, object, oneOf, text } from "../../providers/shapes";

/**
 * The settings of a group that a hub has for life: the provider patches it, and whoever deletes the resource leaves
 * the group behind.
 *
 * Source: `create_verb` in the provider's mmv1/products/networkconnectivity/Group.yaml, and
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/connectivity-topologies
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/networkconnectivity/group/
 */
export const group: ResourceType = connectivityType({
  token: tokens.group,
  kind: "Group",
  pathOf: groupPath,
  fields: {
    autoAccept: object({ "autoAcceptProjects!": list(text) }),
    "hub!": text,
    name: oneOf("default", "center", "edge"),
  },
  mutable: [],
  computed: ["routeTable", "uid"],
  // Rough figures.
  durations: { create: 10, update: 10, delete: 5 },
  check({ inputs }) {
    const name = asString(inputs.name);
    if (name !== undefined) {
      inputs.name = lastName(name);
    }
  },
  create(context) {
    requireGroup(context);
    const { draws, inputs } = context;
    return {
      routeTable: `${hubPath(inputs)}/routeTables/${asString(inputs.name) ?? ""}`,
      uid: draws.uuid("uid"),
    };
  },
  update: () => ({}),
});

function groupPath(inputs: Props): string {
  return `${hubPath(inputs)}/groups/${asString(inputs.name) ?? ""}`;
}

function requireGroup({ inputs, world, path }: ConnectivityOperation): void {
  const owner = world.get(tokens.hub, hubPath(inputs));
  if (!owner) {
    throw notFound(hubPath(inputs));
  }
  if (!groupsOf(owner.outputs.presetTopology).includes(asString(inputs.name) ?? "")) {
    throw notFound(path);
  }
}
