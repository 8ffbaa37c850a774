import type { ConnectivityOperation } from "./connectivityType";
import { invalidArgument, notFound } from "./error";
import { groupName, groupsOf, hubPath } from "./members";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { WorldRecord } from "../../world/record";

export function requireHub({ inputs, world }: ConnectivityOperation): WorldRecord {
  const hub = world.get(tokens.hub, hubPath(inputs));
  if (!hub) {
    throw notFound(hubPath(inputs));
  }
  return hub;
}

/**
 * Spokes of a star say in which group they are, by its name or its path.
 *
 * Sources: https://cloud.google.com/network-connectivity/docs/network-connectivity-center/how-to/working-with-hubs-spokes
 * ("GROUP_NAME"); the words: https://github.com/hashicorp/terraform-provider-google/issues/18297
 */
export function requireGroup({ inputs }: ConnectivityOperation, hub: WorldRecord): void {
  const topology = hub.outputs.presetTopology;
  const text = asString(inputs.group);
  if (text === undefined && topology === "STAR") {
    throw invalidArgument(
      "field `spoke.group` must be defined when hub.policy_mode = `PRESET` and hub.preset_topology = `STAR`",
    );
  }
  const path = `${hub.id}/groups/${groupName(inputs)}`;
  if (text !== undefined && text.includes("/") && !text.endsWith(path)) {
    throw invalidArgument(`field \`spoke.group\` ${text} is not a group of the hub ${hub.id}`);
  }
  if (!groupsOf(topology).includes(groupName(inputs))) {
    throw notFound(path);
  }
}
