/** A resource as `pulumi stack export` lists it, as far as another program needs it to create the same. */
export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly id?: string;
  /** What the program gave and what the provider added. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** The inputs that the program gave, each with the resources that its value came from. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly dependencies?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  /** Seconds. */
  readonly customTimeouts?: Readonly<Record<string, number>>;
}

/** The resources that clouds hold: no components, providers or stack. In an order in which they can be created. */
export function cloudResources(exported: string): ExportedResource[] {
  const { deployment } = JSON.parse(exported) as {
    deployment: { resources?: readonly ExportedResource[] };
  };
  return (deployment.resources ?? []).filter(
    ({ custom, type }) => custom === true && !type.startsWith("pulumi:"),
  );
}

/** The key that marks an object as a secret, and what it holds if the export shows secrets. */
const secretSignature = "4dabf18193072939515e22adb298388d";

/** The plain value behind a secret; undefined for what is no secret. */
export function revealed(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(secretSignature in value)) {
    return undefined;
  }
  const { plaintext } = value as { readonly plaintext?: string };
  if (plaintext === undefined) {
    throw new Error("the state was exported without its secrets");
  }
  return JSON.parse(plaintext) as unknown;
}
