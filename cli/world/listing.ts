import Table from "cli-table3";

import type { WorldRecord } from "../../simulator";

/** The record of this id or logical name. @throws if there is none, or more than one. */
export function findRecord(records: readonly WorldRecord[], id: string): WorldRecord {
  const found = records.filter((record) => record.id === id || record.urn.endsWith(`::${id}`));
  const [record] = found;
  if (!record) {
    throw new Error(
      `nothing in the simulated world has the id or logical name "${id}"; see: crosscloud world list`,
    );
  }
  if (found.length > 1) {
    throw new Error(
      `"${id}" names several resources: ${found.map((other) => other.id).join(", ")}; give the id`,
    );
  }
  return record;
}

export function listing(records: readonly WorldRecord[]): string {
  if (records.length === 0) {
    return "The simulated world is empty.";
  }
  const table = new Table({
    head: ["stack", "name", "type", "id"],
    style: { head: [], border: [], compact: true },
  });
  table.push(
    ...records.map(({ token, id, urn }) => {
      const [stack = "", project = "", , name = ""] = urn.replace("urn:pulumi:", "").split("::");
      return [`${project}/${stack}`, name, token, id];
    }),
  );
  return table.toString();
}

/** Attributes for the eyes of anybody. */
export function masked(
  record: WorldRecord,
  outputs: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, record.sealed.includes(name) ? "[secret]" : value]),
  );
}
