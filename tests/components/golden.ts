import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RecordedResource } from "../helpers/recordedMocks";

/**
 * Compares the URNs of a program's resources with the reviewed list. A URN that changes replaces a user's
 * resource, so a change here is a breaking change. `UPDATE_GOLDEN=1` writes the list anew.
 */
export function expectGoldenUrns(name: string, resources: readonly RecordedResource[]): void {
  const urns = resources.map(({ urn }) => urn).toSorted();
  const file = join(__dirname, "golden", `${name}.json`);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    writeFileSync(file, `${JSON.stringify(urns, null, 2)}\n`);
  }
  expect(urns).to.deep.equal(JSON.parse(readFileSync(file, "utf8")));
}
