import { follow, known, type Properties, type Resource } from "../../../reachability/resources";
import { blocksAt, textIn } from "../fields";

/** The named parts of a gateway, which point to each other by ids that end in their names. */
export class Parts {
  readonly #gateway: Resource;

  constructor(gateway: Resource) {
    this.#gateway = gateway;
  }

  all(list: string): readonly Properties[] {
    return blocksAt(this.#gateway, list);
  }

  /** What a property such as `probe` of a part points to; the only one there is while the id is not known. */
  to(from: Properties | undefined, property: string, list: string): Properties | undefined {
    const parts = this.all(list);
    const id = from && known(follow(from, `${property}.id`));
    if (typeof id === "string") {
      return parts.find((part) => sameName(textIn(part, "name"), id.split("/").at(-1)));
    }
    const [only, another] = parts;
    return from !== undefined && property in from && another === undefined ? only : undefined;
  }
}

function sameName(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
