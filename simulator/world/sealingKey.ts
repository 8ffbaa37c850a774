import { readFile, rename, writeFile } from "node:fs/promises";

import { keyBytes, newSealingKey } from "./seal";

/**
 * The key that seals the secrets of a world, from the file beside it.
 *
 * @throws if there is a world whose key is lost or damaged: a new key could not open it.
 */
export async function sealingKey(worldPath: string): Promise<Buffer> {
  const keyFile = `${worldPath}.key`;
  const text = await readIfExists(keyFile);
  const key = Buffer.from(text?.trim() ?? "", "base64");
  if (key.length === keyBytes) {
    return key;
  }
  if ((await readIfExists(worldPath)) !== undefined) {
    throw new Error(
      `${keyFile} is ${text === undefined ? "missing" : "damaged"}: without it the secrets in ${worldPath} cannot be read; ` +
        "restore it, or delete the world to begin anew",
    );
  }
  const fresh = newSealingKey();
  await writeFile(`${keyFile}.new`, fresh.toString("base64"), { mode: 0o600, flush: true });
  await rename(`${keyFile}.new`, keyFile);
  return fresh;
}

export async function readIfExists(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
