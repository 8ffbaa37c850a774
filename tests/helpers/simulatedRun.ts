import { runtime } from "@pulumi/pulumi";
import { type Resource, ResourceRecorder } from "../../reachability/resources";
import { simulatedClouds, type SimulatedClouds, simulatedMocks } from "../../simulator";

const config = {
  aws: { region: "eu-central-1" },
  gcp: { project: "project", region: "europe-west3" },
  "azure-native": { location: "westeurope", subscriptionId: "00000000-0000-4000-8000-000000000000" },
};

export interface SimulatedRun<T> {
  readonly clouds: SimulatedClouds;
  readonly result: T;
  /** Every custom resource, in no order. */
  readonly recorded: readonly Resource[];
  /** URN-like `type::name` of every custom resource, in no order. */
  readonly resources: readonly string[];
}

/**
 * Runs a program on new simulated clouds, behind unit-test mocks, until all that it asks for exists. What a cloud
 * refuses fails the run.
 */
export async function inSimulatedClouds<T>(program: () => T): Promise<SimulatedRun<T>> {
  const clouds = await simulatedClouds();
  const recorder = new ResourceRecorder(simulatedMocks(clouds, { config }));
  const refusals: unknown[] = [];
  let [started, running] = [0, 0];
  runtime.setAllConfig({ "gcp:region": config.gcp.region });
  await runtime.setMocks(
    {
      call: (args) => recorder.call(args),
      async newResource(args) {
        started++;
        running++;
        try {
          return await recorder.newResource(args);
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
    const { resources: recorded } = recorder;
    return {
      clouds,
      result,
      recorded,
      resources: recorded.map(({ urn }) => urn.split("::").slice(2).join("::")),
    };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
