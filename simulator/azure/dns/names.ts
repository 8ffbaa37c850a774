import type { NameRule } from "../arm/nameRules";

const label = String.raw`[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?`;

/** Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftnetwork */
export const zoneName: NameRule = {
  code: "BadRequest",
  shortest: 3,
  longest: 253,
  pattern: new RegExp(`^${label}(\\.${label}){1,33}$`),
  rule: "It has 2 to 34 labels of letters, digits, hyphens and underscores, with periods between and none at the end.",
};

/** Source: https://learn.microsoft.com/azure/dns/dns-zones-records#record-names; a wildcard is the first label alone */
export const recordName: NameRule = {
  code: "BadRequest",
  shortest: 1,
  longest: 253,
  pattern: new RegExp(`^(@|(\\*|${label})(\\.${label})*)$`),
  rule: "It is relative to the zone: labels of letters, digits, hyphens and underscores, '*' as the first label, or '@' for the zone itself.",
};

/** The whole name of a record set, with the period at its end. */
export const fqdnOf = (record: string, zone: string): string =>
  record === "@" ? `${zone}.` : `${record}.${zone}.`;
