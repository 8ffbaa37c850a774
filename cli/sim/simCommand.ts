import { Command, InvalidArgumentError } from "commander";

import { openSession, type SessionOptions } from "./session";
import { runAttached } from "../stack/process";
import { afterRecovery } from "../stack/recoverAll";

export function withWorldFile(command: Command): Command {
  return command.option("--world <file>", "the world file", ".crosscloud/world.json");
}

/** Options that every command takes that may begin a simulated world. */
export function withWorldOptions(command: Command): Command {
  return withWorldFile(command).option(
    "--seed <text>",
    "what ids, addresses and keys of a new world are drawn from",
    "crosscloud",
  );
}

export function timeScale(text: string): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (!(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError("give a number from 0 (answer at once) to 1 (as slow as the real clouds)");
  }
  return value;
}

/** `crosscloud sim -- <command…>`: any command in front of the simulated clouds. */
export function simCommand(): Command {
  return withWorldOptions(new Command("sim"))
    .description("run a command, such as pulumi up, against the simulated clouds")
    .option(
      "--time-scale <factor>",
      "real seconds per simulated second: 0.001 makes 45 minutes 2.7 s",
      timeScale,
      0,
    )
    .argument("<command...>", "the command and its arguments, behind --")
    .addHelpText(
      "after",
      `
Examples:
  crosscloud sim -- pulumi up --stack dev
  crosscloud sim --time-scale 0.001 -- npm test

Whether tunnels are up, and why not: crosscloud world tunnels

After a run that was killed the next one first releases its locks and settles what it had under way.

The world, and the state of stacks unless PULUMI_BACKEND_URL says otherwise, are kept in .crosscloud/.
"pulumi stack init" writes the salt of an empty passphrase into Pulumi.<stack>.yaml: simulate under a stack name
that no real stack will have, or remove the line "encryptionsalt" before you create the real one.`,
    )
    .action(async ([program, ...args]: [string, ...string[]], options: SessionOptions) => {
      const session = await openSession(options);
      process.stderr.write(`${session.engine.reason}\n`);
      const say = (line: string): void => void process.stderr.write(`${line}\n`);
      try {
        const { code } = await afterRecovery(session, { say }, () =>
          runAttached(program, args, { env: session.env }),
        );
        process.exitCode = code;
      } finally {
        await session.close();
      }
    });
}
