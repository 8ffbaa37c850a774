import { readFileSync } from "node:fs";

import { inCheckout } from "./checkout.mjs";

/** Ends the process with a clear message if this Node is older than package.json asks for. */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(inCheckout("package.json"), "utf8"));
  const minimum = engines.node.replace(">=", "");
  if (process.versions.node.localeCompare(minimum, "en", { numeric: true }) < 0) {
    console.error(
      `Node ${minimum} or newer is needed; this is ${process.versions.node}. See https://nodejs.org/`,
    );
    process.exit(1);
  }
}
