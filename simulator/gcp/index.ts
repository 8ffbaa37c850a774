import type { SimulatedPackage } from "../providers/resourceType";

/** Google Cloud: its provider attaches and configures; no resource type is simulated yet. */
export const gcp: SimulatedPackage = {
  name: "gcp",
  version: "9.37.0",
  folder: "simulator/gcp",
  types: [],
  functions: [],
  configure: (variables) => variables,
};
