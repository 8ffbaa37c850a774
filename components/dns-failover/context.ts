import { output, type Output, type Resource } from "@pulumi/pulumi";
import { addressProblem } from "./addresses";
import type { DnsFailoverArgs, DnsTarget } from "./args";
import type { MemberId } from "./model";
import type { DnsPlan } from "./plan";

/** What the resources of one name are made with. */
export interface DnsContext {
  /** The component, parent of them all. */
  readonly parent: Resource;
  /** The component's name, with which theirs start. */
  readonly name: string;
  readonly args: DnsFailoverArgs;
  readonly plan: DnsPlan;
}

export function targetOf({ args }: DnsContext, member: MemberId): DnsTarget {
  const [pool = "", name = ""] = member.split("/");
  const target = args.pools[pool]?.members[name]?.target;
  if (target === undefined) {
    throw new Error(`there is no member ${member}`);
  }
  return target;
}

/** A member's address, which is refused when it turns out to be one that nobody who asks can reach. */
export function addressOf(context: DnsContext, member: MemberId): Output<string> {
  return output(planned(targetOf(context, member).address, member)).apply((address) => {
    const problem = addressProblem(address, context.plan.model.visibility);
    if (problem !== undefined) {
      throw new Error(`pools.${member.replace("/", ".members.")}.target.address: ${problem}`);
    }
    return address;
  });
}

/** A form of a target that the plan relies on. */
export function planned<T>(form: T | undefined, member: MemberId): T {
  if (form === undefined) {
    throw new Error(`member ${member} has no target of the planned form`);
  }
  return form;
}
