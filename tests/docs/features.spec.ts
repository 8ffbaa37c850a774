import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const docs = join(__dirname, "../../docs");
const table = readFileSync(join(docs, "features.md"), "utf8");

/** `[title](path)` of every test. */
const links = [...table.matchAll(/\[([^\]]+)\]\((\.\.\/tests\/[^)]+)\)/g)].map(
  ([, title = "", path = ""]) => ({
    title,
    path,
  }),
);

describe("the table of features", () => {
  it("has a row for each of the 28 features", () => {
    const numbers = [...table.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
    expect(numbers).to.deep.equal(Array.from({ length: 28 }, (_, index) => index + 1));
  });

  for (const { title, path } of links) {
    it(`names a test that exists: ${title}`, () => {
      const file = join(docs, path);
      expect(existsSync(file), path).to.equal(true);
      expect(readFileSync(file, "utf8")).to.include(title);
    });
  }
});
