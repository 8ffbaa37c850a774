/** RFC 1035 §2.3.4 */
const longestLabel = 63;
const longestName = 253;

/** The longest label that is put before the name for a group of records: `_from-<pool>-after-<pool>.` */
const longestPrefix = 75;

/** What is wrong with a name to answer, or undefined. */
export function dnsNameProblem(name: unknown): string | undefined {
  if (typeof name !== "string" || name === "") {
    return 'must be a plain DNS name, such as "api.example.com"';
  }
  if (name.endsWith(".")) {
    return `"${name}" ends with a dot: leave it out`;
  }
  if (name.includes("*")) {
    return `"${name}" is a wildcard, below which no records of single pools can stand: give one name`;
  }
  const labels = name.split(".");
  const wrong = labels.find((label) => !isLabel(label));
  if (wrong !== undefined) {
    return (
      `"${name}" is no DNS name, for its label "${wrong}": use lowercase letters, digits and "-" between dots, up to ` +
      `${longestLabel} in a label (RFC 1035 §2.3.4)`
    );
  }
  if (labels.length < 2) {
    return `"${name}" is in no zone: give the whole name, such as "${name}.example.com"`;
  }
  if (name.length > longestName - longestPrefix) {
    return `"${name}" has ${name.length} characters, and ${longestName - longestPrefix} leave room for names of pools below it: shorten it`;
  }
  return undefined;
}

export function isLabel(text: string): boolean {
  return text.length <= longestLabel && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(text);
}

/** Whether a name is a zone's own or below it. */
export function isInZone(name: string, zoneName: string): boolean {
  return name === zoneName || name.endsWith(`.${zoneName}`);
}
