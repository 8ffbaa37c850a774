import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { readRouters } from "../../../cli/world/onPremises";

describe("crosscloud world tunnels --on-premises", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "routers-"));
    for (const router of ["hq", "branch"]) {
      mkdirSync(join(folder, router, "old"), { recursive: true });
      writeFileSync(join(folder, router, "frr.conf"), `hostname ${router}\n`);
      writeFileSync(join(folder, router, "old", "frr.conf"), "hostname old\n");
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  it("reads the files of each folder given, without the folders within", () => {
    const [hq, branch] = [join(folder, "hq"), join(folder, "branch")];
    expect(readRouters([`${hq}/`, branch])).to.deep.equal({
      [hq]: { "frr.conf": "hostname hq\n" },
      [branch]: { "frr.conf": "hostname branch\n" },
    });
    expect(readRouters([])).to.deep.equal({});
  });

  it("says which folder is missing", () => {
    expect(() => readRouters([join(folder, "none")])).to.throw(/ENOENT.*none/);
  });
});
