import { armType } from "./arm/armType";
import { ArmError } from "./arm/error";
import { lastName } from "./arm/ids";
import { groupName } from "./arm/nameRules";
import { refersTo } from "./arm/references";
import { operationsTokens } from "./operations/tokens";
import { tokens } from "./tokens";
import type { ResourceType, WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

const inside = (id: string, record: WorldRecord): boolean =>
  record.id.toLowerCase().startsWith(`${id.toLowerCase()}/`);

const resources = (world: WorldView): WorldRecord[] =>
  Object.values(tokens).flatMap((token) => world.all(token));

/** What watches a resource, such as an alert rule, lets it go. */
const watches = ({ token }: WorldRecord): boolean => Object.values<string>(operationsTokens).includes(token);

/**
 * Deleting a group deletes what is in it; a resource outside that refers to something inside blocks that.
 *
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/delete-resource-group
 */
export const resourceGroup: ResourceType = armType({
  token: tokens.resourceGroup,
  armType: "Microsoft.Resources/resourceGroups",
  apiVersion: "2024-03-01",
  nameProperty: "resourceGroupName",
  nameRule: groupName,
  inputs: { managedBy: "unsimulated string" },
  replaces: ["location"],
  regional: true,
  computed: ["properties"],
  durations: { create: 3, update: 2, delete: 15 },
  check({ inputs, fail }) {
    if (inputs.location === undefined) {
      fail(
        "location",
        "missing required property 'location'. Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.",
      );
    }
  },
  create: () => ({ properties: { provisioningState: "Succeeded" } }),
  delete({ world, id }) {
    const blocking = resources(world).find(
      (record) => !inside(id, record) && !watches(record) && refersTo(record.inputs, id),
    );
    if (blocking) {
      throw new ArmError(
        409,
        "ResourceGroupDeletionBlocked",
        `Deletion of resource group '${lastName(id)}' failed as resources in it are used by ${blocking.id}.`,
      );
    }
  },
  removes: ({ world, inputs }, record) =>
    inputs === record.inputs ? resources(world).filter((other) => inside(record.id, other)) : [],
});
