import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

import type { Value } from "../protocol/values";

/** A secret as it stands in the world file: AES-256-GCM under a key that is kept in a file of its own. */
export interface Sealed {
  readonly sealed: string;
}

export const keyBytes = 32;

export const newSealingKey = (): Buffer => randomBytes(keyBytes);

export function seal(value: Value, key: Buffer): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64") };
}

/** @throws if the key is not the one that sealed the value. */
export function unseal({ sealed }: Sealed, key: Buffer): Value {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  const body = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  return JSON.parse(body.toString("utf8")) as Value;
}
