import { nearest } from "../../reachability/questions/nearest";
import type { Level, Rule } from "../rule";
import { ConfigurationError, readConfiguration } from "./read";
import { mismatches } from "./schemaCheck";
import type { Settings } from "./settings";

/**
 * Reads a file of the kind that `pulumi preview --policy-pack-config` takes, as the engine does: by policy its level, or
 * an object with an `enforcementLevel` and the policy's own properties.
 *
 * @throws ConfigurationError naming each property that is wrong, its value, and what is allowed there.
 */
export function readConfigurationFile(text: string, rules: readonly Rule[]): Settings {
  const { all, crosscloud = {} } = policiesIn(text);
  const { enforcementLevel = levelIn(all), ...own } =
    typeof crosscloud === "string" ? { enforcementLevel: crosscloud } : crosscloud;
  const settings = readConfiguration(own, rules);
  switch (enforcementLevel as Level | undefined) {
    case "disabled":
      return { ...settings, rules: [] };
    case "advisory":
      return { ...settings, rules: settings.rules.map((one) => ({ ...one, level: "advisory" })) };
    default:
      return settings;
  }
}

type Policies = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;

const names = ["crosscloud", "all"];

function policiesIn(text: string): Policies {
  let content: unknown;
  try {
    content = JSON.parse(text.trim() === "" ? "{}" : text);
  } catch {
    throw new ConfigurationError(["it is no JSON"]);
  }
  const problems = mismatches(
    content,
    { type: "object", additionalProperties: { type: ["string", "object"], additionalProperties: true } },
    "",
  );
  if (problems.length === 0) {
    for (const [name, value] of Object.entries(content as Policies)) {
      if (!names.includes(name)) {
        problems.push(`${name}: there is no such policy; most like it: ${nearest(name, names)}`);
      }
      const level = levelIn(value);
      problems.push(...(level === undefined ? [] : mismatches(level, levelSchema, name)));
    }
  }
  if (problems.length > 0) {
    throw new ConfigurationError(problems);
  }
  return content as Policies;
}

const levelSchema = { type: "string" as const, enum: ["mandatory", "advisory", "disabled"] };

function levelIn(value: Policies[string] | undefined): unknown {
  return typeof value === "object" ? value["enforcementLevel"] : value;
}
