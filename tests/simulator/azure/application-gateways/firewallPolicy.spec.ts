import { policy } from "./gateways";
import { itChecks, tokens } from "../estate";
import type { Props } from "../../../../simulator/protocol/values";

const sets = (...managedRuleSets: Props[]): Props => ({ ...policy, managedRules: { managedRuleSets } });
const custom = (...customRules: Props[]): Props => ({ ...policy, customRules });
const rule: Props = {
  name: "one",
  priority: 10,
  ruleType: "MatchRule",
  action: "Block",
  matchConditions: [
    {
      matchVariables: [{ variableName: "RemoteAddr" }],
      operator: "IPMatch",
      matchValues: ["198.51.100.0/24"],
    },
  ],
};

describe("azure-native WebApplicationFirewallPolicy", () => {
  itChecks(tokens.firewallPolicy, [
    {
      rule: "has a managed rule set",
      refused: sets(),
      accepted: policy,
      says: "managedRules.managedRuleSets: BadRequest",
      text: /at least one/,
    },
    {
      rule: "has a rule set that there is",
      refused: sets({ ruleSetType: "Core", ruleSetVersion: "3.2" }),
      accepted: sets({ ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.1" }),
      says: "managedRules.managedRuleSets[0].ruleSetType: BadRequest",
      text: /'Core'/,
    },
    {
      rule: "has a version of it that there is",
      refused: sets({ ruleSetType: "OWASP", ruleSetVersion: "2.1" }),
      accepted: sets({ ruleSetType: "OWASP", ruleSetVersion: "3.2" }),
      says: "managedRules.managedRuleSets[0].ruleSetVersion: BadRequest",
      text: /'2\.1' of rule set OWASP/,
    },
    {
      rule: "detects or prevents",
      refused: { ...policy, policySettings: { mode: "Block" } },
      accepted: { ...policy, policySettings: { mode: "Detection" } },
      says: "policySettings.mode: BadRequest",
      text: /Detection, Prevention/,
    },
    {
      rule: "has custom rules of priorities of their own",
      refused: custom(rule, { ...rule, name: "two" }),
      accepted: custom(rule, { ...rule, name: "two", priority: 11 }),
      says: "customRules[1].priority: BadRequest",
      text: /same priority/,
    },
    {
      rule: "has custom rules of priorities from 1 to 100",
      refused: custom({ ...rule, priority: 101 }),
      accepted: custom({ ...rule, priority: 100 }),
      says: "customRules[0].priority: BadRequest",
      text: /1 to 100/,
    },
    {
      rule: "limits a rate to a number",
      refused: custom({ ...rule, ruleType: "RateLimitRule" }),
      accepted: custom({ ...rule, ruleType: "RateLimitRule", rateLimitThreshold: 100 }),
      says: "customRules[0].rateLimitThreshold: BadRequest",
      text: /must have a rateLimitThreshold/,
    },
  ]);
});
