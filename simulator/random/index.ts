import { randomPassword } from "./randomPassword";
import { randomString } from "./randomString";
import type { SimulatedPackage } from "../providers/resourceType";

/** The `random` provider, which draws from the world's seed. */
export const random: SimulatedPackage = {
  name: "random",
  version: "4.21.2",
  folder: "simulator/random",
  types: [randomPassword, randomString],
  functions: [],
  configure: (variables) => variables,
};
