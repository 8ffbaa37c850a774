import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { rules } from "../../policies/rules";

const readme = readFileSync(join(__dirname, "../../policies/README.md"), "utf8");

// Where one fails, its message holds the table as it has to be.
describe("the README of the policy pack", () => {
  it("lists every rule", () => {
    const rows = rules.map(({ name, level, description }) => [`\`${name}\``, level, description]);
    expect(tablesIn(readme)).to.contain(table(["Rule", "Level", "A stack that passes"], rows));
  });

  it("lists every option", () => {
    const rows = rules.flatMap(({ name, options = {} }) =>
      Object.entries(options).map(([option, schema]) => [
        `\`${name}\``,
        `\`${option}\``,
        `\`${JSON.stringify(schema.default)}\``,
        schema.description ?? "",
      ]),
    );
    expect(tablesIn(readme)).to.contain(table(["Rule", "Option", "Default", "What it is for"], rows));
  });
});

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(escaped))];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|");
}

function tablesIn(markdown: string): string[] {
  return markdown.match(/(?:^\|.*\|$\n?)+/gm)?.map((each) => each.trimEnd()) ?? [];
}
