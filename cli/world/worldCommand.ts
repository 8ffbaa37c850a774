import { existsSync } from "node:fs";

import { Command } from "commander";

import { changedValue } from "./changedValue";
import { findRecord, listing, masked } from "./listing";
import { readRouters } from "./onPremises";
import { tunnelListing } from "./tunnels";
import { allTunnelStates, simulatedClouds, type SimulatedClouds, WorldFile } from "../../simulator";
import { withWorldFile } from "../sim/simCommand";

interface WorldFileOption {
  readonly world: string;
}

interface TunnelsOptions extends WorldFileOption {
  readonly onPremises: readonly string[];
}

/** `crosscloud world …`: looks into the simulated world, and changes it behind the engine's back. */
export function worldCommand(): Command {
  const idArgument = ["<id>", "the cloud's id of the resource, or its logical name"] as const;
  return new Command("world")
    .description("look into the simulated world, or change it behind Pulumi's back")
    .addCommand(
      withWorldFile(new Command("list"))
        .description("list what exists in the simulated clouds; also while they are in use")
        .action(async (options: WorldFileOption) => {
          const { world } = await lookInto(options);
          print(listing(world.list()));
        }),
    )
    .addCommand(
      withWorldFile(new Command("show"))
        .description("print the attributes of a resource as JSON; secrets are masked")
        .argument(...idArgument)
        .action(async (id: string, options: WorldFileOption) => {
          const { world } = await lookInto(options);
          const record = findRecord(world.list(), id);
          print(JSON.stringify(masked(record, world.outputs(record)), null, 2));
        }),
    )
    .addCommand(
      withWorldFile(new Command("tunnels"))
        .description("list the tunnels with their state, and what keeps one down")
        .option(
          "--on-premises <folder>",
          "the folder of an on-premises router's files, for its ends; may be given again",
          (folder: string, before: readonly string[]) => [...before, folder],
          [],
        )
        .action(async (options: TunnelsOptions) => {
          const { world } = await lookInto(options);
          print(tunnelListing(allTunnelStates(world.view(), readRouters(options.onPremises)), world.list()));
        }),
    )
    .addCommand(
      withWorldFile(new Command("delete"))
        .description("delete a resource behind Pulumi's back, as somebody in the cloud's console would")
        .argument(...idArgument)
        .action((id: string, options: WorldFileOption) =>
          change(options, async ({ world }) => {
            const record = findRecord(world.list(), id);
            await world.remove(record);
            print(`deleted ${record.token} ${record.id}`);
          }),
        ),
    )
    .addCommand(
      withWorldFile(new Command("set"))
        .description("change a property of a resource behind Pulumi's back")
        .argument(...idArgument)
        .argument("<property>", "a property of the resource, such as staticRoutesOnly")
        .argument("<value>", "the new value, as JSON; what is not JSON is taken as text")
        .action((id: string, property: string, text: string, options: WorldFileOption) =>
          change(options, async ({ world }) => {
            const record = findRecord(world.list(), id);
            await world.alter(record, { [property]: changedValue(record, property, text) });
            print(`changed ${property} of ${record.token} ${record.id}`);
          }),
        ),
    );
}

/** Without the lock: a world in use can be watched. */
async function lookInto({ world }: WorldFileOption): Promise<SimulatedClouds> {
  requireWorld(world);
  return simulatedClouds({ store: { load: () => WorldFile.read(world), save: () => Promise.resolve() } });
}

async function change(
  { world }: WorldFileOption,
  use: (clouds: SimulatedClouds) => Promise<void>,
): Promise<void> {
  requireWorld(world);
  const store = await WorldFile.open(world);
  try {
    await use(await simulatedClouds({ store }));
  } finally {
    await store.close();
  }
}

function requireWorld(path: string): void {
  if (!existsSync(path)) {
    throw new Error(`there is no simulated world ${path}; "crosscloud demo" and "crosscloud sim" begin one`);
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
