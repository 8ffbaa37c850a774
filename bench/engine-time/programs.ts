import { rawProgram } from "../raw/rawProgram";
import type { Workspace } from "../workspace";

/** The programs that are compared, in the order in which each round runs them. */
export const programNames = ["components", "raw", "empty"] as const;

export type ProgramName = (typeof programNames)[number];

/** The project folders by program. */
export type Programs = Readonly<Record<ProgramName, string>>;

/** Lays out the programs for one stack. */
export async function preparePrograms(
  demo: string,
  stack: string,
  workspace: Workspace,
  interruption: AbortSignal,
): Promise<Programs> {
  return {
    components: demo,
    raw: await rawProgram(demo, stack, workspace, interruption),
    empty: await workspace.program(`empty-${stack}`, "export {};\n"),
  };
}
