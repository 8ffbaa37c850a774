/**
 * Lays the policy pack out as an npm package of its own, without components and simulator: what it needs of `dist`, and
 * a package.json whose entry point lies inside of the package.
 *
 *   node scripts/packagePolicies.mjs [folder]
 */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve } from "node:path";

import { inCheckout } from "./checkout.mjs";

const entry = "dist/policies/index.js";
const target = resolve(process.argv[2] ?? inCheckout("dist-policies"));

const { private: _, ...manifest } = JSON.parse(readFileSync(inCheckout("policies/package.json"), "utf8"));
rmSync(target, { recursive: true, force: true });
for (const file of filesFrom(inCheckout(entry))) {
  cpSync(file, join(target, relative(inCheckout(""), file)));
}
for (const file of ["policies/PulumiPolicy.yaml", "policies/README.md", "LICENSE"]) {
  cpSync(inCheckout(file), join(target, file.replace("policies/", "")));
}
writeFileSync(
  join(target, "package.json"),
  `${JSON.stringify({ ...manifest, main: `./${entry}` }, null, 2)}\n`,
);

/** A compiled file and all that it requires, at once or, by a `load` of its own, when it needs it. */
function filesFrom(file, files = new Set()) {
  if (files.has(file)) {
    return files;
  }
  files.add(file);
  for (const [, required] of readFileSync(file, "utf8").matchAll(/\b(?:require|load)\("([^"]+)"\)/g)) {
    if (required.startsWith(".")) {
      const path = resolve(dirname(file), required);
      filesFrom(existsSync(`${path}.js`) ? `${path}.js` : join(path, "index.js"), files);
    } else {
      requireDeclared(required, file);
    }
  }
  return files;
}

function requireDeclared(required, file) {
  const name = required
    .split("/")
    .slice(0, required.startsWith("@") ? 2 : 1)
    .join("/");
  if (!name.startsWith("node:") && !builtinModules.includes(name) && !(name in manifest.dependencies)) {
    throw new Error(`${file} requires ${name}, which is no dependency in policies/package.json`);
  }
}
