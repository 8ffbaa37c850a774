/** How a name may look. */
export interface NameRule {
  readonly code: string;
  readonly shortest: number;
  readonly longest: number;
  readonly pattern: RegExp;
  readonly rule: string;
}

/**
 * Names in the network provider: alphanumerics, underscores, periods and hyphens; starts with an alphanumeric,
 * ends with an alphanumeric or an underscore.
 *
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftnetwork
 */
export const networkName = (shortest = 1, longest = 80): NameRule => ({
  code: "InvalidResourceName",
  shortest,
  longest,
  pattern: /^[A-Za-z0-9]([\w.-]*\w)?$/,
  rule:
    "It must begin with a letter or a digit, and it must end with a word character. " +
    "The name may contain word characters or '.', '-', '_'.",
});

/** Source: the same page, `microsoftresources`. Letters and digits are those of Unicode. */
export const groupName: NameRule = {
  code: "InvalidResourceGroup",
  shortest: 1,
  longest: 90,
  pattern: /^[\p{L}\p{Nd}_().-]*[\p{L}\p{Nd}_()-]$/u,
  rule: "The name can only be a letter, digit, '-', '.', '(', ')' or '_', and it cannot end with a period.",
};

export function nameProblem(name: string, rule: NameRule): { code: string; reason: string } | undefined {
  if (name.length >= rule.shortest && name.length <= rule.longest && rule.pattern.test(name)) {
    return undefined;
  }
  const { code, shortest, longest } = rule;
  return {
    code,
    reason: `Resource name ${name} is invalid. The name must be ${shortest} to ${longest} characters long. ${rule.rule}`,
  };
}
