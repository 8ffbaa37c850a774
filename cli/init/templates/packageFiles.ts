import type { Answers } from "../answers";
import { libraryPackage } from "../libraryPackage";
import { stacks } from "../stacks";

/** `package.json`. */
export function packageFile({ name }: Answers): string {
  const { version, peerDependencies, engines } = libraryPackage;
  return json({
    name,
    private: true,
    scripts: {
      demo: "crosscloud demo",
      check: `crosscloud preview ${stacks.join(" ")} --simulated --intents intents.yaml`,
    },
    engines,
    dependencies: { ...peerDependencies, "pulumi-crosscloud": `^${version}` },
    devDependencies: {
      "@types/node": "^20.19.0",
      "ts-node": "^10.9.2",
      typescript: "~5.9.3",
    },
  });
}

/** `tsconfig.json`. */
export function tsconfig(): string {
  return json({
    compilerOptions: {
      target: "es2022",
      module: "nodenext",
      moduleResolution: "nodenext",
      strict: true,
      skipLibCheck: true,
      noEmit: true,
    },
  });
}

/** `.gitignore`: the simulated clouds and their stacks lie in `.crosscloud`. */
export function gitignore(): string {
  return ["node_modules/", ".crosscloud/", "preview.md", ""].join("\n");
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
