import type { Reference, Wired, WiredResource } from "./wiring";

/** The text of a program that makes the resources with the clouds' SDKs alone. */
export function sourceOf(resources: readonly WiredResource[]): string {
  const variables = new Map(resources.map(({ key }, index) => [key, `resource${index}`]));
  const variable: VariableOf = (key) => {
    const found = variables.get(key);
    if (found === undefined) {
      throw new Error(`the state names a resource "${key}" that it does not contain`);
    }
    return found;
  };
  const modules = new Map(resources.map(({ type }) => [moduleOf(type), importName(moduleOf(type))]));
  const imports = [...modules].map(([path, name]) => `import * as ${name} from "@pulumi/${path}";`);
  const statements = resources.map((resource) => statementOf(resource, variable));
  return [`import { interpolate } from "@pulumi/pulumi";`, ...imports.sort(), "", ...statements, ""].join(
    "\n",
  );
}

/** The variable of the resource with a key. */
type VariableOf = (key: string) => string;

function statementOf(resource: WiredResource, variable: VariableOf): string {
  const { key, name, type, inputs, dependsOn, additionalSecretOutputs, replaceOnChanges } = resource;
  const timeouts = Object.entries(resource.customTimeouts).map(([operation, seconds]) => [
    operation,
    `${seconds}s`,
  ]);
  const options = [
    ...(dependsOn.length > 0 ? [`dependsOn: [${dependsOn.map(variable).join(", ")}]`] : []),
    ...listOption("additionalSecretOutputs", additionalSecretOutputs),
    ...listOption("replaceOnChanges", replaceOnChanges),
    ...(timeouts.length > 0 ? [`customTimeouts: ${JSON.stringify(Object.fromEntries(timeouts))}`] : []),
  ];
  const className = type.slice(type.lastIndexOf(":") + 1);
  const constructor = `${importName(moduleOf(type))}.${className}`;
  const args = [JSON.stringify(name), textOf({ object: inputs }, variable), `{ ${options.join(", ")} }`];
  return `const ${variable(key)} = new ${constructor}(${args.join(", ")});`;
}

function listOption(name: string, values: readonly string[]): string[] {
  return values.length > 0 ? [`${name}: ${JSON.stringify(values)}`] : [];
}

function textOf(wired: Wired, variable: VariableOf): string {
  if ("plain" in wired) {
    return JSON.stringify(wired.plain);
  }
  if ("reference" in wired) {
    return referenceText(wired.reference, variable);
  }
  if ("list" in wired) {
    return `[${wired.list.map((item) => textOf(item, variable)).join(", ")}]`;
  }
  const entries = Object.entries(wired.object).map(
    ([key, value]) => `${JSON.stringify(key)}: ${textOf(value, variable)}`,
  );
  return `{ ${entries.join(", ")} }`;
}

function referenceText(reference: Reference, variable: VariableOf): string {
  const { resource, output, prefix, suffix } = reference;
  const access = `${variable(resource)}.${output}`;
  return prefix === "" && suffix === "" ? access : `interpolate\`${prefix}\${${access}}${suffix}\``;
}

/** `aws/ec2` for `aws:ec2/vpc:Vpc`, and `azure-native/network` for `azure-native:network:Subnet`. */
function moduleOf(type: string): string {
  const [pkg = "", module = ""] = type.split(":");
  return `${pkg}/${pkg === "azure-native" ? module : (module.split("/")[0] ?? "")}`;
}

const importName = (path: string): string =>
  path.replace(/[^a-z0-9]+([a-z0-9])/gi, (_, next: string) => next.toUpperCase());
