import type { StackUnderTest } from "../freshStack";
import { rawProgram } from "../raw/rawProgram";
import type { Workspace } from "../workspace";

/** The programs that are compared, in the order in which each round runs them. */
export const programNames = ["components", "raw", "empty"] as const;

export type ProgramName = (typeof programNames)[number];

export interface Programs {
  /** By program. */
  readonly projects: Readonly<Record<ProgramName, string>>;
  /** How many resources the first two make, components not counted. */
  readonly resources: number;
}

/** Lays out the programs to compare with one that has components. */
export async function preparePrograms(
  name: string,
  components: StackUnderTest,
  workspace: Workspace,
  interruption: AbortSignal,
): Promise<Programs> {
  const raw = await rawProgram(name, components, workspace, interruption);
  const empty = await workspace.program(`empty-${name}`, "export {};\n");
  return { projects: { components: components.project, raw: raw.project, empty }, resources: raw.resources };
}
