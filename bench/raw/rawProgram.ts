import { isDeepStrictEqual } from "node:util";

import { type StackUnderTest, withFreshStack } from "../freshStack";
import type { Workspace } from "../workspace";
import { sourceOf } from "./source";
import { type Wired, type WiredResource, wiringOf } from "./wiring";

export interface RawProgram {
  /** The folder of its project. */
  readonly project: string;
  /** How many it makes, components not counted. */
  readonly resources: number;
}

/**
 * Writes the program that makes exactly the resources that another program's stack has, without its components.
 *
 * It is derived from the state that the other program leaves, so the two cannot drift apart. It is then brought up
 * itself, and refused unless its state gives the same types, inputs, references, dependencies and options.
 *
 * @param name - names the folder of its project.
 */
export async function rawProgram(
  name: string,
  original: StackUnderTest,
  workspace: Workspace,
  interruption: AbortSignal,
): Promise<RawProgram> {
  const wiring = (project: string): Promise<WiredResource[]> =>
    withFreshStack({ ...original, project }, workspace, interruption, async ({ pulumi }) => {
      await pulumi("up", "--yes", "--skip-preview");
      return wiringOf((await pulumi("stack", "export", "--show-secrets")).stdout);
    });
  const wanted = await wiring(original.project);
  const project = await workspace.program(`raw-${name}`, sourceOf(wanted));
  requireSame(await wiring(project), wanted);
  return { project, resources: wanted.length };
}

function requireSame(made: readonly WiredResource[], wanted: readonly WiredResource[]): void {
  const byKey = new Map(made.map((resource) => [resource.key, inputsInOrder(resource)]));
  const different = wanted.filter(
    (resource) => !isDeepStrictEqual(byKey.get(resource.key), inputsInOrder(resource)),
  );
  if (different.length > 0 || made.length !== wanted.length) {
    throw new Error(
      `the raw program made ${made.length} resources for ${wanted.length}, and these not as they were: ` +
        different.map(({ key }) => key).join(", "),
    );
  }
}

/** A set of ids is stored in the order of the ids, which every run makes anew. */
function inputsInOrder(resource: WiredResource): WiredResource {
  const inputs = Object.entries(resource.inputs).map(([property, wired]): [string, Wired] =>
    "list" in wired && wired.list.every((item) => "reference" in item)
      ? [property, { list: [...wired.list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) }]
      : [property, wired],
  );
  return { ...resource, inputs: Object.fromEntries(inputs) };
}
