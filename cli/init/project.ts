import type { Answers } from "./answers";
import type { StackCost } from "./cost";
import { stacks } from "./stacks";
import { projectFile, stackFile } from "./templates/configuration";
import { intents } from "./templates/intents";
import { gitignore, packageFile, tsconfig } from "./templates/packageFiles";
import { program } from "./templates/program";
import { readme } from "./templates/readme";
import { workflow } from "./templates/workflow";

/** The texts of a project's files, by path. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** A whole Pulumi project. */
export function project(answers: Answers, costs: readonly StackCost[]): ProjectFiles {
  return {
    "index.ts": program(answers),
    "Pulumi.yaml": projectFile(answers),
    ...Object.fromEntries(stacks.map((stack) => [`Pulumi.${stack}.yaml`, stackFile(answers, stack)])),
    "intents.yaml": intents(answers),
    "package.json": packageFile(answers),
    "tsconfig.json": tsconfig(),
    ".gitignore": gitignore(),
    ".github/workflows/preview.yml": workflow(),
    "README.md": readme(answers, costs),
  };
}
