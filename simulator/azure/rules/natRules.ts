import { checkPrefix, firstOverlap, wellFormed } from "./addressPrefixes";
import type { ArmCheck, ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { lastName, referredId, sameId } from "../arm/ids";
import type { Fields } from "../arm/inputShape";
import { overlaps, type Cidr } from "../../../addressing/cidr";
import { asList, asObject, asString, type Props } from "../../protocol/values";
import type { WorldRecord } from "../../world/record";

const mapping: Fields = { addressSpace: "string", portRange: "unsimulated string" };

/** A rule of either kind of gateway. */
export const natRuleFields: Fields = {
  externalMappings: [mapping],
  id: "unsimulated string",
  internalMappings: [mapping],
  ipConfigurationId: "string",
  mode: "string",
  name: "unsimulated string",
  type: "string",
};

const choices = { type: ["Static", "Dynamic"], mode: ["IngressSnat", "EgressSnat"] } as const;
const sides = ["internalMappings", "externalMappings"] as const;

/** Source: https://github.com/MicrosoftDocs/azure-docs/issues/91983 */
const largestDynamic = 26;
/** Source: the FAQ below, "How many NAT rules can I use on a VPN gateway?" */
const mostRules = 100;

/**
 * A rule maps one prefix to another: of the same size if it is static, to at most a /26 if it is dynamic.
 *
 * Sources: https://learn.microsoft.com/azure/vpn-gateway/nat-overview,
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#nat,
 * https://learn.microsoft.com/azure/virtual-wan/nat-rules-vpn-gateway#considerations
 */
export function checkNatRule(check: ArmCheck): void {
  const { inputs, refuse, name } = check;
  for (const [property, allowed] of Object.entries(choices)) {
    const value = asString(inputs[property]);
    if (inputs[property] === undefined || (value !== undefined && !allowed.some((one) => one === value))) {
      refuse(
        property,
        "BadRequest",
        `${property} of a NAT rule must be ${allowed.join(" or ")}, got ${value ?? "none"}.`,
      );
    }
  }
  const [internal, external] = sides.map((side) => {
    const mappings = asList(inputs[side]);
    if (typeof inputs[side] !== "symbol" && mappings.length !== 1) {
      refuse(side, "BadRequest", `A NAT rule must have one of ${side}, got ${mappings.length}.`);
    }
    const text = asString(asObject(mappings[0]).addressSpace);
    return text === undefined ? undefined : checkPrefix(text, `${side}[0].addressSpace`, check);
  });
  if (!internal || !external) {
    return;
  }
  if (inputs.type === "Static" && internal.prefixLength !== external.prefixLength) {
    refuse(
      "externalMappings",
      "BadRequest",
      `The static NAT rule maps ${internal.text} to ${external.text}; both must be of the same size.`,
    );
  }
  if (inputs.type === "Dynamic" && external.prefixLength < largestDynamic) {
    refuse(
      "externalMappings",
      "BadRequest",
      `The NAT rule ${name} has an external mapping subnet that exceeds size limits. Maximum external mapping subnet size for Dynamic NAT is /${largestDynamic}.`,
    );
  }
}

/** The prefix before or after translation. */
export const mappedSpace = (rule: Props, side: (typeof sides)[number]): Cidr[] =>
  wellFormed(asList(rule[side]).flatMap((one) => asString(asObject(one).addressSpace) ?? []));

/** "For different networks …, the address spaces for all External Mappings must not overlap". Source: nat-overview, "NAT mode". */
export function requireFreeMapping({ id, inputs }: ArmOperation, others: readonly WorldRecord[]): void {
  const rest = others.filter((one) => one.id.toLowerCase() !== id.toLowerCase());
  if (rest.length >= mostRules) {
    throw badRequest("BadRequest", `The gateway of ${id} already has ${mostRules} NAT rules.`);
  }
  const [own] = mappedSpace(inputs, "externalMappings");
  const [from] = mappedSpace(inputs, "internalMappings");
  const clash = rest.find((other) => {
    const [theirs] = mappedSpace(other.inputs, "externalMappings");
    const sameRule =
      other.inputs.mode === inputs.mode &&
      theirs?.text === own?.text &&
      mappedSpace(other.inputs, "internalMappings")[0]?.text === from?.text;
    // Each instance of an active-active gateway has its own rule of the same mapping.
    return (
      own &&
      theirs &&
      overlaps(own, theirs) &&
      !(sameRule && other.inputs.ipConfigurationId !== inputs.ipConfigurationId)
    );
  });
  if (clash) {
    throw badRequest(
      "BadRequest",
      `The external mapping ${own?.text ?? ""} of NAT rule ${id} overlaps that of ${lastName(clash.id)}.`,
    );
  }
}

/**
 * The rules that a connection names are of its gateway and of the right mode, one for each prefix, and not with APIPA
 * addresses for BGP: the FAQ, "Does NAT work with BGP connections?".
 */
export function requireUsableRules(
  id: string,
  connection: Props,
  known: readonly WorldRecord[],
  apipaPeer: boolean,
): void {
  for (const [side, mode] of [
    ["ingressNatRules", "IngressSnat"],
    ["egressNatRules", "EgressSnat"],
  ] as const) {
    const rules = asList(connection[side]).map((one) => {
      const wanted = referredId(asObject(one));
      const rule = known.find((candidate) => sameId(candidate.id, wanted));
      if (!rule) {
        throw badRequest(
          "BadRequest",
          `NAT rule ${wanted ?? ""} in connection ${id} is not one of its gateway.`,
        );
      }
      return rule;
    });
    if (apipaPeer && rules.length > 0) {
      throw badRequest(
        "BadRequest",
        `Connection ${id} has NAT rules, which are not supported with BGP APIPA addresses.`,
      );
    }
    const wrong = rules.find(({ inputs }) => inputs.mode !== mode);
    if (wrong) {
      throw badRequest("BadRequest", `NAT rule ${wrong.id} in connection ${id} is not of mode ${mode}.`);
    }
    const dynamic = rules.find(({ inputs }) => inputs.type === "Dynamic");
    // https://github.com/MicrosoftDocs/azure-docs/issues/116404
    if (dynamic && rules.length > 1) {
      throw badRequest(
        "BadRequest",
        `Connection ${id} names the dynamic NAT rule ${dynamic.id} and another one of the same mode.`,
      );
    }
    const overlap = firstOverlap(rules.flatMap(({ inputs }) => mappedSpace(inputs, "internalMappings")));
    if (overlap) {
      throw badRequest(
        "BadRequest",
        `Two NAT rules of connection ${id} translate ${overlap[0].text} and ${overlap[1].text}, which overlap.`,
      );
    }
  }
}
