import type { Properties, Resource } from "../../reachability/resources/resource";
import { unguarded, unmarked } from "./marks";

/** As much of what the engine hands a stack policy as a plan holds. */
export interface EngineResource {
  readonly urn: string;
  readonly type: string;
  readonly props: Properties;
  readonly parent?: { readonly urn: string } | undefined;
  readonly propertyDependencies: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

/**
 * A resource as rules read it.
 *
 * @param inputs - what the program asked for
 */
export function plannedResource(
  { urn, type, props, parent, propertyDependencies }: EngineResource,
  inputs: Properties,
): Resource {
  const outputs = unmarked(unguarded(props));
  return {
    urn,
    type,
    id: idIn(outputs),
    inputs,
    outputs,
    parent: parent?.urn,
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([property, from]) => [property, from.map((one) => one.urn)]),
    ),
  };
}

/**
 * The cloud's id. The engine does not tell it to a policy; providers of Azure answer it as a property too, and an ARN of
 * EC2 ends in it. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
function idIn({ id, arn }: Properties): string | undefined {
  if (typeof id === "string") {
    return id;
  }
  return typeof arn === "string" ? /^arn:[\w-]+:ec2:[^/]*\/([\w-]+)$/.exec(arn)?.[1] : undefined;
}
