import type { PricedResource } from "../../pricing";

/** A resource of a stack, and what it belongs to. */
export interface StackResource extends PricedResource {
  readonly parent: string | undefined;
}

/**
 * The custom resources in the output of `pulumi preview --json` or `pulumi stack export`: those that the stack has, or
 * would have after an update.
 *
 * @param name - what messages call the text, such as its file
 * @throws if the text is neither, or does not hold all resources.
 */
export function stackResources(text: string, name: string): StackResource[] {
  const content = parse(text, name);
  const states = isRecord(content["deployment"])
    ? exported(content["deployment"], name)
    : previewed(content, name);
  return states.flatMap((state) => {
    const { urn, type, inputs, parent } = state;
    // What is only read is not the stack's to pay for, and what is marked for deletion is about to go.
    if (state["custom"] !== true || state["external"] === true || state["delete"] === true) {
      return [];
    }
    if (typeof urn !== "string" || typeof type !== "string") {
      throw new Error(`${name} holds a resource without URN or type: make it anew with the Pulumi CLI`);
    }
    return [
      {
        urn,
        type,
        inputs: isRecord(inputs) ? inputs : {},
        parent: typeof parent === "string" ? parent : undefined,
      },
    ];
  });
}

type JsonRecord = Readonly<Record<string, unknown>>;

function parse(text: string, name: string): JsonRecord {
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

function exported(deployment: JsonRecord, name: string): JsonRecord[] {
  const { resources } = deployment;
  // A stack without resources has no list of them.
  if (resources !== undefined && !Array.isArray(resources)) {
    throw new Error(`${name} holds no list of resources: ${howToMake}`);
  }
  return (resources ?? []).filter(isRecord);
}

/** The operations of a step after which its resource is there, and the stack's own. */
const kept = new Set(["create", "create-replacement", "import", "refresh", "replace", "same", "update"]);

function previewed(preview: JsonRecord, name: string): JsonRecord[] {
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
  const states = new Map<unknown, JsonRecord>();
  for (const { op, urn, newState } of all) {
    if (typeof op === "string" && kept.has(op) && isRecord(newState)) {
      states.set(urn, newState);
    }
  }
  return [...states.values()];
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
