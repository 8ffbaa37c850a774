import type { Properties, Resource } from "../../../../reachability/resources";
import type { Feature } from "./features";

/** Collects raw resources as they are after an update: with ids, and with outputs that repeat the inputs. */
export class Estate {
  readonly resources: Resource[] = [];
  /** URNs of what sends and receives. */
  readonly instances: string[] = [];
  /** What the topology makes use of, for the statistics. */
  readonly features = new Set<Feature>();
  #number = 0;

  add(type: string, name: string, id: string, inputs: Properties, outputs: Properties = {}): Resource {
    const urn = `urn:pulumi:dev::topology::${type}::${name}`;
    const resource = { urn, type, id, inputs, outputs: { ...inputs, id, ...outputs } };
    this.resources.push(resource);
    return resource;
  }

  uses(feature: Feature): void {
    this.features.add(feature);
  }

  /** The next number that nothing else has, for names. */
  next(): number {
    return (this.#number += 1);
  }
}

/** A network of any cloud, with what others must know to reach it. */
export interface Site {
  readonly name: string;
  /** What routes towards it may hold: as a whole, and subnet by subnet. */
  readonly range: string;
  readonly subnets: readonly string[];
}
