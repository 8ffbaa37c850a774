import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import type { Machine } from "../../../cli/engine/machine";
import { npmPulumi } from "../../../cli/engine/pins";

/** A machine of its own in a temporary folder, whose programs are shell scripts that note how they were called. */
export class FakeMachine implements Machine {
  readonly root = mkdtempSync(path.join(tmpdir(), "engine-"));
  readonly home = path.join(this.root, "home");
  readonly bin = path.join(this.root, "bin");
  readonly cache = path.join(this.root, "cache");
  readonly platform = process.platform;
  readonly arch = process.arch;
  readonly env: NodeJS.ProcessEnv = { PATH: this.bin, CROSSCLOUD_CACHE_DIR: this.cache };
  readonly lines: string[] = [];
  readonly log = (line: string) => void this.lines.push(line);

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  program(file: string, script: string): string {
    const absolute = path.resolve(this.bin, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    const note = `echo "$@" >> ${path.join(this.root, `${path.basename(file)}.calls`)}`;
    writeFileSync(absolute, `#!/bin/sh\nPATH=/bin:/usr/bin\n${note}\n${script}\n`);
    chmodSync(absolute, 0o755);
    return absolute;
  }

  calls(program: string): string[] {
    const file = path.join(this.root, `${program}.calls`);
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }

  pulumi(version: string, directory = this.bin): string {
    this.program(path.join(directory, "pulumi-language-nodejs"), "");
    return this.program(path.join(directory, "pulumi"), `echo ${version}`);
  }

  /** Where npm's `pulumi` package installs. */
  get npmDirectory(): string {
    return path.join(this.home, ".pulumi", "versions", npmPulumi, "bin");
  }

  npx(script: string): void {
    this.program("npx", script);
  }

  refuseDownload(): void {
    this.npx("echo 'Downloading pulumi...' >&2; echo 'pulumi: fetch failed' >&2; exit 1");
  }

  /** A Go whose builds write programs that print the version they were linked with. */
  go({ version = "go1.26.8", build = "" } = {}): void {
    const module = path.join(this.root, "module");
    for (const launcher of ["pulumi-analyzer-policy", "pulumi-resource-pulumi-nodejs"]) {
      mkdirSync(path.join(module, "nodejs/dist"), { recursive: true });
      writeFileSync(path.join(module, "nodejs/dist", launcher), "#!/bin/sh\n", { mode: 0o444 });
    }
    this.program(
      "go",
      `case "$*" in
env*) echo ${version};;
list*-m*-f*{{.Dir}}*) echo ${module};;
list*) printf 'a@v1\\nb@v1\\n';;
build*)
  ${build}
  while [ "$1" != -o ]; do shift; done
  printf '#!/bin/sh\\necho v3.200.0\\n' > "$2"
  chmod +x "$2";;
esac`,
    );
  }
}
