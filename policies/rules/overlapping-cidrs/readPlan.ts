import { labelOf, type Resource, Stack } from "../../../reachability/resources";
import type { Plan } from "../../plan";
import { linkedIn, type Linker } from "./joins";
import {
  Claims,
  collectOnPremises,
  collectRanges,
  onPremisesNode,
  type OnPremisesNetwork,
  type Owner,
} from "./ranges";

/** The ranges of a plan, of the other stacks and of networks on premises, and what joins them. */
export function readPlan(
  plan: Plan,
  onPremises: readonly OnPremisesNetwork[],
): { readonly claims: Claims; readonly linker: Linker } {
  const { stack, stackOf } = combined(plan);
  const linker = linkedIn(stack);
  const claims = new Claims(stack, (resource) => new ResourceOwner(resource, stackOf.get(resource.urn)));
  collectRanges(claims, linker);
  collectOnPremises(claims, onPremises);
  for (const { name } of onPremises) {
    const why = "the pack's configuration names it as one to be reached";
    linker.joins.leadsAnywhere(onPremisesNode(name), why);
  }
  return { claims, linker };
}

/** All stacks as one, and by URN the names of the other stacks. An older export of the plan's own stack tells nothing. */
function combined({ stack, others }: Plan): { stack: Stack; stackOf: ReadonlyMap<string, string> } {
  const stackOf = new Map<string, string>();
  const added: Resource[] = [];
  for (const { name, resources } of others) {
    for (const resource of resources.filter(({ urn }) => stack.get(urn) === undefined)) {
      stackOf.set(resource.urn, name);
      added.push(resource);
    }
  }
  return { stack: added.length === 0 ? stack : new Stack([...stack.resources, ...added]), stackOf };
}

class ResourceOwner implements Owner {
  readonly #resource: Resource;
  readonly #stack: string | undefined;

  /** @param stack - that has it, unless it is the one that is judged */
  constructor(resource: Resource, stack: string | undefined) {
    this.#resource = resource;
    this.#stack = stack;
  }

  get urn(): string {
    return this.#resource.urn;
  }

  get label(): string {
    const label = labelOf(this.#resource);
    return this.#stack === undefined ? label : `${label} in ${this.#stack}`;
  }

  get isHere(): boolean {
    return this.#stack === undefined;
  }
}
