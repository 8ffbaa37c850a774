import { isDeepStrictEqual } from "node:util";

import { withFreshStack } from "../freshStack";
import type { Workspace } from "../workspace";
import { sourceOf } from "./source";
import { type WiredResource, wiringOf } from "./wiring";

/**
 * Writes the program that makes exactly the resources that another program's stack has, without its components.
 *
 * It is derived from the state that the other program leaves, so the two cannot drift apart. It is then brought up
 * itself, and refused unless its state gives the same types, inputs, references, dependencies and options.
 *
 * @returns the folder of its project.
 */
export async function rawProgram(
  project: string,
  stack: string,
  workspace: Workspace,
  interruption: AbortSignal,
): Promise<string> {
  const wiring = (folder: string): Promise<WiredResource[]> =>
    withFreshStack({ project: folder, stack }, workspace, interruption, async ({ pulumi }) => {
      await pulumi("up", "--yes", "--skip-preview");
      return wiringOf((await pulumi("stack", "export", "--show-secrets")).stdout);
    });
  const wanted = await wiring(project);
  const raw = await workspace.program(`raw-${stack}`, sourceOf(wanted));
  requireSame(await wiring(raw), wanted);
  return raw;
}

function requireSame(made: readonly WiredResource[], wanted: readonly WiredResource[]): void {
  const byName = new Map(made.map((resource) => [resource.name, resource]));
  const different = wanted.filter((resource) => !isDeepStrictEqual(byName.get(resource.name), resource));
  if (different.length > 0 || made.length !== wanted.length) {
    throw new Error(
      `the raw program made ${made.length} resources for ${wanted.length}, and these not as they were: ` +
        different.map(({ name }) => name).join(", "),
    );
  }
}
