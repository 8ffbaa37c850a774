import { invalidField } from "../compute/error";

/** Sizes of shared-core and predefined machine types. Source: https://cloud.google.com/compute/docs/general-purpose-machines */
const families: Readonly<Record<string, readonly string[]>> = {
  c2: sizes("standard", 4, 8, 16, 30, 60),
  c3: [
    ...sizes("standard", 4, 8, 22, 44, 88, 176),
    ...sizes("highmem", 4, 8, 22, 44, 88, 176),
    ...sizes("highcpu", 4, 8, 22, 44, 88, 176),
  ],
  e2: [
    "micro",
    "small",
    "medium",
    ...sizes("standard", 2, 4, 8, 16, 32),
    ...sizes("highmem", 2, 4, 8, 16),
    ...sizes("highcpu", 2, 4, 8, 16, 32),
  ],
  f1: ["micro"],
  g1: ["small"],
  n1: [
    ...sizes("standard", 1, 2, 4, 8, 16, 32, 64, 96),
    ...sizes("highmem", 2, 4, 8, 16, 32, 64, 96),
    ...sizes("highcpu", 2, 4, 8, 16, 32, 64, 96),
  ],
  n2: [
    ...sizes("standard", 2, 4, 8, 16, 32, 48, 64, 80, 96, 128),
    ...sizes("highmem", 2, 4, 8, 16, 32, 48, 64, 80, 96, 128),
    ...sizes("highcpu", 2, 4, 8, 16, 32, 48, 64, 80, 96),
  ],
  t2d: sizes("standard", 1, 2, 4, 8, 16, 32, 48, 60),
};

function sizes(kind: string, ...processors: readonly number[]): string[] {
  return processors.map((count) => `${kind}-${count}`);
}

/** What the API says of a machine type that the zone does not have; undefined if the zone has it. */
export function machineTypeProblem(name: string, zone: string): string | undefined {
  const [family = "", ...size] = name.split("-");
  return families[family]?.includes(size.join("-"))
    ? undefined
    : invalidField(
        "resource.machineType",
        name,
        `Machine type with name '${name}' does not exist in zone '${zone}'; simulated are the predefined types of ${Object.keys(families).join(", ")}.`,
      );
}
