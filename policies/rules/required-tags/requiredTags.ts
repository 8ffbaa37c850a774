import {
  labelOf,
  type Properties,
  read,
  type Resource,
  type Stack,
  typeOf,
} from "../../../reachability/resources";
import type { Plan } from "../../plan";
import type { Finding, Rule } from "../../rule";
import { taggedTypes } from "./taggedTypes";

interface Options {
  readonly tags: readonly string[];
}

/**
 * Tags by which somebody can tell whose a network is, and what it costs whom. Tags that the provider adds by itself count.
 * Asked for are only the types of {@link taggedTypes}: not every resource takes tags, and nothing but the cloud's SDK
 * tells which.
 *
 * On Google Cloud tags are called labels, and their keys are in lower case.
 */
export const requiredTags: Rule<Options> = {
  name: "required-tags",
  description: "Networks, gateways and what else takes tags have those that the configuration asks for.",
  level: "mandatory",
  options: {
    tags: {
      type: "array",
      items: { type: "string", minLength: 1 },
      default: [],
      description: "Keys that every tagged resource must have, with a value that is not empty.",
    },
  },
  check: function* ({ stack }: Plan, { tags }: Options): Iterable<Finding> {
    for (const resource of tags.length > 0 ? tagged(stack) : []) {
      yield* missing(resource, tags);
    }
  },
};

function* tagged(stack: Stack): Iterable<Resource> {
  for (const type of taggedTypes) {
    yield* stack.all(type);
  }
}

/** Where each cloud keeps tags: what the program wrote, and what the provider makes of it with its defaults. */
const paths: Readonly<Record<string, readonly string[]>> = {
  aws: ["tags", "tagsAll"],
  "azure-native": ["tags"],
  gcp: ["labels", "effectiveLabels", "pulumiLabels"],
};

function* missing(resource: Resource, tags: readonly string[]): Iterable<Finding> {
  const [cloud = ""] = typeOf(resource).split(":");
  const own = paths[cloud] ?? [];
  const values = own.map((path) => read(resource, path));
  const isGoogle = cloud === "gcp";
  const absent: string[] = [];
  const unknown: string[] = [];
  for (const tag of tags) {
    const key = isGoogle ? tag.toLowerCase() : tag;
    // Azure's keys ignore case.
    const isKey = (name: string): boolean =>
      name === key || (cloud === "azure-native" && name.toLowerCase() === key.toLowerCase());
    const found = values.flatMap((value) =>
      value.state === "known" ? [valueOf(value.value as Properties, isKey)] : [],
    );
    if (found.some((one) => one === "set")) {
      continue;
    }
    const isUnknown = found.includes("unknown") || values.some(({ state }) => state === "unknown");
    (isUnknown ? unknown : absent).push(key);
  }
  const what = isGoogle ? "label" : "tag";
  const subject = `${labelOf(resource)} (${typeOf(resource)})`;
  if (absent.length > 0) {
    const message =
      `${subject} lacks the ${what}${absent.length > 1 ? "s" : ""} ${absent.join(", ")}, by which people tell whose it is. ` +
      `Set ${absent.map((key) => `${own[0] ?? "tags"}.${key}`).join(", ")}, or let the provider set it on all`;
    yield { urn: resource.urn, message };
  }
  if (unknown.length > 0) {
    const message = `whether ${subject} has the ${what} ${unknown.join(", ")} isn't known before the update: give it keys and values that are`;
    yield { urn: resource.urn, message, undecided: true };
  }
}

function valueOf(tags: Properties, isKey: (name: string) => boolean): "set" | "unknown" | "absent" {
  const [, value] = Object.entries(tags).find(([name]) => isKey(name)) ?? [];
  return typeof value === "symbol"
    ? "unknown"
    : typeof value === "string" && value.trim() !== ""
      ? "set"
      : "absent";
}
