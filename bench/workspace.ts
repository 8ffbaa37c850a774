import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

import type { SizedProgram } from "./growth/sizedPrograms";

const checkout = resolve(__dirname, "..");

/** What every program needs to be a Pulumi project like this checkout's own. */
const projectFiles = [
  "Pulumi.yaml",
  "Pulumi.dev.yaml",
  "Pulumi.prod.yaml",
  "bench/growth/Pulumi.sized.yaml",
  "package.json",
  "tsconfig.json",
  "tsconfig.pulumi.json",
];

/** What the program of this checkout consists of. */
const demoFiles = ["index.ts", "config.ts", "address-plan.json", "addressing", "components", "pricing"];

/** What the programs whose size is varied consist of, but for their `index.ts` and the module that it runs. */
const sizedFiles = ["addressing", "components", "pricing"];

/**
 * A temporary folder with the programs to compare, each a project of its own: the language host searches a project's
 * folder and its `node_modules`, so programs that lie elsewhere would be searched for less or more.
 */
export class Workspace {
  private count = 0;

  private constructor(private readonly folder: string) {}

  static async create(): Promise<Workspace> {
    return new Workspace(await mkdtemp(join(tmpdir(), "crosscloud-bench-")));
  }

  /** A copy of this checkout's program, as it is now: edits during a long run do not count. */
  async demo(): Promise<string> {
    const project = await this.project("demo");
    await copyInto(project, demoFiles);
    return project;
  }

  /** A program of so many of what it counts, for the stack `sized`. */
  async sized(name: string, { module, make }: SizedProgram, size: number, variant?: string): Promise<string> {
    const args = [size, ...(variant === undefined ? [] : [variant])].map((value) => JSON.stringify(value));
    const source = `import { ${make} } from "./${module}";\n\n${make}(${args.join(", ")});\n`;
    const project = await this.program(name, source);
    await copyInto(project, [...sizedFiles, `${module}.ts`]);
    return project;
  }

  /** A project whose `index.ts` is given. */
  async program(name: string, source: string): Promise<string> {
    const project = await this.project(name);
    await writeFile(join(project, "index.ts"), source);
    return project;
  }

  /** An empty folder. */
  async emptyFolder(): Promise<string> {
    const folder = join(this.folder, `run-${++this.count}`);
    await mkdir(folder);
    return folder;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async project(name: string): Promise<string> {
    const project = join(this.folder, name);
    await mkdir(project);
    await Promise.all(projectFiles.map((file) => cp(join(checkout, file), join(project, basename(file)))));
    await symlink(join(checkout, "node_modules"), join(project, "node_modules"), "junction");
    return project;
  }
}

async function copyInto(folder: string, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => cp(join(checkout, name), join(folder, name), { recursive: true })));
}
