/** Where an engine came from: found on `PATH`, installed by npm's `pulumi` package, or built from Go modules. */
export type EngineSource = "PATH" | "npm" | "cache" | "built";

/** A Pulumi CLI that can run Node programs. */
export interface Engine {
  /** The folder to prepend to `PATH`, so that the CLI finds its language host and launchers. */
  readonly directory: string;
  /** The executable itself. */
  readonly pulumi: string;
  /** Without a leading `v`, such as `3.200.0`. */
  readonly version: string;
  readonly source: EngineSource;
  /** One sentence: which engine is used, and why the ways tried before it gave none. */
  readonly reason: string;
}

/** An engine that answered, before anyone has said why it was chosen. */
export type Installation = Omit<Engine, "reason">;

/** Why one way to an engine gave none, as a clause that reads well after "because". */
export class Miss {
  constructor(readonly why: string) {}
}
