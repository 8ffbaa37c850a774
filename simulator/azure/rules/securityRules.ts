import { checkPrefix } from "./addressPrefixes";
import { isAddress } from "./routes";
import type { ArmCheck } from "../arm/armType";
import type { Fields } from "../arm/inputShape";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import {
  asList,
  asNumber,
  asObject,
  asString,
  asStrings,
  hasUnknown,
  type Props,
} from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";

/** `priority` is required by itself in a rule's own resource; in a list the provider's schema forgets it. */
export const securityRuleFields: Fields = {
  "access!": "string",
  description: "string",
  destinationAddressPrefix: "string",
  destinationAddressPrefixes: ["string"],
  destinationApplicationSecurityGroups: "unsimulated array",
  destinationPortRange: "string",
  destinationPortRanges: ["string"],
  "direction!": "string",
  id: "unsimulated string",
  name: "string",
  priority: "number",
  "protocol!": "string",
  sourceAddressPrefix: "string",
  sourceAddressPrefixes: ["string"],
  sourceApplicationSecurityGroups: "unsimulated array",
  sourcePortRange: "string",
  sourcePortRanges: ["string"],
  type: "string",
};

const allowed = {
  access: ["Allow", "Deny"],
  direction: ["Inbound", "Outbound"],
  protocol: ["Tcp", "Udp", "Icmp", "Esp", "Ah", "*"],
} as const;

const longestDescription = 140;
const serviceTag = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/;

/** Source: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules */
export function checkSecurityRule(rule: Props, path: string, check: ArmCheck): void {
  const at = (property: string): string => (path === "" ? property : `${path}.${property}`);
  for (const [property, values] of Object.entries(allowed)) {
    const value = asString(rule[property]);
    if (value !== undefined && !values.some((one) => one.toLowerCase() === value.toLowerCase())) {
      check.refuse(
        at(property),
        "SecurityRuleParameterContainsUnsupportedValue",
        `Security rule has invalid ${property}. Value provided: ${value}. Supported: ${values.join(", ")}.`,
      );
    }
  }
  const priority = asNumber(rule.priority);
  if (
    rule.priority === undefined ||
    (priority !== undefined && !(Number.isInteger(priority) && priority >= 100 && priority <= 4096))
  ) {
    check.refuse(
      at("priority"),
      "SecurityRuleInvalidPriority",
      `Security rule has invalid Priority. Value provided: ${priority ?? 0} Allowed range 100-4096.`,
    );
  }
  const description = asString(rule.description);
  if (description !== undefined && description.length > longestDescription) {
    check.refuse(
      at("description"),
      "BadRequest",
      `The description of a security rule has at most ${longestDescription} characters.`,
    );
  }
  for (const side of ["source", "destination"]) {
    checkPorts(rule, side, at, check);
    checkAddresses(rule, side, at, check);
  }
}

type At = (property: string) => string;

function checkPorts(rule: Props, side: string, at: At, check: ArmCheck): void {
  const values = oneOrMore(rule, `${side}PortRange`, at, check);
  for (const value of values) {
    if (!isPortRange(value)) {
      check.refuse(
        at(`${side}PortRange`),
        "SecurityRuleInvalidPortRange",
        `Security rule has invalid Port range. Value provided: ${value}. Value should be an integer OR integer range with '-' delimiter. Valid range 0-65535.`,
      );
    }
  }
}

function isPortRange(text: string): boolean {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  return text === "*" || (match !== null && from <= to && to <= 65535);
}

function checkAddresses(rule: Props, side: string, at: At, check: ArmCheck): void {
  const values = oneOrMore(rule, `${side}AddressPrefix`, at, check);
  for (const value of values) {
    if (value !== "*" && !serviceTag.test(value) && !isAddress(value)) {
      const property = at(`${side}AddressPrefix`);
      const refuse: ArmCheck["refuse"] = () =>
        check.refuse(
          property,
          "SecurityRuleInvalidAddressPrefix",
          `Security rule has invalid Address prefix. Value provided: ${value}`,
        );
      checkPrefix(value, property, { id: check.id, refuse });
    }
  }
}

/** A rule says one value or a list of them, not both and not neither. */
function oneOrMore(rule: Props, property: string, at: At, check: ArmCheck): string[] {
  const plural = property.endsWith("x") ? `${property}es` : `${property}s`;
  const groups = rule[property.replace("AddressPrefix", "ApplicationSecurityGroups")];
  const list = asStrings(rule[plural]);
  const given = rule[property] !== undefined;
  if (given && list.length > 0) {
    check.refuse(at(plural), "BadRequest", `Security rule cannot have both ${property} and ${plural}.`);
  }
  if (!given && groups === undefined && list.length === 0 && !hasUnknown(rule[plural])) {
    check.refuse(at(property), "BadRequest", `Security rule must have ${property} or ${plural}.`);
  }
  return [...(asString(rule[property]) === undefined ? [] : [asString(rule[property]) ?? ""]), ...list];
}

export interface SecurityRuleView {
  readonly name: string;
  readonly inputs: Props;
}

export const inlineSecurityRules = (group: Props): SecurityRuleView[] =>
  asList(group.securityRules)
    .map(asObject)
    .map((inputs) => ({ name: asString(inputs.name) ?? "", inputs }));

export function securityRulesOf(world: WorldView, groupId: string): SecurityRuleView[] {
  const group = findById(world, tokens.networkSecurityGroup, groupId);
  const own = world
    .all(tokens.securityRule)
    .filter(({ id }) => id.toLowerCase().startsWith(`${groupId.toLowerCase()}/securityrules/`))
    .map(({ id, inputs }) => ({ name: id.slice(id.lastIndexOf("/") + 1), inputs }));
  const inline = group ? inlineSecurityRules(group.inputs) : [];
  return [...inline.filter(({ name }) => !own.some((other) => other.name === name)), ...own];
}

/** Two rules of a group may not have the same name, nor the same priority in the same direction. */
export function securityRuleClash(
  rules: readonly SecurityRuleView[],
): { index: number; code: string; reason: string } | undefined {
  for (const [index, rule] of rules.entries()) {
    const earlier = rules.slice(0, index);
    if (earlier.some(({ name }) => name.toLowerCase() === rule.name.toLowerCase())) {
      return {
        index,
        code: "BadRequest",
        reason: `Security rule name '${rule.name}' is used twice in the network security group.`,
      };
    }
    const { priority, direction } = rule.inputs;
    const twin = earlier.find(
      ({ inputs }) =>
        typeof priority === "number" && inputs.priority === priority && inputs.direction === direction,
    );
    if (twin) {
      return {
        index,
        code: "SecurityRuleConflict",
        reason:
          `Security rule ${twin.name} conflicts with rule ${rule.name}. ` +
          "Rules cannot have the same Priority and Direction. To learn more, see aka.ms/nsgrules.",
      };
    }
  }
  return undefined;
}

const defaultRule = (
  name: string,
  direction: string,
  priority: number,
  access: string,
  source: string,
  destination: string,
): Props => ({
  name,
  direction,
  priority,
  access,
  protocol: "*",
  sourceAddressPrefix: source,
  sourcePortRange: "*",
  destinationAddressPrefix: destination,
  destinationPortRange: "*",
  provisioningState: "Succeeded",
});

/** Source: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules */
export const defaultSecurityRules: readonly Props[] = [
  defaultRule("AllowVnetInBound", "Inbound", 65000, "Allow", "VirtualNetwork", "VirtualNetwork"),
  defaultRule("AllowAzureLoadBalancerInBound", "Inbound", 65001, "Allow", "AzureLoadBalancer", "*"),
  defaultRule("DenyAllInBound", "Inbound", 65500, "Deny", "*", "*"),
  defaultRule("AllowVnetOutBound", "Outbound", 65000, "Allow", "VirtualNetwork", "VirtualNetwork"),
  defaultRule("AllowInternetOutBound", "Outbound", 65001, "Allow", "*", "Internet"),
  defaultRule("DenyAllOutBound", "Outbound", 65500, "Deny", "*", "*"),
];
