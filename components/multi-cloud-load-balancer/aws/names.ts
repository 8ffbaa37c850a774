import { awsAutonameLength } from "../../names";
import type { PoolPlan } from "../plan";

/** Names of Elastic Load Balancing are short, and so are these. */
export const loadBalancerName = (name: string) => `${name}-lb`;

export const targetGroupName = (name: string, { key }: Pick<PoolPlan, "key">) =>
  key === "all" ? `${name}-tg` : `${name}-tg-${key}`;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
const longestName = 32 - awsAutonameLength;

/** The problem with the name of a load balancer or target group, or undefined. */
export function elbNameProblem(name: string): string | undefined {
  if (name.length > longestName) {
    return (
      `"${name}" has ${name.length} characters, Elastic Load Balancing takes ${longestName}: ` +
      `shorten the component's name by ${name.length - longestName}`
    );
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(name)) {
    return `"${name}" is no name for Elastic Load Balancing: use letters, digits and "-", and start with no "-"`;
  }
  return name.startsWith("internal-")
    ? `"${name}" starts with "internal-", which Elastic Load Balancing keeps for itself: choose another name`
    : undefined;
}

export const securityGroupName = (name: string) => `${name}-lb-security-group`;
