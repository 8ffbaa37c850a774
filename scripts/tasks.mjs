import { inCheckout } from "./checkout.mjs";

/**
 * Each task: what Node runs; whether it needs `dist`; whether it needs the engine, ahead of time because tests have
 * a limit of theirs; and whether it works on the caller's folder instead of this checkout. The programs are named
 * by file: npx takes a second.
 */
export const tasks = {
  demo: { build: true, command: [inCheckout("dist/cli/main.js"), "demo"], inCallersFolder: true },
  crosscloud: { build: true, command: [inCheckout("dist/cli/main.js")], inCallersFolder: true },
  test: { build: true, engine: true, command: ["node_modules/mocha/bin/mocha.js"] },
  bench: { build: true, engine: true, command: ["-r", "ts-node/register/transpile-only", "bench/main.ts"] },
  // What CI asks of this checkout's own stacks, on simulated clouds.
  "preview:ci": {
    build: true,
    engine: true,
    command: [
      ...[inCheckout("dist/cli/main.js"), "preview", "--simulated", "dev", "prod"],
      ...["--policy-pack", inCheckout("policies"), "--policy-pack-config", "policy-pack.json"],
    ],
  },
  "package-policies": { build: true, command: ["scripts/packagePolicies.mjs"] },
  "package-check": { command: ["scripts/packageCheck.mjs"] },
  build: { build: true },
  // The examples import the package by its name, so its types must be there.
  // Types of three SDKs are more than Node keeps by default.
  lint: { build: true, command: ["--max-old-space-size=6144", "node_modules/eslint/bin/eslint.js", "."] },
  typecheck: { command: ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."] },
  "format:check": { command: ["node_modules/prettier/bin/prettier.cjs", "--check", "."] },
  format: { command: ["node_modules/prettier/bin/prettier.cjs", "--write", "."] },
};
