import { createHash } from "node:crypto";

import type { Value } from "../resources";

/** A preshared key as its SHA-256 digest in hexadecimal, so that the key itself gets nowhere. */
export function digestOf(key: Value<unknown>): string | undefined {
  return key.state === "known" && typeof key.value === "string"
    ? createHash("sha256").update(key.value).digest("hex")
    : undefined;
}
