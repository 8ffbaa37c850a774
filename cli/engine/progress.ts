/** Receives finished lines, without a line break. */
export type Log = (line: string) => void;

/** How often a line is added where a line cannot be rewritten. */
const plainIntervalMs = 15_000;

/** Shows that a long step advances: one rewritten line on a terminal, a line now and then elsewhere. */
export class Progress {
  /** @param log - takes the lines instead of standard error. */
  constructor(private readonly log?: Log) {}

  say(line: string): void {
    if (this.log) {
      this.log(line);
    } else {
      process.stderr.write(`${line}\n`);
    }
  }

  /** Does the work while showing its title, how far it is, and how long it has taken. */
  async during<T>(title: string, work: () => Promise<T>, detail?: () => string): Promise<T> {
    const start = Date.now();
    const line = () => `${title}${detail ? `: ${detail()}` : ""} (${elapsed(Date.now() - start)})`;
    const terminal = !this.log && process.stderr.isTTY;
    if (!terminal) {
      this.say(`${title}…`);
    }
    const timer = terminal
      ? setInterval(
          () => process.stderr.write(`\r\x1b[K${line().slice(0, (process.stderr.columns || 80) - 1)}`),
          500,
        )
      : setInterval(() => this.say(line()), plainIntervalMs);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      if (terminal) {
        process.stderr.write("\r\x1b[K");
        this.say(line());
      }
    }
  }
}

/** A duration for people, such as `42 s` or `3 min 5 s`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts = [`${Math.floor(seconds / 60)} min`, `${seconds % 60} s`];
  return parts.filter((part) => !part.startsWith("0 ")).join(" ") || "0 s";
}
