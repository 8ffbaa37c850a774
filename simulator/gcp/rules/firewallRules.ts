import { rangeProblem } from "../compute/ranges";
import { invalidField } from "../compute/error";
import { isName } from "../compute/names";
import { asList, asObject, asString, asStrings, hasUnknown } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/** Sources: https://cloud.google.com/firewall/docs/firewalls, and the provider's checks for this type. */
const protocols = ["tcp", "udp", "icmp", "esp", "ah", "sctp", "ipip", "all"];
const withPorts = ["tcp", "udp", "sctp", "6", "17", "132"];

/** https://cloud.google.com/firewall/quotas#per-rule */
const mostRanges = 5000;
const mostTags = { sourceTags: 30, targetTags: 70 } as const;

export const protocolProblem = (protocol: string, path: string): string | undefined =>
  protocols.includes(protocol.toLowerCase()) || (/^\d{1,3}$/.test(protocol) && Number(protocol) <= 255)
    ? undefined
    : invalidField(
        `resource.${path}`,
        protocol,
        `Must be one of ${protocols.join(", ")}, or a protocol number.`,
      );

export function portProblem(port: string, path: string): string | undefined {
  const [first = NaN, last = first] = port.split("-").map(Number);
  return /^\d{1,5}(-\d{1,5})?$/.test(port) && first <= last && last <= 65535
    ? undefined
    : invalidField(`resource.${path}`, port, "Must be an integer or a range of integers from 0 to 65535.");
}

/** Rules over several properties of a firewall rule. */
export function checkFirewall(context: CheckContext): void {
  checkAction(context);
  checkPorts(context);
  checkEnds(context);
  checkConflicts(context);
  checkRanges(context);
  checkOneVersion(context);
  checkTags(context);
}

function checkAction({ inputs, fail }: CheckContext): void {
  const given = ["allows", "denies"].filter((property) => inputs[property] !== undefined);
  if (given.length !== 1) {
    fail(
      given[1] ?? "allows",
      `exactly one of allows, denies must be specified, got ${given.length === 0 ? "none" : given.join(" and ")}`,
    );
  }
}

function checkPorts({ inputs, fail }: CheckContext): void {
  for (const property of ["allows", "denies"]) {
    asList(inputs[property]).forEach((item, i) => {
      const { protocol, ports } = asObject(item);
      const name = asString(protocol);
      if (name !== undefined && !withPorts.includes(name.toLowerCase()) && asList(ports).length > 0) {
        const field = `${property}[${i}].ports`;
        fail(
          field,
          invalidField(`resource.${field}`, asStrings(ports).join(","), `Protocol ${name} has no ports.`),
        );
      }
    });
  }
}

/** Ingress says where from; egress cannot. */
function checkEnds({ inputs, fail }: CheckContext): void {
  const sources = ["sourceTags", "sourceRanges", "sourceServiceAccounts"];
  const { direction } = inputs;
  if (hasUnknown(direction)) {
    return;
  }
  const given = sources.filter((property) => inputs[property] !== undefined);
  if (direction !== "EGRESS" && given.length === 0) {
    fail("sourceRanges", "one of source_tags, source_ranges, or source_service_accounts must be defined");
  }
  if (direction === "EGRESS") {
    const rule = "Sources cannot be specified for EGRESS direction.";
    given.forEach((property) => fail(property, invalidField(`resource.${property}`, "", rule)));
  }
}

function checkConflicts({ inputs, fail }: CheckContext): void {
  for (const accounts of ["sourceServiceAccounts", "targetServiceAccounts"]) {
    for (const tags of ["sourceTags", "targetTags"]) {
      if (inputs[accounts] !== undefined && inputs[tags] !== undefined) {
        fail(accounts, `"${accounts}" conflicts with ${tags}`);
      }
    }
  }
}

function checkRanges({ inputs, fail }: CheckContext): void {
  for (const property of ["sourceRanges", "destinationRanges"]) {
    const list = asList(inputs[property]);
    if (list.length > mostRanges) {
      fail(property, invalidField(`resource.${property}`, "", `There can be at most ${mostRanges} ranges.`));
    }
    list.forEach((range, i) => {
      const problem = typeof range === "string" ? rangeProblem(range) : undefined;
      if (problem) {
        const field = `${property}[${i}]`;
        fail(
          field,
          invalidField(
            `resource.${field}`,
            String(asString(range)),
            `Must be a valid CIDR address range: ${problem}.`,
          ),
        );
      }
    });
  }
}

/** Both IP versions, but not in one rule. */
function checkOneVersion({ inputs, fail }: CheckContext): void {
  const versionOf = (range: string): string => (range.includes(":") ? "IPv6" : "IPv4");
  const ranges = (["sourceRanges", "destinationRanges"] as const).flatMap((property) =>
    asStrings(inputs[property]).map((range) => ({ property, range, version: versionOf(range) })),
  );
  const other = ranges.find(({ version }) => version !== ranges[0]?.version);
  if (other) {
    const rule = `A firewall rule can have IPv4 or IPv6 ranges, not both: ${ranges[0]?.range ?? ""} is ${ranges[0]?.version ?? ""}.`;
    fail(other.property, invalidField(`resource.${other.property}`, other.range, rule));
  }
}

function checkTags({ inputs, fail }: CheckContext): void {
  for (const [property, most] of Object.entries(mostTags)) {
    const tags = asStrings(inputs[property]);
    if (tags.length > most) {
      fail(property, invalidField(`resource.${property}`, "", `There can be at most ${most} tags.`));
    }
    const wrong = tags.find((tag) => !isName(tag));
    if (wrong !== undefined) {
      fail(property, invalidField(`resource.${property}`, wrong, "Tags must comply with RFC1035."));
    }
  }
}
