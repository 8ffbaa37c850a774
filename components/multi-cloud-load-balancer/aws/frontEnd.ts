import type { FrontEnd } from "../frontEnd";
import { checkAwsFrontEnd } from "./check";
import { createAwsFrontEnd } from "./create";
import { awsLimits } from "./limits";
import { awsSources } from "./sources";

/** Application and Network Load Balancers. */
export const awsFrontEnd: FrontEnd = {
  limitsOf: awsLimits,
  check: checkAwsFrontEnd,
  sourcesOf: awsSources,
  create: createAwsFrontEnd,
};
