const most = 8;

/** The names that are most like a text, as a list for a message. */
export function nearest(text: string, names: Iterable<string>): string {
  const all = [...new Set(names)].map((name) => ({ name, distance: distanceOf(text, name) }));
  const listed = all
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ name }) => name);
  return `${listed.join(", ") || "none at all"}${all.length > most ? ` and ${all.length - most} more` : ""}`;
}

/** How many letters have to be changed, added or left out to make one text of another (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(a.toLowerCase()).entries()) {
    const next = [index + 1];
    for (const [column, other] of Array.from(b.toLowerCase()).entries()) {
      const [left = 0, above = 0, corner = 0] = [next[column], row[column + 1], row[column]];
      next.push(Math.min(left + 1, above + 1, corner + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
