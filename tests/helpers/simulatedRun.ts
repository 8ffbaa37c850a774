import { runtime } from "@pulumi/pulumi";
import { simulatedClouds, type SimulatedClouds, simulatedMocks } from "../../simulator";

const config = {
  aws: { region: "eu-central-1" },
  gcp: { project: "project", region: "europe-west3" },
  "azure-native": { location: "westeurope", subscriptionId: "00000000-0000-4000-8000-000000000000" },
};

export interface SimulatedRun<T> {
  readonly clouds: SimulatedClouds;
  readonly result: T;
  /** URN-like `type::name` of every custom resource, in no order. */
  readonly resources: readonly string[];
}

/**
 * Runs a program on new simulated clouds, behind unit-test mocks, until all that it asks for exists. What a cloud
 * refuses fails the run.
 */
export async function inSimulatedClouds<T>(program: () => T): Promise<SimulatedRun<T>> {
  const clouds = await simulatedClouds();
  const mocks = simulatedMocks(clouds, { config });
  const refusals: unknown[] = [];
  const resources: string[] = [];
  let [started, running] = [0, 0];
  runtime.setAllConfig({ "gcp:region": config.gcp.region });
  await runtime.setMocks(
    {
      call: (args) => mocks.call(args),
      async newResource(args) {
        started++;
        running++;
        try {
          const created = await mocks.newResource(args);
          if (args.custom !== false) {
            resources.push(`${args.type}::${args.name}`);
          }
          return created;
        } catch (error) {
          refusals.push(error);
          throw error;
        } finally {
          running--;
        }
      },
    },
    "project",
    "stack",
    false,
  );
  // The SDK takes a stack trace for every promise, and mapping them to TypeScript takes most of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const result = program();
    for (let quiet = 0, seen = -1; quiet < 5;) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      quiet = running === 0 && started === seen ? quiet + 1 : 0;
      seen = started;
    }
    if (refusals.length > 0) {
      throw refusals[0];
    }
    return { clouds, result, resources };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
