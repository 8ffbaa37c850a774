/** Widths of letters in parts of the font's size, on the generous side: no font is known before the picture is seen. */
const narrow = /[ilIj.,:;'|!()[\]/ ]/;
const wide = /[mwMW@%&]/;
const capital = /[A-Z]/;

/** How wide a text is, in pixels. */
export function widthOf(text: string, size: number, font: Font = "sans"): number {
  let sum = 0;
  for (const letter of text) {
    sum += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 1.1 : font === "mono" ? 0.62 : sansWidth(letter);
  }
  return sum * size;
}

export type Font = "sans" | "bold" | "mono";

function sansWidth(letter: string): number {
  return narrow.test(letter) ? 0.34 : wide.test(letter) ? 0.95 : capital.test(letter) ? 0.72 : 0.6;
}

/** The text, or its beginning and end where it is too wide: names mostly differ in their end. */
export function fitted(text: string, width: number, size: number, font: Font = "sans"): string {
  if (widthOf(text, size, font) <= width) {
    return text;
  }
  const letters = Array.from(text);
  for (let kept = letters.length - 1; kept > 1; kept--) {
    const tail = Math.ceil(kept / 2);
    const short = `${letters.slice(0, kept - tail).join("")}…${letters.slice(-tail).join("")}`;
    if (widthOf(short, size, font) <= width) {
      return short;
    }
  }
  return "…";
}
