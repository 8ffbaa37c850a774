import { readFileSync } from "node:fs";

/** Clock ticks a second in `/proc`, which is 100 on every architecture that Node runs on: `man 7 time`. */
const ticksPerSecond = 100;

/**
 * Processor seconds of all children so far that have ended, and of theirs. Unlike elapsed time it hardly grows when
 * the machine has other things to do. NaN but on Linux.
 */
export function childrenCpuSeconds(): number {
  if (process.platform !== "linux") {
    return NaN;
  }
  // The name, which comes second, may hold spaces: `man 5 proc_pid_stat`.
  const [, fields = ""] = readFileSync("/proc/self/stat", "utf8").split(") ");
  const [user, system] = fields.split(" ").slice(13, 15).map(Number);
  return ((user ?? NaN) + (system ?? NaN)) / ticksPerSecond;
}
