import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expect } from "chai";

import { removeTornFiles } from "../../../cli/stack/tornFiles";

describe("what a killed engine had not written to the end", () => {
  let backend: string;
  beforeEach(async () => (backend = await mkdtemp(join(tmpdir(), "crosscloud-torn-"))));
  afterEach(() => rm(backend, { recursive: true }));

  it("is removed of the stack alone, and nothing that is whole", async () => {
    const files = {
      "stacks/p/dev.json": "{}",
      "stacks/p/dev.json.attrs": "",
      "stacks/p/dev.json.bak.attrs": '{"user.content_type":"text/pl',
      "stacks/p/prod.json.attrs": "",
      "stacks/q/dev.json.attrs": "",
      "locks/organization/p/dev/1.json": "{}",
      "locks/organization/p/dev/1.json.attrs": "",
      "locks/organization/p/prod/2.json.attrs": "",
    };
    const whole = { "stacks/p/dev.json.gz.attrs": '{"md5":"abc"}' };
    for (const [name, text] of Object.entries({ ...files, ...whole })) {
      const path = join(backend, ".pulumi", name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    expect(await removeTornFiles({ project: "p", stack: "dev" }, backend)).to.equal(3);
    const left = await readdir(join(backend, ".pulumi"), { recursive: true, withFileTypes: true });
    const names = left.filter((entry) => entry.isFile()).map((entry) => entry.name);
    expect(names.sort()).to.deep.equal(
      ["dev.json", "dev.json.gz.attrs", "prod.json.attrs", "dev.json.attrs", "1.json", "2.json.attrs"].sort(),
    );
  });

  it("is nothing where there is no such stack", async () => {
    expect(await removeTornFiles({ project: "p", stack: "dev" }, backend)).to.equal(0);
  });
});
