import { Command, CommanderError, InvalidArgumentError } from "commander";

import { analyse, type Analysis, type Protocol, readStackFile, type Resource } from "../../reachability";
import { protocols } from "../../reachability/model";
import { readInput } from "../readInput";

/** Exit code for a question that can't be answered because of what was given. */
export const badInput = 2;

export const filesDescription =
  'output of "pulumi preview --json --show-sames" or "pulumi stack export", of all stacks that the question is about; - for standard input';

/**
 * A command that answers a question about stacks by its exit code too, so whatever is wrong with the question has a code
 * of its own.
 */
export function question(name: string): Command {
  return new Command(name).exitOverride((error: CommanderError) => {
    process.exit(error.exitCode === 0 ? 0 : badInput);
  });
}

/** The options by which a question says what traffic it is about. */
export function withTraffic(command: Command): Command {
  return command
    .option(
      "--protocol <protocol>",
      "tcp, udp, icmp, another name or IANA's number (default: tcp)",
      protocolOption,
    )
    .option("--port <port>", "at the receiver (default: 443 for tcp and udp)", portOption);
}

/** Runs an action whose errors are those of its input. */
export function answering<Args extends unknown[]>(
  action: (...args: Args) => Promise<void>,
): (...args: Args) => Promise<void> {
  return async (...args) => {
    try {
      await action(...args);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = badInput;
    }
  };
}

/** Reads the stacks in files as one estate. */
export async function analyseFiles(files: readonly string[]): Promise<Analysis> {
  return analyse(await resourcesIn(files));
}

/** Reads the resources of all stacks in files. */
export async function resourcesIn(files: readonly string[]): Promise<readonly Resource[]> {
  if (files.filter((file) => file === "-").length > 1) {
    throw new Error("standard input can be read only once: give - once");
  }
  const resources: Resource[] = [];
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const { name, content } = await readInput(file);
    const read = readStackFile(content, name);
    for (const { urn } of read) {
      const other = fileOf.get(urn);
      if (other !== undefined) {
        throw new Error(`${urn} is in ${other} and in ${name}: give each stack once`);
      }
    }
    read.forEach(({ urn }) => fileOf.set(urn, name));
    resources.push(...read);
  }
  return resources;
}

export function protocolOption(text: string): Protocol {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : undefined;
  const name = (Object.keys(protocols) as (keyof typeof protocols)[]).find(
    (one) => one === text.toLowerCase(),
  );
  const found = name ?? number;
  if (found === undefined || (number !== undefined && number > 255)) {
    throw new InvalidArgumentError(
      `give ${Object.keys(protocols).join(", ")} or a number of IANA's, 0 to 255`,
    );
  }
  return found;
}

export function portOption(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65535)) {
    throw new InvalidArgumentError("give a number from 0 to 65535");
  }
  return port;
}
