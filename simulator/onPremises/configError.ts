/** A place in a router's configuration, for messages. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Text in a router's configuration that the reader cannot interpret, or that the daemon would refuse. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  /** @param problem never quotes the value of a secret. */
  constructor({ file, line }: Place, problem: string) {
    super(`${file}:${line}: ${problem}`);
  }
}
