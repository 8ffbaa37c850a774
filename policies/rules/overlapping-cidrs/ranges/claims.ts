import { type Cidr, parseCidrOrReport } from "../../../../addressing";
import {
  follow,
  read,
  type Resource,
  type Stack,
  typeOf,
  type Value,
} from "../../../../reachability/resources";
import { shown } from "../../../reading/unknowns";
import type { Claim, OpenClaim, Owner, Place, Unreadable } from "./claim";

/** How a range is to be read. */
interface ReadingOptions {
  /**
   * Whether the cloud chooses a range where the program gives none. In a preview such a property is unknown, and tells
   * nothing unless something went into it.
   */
  readonly chosenByCloud?: boolean;
}

/** The ranges of a stack, as they are found. */
export class Claims {
  readonly known: Claim[] = [];
  readonly open: OpenClaim[] = [];
  readonly unreadable: Unreadable[] = [];

  constructor(
    readonly stack: Stack,
    private readonly ownerOf: (resource: Resource) => Owner,
  ) {}

  /** Reads a property that is a range, or a list of ranges. */
  read(resource: Resource, path: string, place: Place, options: ReadingOptions = {}): void {
    this.readValue(read(resource, path), resource, path, place, options);
  }

  /** {@link read} for a value in an element of a list. */
  readValue(
    value: Value<unknown>,
    resource: Resource,
    path: string,
    place: Place,
    { chosenByCloud = false }: ReadingOptions = {},
  ): void {
    const [property = path] = path.split(".");
    if (value.state === "unknown") {
      if (!chosenByCloud || (resource.propertyDependencies?.[property] ?? []).length > 0) {
        this.leaveOpen(resource, path, place);
      }
    } else if (value.state === "known" && value.value !== "") {
      if (Array.isArray(value.value)) {
        value.value.forEach((element: unknown, index) =>
          this.readValue(follow({ element }, "element"), resource, `${path}.${index}`, place),
        );
      } else {
        this.add(resource, path, textOf(value.value), place);
      }
    }
  }

  add(resource: Resource, path: string, text: string, place: Place): void {
    const owner = this.ownerOf(resource);
    const cidr = parseCidrOrReport(text, (problem) =>
      this.unreadable.push({ owner, path: shown(path), problem }),
    );
    if (cidr !== undefined) {
      this.addCidr(resource, path, cidr, place);
    }
  }

  addCidr(resource: Resource, path: string, cidr: Cidr, place: Place): void {
    this.known.push({ ...place, owner: this.ownerOf(resource), path: shown(path), cidr });
  }

  /** Notes a range of which the value is known only after the update. */
  leaveOpen(resource: Resource, path: string, place: Place): void {
    this.open.push({ ...place, owner: this.ownerOf(resource), path: shown(path) });
  }
}

/** Whether what went into a property includes a resource of a type. */
export function isDrawnFrom(
  stack: Stack,
  resource: Resource,
  property: string,
  types: readonly string[],
): boolean {
  return stack.dependencies(resource, property).some((one) => types.includes(typeOf(one)));
}

/** What is no text can be no range: it is shown as it is. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
