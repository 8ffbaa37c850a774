/** What XML 1.0 forbids, halves of letters, and marks that turn the direction of text around what stands beside it. */
const unprintable =
  /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/** Names come from anybody's resources: without what no picture can show, or shows as something else. */
export function printable(text: string): string {
  return text.replace(unprintable, "\ufffd");
}

/** Text for XML and HTML, between tags and in quoted attributes. */
export function escaped(text: string): string {
  return printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** JSON for a script element, which nothing in it can close. */
export function scriptJson(value: unknown): string {
  const text = JSON.stringify(value, (_, each: unknown) =>
    typeof each === "string" ? printable(each) : each,
  );
  return text.replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
