import { pathToFileURL } from "node:url";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser, Page } from "playwright-core";

/** A page in a browser, with all that it complained of and tried to load. */
export interface OpenPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
}

export interface PageOptions {
  readonly colorScheme?: "light" | "dark";
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Opens a text as a file of HTML or SVG, as users do, for as long as it is used. */
export async function withPage(
  browser: Browser,
  text: string,
  use: (open: OpenPage) => Promise<void>,
  { colorScheme = "light", viewport = { width: 1600, height: 1000 } }: PageOptions = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "crosscloud-map-"));
  const file = join(folder, text.startsWith("<svg") ? "map.svg" : "map.html");
  const context = await browser.newContext({ colorScheme, viewport });
  try {
    await writeFile(file, text);
    const page = await context.newPage();
    const url = pathToFileURL(file).href;
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (request.url() !== url && !request.url().startsWith("data:")) {
        requests.push(request.url());
      }
    });
    await page.goto(url);
    await use({ page, complaints, requests });
  } finally {
    await context.close();
    await rm(folder, { recursive: true });
  }
}
