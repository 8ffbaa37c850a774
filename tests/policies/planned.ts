import type { Finding, Rule } from "../../policies/rule";
import { type Properties, type Resource, Stack } from "../../reachability/resources";

/** A resource of the stack `prod`; `dependsOn` names by property what went into it. */
export function planned(
  type: string,
  name: string,
  properties: Properties,
  more: Partial<Pick<Resource, "id" | "parent">> & {
    readonly from?: Readonly<Record<string, Resource>>;
  } = {},
): Resource {
  const { from = {}, ...rest } = more;
  const dependencies = Object.entries(from).map(([property, { urn }]) => [property, [urn]] as const);
  return {
    urn: `urn:pulumi:prod::shop::${type}::${name}`,
    type,
    inputs: {},
    outputs: properties,
    propertyDependencies: Object.fromEntries(dependencies),
    ...rest,
  };
}

/** What a rule says of a stack, with the defaults of its options but for those given. */
export function findings(
  rule: Rule<never>,
  resources: readonly Resource[],
  options: Readonly<Record<string, unknown>> = {},
  stackName = "prod",
): readonly Finding[] {
  const defaults = Object.entries(rule.options ?? {}).map(
    ([name, schema]) => [name, schema.default] as const,
  );
  const all = { ...Object.fromEntries(defaults), ...options };
  return [...rule.check({ stackName, stack: new Stack(resources), others: [] }, all as never)];
}
