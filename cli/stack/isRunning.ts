import { existsSync, readFileSync } from "node:fs";

/**
 * True while a process of this id runs the program. Where Linux tells, a killed process that nobody has reaped and
 * another program that was given the id since do not count: both are usual in containers.
 */
export function isRunning(pid: number, program: string): boolean {
  if (existsSync("/proc/self/stat")) {
    const [, name, state] = /\((.*)\) (\S)/s.exec(statOf(pid)) ?? [];
    return name === program && state !== "Z" && state !== "X";
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}
