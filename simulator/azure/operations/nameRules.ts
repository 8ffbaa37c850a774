import type { NameRule } from "../arm/nameRules";

/**
 * Names in Azure Monitor: anything but some characters and control characters, no space or period at the end.
 *
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftinsights
 */
export const monitorName = (forbidden: string): NameRule => ({
  code: "InvalidResourceName",
  shortest: 1,
  longest: 260,
  pattern: new RegExp(`^[^\\p{Cc}${forbidden.replace(/[\\\]^-]/g, "\\$&")}]*(?<![ .])$`, "u"),
  rule: `The name cannot contain control characters or any of ${forbidden}, and it cannot end with a space or a period.`,
});

/**
 * Letters, digits and hyphens.
 *
 * Source: the same page, `microsoftkeyvault`, `microsoftoperationalinsights` and `microsoftportal`.
 */
export const alphanumericName = (
  shortest: number,
  longest: number,
  ends: "any" | "alphanumeric" = "any",
): NameRule => ({
  code: "InvalidResourceName",
  shortest,
  longest,
  pattern: ends === "any" ? /^[A-Za-z0-9-]*$/ : /^[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/,
  rule:
    "The name can only contain letters, digits and '-'" +
    (ends === "any" ? "." : ", and it must start and end with a letter or a digit."),
});
