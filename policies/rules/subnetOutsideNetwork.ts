import type { Rule } from "../rule";
import { awsSubnets } from "./subnet-outside-network/aws";
import { azureSubnets } from "./subnet-outside-network/azure";
import { gcpSubnetworks } from "./subnet-outside-network/gcp";

/**
 * A subnet must be cut from its network's own ranges: a VPC's first and added ones, any prefix of a virtual network's
 * address space. In Google Cloud, where networks have none, a subnet's ranges must not collide with one another.
 * Two subnets of one network that overlap are the matter of `overlapping-cidrs`.
 *
 * Sources: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html,
 * https://learn.microsoft.com/azure/virtual-network/manage-subnet-settings, https://cloud.google.com/vpc/docs/subnets
 */
export const subnetOutsideNetwork: Rule = {
  name: "subnet-outside-network",
  description: "Every subnet lies in its network, and has room for what must be in it.",
  level: "mandatory",
  *check({ stack }) {
    yield* awsSubnets(stack);
    yield* azureSubnets(stack);
    yield* gcpSubnetworks(stack);
  },
};
