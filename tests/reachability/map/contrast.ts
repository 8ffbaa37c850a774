import type { Page } from "playwright-core";

/** A text that is hard to read on what it stands on. */
export interface Faint {
  readonly text: string;
  readonly colour: string;
  readonly on: string;
  readonly ratio: number;
}

/** All texts in sight, in HTML and SVG, whose contrast is below WCAG's 4.5. Runs in the page. */
export function faintTexts(page: Page): Promise<{ readonly checked: number; readonly faint: Faint[] }> {
  // What runs in a page is a text: this project has no types for browsers.
  return page.evaluate(`(${String(findFaint)})()`);
}

/* eslint-disable */
declare const document: any, getComputedStyle: any, innerWidth: number, innerHeight: number;

function findFaint(): { checked: number; faint: Faint[] } {
  const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const solid = (colour: string): boolean => /^rgb/.test(colour) && (channels(colour)[3] ?? 1) === 1;
  const paintOf = (element: any): string => {
    const style = getComputedStyle(element);
    return element.ownerSVGElement
      ? element.tagName === "rect"
        ? style.fill
        : "none"
      : style.backgroundColor;
  };
  const faint: Faint[] = [];
  let checked = 0;
  for (const element of document.querySelectorAll("*")) {
    const text = [...element.childNodes]
      .filter((node: any) => node.nodeType === 3)
      .map((node: any) => node.data.trim())
      .join("");
    const box = element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (text === "" || box.width < 2 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) {
      continue;
    }
    const stack = document.elementsFromPoint(x, y);
    const below = stack.slice(Math.max(0, stack.indexOf(element)));
    const on = below.map(paintOf).find(solid);
    if (!stack.includes(element) || on === undefined) {
      continue;
    }
    const style = getComputedStyle(element);
    const colour = element.ownerSVGElement ? style.fill : style.color;
    const [light, dark] = [luminance(colour), luminance(on)].sort((a, b) => b - a) as [number, number];
    const ratio = (light + 0.05) / (dark + 0.05);
    checked++;
    if (ratio < 4.5) {
      faint.push({ text: text.slice(0, 40), colour, on, ratio });
    }
  }
  return { checked, faint };
}
