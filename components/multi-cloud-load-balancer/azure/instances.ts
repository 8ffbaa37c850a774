import type { AzureFrontEnd } from "./args";

/** How many instances a gateway has where the program does not say: the portal's choice. */
const defaultInstances = { minimum: 0, maximum: 10 };

/** How many instances a gateway has. */
export function instancesOf({ instances }: AzureFrontEnd): {
  readonly minimum: number;
  readonly maximum: number;
} {
  return instances ?? defaultInstances;
}
