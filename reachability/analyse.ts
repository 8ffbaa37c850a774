import { Analysis } from "./analysis";
import { readAws } from "./aws";
import { readAzure } from "./azure";
import { readGcp } from "./gcp";
import { EstateBuilder } from "./model";
import { type Resource, Stack } from "./resources";

/** Reads the resources of one or more stacks. What can't be told of them makes verdicts undecided, never an error. */
export function analyse(resources: readonly Resource[]): Analysis {
  const stack = new Stack(resources);
  const estate = new EstateBuilder();
  readAws(stack, estate);
  readAzure(stack, estate);
  readGcp(stack, estate);
  return new Analysis(estate);
}
