import { Command } from "commander";
import Table from "cli-table3";

import { simulatedClouds, type WorldRecord, WorldFile } from "../../simulator";
import type { SimulatedClouds } from "../../simulator";
import { withWorldOptions } from "../sim/simCommand";

/** `crosscloud world …`: looks into the simulated world, and changes it behind the engine's back. */
export function worldCommand(): Command {
  return new Command("world")
    .description("look into the simulated world, or change it behind Pulumi's back")
    .addCommand(
      withWorldOptions(new Command("list"))
        .description("list what exists in the simulated clouds")
        .action((options: { world: string }) =>
          inWorld(options, ({ world }) => {
            process.stdout.write(`${listing(world.list())}\n`);
          }),
        ),
    )
    .addCommand(
      withWorldOptions(new Command("show"))
        .description("print the attributes of a resource as JSON; secrets are masked")
        .argument("<id>", "the cloud's id of the resource")
        .action((id: string, options: { world: string }) =>
          inWorld(options, ({ world }) => {
            const record = find(world.list(), id);
            const outputs = Object.entries(world.outputs(record)).map(([name, value]) =>
              record.secrets.includes(name) ? [name, "[secret]"] : [name, value],
            );
            process.stdout.write(`${JSON.stringify(Object.fromEntries(outputs), null, 2)}\n`);
          }),
        ),
    )
    .addCommand(
      withWorldOptions(new Command("delete"))
        .description("delete a resource behind Pulumi's back, as somebody in the cloud's console would")
        .argument("<id>", "the cloud's id of the resource")
        .action((id: string, options: { world: string }) =>
          inWorld(options, async ({ world }) => {
            const record = find(world.list(), id);
            await world.remove(record);
            process.stdout.write(`deleted ${record.token} ${record.id}\n`);
          }),
        ),
    )
    .addCommand(
      withWorldOptions(new Command("set"))
        .description("change a property of a resource behind Pulumi's back")
        .argument("<id>", "the cloud's id of the resource")
        .argument("<property>", "a property of the resource, such as staticRoutesOnly")
        .argument("<value>", "the new value, as JSON; what is not JSON is taken as text")
        .action((id: string, property: string, value: string, options: { world: string }) =>
          inWorld(options, async ({ world }) => {
            const record = find(world.list(), id);
            if (!(property in record.outputs)) {
              throw new Error(
                `${record.token} ${record.id} has no property "${property}"; it has ${Object.keys(record.outputs).sort().join(", ")}`,
              );
            }
            await world.alter(record, { [property]: parsed(value) });
            process.stdout.write(`changed ${property} of ${record.token} ${record.id}\n`);
          }),
        ),
    );
}

async function inWorld(
  options: { readonly world: string },
  use: (clouds: SimulatedClouds) => void | Promise<void>,
): Promise<void> {
  const store = await WorldFile.open(options.world);
  try {
    await use(await simulatedClouds({ store }));
  } finally {
    await store.close();
  }
}

function find(records: readonly WorldRecord[], id: string): WorldRecord {
  const found = records.filter((record) => record.id === id || record.urn.endsWith(`::${id}`));
  const [record] = found;
  if (!record) {
    throw new Error(
      `nothing in the simulated world has the id or logical name "${id}"; see: crosscloud world list`,
    );
  }
  if (found.length > 1) {
    throw new Error(
      `"${id}" names several resources: ${found.map((other) => other.id).join(", ")}; give the id`,
    );
  }
  return record;
}

function listing(records: readonly WorldRecord[]): string {
  if (records.length === 0) {
    return "The simulated world is empty.";
  }
  const table = new Table({ head: ["type", "id", "made by"], style: { head: [], border: [] } });
  table.push(...records.map(({ token, id, urn }) => [token, id, urn]));
  return table.toString();
}

function parsed(text: string): string | number | boolean {
  try {
    return JSON.parse(text) as string | number | boolean;
  } catch {
    return text;
  }
}
