import { fileURLToPath } from "node:url";

/** The absolute path of a file of this checkout, wherever the command was given. */
export function inCheckout(path) {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
