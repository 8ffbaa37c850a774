import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { getuid } from "node:process";

import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/**
 * Starts the machine's own Chromium or Chrome, which must be on the PATH; on Debian it is installed where that is
 * allowed.
 */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath(),
    // Root has no sandbox, and containers have little shared memory.
    args: [...(getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"],
  });
}

function browserPath(): string {
  const found = onPath();
  if (found !== undefined) {
    return found;
  }
  if (getuid?.() === 0) {
    const apt = (...args: string[]): Buffer =>
      execFileSync("apt-get", args, { stdio: ["ignore", "ignore", "pipe"] });
    apt("update");
    apt("install", "-y", "--no-install-recommends", "chromium");
  }
  const installed = onPath();
  if (installed === undefined) {
    throw new Error(`these tests need a browser: install one of ${names.join(", ")} (on Debian: chromium)`);
  }
  return installed;
}

function onPath(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
