import type { Deployment, StateResource } from "./stack";
import { nameOf, type WorldRecord } from "../../simulator";

export interface Settled {
  readonly deployment: Deployment;
  /** What exists in the clouds and was missing in the state. */
  readonly takenOver: readonly StateResource[];
  /** How many creations the clouds never began. */
  readonly forgotten: number;
}

/**
 * A state in which nothing is pending and everything that exists has its place, edited as an operator would by hand.
 * Only ids are taken from the clouds: a refresh then reads the rest, and sees how updates and deletions ended.
 *
 * The CLI's own `refresh --import-pending-creates` only marks the operation as an import, and 3.200 then drops it.
 *
 * @param existing - what exists in the clouds of this stack, in the order of creation
 */
export function settle(deployment: Deployment, existing: readonly WorldRecord[]): Settled {
  const { resources = [], pending_operations: pending = [] } = deployment;
  const creating = pending.filter(({ type }) => type === "creating").map(({ resource }) => resource);
  const known = new Set(
    resources.flatMap((resource) =>
      // What a replacement deletes first is gone: a resource of the same id is the new one.
      resource.pendingReplacement || resource.external ? [] : [keyOf(resource.type, resource.id)],
    ),
  );
  const orphans = existing.filter(({ token, id }) => !known.has(keyOf(token, id)));

  const settled = [...resources];
  const takenOver = orphans.map((record) => {
    const place = settled.findIndex((resource) => resource.urn === record.urn && !resource.delete);
    const old = settled[place];
    const asked = creating.find(({ urn }) => urn === record.urn) ?? old ?? described(record, settled);
    const resource = { ...asked, id: record.id, pendingReplacement: false };
    if (old === undefined) {
      settled.push(resource);
      return resource;
    }
    settled[place] = resource;
    if (!old.pendingReplacement) {
      settled.push({ ...old, delete: true });
    }
    return resource;
  });
  const urns = new Set(takenOver.map(({ urn }) => urn));
  return {
    deployment: { ...deployment, resources: settled, pending_operations: [] },
    takenOver,
    forgotten: creating.filter(({ urn }) => !urns.has(urn)).length,
  };
}

const keyOf = (type: string, id: string | undefined): string => `${type} ${id ?? ""}`;

/**
 * A resource of which the state says nothing at all: the engine was told that its creation failed, because the clouds
 * were killed before they could answer. Until the next update tells better it depends on everything before it, so
 * that it is deleted first.
 */
function described(record: WorldRecord, before: readonly StateResource[]): StateResource {
  const provider = before.find(
    ({ type }) => type === `pulumi:providers:${record.token.split(":", 1)[0] ?? ""}`,
  );
  return {
    urn: record.urn,
    type: record.token,
    custom: true,
    inputs: {},
    outputs: {},
    parent: parentOf(record.urn, before),
    dependencies: before.flatMap(({ urn, custom, type }) =>
      custom === true && !type.startsWith("pulumi:") ? [urn] : [],
    ),
    provider: provider && `${provider.urn}::${provider.id ?? ""}`,
  };
}

/** The resource whose type the URN names as its parent's; of several the one whose name begins the resource's. */
function parentOf(urn: string, resources: readonly StateResource[]): string | undefined {
  const types = typesOf(urn).split("$").slice(0, -1).join("$");
  const parents = resources.filter((resource) =>
    types === "" ? resource.type === "pulumi:pulumi:Stack" : typesOf(resource.urn) === types,
  );
  const name = nameOf(urn);
  const [longest] = parents
    .filter((parent) => types === "" || name.startsWith(nameOf(parent.urn)))
    .sort((a, b) => nameOf(b.urn).length - nameOf(a.urn).length);
  return (longest ?? parents[0])?.urn;
}

const typesOf = (urn: string): string => urn.split("::")[2] ?? "";
