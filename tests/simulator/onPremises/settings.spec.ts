import { expect } from "chai";
import fc from "fast-check";

import { readSettings, type Section } from "../../../simulator/onPremises/settings";

interface Tree {
  readonly [name: string]: string | Tree;
}

const plain = ({ values, sections }: Section): Tree =>
  Object.fromEntries<string | Tree>([
    ...[...values].map(([key, { text }]) => [key, text] as const),
    ...[...sections].map(([name, child]) => [name, plain(child)] as const),
  ]);

const read = (text: string, others: Record<string, string> = {}): Tree =>
  plain(readSettings({ ...others, main: text }, "main", (file) => file));

describe("readSettings", () => {
  const cases: [what: string, text: string, tree: Tree][] = [
    ["sections and values", "a { b = 1\n c { d = 2 } }", { a: { b: "1", c: { d: "2" } } }],
    ["a brace on a line of its own", "a\n{\n b=1\n}", { a: { b: "1" } }],
    ["comments", "# x\na = 1 # y\n#{", { a: "1" }],
    ["values of several words", "a =  1  2\t3 ", { a: "1 2 3" }],
    ["values with signs", "a = b:c,d={.e", { a: "b:c,d={.e" }],
    ["quoted values", String.raw`a = "x # } \"y\" \\ z"`, { a: String.raw`x # } "y" \ z` }],
    ["escapes", String.raw`a = "b\tc\nd"`, { a: "b\tc\nd" }],
    ["quoted lines", 'a = "b\nc"\nd = 1', { a: "b\nc", d: "1" }],
    ["joined lines", 'a = "b\\\nc"', { a: "bc" }],
    ["the last of two values", "a = 1\na = 2", { a: "2" }],
    ["an unset value", "a = 1\na =", {}],
    ["one section in two parts", "a { b = 1 }\na { c = 2 }", { a: { b: "1", c: "2" } }],
    ["dotted names", "a.b { c.d = 1 }", { a: { b: { c: { d: "1" } } } }],
    ["a key called include", "include = 1", { include: "1" }],
    ["Windows line ends", "a = 1\r\nb {\r\n}\r\n", { a: "1", b: {} }],
  ];
  for (const [what, text, tree] of cases) {
    it(`reads ${what}`, () => expect(read(text)).to.deep.equal(tree));
  }

  it("reads what a file includes, where it includes it", () => {
    const others = { "x.conf": "b = 1", "y.conf": "c = 2", "z.txt": "d = 3" };
    expect(read("a { include *.conf\n}\ninclude missing", others)).to.deep.equal({ a: { b: "1", c: "2" } });
    expect(read('include "z.txt"', others)).to.deep.equal({ d: "3" });
  });

  it("keeps every quoted value", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const quoted = `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
        expect(read(`a = ${quoted}\nb = 1`)).to.deep.equal({ a: value, b: "1" });
      }),
    );
  });

  const refusals: [what: string, text: string, problem: string][] = [
    ["an unclosed section", "a {\nb = 1", 'main:1: a section has no "}"'],
    ["a section too many closed", "a { }\n}", "main:2: } is unexpected here"],
    ["an unclosed quote", 'a = 1\nb = "x', "main:2: a quoted string has no end"],
    ["a name alone", "a { b\n}", 'main:1: a name needs "{" or "=" behind it'],
    ["references", "a : b { }", "main:1: a name refers to other sections, which is not simulated"],
    ["a file elsewhere", "include ../x.conf", 'main:1: "../x.conf" lies outside the router\'s folder'],
    ["a file that includes itself", "\ninclude main", 'main:2: "main" includes itself'],
    ["other wildcards", "include [ab].conf", 'main:1: "[ab].conf" has wildcards other than *'],
  ];
  for (const [what, text, problem] of refusals) {
    it(`refuses ${what}`, () => expect(() => read(text)).to.throw(problem));
  }
});
