import { known, readText, type Resource, type Stack } from "../resources";
import type { Reader } from "./reader";
import { types } from "./types";
import { lastPart } from "./values";
import type { Vpc } from "./vpc";

/** Whether a policy attached somewhere stands above a network. */
export type Standing = "below" | "elsewhere" | "unknown";

/** What a network's project lies in, from the inside out, as far as the stacks tell. */
export interface Hierarchy {
  /** Such as `folders/123` and `organizations/456`. */
  readonly above: readonly string[];
  /** Whether it is told up to the organization. */
  readonly isWhole: boolean;
}

/** https://cloud.google.com/resource-manager/docs/cloud-platform-resource-hierarchy */
export function hierarchyOf(vpc: Vpc, stack: Stack): Hierarchy {
  const project = stack
    .all(types.project)
    .find((one) => vpc.project !== undefined && known(readText(one, "projectId")) === vpc.project);
  const above: string[] = [];
  let next = project && parentOf(project);
  while (next !== undefined && !above.includes(next)) {
    above.push(next);
    next = next.startsWith("organizations/") ? undefined : parentOfFolder(next, stack);
  }
  return { above, isWhole: above.at(-1)?.startsWith("organizations/") === true };
}

/** Where an association stands: organizations come before folders, outer folders before inner ones. */
export function attachment(
  association: Resource,
  { above, isWhole }: Hierarchy,
  reader: Reader,
): { readonly standing: Standing; readonly depth: number } {
  const pointed = reader.pointers.to(association, "attachmentTarget", types.folder);
  const text = known(readText(association, "attachmentTarget"));
  const target = pointed.state === "found" ? (folderName(pointed.resource) ?? text) : text;
  const index = target === undefined ? -1 : above.indexOf(target);
  const depth = index >= 0 ? -index : target?.startsWith("organizations/") === true ? -1000 : 0;
  return {
    standing: index >= 0 ? "below" : isWhole && target !== undefined ? "elsewhere" : "unknown",
    depth,
  };
}

function parentOf(project: Resource): string | undefined {
  const folder = known(readText(project, "folderId"));
  const organization = known(readText(project, "orgId"));
  return folder !== undefined
    ? `folders/${lastPart(folder)}`
    : organization !== undefined
      ? `organizations/${lastPart(organization)}`
      : undefined;
}

function parentOfFolder(name: string, stack: Stack): string | undefined {
  const folder = stack.all(types.folder).find((one) => folderName(one) === name);
  return folder && known(readText(folder, "parent"));
}

function folderName(folder: Resource): string | undefined {
  const name = known(readText(folder, "name")) ?? folder.id;
  return name === undefined ? undefined : `folders/${lastPart(name)}`;
}
