import { ConfigError } from "./configError";
import type { Section, Setting } from "./settings";
import { parseAddress } from "../../addressing/cidr";
import type { IpFamily } from "../tunnels/end";

/** Whether a value is one that a key takes, or what is wrong with it. */
export type Rule = (value: string) => string | undefined;

export const oneOf =
  (...values: readonly string[]): Rule =>
  (value) =>
    values.includes(value) ? undefined : `is not one of ${values.join(", ")}: other values are not simulated`;

export const matching =
  (form: RegExp, what: string): Rule =>
  (value) =>
    form.test(value) ? undefined : `is not ${what}`;

/** Seconds, or a number of seconds, minutes, hours or days. */
export const time = matching(/^\d+[smhd]?$/, "a time");

export const yesOrNo = oneOf("yes", "no");

export const ipv4Address: Rule = (value) => {
  try {
    return parseAddress(value).version === 4 ? undefined : "is IPv6, which is not simulated";
  } catch {
    return "is not one IPv4 address: names, ranges, lists and %any are not simulated";
  }
};

/** Networks of a traffic selector, all of an IP version each. */
export const everything: Readonly<Record<string, IpFamily>> = { "0.0.0.0/0": "ipv4", "::/0": "ipv6" };

export const trafficSelectors: Rule = (value) =>
  selectorsOf(value).every((selector) => Object.hasOwn(everything, selector))
    ? undefined
    : `is not a list of ${Object.keys(everything).join(", ")}: other selectors are not simulated`;

/** Selectors are separated by commas. */
export const selectorsOf = (value: string): string[] => value.split(",").map((selector) => selector.trim());

/** Refuses each key and section that the rules do not know, and each value that they do not take. */
export function checkSection(
  section: Section,
  path: string,
  rules: Readonly<Record<string, Rule>>,
  sections: RegExp | undefined,
): void {
  for (const [key, value] of section.values) {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    const problem = rule === undefined ? "is not simulated" : rule(value.text);
    if (problem !== undefined) {
      throw new ConfigError(value, `${path}.${key}${rule === undefined ? "" : ` ${value.text}`} ${problem}`);
    }
  }
  for (const [name, child] of section.sections) {
    if (!sections?.test(name)) {
      throw new ConfigError(child, `the section ${path === "" ? name : `${path}.${name}`} is not simulated`);
    }
  }
}

/** @throws {ConfigError} where the section has no such value. */
export function required(section: Section, path: string, key: string): Setting {
  const value = section.values.get(key);
  if (value === undefined) {
    throw new ConfigError(section, `${path} has no ${key}; its default is not simulated`);
  }
  return value;
}

/** The only one of a section's subsections whose names match. */
export function onlySection(section: Section, path: string, names: RegExp, what: string): Section {
  const found = [...section.sections].filter(([name]) => names.test(name)).map(([, child]) => child);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new ConfigError(section, `${path} has ${found.length} ${what}; one is simulated`);
  }
  return only;
}
