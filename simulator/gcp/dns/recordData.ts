import { anyAddressProblem } from "../compute/ranges";
import { dnsNameProblem } from "./names";

/** What is wrong with one piece of data, by the type of its record set. */
const problems: Readonly<Record<string, (data: string) => string | undefined>> = {
  A: (data) => (data.includes(":") ? "it is IPv6" : anyAddressProblem(data)),
  AAAA: (data) => (data.includes(":") ? anyAddressProblem(data) : "it is not IPv6"),
  CAA: (data) => (/^\d{1,3} (issue|issuewild|iodef) ".*"$/.test(data) ? undefined : "write FLAGS TAG VALUE"),
  CNAME: dnsNameProblem,
  MX: (data) => {
    const [, host = ""] = /^\d{1,5} (\S+)$/.exec(data) ?? [];
    return host === "" ? "write PREFERENCE HOST" : dnsNameProblem(host);
  },
  NS: dnsNameProblem,
  PTR: dnsNameProblem,
  SRV: (data) => {
    const [, host = ""] = /^\d{1,5} \d{1,5} \d{1,5} (\S+)$/.exec(data) ?? [];
    return host === "" ? "write PRIORITY WEIGHT PORT HOST" : dnsNameProblem(host);
  },
  TXT: (data) => (data === "" ? "it is empty" : undefined),
};

export const recordTypes = Object.keys(problems);

/** Undefined if the data suits the type, or if the type is another one. */
export function dataProblem(type: string, data: readonly string[]): string | undefined {
  const judge = problems[type];
  const wrong = data.find((one) => judge?.(one) !== undefined);
  if (wrong !== undefined) {
    return `'${wrong}': ${judge?.(wrong) ?? ""}`;
  }
  return type === "CNAME" && data.length > 1 ? "a CNAME has one name" : undefined;
}
