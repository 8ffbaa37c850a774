/** A label of a DNS name; `_` starts those of services. Source: RFC 1035 §2.3.1, RFC 2782 */
const label = /^(\*|_?[a-z0-9]([-_a-z0-9]{0,61}[a-z0-9])?)$/i;

/** Undefined if the text is a full DNS name with its last dot; else what is wrong with it. */
export function dnsNameProblem(name: string): string | undefined {
  if (!name.endsWith(".")) {
    return `expected it to end with a trailing dot, got ${name}`;
  }
  const labels = name.slice(0, -1).split(".");
  const isName = name.length <= 254 && labels.every((one, i) => label.test(one) && (one !== "*" || i === 0));
  return name === "." || isName ? undefined : `expected a DNS name, got ${name}`;
}

/** DNS names differ in no case. */
export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const isInZone = (name: string, zone: string): boolean =>
  sameName(name, zone) || name.toLowerCase().endsWith(`.${zone.toLowerCase()}`);
