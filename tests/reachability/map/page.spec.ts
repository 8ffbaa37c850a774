import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { expect } from "chai";
import type { Browser } from "playwright-core";

import type { Flow } from "../../../reachability/questions/flow";
import { type MapFormat, mapOf } from "../../../reachability/map";
import { startBrowser } from "../../helpers/browser";
import { faintTexts } from "./contrast";
import { largeEstate, smallEstate } from "./estates";
import { withPage } from "./page";

const drawn = new Map<MapFormat, Promise<string>>();

const small = (format: MapFormat = "html"): Promise<string> => {
  const text =
    drawn.get(format) ?? mapOf(smallEstate().analysis(), { format, flows: [{ from: "web", to: "db" }] });
  drawn.set(format, text);
  return text;
};

/** The rows of a box are no part of its label, which axe would have them be. */
const axeRun = `axe.run({ rules: { "label-content-name-mismatch": { enabled: false } } })`;

describe("the page of a map", function () {
  this.timeout(60_000);
  let browser: Browser;

  before(async function () {
    this.timeout(300_000);
    browser = await startBrowser();
  });

  after(() => browser.close());

  for (const format of ["html", "svg"] as const) {
    it(`loads nothing and complains of nothing: ${format}`, async () => {
      await withPage(browser, await small(format), async ({ complaints, requests, page }) => {
        expect(await page.locator(".box").count()).to.equal(6);
        expect(complaints).to.deep.equal([]);
        expect(requests).to.deep.equal([]);
      });
    });
  }

  it("forbids itself to load anything", async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.end();
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await withPage(browser, await small(), async ({ page, complaints }) => {
      await page.evaluate(`fetch("${url}").catch(() => {})`);
      await page.evaluate(`document.body.append(Object.assign(new Image(), { src: "${url}" }))`);
      await page.waitForTimeout(200);
      expect(complaints.join()).to.match(/Content Security Policy/);
    });
    server.close();
    expect(asked).to.equal(0);
  });

  for (const [text, first] of [
    ["10.1.0.20", "web"],
    ["10.1.77.5", "shop subnet"],
    ["10.2.0.0/16", "data"],
    ["gcp gate", "gcp gateway"],
  ] as const) {
    it(`finds ${first} by ${text}`, async () => {
      await withPage(browser, await small(), async ({ page }) => {
        await page.keyboard.press("/");
        await page.keyboard.type(text);
        const option = page.locator("#found li").first();
        expect(await option.locator("b").textContent()).to.equal(first);
        await page.keyboard.press("Enter");
        expect(await page.locator("#detail").textContent()).to.include(first);
        expect(await page.evaluate("document.activeElement.classList.contains('box')")).to.equal(true);
      });
    });
  }

  it("says when nothing has an address", async () => {
    await withPage(browser, await small(), async ({ page }) => {
      await page.fill("#search", "192.168.0.1");
      expect(await page.locator("#found li").textContent()).to.match(/Nothing has this/);
    });
  });

  it("lets the keyboard alone choose a flow, read its verdict and go to a place on its way", async () => {
    await withPage(browser, await small(), async ({ page }) => {
      const focused = (): Promise<string> => page.evaluate("document.activeElement.id");
      const tabTo = async (id: string): Promise<void> => {
        for (let presses = 0; (await focused()) !== id; presses++) {
          expect(presses, `Tab presses to ${id}`).to.be.lessThan(30);
          await page.keyboard.press("Tab");
        }
      };
      await tabTo("from");
      await page.keyboard.type("web");
      await tabTo("to");
      await page.keyboard.type("db");
      const verdict = page.getByRole("status");
      expect(await verdict.textContent()).to.match(/✓ reachable.*web → db, tcp\/443/);
      const places = await page.locator("ol.forth .place").allTextContents();
      expect(places).to.deep.equal(["web", "shop subnet", "aws gateway", "gcp gateway", "db"]);
      expect(await page.locator(".way.forth path").count()).to.be.greaterThan(2);
      expect(await page.locator(".way.back path").count()).to.be.greaterThan(2);
      const text = (): Promise<string> => page.evaluate("document.activeElement.textContent");
      for (let presses = 0; (await text()) !== "gcp gateway"; presses++) {
        expect(presses, "Tab presses to the step").to.be.lessThan(20);
        await page.keyboard.press("Tab");
      }
      await page.keyboard.press("Enter");
      expect(await page.locator("#detail h3").first().textContent()).to.equal("gateway gcp gateway");
    });
  });

  it("moves between boxes by arrows, shows one's details by Enter, zooms by plus and minus", async () => {
    await withPage(browser, await small(), async ({ page }) => {
      const label = (): Promise<string> => page.evaluate("document.activeElement.getAttribute('aria-label')");
      await page.locator(".box").first().focus();
      expect(await label()).to.include("shop");
      await page.keyboard.press("ArrowDown");
      expect(await label()).to.include("aws gateway");
      await page.keyboard.press("Enter");
      const details = (await page.locator("#detail").textContent()) ?? "";
      expect(details).to.include("10.2.0.0/16").and.to.include("vpn 1");
      const viewed = (): Promise<string | null> => page.locator("#map").getAttribute("viewBox");
      const before = await viewed();
      await page.keyboard.press("+");
      expect(await viewed()).not.to.equal(before);
      await page.keyboard.press("0");
      expect(await viewed()).to.match(/^0 0 /);
    });
  });

  it("marks what blocks a flow, in the list and in the picture", async () => {
    const estate = smallEstate();
    estate.nodes.forEach((node, index) => {
      if (node.id === "gcp gateway") {
        estate.nodes[index] = { ...node, table: "nothing" };
      }
    });
    const page = await mapOf(estate.analysis(), { flows: [{ from: "web", to: "db", port: 22 }] });
    await withPage(browser, page, async ({ page: open }) => {
      await open.selectOption("#from", { label: "web" });
      await open.selectOption("#to", { label: "db" });
      await open.selectOption("#traffic", { label: "tcp/22" });
      expect(await open.getByRole("status").textContent()).to.include("✕ blocked");
      expect(await open.locator("li.stops").textContent()).to.match(/gcp gateway has no route/);
      expect(await open.locator(".mark.stop text").textContent()).to.equal("✕");
    });
  });

  it("shows the same as text", async () => {
    await withPage(browser, await small(), async ({ page }) => {
      await page.getByRole("button", { name: "List" }).click();
      expect(await page.locator("#map").isVisible()).to.equal(false);
      const list = (await page.locator("#list").innerText()).replace(/\s+/g, " ");
      for (const part of [
        "VPC shop, 10.1.0.0/16",
        "host web: 10.1.0.20",
        "vpn 1",
        ": up",
        "preshared keys",
        "203.0.113.9",
      ]) {
        expect(list).to.include(part);
      }
    });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const format of ["html", "svg"] as const) {
      it(`can be read, ${colorScheme}, ${format}`, async () => {
        await withPage(
          browser,
          await small(format),
          async ({ page }) => {
            if (format === "html") {
              await page.selectOption("#from", { label: "web" });
              await page.selectOption("#to", { label: "db" });
              await page.locator(".box").first().click();
              await page.fill("#search", "10.1.0.20");
            }
            const { checked, faint } = await faintTexts(page);
            expect(faint).to.deep.equal([]);
            expect(checked).to.be.greaterThan(format === "html" ? 60 : 20);
          },
          { colorScheme },
        );
      });
    }

    it(`passes axe, ${colorScheme}`, async () => {
      const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
      await withPage(
        browser,
        await small(),
        async ({ page }) => {
          await page.selectOption("#from", { label: "web" });
          await page.selectOption("#to", { label: "db" });
          await page.evaluate(axe);
          const { violations } = await page.evaluate<{
            violations: { id: string; nodes: { html: string }[] }[];
          }>(axeRun);
          expect(
            violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))]),
          ).to.deep.equal([]);
        },
        { colorScheme },
      );
    });
  }

  it("is not fooled by names", async () => {
    const attack = `"><script>alert(1)</script><img src=x onerror=alert(2)>&lt;'\`\u202e</svg>]]>{{data}}-->`;
    const estate = smallEstate({ web: attack, db: `</script><script>alert(3)</script>$&$'` });
    estate.networks[0] = { ...estate.networks[0]!, name: attack };
    const analysis = estate.analysis();
    const flows: Flow[] = [{ from: "10.1.0.20", to: "10.2.0.30" }];
    for (const format of ["html", "svg"] as const) {
      await withPage(
        browser,
        await mapOf(analysis, { format, flows }),
        async ({ page, complaints, requests }) => {
          if (format === "html") {
            await page.selectOption("#from", { label: "10.1.0.20" });
            await page.selectOption("#to", { label: "10.2.0.30" });
            await page.fill("#search", "onerror");
            await page.keyboard.press("Enter");
            expect(await page.locator("#detail h3").first().textContent()).to.include(
              "<script>alert(1)</script>",
            );
          }
          expect(await page.locator("img, image, foreignObject").count()).to.equal(0);
          expect(await page.locator("script").count()).to.equal(format === "html" ? 2 : 0);
          expect(complaints).to.deep.equal([]);
          expect(requests).to.deep.equal([]);
        },
      );
    }
  });

  it("prints picture, flow and list, dark on white whatever the screen's colours", async () => {
    await withPage(
      browser,
      await small(),
      async ({ page }) => {
        await page.selectOption("#from", { label: "web" });
        await page.selectOption("#to", { label: "db" });
        await page.emulateMedia({ media: "print", colorScheme: "dark" });
        for (const [selector, visible] of [
          ["#map", true],
          ["ol.forth", true],
          ["#list", true],
          ["#search", false],
          ["#from", false],
        ] as const) {
          expect(await page.locator(selector).isVisible(), selector).to.equal(visible);
        }
        expect(await page.evaluate("getComputedStyle(document.documentElement).colorScheme")).to.equal(
          "light",
        );
        const { checked, faint } = await faintTexts(page);
        expect(faint).to.deep.equal([]);
        expect(checked).to.be.greaterThan(40);
      },
      { colorScheme: "dark", viewport: { width: 1100, height: 3000 } },
    );
  });

  it("draws 200 networks in a few seconds, in a file that is quick to open", async () => {
    const analysis = largeEstate(200);
    const started = performance.now();
    const text = await mapOf(analysis, { flows: [{ from: "shop-0-web-0", to: "billing-5-web-1" }] });
    expect(performance.now() - started).to.be.lessThan(20_000);
    expect(text.length).to.be.lessThan(2_000_000);
    await withPage(browser, text, async ({ page, complaints }) => {
      const opened: number = await page.evaluate(
        "performance.timing.loadEventEnd - performance.timing.navigationStart",
      );
      expect(opened).to.be.lessThan(5_000);
      expect(await page.locator(".box.network").count()).to.equal(200);
      await page.fill("#search", "10.77.70.1");
      await page.keyboard.press("Enter");
      expect(await page.locator("#detail h3").first().textContent()).to.equal("network billing-77");
      await page.selectOption("#from", { label: "shop-0-web-0" });
      await page.selectOption("#to", { label: "billing-5-web-1" });
      expect(await page.getByRole("status").textContent()).to.include("reachable");
      expect(complaints).to.deep.equal([]);
    });
  });
});
