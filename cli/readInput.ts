import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

/** A text, and what messages call where it is from. */
export interface Input {
  readonly name: string;
  readonly content: string;
}

/** The text of a file, or of standard input where `-` is given. */
export async function readInput(file: string): Promise<Input> {
  if (file === "-") {
    return { name: "standard input", content: await text(process.stdin) };
  }
  try {
    return { name: file, content: await readFile(file, "utf8") };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      code === "ENOENT" ? `there is no file ${file}` : `${file} cannot be read (${code ?? "unknown"})`,
      { cause: error },
    );
  }
}
