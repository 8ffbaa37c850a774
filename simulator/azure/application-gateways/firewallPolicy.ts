import { checkChoice, checkRange } from "../arm/checks";
import { policiesOf } from "./firewall";
import { partsOf } from "./parts";
import { armType, networkApiVersion, type ArmCheck } from "../arm/armType";
import { badRequest } from "../arm/error";
import { referredId, sameId } from "../arm/ids";
import { networkName } from "../arm/nameRules";
import { tokens } from "../tokens";
import { asList, asObject, asString, type Props, UNKNOWN } from "../../protocol/values";
import type { ResourceType, WorldView } from "../../providers/resourceType";

/** Source: https://learn.microsoft.com/azure/web-application-firewall/ag/application-gateway-crs-rulegroups-rules */
const ruleSets: Readonly<Record<string, readonly string[]>> = {
  OWASP: ["3.1", "3.2"],
  Microsoft_DefaultRuleSet: ["2.1", "2.2"],
  Microsoft_BotManagerRuleSet: ["0.1", "1.0", "1.1"],
};

/**
 * A web application firewall's policy for application gateways.
 *
 * Sources: https://learn.microsoft.com/azure/web-application-firewall/ag/policy-overview,
 * https://learn.microsoft.com/azure/web-application-firewall/ag/custom-waf-rules-overview,
 * https://learn.microsoft.com/azure/web-application-firewall/ag/application-gateway-waf-request-size-limits
 */
export const firewallPolicy: ResourceType = armType({
  token: tokens.firewallPolicy,
  armType: "Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies",
  apiVersion: networkApiVersion,
  nameProperty: "policyName",
  nameRule: networkName(1, 128),
  inputs: {
    customRules: [
      {
        "action!": "string",
        groupByUserSession: [{ "groupByVariables!": [{ "variableName!": "string" }] }],
        "matchConditions!": [
          {
            "matchValues!": ["string"],
            "matchVariables!": [{ selector: "string", "variableName!": "string" }],
            negationConditon: "boolean",
            "operator!": "string",
            transforms: ["string"],
          },
        ],
        name: "string",
        "priority!": "number",
        rateLimitDuration: "string",
        rateLimitThreshold: "number",
        "ruleType!": "string",
        state: "string",
      },
    ],
    id: "unsimulated string",
    "managedRules!": {
      exceptions: "unsimulated array",
      exclusions: "unsimulated array",
      "managedRuleSets!": [
        { ruleGroupOverrides: "unsimulated array", "ruleSetType!": "string", "ruleSetVersion!": "string" },
      ],
    },
    policySettings: {
      customBlockResponseBody: "string",
      customBlockResponseStatusCode: "number",
      fileUploadEnforcement: "boolean",
      fileUploadLimitInMb: "number",
      jsChallengeCookieExpirationInMins: "number",
      logScrubbing: "unsimulated object",
      maxRequestBodySizeInKb: "number",
      mode: "string",
      requestBodyCheck: "boolean",
      requestBodyEnforcement: "boolean",
      requestBodyInspectLimitInKB: "number",
      state: "string",
    },
  },
  regional: true,
  envelope: ["etag", "provisioningState"],
  computed: [
    "applicationGatewayForContainers",
    "applicationGateways",
    "httpListeners",
    "pathBasedRules",
    "resourceState",
  ],
  durations: { create: 5, update: 30, delete: 5 },
  check(context) {
    checkSettings(context);
    checkRuleSets(context);
    checkCustomRules(context);
  },
  create: () => ({ resourceState: "Enabled", pathBasedRules: [] }),
  update: () => ({}),
  delete({ world, id }) {
    const [user] = usersOf(world, id);
    if (user !== undefined) {
      throw badRequest(
        "ApplicationGatewayFirewallPolicyInUse",
        `WebApplicationFirewallPolicy ${id} is in use by ${user} and cannot be deleted.`,
      );
    }
  },
  observe: (record, world): Props => ({
    applicationGateways: usersOf(world, record.id).map((id) => ({ id })),
    httpListeners: listenersOf(world, record.id).map((id) => ({ id })),
  }),
});

const usersOf = (world: WorldView, id: string): string[] =>
  world
    .all(tokens.applicationGateway)
    .filter(({ inputs }) => policiesOf(inputs).some((one) => sameId(one, id)))
    .map((gateway) => gateway.id);

const listenersOf = (world: WorldView, id: string): string[] =>
  world.all(tokens.applicationGateway).flatMap((gateway) =>
    partsOf(gateway.outputs, "httpListeners")
      .filter(({ firewallPolicy: policy }) => sameId(referredId(asObject(policy)), id))
      .flatMap((listener) => asString(listener.id) ?? []),
  );

function checkSettings({ inputs, refuse }: ArmCheck): void {
  const settings = asObject(inputs.policySettings);
  const at = (name: string): string => `policySettings.${name}`;
  checkChoice(settings.mode, at("mode"), ["Detection", "Prevention"], refuse);
  checkChoice(settings.state, at("state"), ["Enabled", "Disabled"], refuse);
  checkRange(settings.maxRequestBodySizeInKb, at("maxRequestBodySizeInKb"), [8, 2000], refuse);
  checkRange(settings.fileUploadLimitInMb, at("fileUploadLimitInMb"), [1, 4000], refuse);
  checkRange(
    settings.jsChallengeCookieExpirationInMins,
    at("jsChallengeCookieExpirationInMins"),
    [5, 1440],
    refuse,
  );
}

function checkRuleSets({ inputs, refuse }: ArmCheck): void {
  const { managedRuleSets } = asObject(inputs.managedRules);
  const path = "managedRules.managedRuleSets";
  if (Array.isArray(managedRuleSets) && managedRuleSets.length === 0) {
    refuse(path, "BadRequest", "A policy must have at least one managed rule set.");
  }
  const sets = asList(managedRuleSets).map(asObject);
  sets.forEach(({ ruleSetType, ruleSetVersion }, i) => {
    const [type, version] = [asString(ruleSetType), asString(ruleSetVersion)];
    if (type !== undefined && ruleSets[type] === undefined) {
      refuse(
        `${path}[${i}].ruleSetType`,
        "BadRequest",
        `The rule set '${type}' is not one of ${Object.keys(ruleSets).join(", ")}.`,
      );
    } else if (type !== undefined && version !== undefined && !ruleSets[type]?.includes(version)) {
      refuse(
        `${path}[${i}].ruleSetVersion`,
        "BadRequest",
        `Version '${version}' of rule set ${type} is not one of ${ruleSets[type]?.join(", ") ?? ""}.`,
      );
    }
  });
}

function checkCustomRules({ inputs, refuse }: ArmCheck): void {
  const rules = asList(inputs.customRules).map(asObject);
  rules.forEach((rule, i) => {
    const path = `customRules[${i}]`;
    checkChoice(rule.action, `${path}.action`, ["Allow", "Block", "Log", "JSChallenge"], refuse);
    checkChoice(rule.ruleType, `${path}.ruleType`, ["MatchRule", "RateLimitRule"], refuse);
    checkRange(rule.priority, `${path}.priority`, [1, 100], refuse);
    if (rule.ruleType === "RateLimitRule" && rule.rateLimitThreshold === undefined) {
      refuse(`${path}.rateLimitThreshold`, "BadRequest", "A RateLimitRule must have a rateLimitThreshold.");
    }
    const earlier = rules.slice(0, i);
    for (const property of ["name", "priority"]) {
      const value = rule[property];
      if (value !== undefined && value !== UNKNOWN && earlier.some((other) => other[property] === value)) {
        refuse(`${path}.${property}`, "BadRequest", `Two custom rules have the same ${property}.`);
      }
    }
  });
}
