import { ipv4NetworkProblem, ipv6NetworkProblem } from "./checks";
import { protocolNamed } from "./permission";
import { asList, asObject, asString, asStrings, hasUnknown, UNKNOWN, type Props } from "../protocol/values";
import type { CheckContext } from "../providers/resourceType";

const known = new Set([
  "cidrBlocks",
  "description",
  "fromPort",
  "ipv6CidrBlocks",
  "prefixListIds",
  "protocol",
  "securityGroups",
  "self",
  "toPort",
]);

/** What the provider checks of the `ingress` and `egress` blocks of a security group. */
export function checkInlineRules(context: CheckContext, direction: "ingress" | "egress"): void {
  asList(context.inputs[direction]).forEach((item, i) => {
    if (item !== UNKNOWN) {
      const rule = asObject(item);
      problemsOf(rule).forEach(([property, reason]) =>
        context.fail(`${direction}[${i}].${property}`, reason),
      );
    }
  });
}

function problemsOf(rule: Props): [property: string, reason: string][] {
  const problems: [string, string][] = [];
  for (const name of Object.keys(rule)) {
    if (!known.has(name)) {
      problems.push([name, `the simulated rule does not know the property "${name}"`]);
    }
  }
  for (const name of ["protocol", "fromPort", "toPort"]) {
    if (rule[name] === undefined) {
      problems.push([name, `Missing required argument "${name}"`]);
    }
  }
  if (asList(rule.prefixListIds).length > 0) {
    problems.push([
      "prefixListIds",
      `"prefixListIds" is not simulated: only transit gateways refer to prefix lists here`,
    ]);
  }
  for (const [name, version, problemOf] of [
    ["cidrBlocks", "IPv4", ipv4NetworkProblem],
    ["ipv6CidrBlocks", "IPv6", ipv6NetworkProblem],
  ] as const) {
    for (const cidr of asStrings(rule[name])) {
      const problem = problemOf(cidr);
      if (problem) {
        problems.push([name, `expected every item of ${name} to be an ${version} network: ${problem}`]);
      }
    }
  }
  return [...problems, ...portProblems(rule)];
}

/** With all protocols the provider wants both ports zero. */
function portProblems({ protocol, fromPort, toPort }: Props): [string, string][] {
  const all = protocolNamed(asString(protocol) ?? "") === "-1";
  return all && !hasUnknown([fromPort ?? 0, toPort ?? 0]) && (fromPort !== 0 || toPort !== 0)
    ? [["fromPort", `fromPort and toPort must both be 0 to use the 'ALL' "-1" protocol`]]
    : [];
}
