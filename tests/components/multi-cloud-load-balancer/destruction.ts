import { getMonitor } from "@pulumi/pulumi/runtime/settings";
import { packageOf } from "../../../simulator/providers/clouds";
import { inSimulatedClouds, type SimulatedRun } from "../../helpers/simulatedRun";

/** In which of the orders that dependencies leave open resources are deleted. */
export type Order = "oldest first" | "newest first";

/**
 * Makes what a program asks for, and deletes it again: each resource once all that depend on it are gone, as the engine
 * does, but in an order that an engine with more to do at once might come to. What a cloud refuses fails it.
 */
export async function madeAndDestroyed(program: () => unknown, order: Order): Promise<void> {
  const dependencies = new Map<string, readonly string[]>();
  const run = await inSimulatedClouds(() => {
    noteDependencies(dependencies);
    return program();
  });
  const left = new Map(run.recorded.map((resource) => [keyOf(resource.urn), resource]));
  while (left.size > 0) {
    const needed = new Set([...left.keys()].flatMap((key) => dependencies.get(key) ?? []));
    const free = [...left].filter(([key]) => !needed.has(key));
    const next = order === "oldest first" ? free[0] : free.at(-1);
    if (next === undefined) {
      throw new Error(`resources depend on each other: ${[...left.keys()].join(", ")}`);
    }
    const [key, { type, id = "" }] = next;
    left.delete(key);
    await run.clouds.delete(type, id, configOf(run, type));
  }
}

/** `type::name`, as parents matter to no cloud. */
const keyOf = (urn: string): string => {
  const [type = "", name = ""] = urn.split("::").slice(-2);
  return `${type.split("$").at(-1) ?? ""}::${name}`;
};

const variables: Readonly<Record<string, Record<string, string>>> = {
  aws: { region: "eu-central-1" },
  gcp: { project: "project", region: "europe-west3" },
  "azure-native": { location: "westeurope", subscriptionId: "00000000-0000-4000-8000-000000000000" },
};

function configOf({ clouds }: SimulatedRun<unknown>, type: string) {
  const name = packageOf(type);
  return clouds.package(name).configure(variables[name] ?? {});
}

/** The parts used here of Pulumi's own request. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getDependenciesList(): string[];
}

/** Mocks are not told of dependencies, so they are read from the requests. */
function noteDependencies(dependencies: Map<string, readonly string[]>): void {
  const monitor = getMonitor() as unknown as {
    registerResource(request: RegisterRequest, callback: unknown): unknown;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    const key = `${request.getType()}::${request.getName()}`;
    dependencies.set(key, request.getDependenciesList().map(keyOf));
    return register(request, callback);
  };
}
