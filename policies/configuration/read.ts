import type { Level, Rule } from "../rule";
import { configurationSchema } from "./schema";
import { mismatches, show } from "./schemaCheck";
import type { OnUnknown, RuleSettings, Settings } from "./settings";

/** What is wrong with a configuration, all of it at once. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigurationError";
  }
}

/**
 * Reads the pack's configuration, as a policy is handed it or as its file holds it under `crosscloud`.
 *
 * @param rules - the rules that there are
 * @throws ConfigurationError naming each property that is wrong, its value, and what is allowed there.
 */
export function readConfiguration(configuration: unknown, rules: readonly Rule[]): Settings {
  const problems = [
    ...mismatches(configuration, { type: "object", ...configurationSchema(rules) }, ""),
    ...wrongLevels(configuration),
  ];
  if (problems.length > 0) {
    throw new ConfigurationError(problems);
  }
  const { rules: given = {}, stacks = [], onUnknown = "fail" } = configuration as Configuration;
  const settings = rules.map((rule) => settingsOf(rule, given[rule.name], onUnknown));
  return { rules: settings.filter((one) => one !== undefined), stacks };
}

interface Configuration {
  readonly onUnknown?: OnUnknown;
  readonly stacks?: readonly string[];
  readonly rules?: Readonly<Record<string, Given | string>>;
}

type Given = { readonly level?: Level; readonly onUnknown?: OnUnknown } & Readonly<Record<string, unknown>>;

const levels: readonly string[] = ["mandatory", "advisory", "disabled"] satisfies Level[];

function wrongLevels(configuration: unknown): string[] {
  const { rules } = (configuration ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(typeof rules === "object" ? { ...rules } : {}).flatMap(([name, given]) =>
    typeof given === "string" && !levels.includes(given)
      ? [`rules.${name}: ${show(given)} is none of ${levels.map(show).join(", ")}`]
      : [],
  );
}

function settingsOf(rule: Rule, given: Given | string = {}, forAll: OnUnknown): RuleSettings | undefined {
  // A level may stand for an object that holds nothing else.
  const own = typeof given === "string" ? { level: given as Level } : given;
  const { level = rule.level, onUnknown = forAll, ...options } = own;
  if (level === "disabled") {
    return undefined;
  }
  const defaults = Object.entries(rule.options ?? {}).map(
    ([name, schema]) => [name, schema.default] as const,
  );
  return { rule, level, onUnknown, options: { ...Object.fromEntries(defaults), ...options } };
}
