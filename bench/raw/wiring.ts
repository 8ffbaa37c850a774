import { isIPv4 } from "node:net";

import { nameOf as urnName } from "../../simulator";
import { cloudResources, type ExportedResource, revealed } from "./exportedState";

/** An input that is another resource's output, with what stands around it in a text. */
export interface Reference {
  /** The key of the other. */
  readonly resource: string;
  /** `id`, or an output's name, or the way to a value in one: `vpnInterfaces[0].ipAddress`. */
  readonly output: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** A value of an input: plain, or wired to another resource. */
export type Wired =
  | { readonly plain: string | number | boolean | null }
  | { readonly reference: Reference }
  | { readonly list: readonly Wired[] }
  | { readonly object: Readonly<Record<string, Wired>> };

/** A resource as a program without components would write it. Nothing in it differs from one run to the next. */
export interface WiredResource {
  /** Type and name: a name may be one of each type. */
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly inputs: Readonly<Record<string, Wired>>;
  /** The keys of what it must wait for although none of its inputs refers to it. */
  readonly dependsOn: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly customTimeouts: Readonly<Record<string, number>>;
}

/**
 * Finds out from a stack's state how its program wired its resources: a value of an input that came from other
 * resources, and equals an output of one of them, is a reference to it.
 */
export function wiringOf(exported: string): WiredResource[] {
  const resources = cloudResources(exported);
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources.map((resource) => wire(resource, byUrn));
}

/** The resources that a value came from. */
interface Sources {
  readonly direct: readonly ExportedResource[];
  /** Those that the direct ones came from: what an id of theirs lies below. */
  readonly behind: readonly ExportedResource[];
}

function wire(resource: ExportedResource, byUrn: ReadonlyMap<string, ExportedResource>): WiredResource {
  const sourcesOf = (urns: readonly string[]): ExportedResource[] =>
    urns.flatMap((urn) => byUrn.get(urn) ?? []);
  const referred = new Set<string>();
  const given = Object.entries(resource.propertyDependencies ?? {});
  const inputs = given.map(([property, urns]): [string, Wired] => {
    const direct = sourcesOf(urns ?? []);
    const behind = direct.flatMap(({ dependencies }) => sourcesOf(dependencies ?? []));
    const path = `${nameOf(resource)}.${property}`;
    const wired = wireValue(resource.inputs?.[property], { direct, behind }, path);
    references(wired).forEach((reference) => referred.add(reference.resource));
    return [property, wired];
  });
  const dependencies = sourcesOf(resource.dependencies ?? []).map(keyOf);
  return {
    key: keyOf(resource),
    name: nameOf(resource),
    type: resource.type,
    inputs: Object.fromEntries(inputs),
    dependsOn: dependencies.filter((key) => !referred.has(key)).sort(),
    // The SDK adds its own on top of those given, which the state then lists twice.
    additionalSecretOutputs: [...new Set(resource.additionalSecretOutputs)].sort(),
    replaceOnChanges: resource.replaceOnChanges ?? [],
    customTimeouts: resource.customTimeouts ?? {},
  };
}

function wireValue(value: unknown, sources: Sources, path: string): Wired {
  const secret = revealed(value);
  if (secret !== undefined) {
    const wired = wireValue(secret, sources, path);
    if (!("reference" in wired)) {
      throw new Error(`${path} is a secret that no resource generated: a program's text is no place for it`);
    }
    return wired;
  }
  if (Array.isArray(value)) {
    return { list: value.map((item, index) => wireValue(item, sources, `${path}[${index}]`)) };
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([key]) => !key.startsWith("__"));
    return {
      object: Object.fromEntries(
        entries.map(([key, item]) => [key, wireValue(item, sources, `${path}.${key}`)]),
      ),
    };
  }
  const plain = value as string | number | boolean | null;
  const reference = typeof plain === "string" ? referenceFor(plain, sources) : undefined;
  return reference ? { reference } : { plain };
}

function referenceFor(text: string, { direct, behind }: Sources): Reference | undefined {
  for (const source of direct) {
    const output = Object.entries({ id: source.id, ...source.outputs }).find(
      ([, value]) => value === text || revealed(value) === text,
    );
    if (output) {
      return { resource: keyOf(source), output: output[0], prefix: "", suffix: "" };
    }
  }
  return (
    referenceToAddress(text, direct) ??
    referenceBelow(text, [...direct, ...behind]) ??
    referenceToGenerated(text, direct)
  );
}

/** A gateway has its public addresses inside its outputs, unlike those that it was given. */
function referenceToAddress(text: string, sources: readonly ExportedResource[]): Reference | undefined {
  if (!isIPv4(text)) {
    return undefined;
  }
  for (const source of sources.filter(({ inputs }) => pathTo(text, inputs, "") === undefined)) {
    for (const [name, value] of Object.entries(source.outputs ?? {})) {
      const path = pathTo(text, value, name);
      if (path !== undefined) {
        return { resource: keyOf(source), output: path, prefix: "", suffix: "" };
      }
    }
  }
  return undefined;
}

function pathTo(text: string, value: unknown, path: string): string | undefined {
  if (value === text) {
    return path;
  }
  const inner = Array.isArray(value)
    ? value.map((item: unknown, index): [string, unknown] => [`${path}[${index}]`, item])
    : typeof value === "object" && value !== null
      ? Object.entries(value).map(([key, item]): [string, unknown] => [`${path}.${key}`, item])
      : [];
  for (const [innerPath, item] of inner) {
    const found = pathTo(text, item, innerPath);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Azure's ids are paths: the id of what does not exist yet is written as one that lies below another. */
function referenceBelow(text: string, sources: readonly ExportedResource[]): Reference | undefined {
  const above = sources.find(({ id }) => id !== undefined && text.startsWith(`${id}/`));
  return above?.id === undefined
    ? undefined
    : { resource: keyOf(above), output: "id", prefix: "", suffix: text.slice(above.id.length) };
}

/** A generated key follows a letter, for some clouds refuse one that starts with a digit. */
function referenceToGenerated(text: string, sources: readonly ExportedResource[]): Reference | undefined {
  for (const source of sources) {
    for (const [output, value] of Object.entries(source.outputs ?? {})) {
      const secret = revealed(value);
      if (typeof secret === "string" && secret !== "" && text.endsWith(secret)) {
        const prefix = text.slice(0, -secret.length);
        return { resource: keyOf(source), output, prefix, suffix: "" };
      }
    }
  }
  return undefined;
}

function references(wired: Wired): Reference[] {
  if ("reference" in wired) {
    return [wired.reference];
  }
  if ("list" in wired) {
    return wired.list.flatMap(references);
  }
  return "object" in wired ? Object.values(wired.object).flatMap(references) : [];
}

const keyOf = (resource: ExportedResource): string => `${resource.type}::${nameOf(resource)}`;

const nameOf = ({ urn }: ExportedResource): string => urnName(urn);
