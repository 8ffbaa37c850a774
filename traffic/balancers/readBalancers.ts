import type { Analysis } from "../../reachability";
import { type Resource, Stack } from "../../reachability/resources";
import type { Balancer } from "../model";
import { readAwsBalancers } from "./aws";
import { readAzureBalancers } from "./azure";
import { readGcpBalancers } from "./gcp";

/**
 * The load balancers of one or more stacks.
 *
 * @param analysis - of the same resources
 */
export function readBalancers(resources: readonly Resource[], analysis: Analysis): readonly Balancer[] {
  const reader = { stack: new Stack(resources), analysis };
  return [...readAwsBalancers(reader), ...readAzureBalancers(reader), ...readGcpBalancers(reader)];
}
