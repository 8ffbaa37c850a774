import type { Input } from "@pulumi/pulumi";
import type { AwsFrontEnd } from "./args";
import type { FrontEndContext } from "../frontEnd";
import type { AwsLoadBalancerNetwork } from "../networkArgs";

/** What all resources of a balancer in AWS are made with. */
export interface AwsSettings extends FrontEndContext {
  readonly frontEnd: AwsFrontEnd;
  readonly network: AwsLoadBalancerNetwork;
  readonly opts: { readonly parent: FrontEndContext["parent"] };
  /** The region, and the tags with the resource's Pulumi name. */
  tagged(name: string): { tags: Record<string, Input<string>>; region: Input<string | undefined> };
}

/** The checks have seen to it that both are there. */
export function settingsOf(context: FrontEndContext): AwsSettings {
  const { parent, args } = context;
  const frontEnd = args.frontEnd.aws;
  const network = args.networks.aws;
  if (frontEnd === undefined || network === undefined) {
    throw new Error("a load balancer in AWS needs frontEnd.aws and networks.aws");
  }
  return {
    ...context,
    frontEnd,
    network,
    opts: { parent },
    tagged: (name) => ({ tags: { ...args.tags, Name: name }, region: network.region }),
  };
}
