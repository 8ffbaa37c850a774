import type { SimulatedPackage } from "../providers/resourceType";

/** Microsoft Azure, as seen through the `azure-native` provider. */
export const azureNative: SimulatedPackage = {
  name: "azure-native",
  version: "3.28.0",
  folder: "simulator/azure",
  types: [],
  functions: [],
  configure: (variables) => variables,
};
