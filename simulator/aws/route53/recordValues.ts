import { domainNameProblem } from "./domainNames";
import { ipv4AddressProblem } from "../checks";
import { CidrError, parseAddress } from "../../../addressing/cidr";
import { asList, asString, hasUnknown } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

const isHost = (text: string): boolean => domainNameProblem(text) === undefined && !text.startsWith("*");

const isNumber = (text: string | undefined, most: number): boolean =>
  text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= most;

/**
 * Whether a text is a value of a record of that type.
 *
 * Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
 */
const valid: Readonly<Record<string, (value: string) => boolean>> = {
  A: (value) => ipv4AddressProblem(value) === undefined,
  AAAA: isIpv6,
  CAA: (value) => /^\d{1,3} (issue|issuewild|iodef) "[^"]*"$/.test(value),
  CNAME: isHost,
  MX(value) {
    const [preference, host, ...more] = value.split(" ");
    return isNumber(preference, 65535) && isHost(host ?? "") && more.length === 0;
  },
  NS: isHost,
  PTR: isHost,
  SRV(value) {
    const [priority, weight, port, host, ...more] = value.split(" ");
    return (
      [priority, weight, port].every((part) => isNumber(part, 65535)) &&
      isHost(host ?? "") &&
      more.length === 0
    );
  },
  // The provider puts the quotes around; a text in several strings brings its inner ones along.
  TXT: (value) => value.split('""').every((part) => /^[\x20-\x7e]{0,255}$/.test(part)),
};

export const recordTypes: readonly string[] = Object.keys(valid);

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html */
const mostValues = 400;

export function checkValues({ inputs, fail }: CheckContext): void {
  const type = asString(inputs.type) ?? "";
  const values = asList(inputs.records);
  const texts = values.flatMap((value) => asString(value) ?? []);
  if (Array.isArray(inputs.records) && values.length === 0) {
    fail("records", "InvalidInput: a record has at least one value");
  }
  if (values.length > mostValues) {
    fail("records", `InvalidInput: a record has at most ${mostValues} values, got ${values.length}`);
  }
  const wrong = texts.find((text) => valid[type]?.(text) === false);
  if (wrong !== undefined) {
    fail(
      "records",
      `InvalidChangeBatch: [Invalid Resource Record: 'FATAL problem: ${type} value is not valid (Value: ${wrong}) encountered with '${wrong}'']`,
    );
  }
  const twice = texts.find((text, i) => texts.indexOf(text) < i);
  if (twice !== undefined) {
    fail("records", `InvalidChangeBatch: [Duplicate Resource Record: '${twice}']`);
  }
  if (type === "CNAME" && values.length > 1 && !hasUnknown(inputs.records)) {
    fail("records", "InvalidChangeBatch: [A CNAME record has exactly one value]");
  }
}

function isIpv6(value: string): boolean {
  try {
    return parseAddress(value).version === 6;
  } catch (error) {
    if (error instanceof CidrError) {
      return false;
    }
    throw error;
  }
}
