import { checkChoice, checkRange, eachItem, isGiven, lower, requireProperties } from "../arm/checks";
import { checkReference, partsOf } from "./parts";
import type { ArmCheck } from "../arm/armType";
import { referredId } from "../arm/ids";
import { asList, asObject, asString, type Props, UNKNOWN } from "../../protocol/values";

const priorities = [1, 20000] as const;

/**
 * Which requests go where.
 *
 * Sources: https://learn.microsoft.com/azure/application-gateway/configuration-request-routing-rules (priority, types),
 * https://learn.microsoft.com/azure/application-gateway/redirect-overview, https://learn.microsoft.com/azure/application-gateway/url-route-overview
 */
export function checkRouting(check: ArmCheck): void {
  const { inputs, refuse } = check;
  eachItem(inputs.requestRoutingRules, "requestRoutingRules", (rule, path) =>
    checkRequestRule(rule, path, refuse),
  );
  eachItem(inputs.routingRules, "routingRules", (rule, path) => {
    requireProperties(rule, ["listener", "backendAddressPool", "backendSettings"], path, refuse);
    checkChoice(rule.ruleType, `${path}.ruleType`, ["Basic"], refuse);
    checkRange(rule.priority, `${path}.priority`, priorities, refuse);
  });
  checkUnique(inputs, "requestRoutingRules", "httpListener", refuse);
  checkUnique(inputs, "routingRules", "listener", refuse);
  checkRedirects(check);
  checkPathMaps(check);
  checkSomethingRouted(inputs, refuse);
}

function checkRequestRule(rule: Props, path: string, refuse: ArmCheck["refuse"]): void {
  requireProperties(rule, ["httpListener"], path, refuse);
  checkChoice(rule.ruleType, `${path}.ruleType`, ["Basic", "PathBasedRouting"], refuse);
  checkRange(rule.priority, `${path}.priority`, priorities, refuse);
  if (rule.priority === undefined) {
    refuse(
      `${path}.priority`,
      "ApplicationGatewayRequestRoutingRulePriorityCannotBeEmpty",
      `Priority is empty in request routing rule '${asString(rule.name) ?? ""}'; it must be ${priorities.join(" to ")}.`,
    );
  }
  const type = lower(rule.ruleType) ?? "basic";
  if (type === "basic") {
    checkAction(rule, ["backendAddressPool", "backendHttpSettings", "redirectConfiguration"], path, refuse);
    if (rule.urlPathMap !== undefined) {
      refuse(`${path}.urlPathMap`, "BadRequest", "A Basic rule has no urlPathMap.");
    }
  } else if (type === "pathbasedrouting") {
    requireProperties(rule, ["urlPathMap"], path, refuse);
    for (const property of ["backendAddressPool", "backendHttpSettings", "redirectConfiguration"]) {
      if (rule[property] !== undefined) {
        refuse(`${path}.${property}`, "BadRequest", `A PathBasedRouting rule has no ${property} of its own.`);
      }
    }
  }
}

/** Something is forwarded to a pool with settings, or redirected. */
function checkAction(
  part: Props,
  [pool, settings, redirect]: readonly [string, string, string],
  path: string,
  refuse: ArmCheck["refuse"],
): void {
  const forwards = [part[pool], part[settings]].filter((one) => one !== undefined).length;
  if (part[redirect] === undefined ? forwards < 2 : forwards > 0) {
    refuse(
      path,
      "BadRequest",
      `${path} must have either both ${pool} and ${settings}, or a ${redirect} alone.`,
    );
  }
}

function checkUnique(
  inputs: Props,
  list: "requestRoutingRules" | "routingRules",
  listener: string,
  refuse: ArmCheck["refuse"],
): void {
  const rules = partsOf(inputs, list);
  for (const [i, rule] of rules.entries()) {
    const earlier = rules.slice(0, i);
    const twin = earlier.find(({ priority }) => typeof priority === "number" && priority === rule.priority);
    if (twin) {
      refuse(
        `${list}[${i}].priority`,
        "BadRequest",
        `Rules '${asString(twin.name) ?? ""}' and '${asString(rule.name) ?? ""}' have the same priority; each rule has one of its own.`,
      );
    }
    const target = referredId(asObject(rule[listener]))?.toLowerCase();
    const sharing = earlier.find(
      (other) => target !== undefined && referredId(asObject(other[listener]))?.toLowerCase() === target,
    );
    if (sharing) {
      refuse(
        `${list}[${i}].${listener}`,
        "BadRequest",
        `Rules '${asString(sharing.name) ?? ""}' and '${asString(rule.name) ?? ""}' use the same listener; a listener belongs to one rule.`,
      );
    }
  }
}

function checkRedirects({ inputs, refuse }: ArmCheck): void {
  eachItem(inputs.redirectConfigurations, "redirectConfigurations", (redirect, path) => {
    requireProperties(redirect, ["redirectType"], path, refuse);
    checkChoice(
      redirect.redirectType,
      `${path}.redirectType`,
      ["Permanent", "Found", "SeeOther", "Temporary"],
      refuse,
    );
    if (isGiven(redirect.targetListener) === isGiven(redirect.targetUrl)) {
      refuse(
        path,
        "BadRequest",
        "A redirect has either a targetListener or a targetUrl, and exactly one of them.",
      );
    }
  });
}

function checkPathMaps(check: ArmCheck): void {
  const { inputs, refuse } = check;
  eachItem(inputs.urlPathMaps, "urlPathMaps", (map, path) => {
    checkAction(
      map,
      ["defaultBackendAddressPool", "defaultBackendHttpSettings", "defaultRedirectConfiguration"],
      path,
      refuse,
    );
    if (map.pathRules !== UNKNOWN && asList(map.pathRules).length === 0) {
      refuse(`${path}.pathRules`, "BadRequest", "A path map must have at least one path rule.");
    }
    asList(map.pathRules)
      .map(asObject)
      .forEach((rule, j) => checkPathRule(check, rule, `${path}.pathRules[${j}]`));
  });
}

function checkPathRule(check: ArmCheck, rule: Props, path: string): void {
  const { refuse } = check;
  checkAction(rule, ["backendAddressPool", "backendHttpSettings", "redirectConfiguration"], path, refuse);
  checkReference(check, rule.backendAddressPool, "backendAddressPools", `${path}.backendAddressPool`);
  checkReference(
    check,
    rule.backendHttpSettings,
    "backendHttpSettingsCollection",
    `${path}.backendHttpSettings`,
  );
  checkReference(
    check,
    rule.redirectConfiguration,
    "redirectConfigurations",
    `${path}.redirectConfiguration`,
  );
  const paths = asList(rule.paths);
  const wrong = paths.find((one) => typeof one === "string" && !/^\/[^*]*\*?$/.test(one));
  if (rule.paths !== UNKNOWN && (paths.length === 0 || wrong !== undefined)) {
    refuse(
      `${path}.paths`,
      "BadRequest",
      `A path rule needs paths that start with '/' and have '*' at most at their end; got '${asString(wrong) ?? ""}'.`,
    );
  }
}

function checkSomethingRouted(inputs: Props, refuse: ArmCheck["refuse"]): void {
  const rules = ["requestRoutingRules", "routingRules"] as const;
  const undecided = rules.some((list) => inputs[list] === UNKNOWN);
  if (!undecided && rules.every((list) => partsOf(inputs, list).length === 0)) {
    refuse(
      "requestRoutingRules",
      "BadRequest",
      "A gateway must have at least one listener with a rule, in requestRoutingRules or routingRules.",
    );
  }
}
