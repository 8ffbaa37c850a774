import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { writeProject } from "../../../cli/init/writeProject";

const files = { "a.txt": "new a", ".github/workflows/b.yml": "new b", "c.txt": "new c" };

describe("writing a project", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "crosscloud-init-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const textOf = (path: string) => readFileSync(join(folder, path), "utf8");
  const entries = () => readdirSync(folder, { recursive: true }).toSorted();

  it("makes the folders that there are not", () => {
    writeProject(join(folder, "new/project"), files, false);
    expect(textOf("new/project/.github/workflows/b.yml")).to.equal("new b");
  });

  it("writes beside what is there, also through a linked folder", () => {
    mkdirSync(join(folder, "real"));
    writeFileSync(join(folder, "real/LICENSE"), "kept");
    symlinkSync(join(folder, "real"), join(folder, "link"));
    writeProject(join(folder, "link"), files, false);
    expect([textOf("real/LICENSE"), textOf("real/a.txt")]).to.deep.equal(["kept", "new a"]);
  });

  it("overwrites nothing, names all that is there and writes nothing else", () => {
    writeFileSync(join(folder, "a.txt"), "old a");
    writeFileSync(join(folder, "c.txt"), "old c");
    expect(() => writeProject(folder, files, false)).to.throw(/already has a\.txt, c\.txt.*--force/);
    expect([textOf("a.txt"), textOf("c.txt"), entries()]).to.deep.equal([
      "old a",
      "old c",
      ["a.txt", "c.txt"],
    ]);
  });

  it("overwrites what is longer, where that is asked for", () => {
    writeFileSync(join(folder, "a.txt"), "something that is longer");
    writeProject(folder, files, true);
    expect(textOf("a.txt")).to.equal("new a");
  });

  it("never writes over a folder, through a linked file or below a file, asked or not", () => {
    mkdirSync(join(folder, "a.txt"));
    writeFileSync(join(folder, "elsewhere"), "kept");
    symlinkSync(join(folder, "elsewhere"), join(folder, "c.txt"));
    writeFileSync(join(folder, ".github"), "a file");
    expect(() => writeProject(folder, files, true))
      .to.throw(/a\.txt is in the way/)
      .with.property("message")
      .that.matches(/c\.txt is in the way/)
      .and.matches(/\.github is in the way/);
    expect(textOf("elsewhere")).to.equal("kept");
  });

  it("takes everything back when one file can't be written", () => {
    writeFileSync(join(folder, "a.txt"), "old a");
    const broken = { ...files, "d.txt": undefined as unknown as string };
    expect(() => writeProject(folder, broken, true)).to.throw(/nothing was written/i);
    expect(textOf("a.txt")).to.equal("old a");
    expect(entries()).to.deep.equal(["a.txt"]);
  });
});
