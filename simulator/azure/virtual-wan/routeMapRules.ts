import type { ArmCheck } from "../arm/armType";
import type { Fields } from "../arm/inputShape";
import { checkPrefix } from "../rules/addressPrefixes";
import { asList, asObject, asString, asStrings, type Props } from "../../protocol/values";

/** The attributes of a route that a rule looks at or changes. */
const attributes = { asPath: ["string"], community: ["string"], routePrefix: ["string"] } as const;

export const routeMapRuleFields: Fields = {
  actions: [{ parameters: [attributes], type: "string" }],
  matchCriteria: [{ ...attributes, matchCondition: "string" }],
  name: "string",
  nextStepIfMatched: "string",
};

/** Those of the documentation's table; the API's list has more, of which it says nothing. */
const conditions = ["Equals", "Contains"];
const nextSteps = ["Continue", "Terminate"];

/** What each action may do to which attribute: "Route modifications" in the documentation. */
const actions: Readonly<Record<string, readonly (keyof typeof attributes)[]>> = {
  Add: ["asPath", "community"],
  Drop: [],
  Remove: ["community"],
  Replace: ["asPath", "community", "routePrefix"],
};

/** Not to be prepended: "do not use ASN's reserved by Azure". */
const reservedAsns = [8074, 8075, 12076, 65515, 65517, 65518, 65519, 65520];
const mostAsn = 65_535;

/** Source: https://learn.microsoft.com/azure/virtual-wan/route-maps-about */
export function checkRouteMapRules(check: ArmCheck): void {
  const names = new Set<string>();
  asList(check.inputs.rules).forEach((value, i) => {
    const rule = asObject(value);
    const path = `rules[${i}]`;
    const name = asString(rule.name)?.toLowerCase();
    if (rule.name === undefined && typeof value !== "symbol") {
      check.refuse(`${path}.name`, "BadRequest", "A rule of a route map must have a name.");
    }
    if (name !== undefined && names.has(name)) {
      check.refuse(`${path}.name`, "BadRequest", `Two rules of the route map have the name ${name}.`);
    }
    names.add(name ?? "");
    checkChoice(rule.nextStepIfMatched, nextSteps, `${path}.nextStepIfMatched`, check);
    asList(rule.matchCriteria)
      .map(asObject)
      .forEach((criterion, j) => {
        const at = `${path}.matchCriteria[${j}]`;
        checkChoice(criterion.matchCondition, conditions, `${at}.matchCondition`, check);
        checkAttributes(criterion, at, check);
      });
    asList(rule.actions)
      .map(asObject)
      .forEach((action, j) => {
        checkAction(action, `${path}.actions[${j}]`, check);
      });
  });
}

function checkChoice(
  value: Props[string] | undefined,
  allowed: readonly string[],
  path: string,
  { refuse }: ArmCheck,
): void {
  const text = asString(value);
  if (text !== undefined && !allowed.includes(text)) {
    refuse(path, "BadRequest", `${path} '${text}' is not one of ${allowed.join(", ")}.`);
  }
}

function checkAction(action: Props, path: string, check: ArmCheck): void {
  const type = asString(action.type);
  checkChoice(action.type, Object.keys(actions), `${path}.type`, check);
  const allowed = type === undefined ? undefined : actions[type];
  asList(action.parameters)
    .map(asObject)
    .forEach((parameter, i) => {
      const at = `${path}.parameters[${i}]`;
      const wrong = Object.keys(parameter).find(
        (name) => allowed !== undefined && !allowed.some((one) => one === name),
      );
      if (wrong !== undefined) {
        check.refuse(
          `${at}.${wrong}`,
          "BadRequest",
          `The action ${type ?? ""} takes ${allowed?.join(" and ") || "no parameters"}, not ${wrong}.`,
        );
      }
      checkAttributes(parameter, at, check);
      if (type === "Add" || type === "Replace") {
        checkReserved(parameter, at, check);
      }
    });
}

function checkAttributes({ asPath, community, routePrefix }: Props, path: string, check: ArmCheck): void {
  asStrings(routePrefix).forEach((prefix) => checkPrefix(prefix, `${path}.routePrefix`, check));
  for (const asn of asStrings(asPath)) {
    if (!/^[1-9]\d*$/.test(asn) || Number(asn) > mostAsn) {
      check.refuse(`${path}.asPath`, "BadRequest", `'${asn}' is not an ASN of two bytes.`);
    }
  }
  for (const text of asStrings(community)) {
    if (!/^\d{1,5}:\d{1,5}$/.test(text)) {
      check.refuse(`${path}.community`, "BadRequest", `'${text}' is not a BGP community such as 65001:100.`);
    }
  }
}

function checkReserved({ asPath }: Props, path: string, { refuse }: ArmCheck): void {
  const reserved = asStrings(asPath).find((asn) => reservedAsns.includes(Number(asn)));
  if (reserved !== undefined) {
    refuse(
      `${path}.asPath`,
      "BadRequest",
      `ASN ${reserved} is reserved by Azure and cannot be put into a route.`,
    );
  }
}
