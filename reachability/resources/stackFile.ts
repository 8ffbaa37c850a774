import { isRecord, propertiesIn } from "./plain";
import type { Properties, Resource } from "./resource";

/**
 * The resources in the output of `pulumi preview --json --show-sames` or `pulumi stack export`: those that the stack
 * has, or would have after an update, components included. What a preview does not know yet becomes {@link unknown},
 * and a secret whose text the file does not hold becomes {@link encrypted}.
 *
 * @param name - what messages call the text, such as its file
 * @throws if the text is neither, or does not hold all resources.
 */
export function readStackFile(text: string, name: string): StackFileResource[] {
  const content = parse(text, name);
  const states = isRecord(content["deployment"])
    ? exported(content["deployment"], name)
    : previewed(content, name);
  return states.flatMap((state) => {
    // What is marked for deletion is about to go.
    if (state["delete"] === true) {
      return [];
    }
    const { urn, type, id, parent } = state;
    if (typeof urn !== "string" || typeof type !== "string") {
      throw new Error(`${name} holds a resource without URN or type: make it anew with the Pulumi CLI`);
    }
    return [
      {
        urn,
        type,
        custom: state["custom"] === true,
        external: state["external"] === true,
        id: typeof id === "string" ? id : undefined,
        inputs: propertiesIn(state["inputs"]),
        outputs: propertiesIn(state["outputs"]),
        parent: typeof parent === "string" ? parent : undefined,
        propertyDependencies: dependenciesIn(state["propertyDependencies"]),
      },
    ];
  });
}

/** A resource, and how the stack has it. */
export interface StackFileResource extends Resource {
  /** Whether a provider made it; a component is made of others. */
  readonly custom: boolean;
  /** Whether the stack only reads it. */
  readonly external: boolean;
}

function parse(text: string, name: string): Properties {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error(`${name} is not JSON: ${howToMake}`);
  }
  if (!isRecord(content)) {
    throw new Error(`${name} holds no stack: ${howToMake}`);
  }
  return content;
}

const howToMake =
  'give the output of "pulumi preview --json --show-sames" or of "pulumi stack export" (nothing else may be in it)';

function exported(deployment: Properties, name: string): Properties[] {
  const { resources } = deployment;
  // A stack without resources has no list of them.
  if (resources !== undefined && !Array.isArray(resources)) {
    throw new Error(`${name} holds no list of resources: ${howToMake}`);
  }
  return (resources ?? []).filter(isRecord);
}

/** The operations of a step after which its resource is there, and the stack's own. */
const kept = new Set([
  "create",
  "create-replacement",
  "import",
  "refresh",
  "replace",
  "same",
  "update",
  "read",
]);

function previewed(preview: Properties, name: string): Properties[] {
  const { steps, changeSummary, diagnostics } = preview;
  if (!Array.isArray(steps)) {
    throw new Error(`${name} holds neither steps nor a deployment: ${howToMake}`);
  }
  if (Array.isArray(diagnostics) && diagnostics.some((one) => isRecord(one) && one["severity"] === "error")) {
    throw new Error(
      `${name} is of a preview that failed, and may leave resources out: mend the program first`,
    );
  }
  const all = steps.filter(isRecord);
  const same = all.filter(({ op }) => op === "same").length;
  const unchanged = isRecord(changeSummary) ? changeSummary["same"] : undefined;
  if (typeof unchanged === "number" && unchanged > same) {
    throw new Error(
      `${name} leaves out ${unchanged - same} resources that do not change: preview with --show-sames as well`,
    );
  }
  // A replacement comes in several steps, of which the last counts.
  const states = new Map<unknown, Properties>();
  for (const { op, urn, newState, oldState } of all) {
    if (typeof op === "string" && kept.has(op) && isRecord(newState)) {
      states.set(urn, inPlace.has(op) && isRecord(oldState) ? continued(newState, oldState) : newState);
    }
  }
  return [...states.values()];
}

/** The operations after which a resource is still the one that it was. */
const inPlace = new Set(["same", "update"]);

/**
 * A preview leaves out of what stays, or changes in place, what the cloud said of it. Its id stays, and so does what the
 * cloud answered, but for the properties that change.
 */
function continued(newState: Properties, oldState: Properties): Properties {
  const { inputs: news, outputs: answered } = newState;
  const { inputs: olds, outputs } = oldState;
  const changes = (name: string): boolean =>
    isRecord(news) && isRecord(olds) && JSON.stringify(news[name]) !== JSON.stringify(olds[name]);
  const stays = isRecord(outputs) ? Object.entries(outputs).filter(([name]) => !changes(name)) : [];
  return {
    ...newState,
    id: newState["id"] ?? oldState["id"],
    outputs: { ...Object.fromEntries(stays), ...(isRecord(answered) && answered) },
  };
}

function dependenciesIn(value: unknown): Resource["propertyDependencies"] {
  if (!isRecord(value)) {
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, urns]) => [
      key,
      Array.isArray(urns) ? urns.filter((urn) => typeof urn === "string") : [],
    ]),
  );
}
