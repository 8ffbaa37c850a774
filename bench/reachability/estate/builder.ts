import type { Properties, Resource } from "../../../reachability/resources";

/** Collects resources as a stack has them after an update: with ids, and with outputs that repeat the inputs. */
export class ResourceBuilder {
  readonly resources: Resource[] = [];

  add(type: string, name: string, id: string, inputs: Properties, outputs: Properties = {}): void {
    const urn = `urn:pulumi:prod::estate::${type}::${name}`;
    this.resources.push({ urn, type, id, inputs, outputs: { ...inputs, id, ...outputs } });
  }
}

/** A network to be, of any cloud: 10.<number>.0.0/16. */
export interface NetworkPlan {
  readonly number: number;
  readonly instances: number;
}

/** How alike instances are. */
export type Likeness =
  /** A handful of roles in each network, each with its security group, tag or subnet. */
  | "roles"
  /** Each has a security group or firewall rule of its own that no other has: no two are equivalent. */
  | "all different";

export function rangeOf(number: number): string {
  return `10.${number}.0.0/16`;
}
