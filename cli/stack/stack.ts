import { runAttached, runCaptured } from "./process";
import { InterruptedError } from "../engine";

/** One resource as a state export lists it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly custom?: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  /** Replaced already, and waiting for its deletion. */
  readonly delete?: boolean;
  /** Deleted already, and waiting for its replacement. */
  readonly pendingReplacement?: boolean;
  /** Only read, and not managed by the stack. */
  readonly external?: boolean;
}

export interface PendingOperation {
  readonly resource: StateResource;
  readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
}

/** What `pulumi stack export` prints, as far as it is read here. */
export interface ExportedStack {
  readonly version: number;
  readonly deployment: Deployment;
}

export interface Deployment {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly PendingOperation[];
}

export type Operation = "up" | "preview" | "refresh" | "destroy";

export interface StackOptions {
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
  /** The project's folder. @default the current folder */
  readonly cwd?: string;
  /** Configuration file in place of `Pulumi.<stack>.yaml`. */
  readonly configFile?: string;
}

/** One stack of a Pulumi project, driven through the CLI. */
export class Stack {
  constructor(private readonly options: StackOptions) {}

  get name(): string {
    return this.options.name;
  }

  /** Runs an operation on the user's terminal. @throws if it fails or is interrupted. */
  async operate(operation: Operation, ...flags: string[]): Promise<void> {
    const { code, interruptedBy } = await runAttached(
      "pulumi",
      this.operation(operation, flags),
      this.options,
    );
    // The engine may have ended well before its work was done.
    if (interruptedBy) {
      throw new InterruptedError(interruptedBy);
    }
    if (code !== 0) {
      throw new StackError(`pulumi ${operation} ended with exit code ${code}`);
    }
  }

  /** Runs an operation, and shows what it printed only if it fails. */
  async quietly(operation: Operation, ...flags: string[]): Promise<void> {
    await this.capture(this.operation(operation, flags));
  }

  async exists(): Promise<boolean> {
    const listed = JSON.parse(await this.capture(["stack", "ls", "--json"])) as { name: string }[];
    return listed.some(({ name }) => name === this.name || name.endsWith(`/${this.name}`));
  }

  /** @param showSecrets - whether secrets are decrypted: for what is told to nobody */
  async export({ showSecrets = false } = {}): Promise<ExportedStack> {
    const flags = showSecrets ? ["--show-secrets"] : [];
    return JSON.parse(await this.capture(["stack", "export", ...flags, ...this.target()])) as ExportedStack;
  }

  /** Replaces the stack's state. */
  async import(state: ExportedStack): Promise<void> {
    await this.capture(["stack", "import", ...this.target()], JSON.stringify(state));
  }

  /** The stack's outputs; secret ones are masked. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    return JSON.parse(await this.capture(["stack", "output", "--json", ...this.target()])) as Record<
      string,
      unknown
    >;
  }

  /** Runs a command of the CLI to its end and answers with what it printed. @throws if it fails. */
  async capture(args: readonly string[], input = ""): Promise<string> {
    const { code, stdout, stderr, interruptedBy } = await runCaptured(
      "pulumi",
      [...args, "--non-interactive"],
      { ...this.options, input },
    );
    if (interruptedBy) {
      throw new InterruptedError(interruptedBy);
    }
    if (code !== 0) {
      throw new StackError(
        `pulumi ${args.join(" ")} ended with exit code ${code}: ${stderr.trim() || stdout.trim()}`,
      );
    }
    return stdout;
  }

  private operation(operation: Operation, flags: readonly string[]): string[] {
    const config = this.options.configFile === undefined ? [] : ["--config-file", this.options.configFile];
    return [operation, ...this.target(), ...config, ...flags];
  }

  private target(): string[] {
    return ["--stack", this.name];
  }
}

/** A command of the CLI failed; its own output has said why. */
export class StackError extends Error {}
