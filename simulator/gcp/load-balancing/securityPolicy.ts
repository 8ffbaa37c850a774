import { computeType } from "../compute/computeType";
import { invalidField } from "../compute/error";
import { fingerprint } from "../compute/labels";
import { rangeProblem } from "../compute/ranges";
import {
  between,
  flag,
  list,
  number,
  object,
  oneOf,
  text,
  textWhich,
  unsimulated,
} from "../../providers/shapes";
import { loadBalancingTokens as tokens } from "./tokens";
import { asList, asObject, asString, asStrings, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";

/** The priority of the rule for all others, which every policy has. */
const lastPriority = 2 ** 31 - 1;
/** https://cloud.google.com/armor/quotas: addresses or ranges of one basic match. */
const mostRanges = 10;

const action = textWhich((value, path) =>
  /^(allow|deny\((403|404|429|502)\)|rate_based_ban|throttle|redirect)$/.test(value)
    ? undefined
    : `expected ${path} to be allow, deny(403), deny(404), deny(429), deny(502), rate_based_ban, throttle or redirect, got ${value}`,
);
const threshold = object({ "count!": number, "intervalSec!": number });

/**
 * Rules of Google Cloud Armor for a backend service. Requests are not judged by expressions.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/securityPolicies
 * Concepts: https://cloud.google.com/armor/docs/security-policy-overview
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/securitypolicy/
 */
export const securityPolicy: ResourceType = computeType({
  token: tokens.securityPolicy,
  kind: "SecurityPolicy",
  collection: "securityPolicies",
  regional: false,
  labelled: true,
  fields: {
    adaptiveProtectionConfig: object({
      layer7DdosDefenseConfig: object({ enable: flag, ruleVisibility: oneOf("STANDARD", "PREMIUM") }),
    }),
    advancedOptionsConfig: object({
      jsonParsing: oneOf("DISABLED", "STANDARD", "STANDARD_WITH_GRAPHQL"),
      logLevel: oneOf("NORMAL", "VERBOSE"),
      userIpRequestHeaders: list(text),
    }),
    description: text,
    recaptchaOptionsConfig: unsimulated("object", "nobody is asked to prove anything"),
    rules: list(
      object({
        "action!": action,
        description: text,
        "match!": object({
          config: object({ "srcIpRanges!": list(text, mostRanges) }),
          expr: object({ "expression!": text }),
          versionedExpr: oneOf("SRC_IPS_V1"),
        }),
        preconfiguredWafConfig: unsimulated("object", "requests are not judged by expressions"),
        preview: flag,
        "priority!": between(0, lastPriority),
        rateLimitOptions: object({
          banDurationSec: number,
          banThreshold: threshold,
          conformAction: oneOf("allow"),
          enforceOnKey: oneOf(
            "ALL",
            "IP",
            "HTTP_HEADER",
            "XFF_IP",
            "HTTP_COOKIE",
            "HTTP_PATH",
            "SNI",
            "REGION_CODE",
          ),
          enforceOnKeyName: text,
          exceedAction: action,
          rateLimitThreshold: threshold,
        }),
        redirectOptions: object({ target: text, "type!": oneOf("EXTERNAL_302", "GOOGLE_RECAPTCHA") }),
      }),
    ),
    type: textWhich((type, path) =>
      type === "CLOUD_ARMOR"
        ? undefined
        : `"${path}" ${type} is not simulated: policies are of backend services`,
    ),
  },
  mutable: ["adaptiveProtectionConfig", "advancedOptionsConfig", "description", "rules"],
  computed: ["fingerprint", "rules", "type"],
  // Rough figures.
  durations: { create: 10, update: 10, delete: 10 },
  check: checkRules,
  create: settings,
  update: settings,
});

/** What the provider adds to a policy that does not say what becomes of all other requests. */
const lastRule: Props = {
  action: "allow",
  description: "default rule",
  match: { config: { srcIpRanges: ["*"] }, versionedExpr: "SRC_IPS_V1" },
  preview: false,
  priority: lastPriority,
};

function settings({ inputs, draws }: OperationContext): Props {
  const rules = asList(inputs.rules);
  const hasLast = rules.some((rule) => asObject(rule).priority === lastPriority);
  return {
    fingerprint: fingerprint(draws, JSON.stringify(inputs)),
    rules: hasLast ? rules : [...rules, lastRule],
    type: inputs.type ?? "CLOUD_ARMOR",
  };
}

function checkRules(context: CheckContext): void {
  const rules = asList(context.inputs.rules).map(asObject);
  rules.forEach((rule, i) => {
    const refuse = (property: string, value: string, why: string): void =>
      context.fail(`rules[${i}].${property}`, invalidField(`resource.rules[${i}].${property}`, value, why));
    if (
      typeof rule.priority === "number" &&
      rules.findIndex((other) => other.priority === rule.priority) < i
    ) {
      refuse("priority", String(rule.priority), "Two rules must not have one priority.");
    }
    checkMatch(rule, refuse);
    const isLimiting = ["throttle", "rate_based_ban"].includes(asString(rule.action) ?? "");
    if (isLimiting !== (rule.rateLimitOptions !== undefined) && !hasUnknown(rule.action)) {
      refuse(
        "rateLimitOptions",
        "",
        "They must be set for throttle and rate_based_ban, and for no other action.",
      );
    }
    if ((rule.action === "redirect") !== (rule.redirectOptions !== undefined) && !hasUnknown(rule.action)) {
      refuse("redirectOptions", "", "They must be set for redirect, and for no other action.");
    }
  });
}

type Refuse = (property: string, value: string, why: string) => void;

function checkMatch({ match, priority }: Props, refuse: Refuse): void {
  const { config, expr, versionedExpr } = asObject(match);
  if (match === undefined || hasUnknown(match)) {
    return;
  }
  if ((expr === undefined) === (versionedExpr === undefined)) {
    refuse("match", "", "Exactly one of expr and versionedExpr must be specified.");
  }
  if ((versionedExpr === undefined) !== (config === undefined)) {
    refuse("match.config", "", "It must be specified with versionedExpr, and not with expr.");
  }
  const ranges = asStrings(asObject(config).srcIpRanges);
  const wrong = ranges.find((range) => range !== "*" && rangeProblem(range) !== undefined);
  if (wrong !== undefined) {
    refuse(
      "match.config.srcIpRanges",
      wrong,
      `It must be an address, a range or *: ${rangeProblem(wrong) ?? ""}.`,
    );
  }
  if (priority === lastPriority && !(ranges.length === 1 && ranges[0] === "*")) {
    refuse("match.config.srcIpRanges", ranges.join(","), "The default rule must match *.");
  }
}
