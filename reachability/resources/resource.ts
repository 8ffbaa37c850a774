/** A resource of a Pulumi stack, as planned or as deployed: all that reachability knows of an estate. */
export interface Resource {
  readonly urn: string;
  /** Its type token, such as `aws:ec2/vpnConnection:VpnConnection`. */
  readonly type: string;
  /** The cloud's own id; absent until it is made. */
  readonly id?: string | undefined;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly parent?: string | undefined;
  /** By property of the inputs, the URNs of the resources whose outputs went into it. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** What lies in a property: plain data, with {@link unknown} and {@link encrypted} where a value would be. */
export type Properties = Readonly<Record<string, unknown>>;

/** Stands for a value that becomes known only when the update runs. */
export const unknown: unique symbol = Symbol("known only after the update");

/** Stands for a secret whose text the file does not hold. */
export const encrypted: unique symbol = Symbol("an encrypted secret");

/** The name in a URN: urn:pulumi:<stack>::<project>::<types>::<name>, whose name may hold "::" itself. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::") || urn;
}
