import { refused } from "./refusals";
import { regionOf } from "../common";
import { tokens } from "../tokens";
import { asList, asObject, asString, type Props, type Value } from "../../protocol/values";
import type { OperationContext, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

type Request = Pick<OperationContext, "world" | "inputs">;
type Kind = keyof typeof missing;

/** Codes: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Operations.html */
const missing = {
  loadBalancer: ["LoadBalancerNotFound", "Load balancer '%' not found"],
  targetGroup: ["TargetGroupNotFound", "Target groups '%' not found"],
  listener: ["ListenerNotFound", "Listener '%' not found"],
} as const;

/** @throws {ServiceError} with the code for that kind of resource if there is none in the request's Region. */
export function existing(
  { world, inputs }: Request,
  operation: string,
  kind: Kind,
  arn: string,
): WorldRecord {
  const record = world.get(tokens[kind], arn);
  if (record && regionOf(record.inputs) === regionOf(inputs)) {
    return record;
  }
  const [code, text] = missing[kind];
  throw refused(operation, code, text.replace("%", arn));
}

/** The target groups of a list of actions. */
export const forwardedTo = (actions: Value | undefined): string[] => [
  ...new Set(
    asList(actions)
      .map(asObject)
      .flatMap(({ targetGroupArn, forward }) => [
        asString(targetGroupArn),
        ...asList(asObject(forward).targetGroups).map((group) => asString(asObject(group).arn)),
      ])
      .filter((arn) => arn !== undefined),
  ),
];

export const actionsOf = ({ inputs }: WorldRecord): Value | undefined =>
  inputs.defaultActions ?? inputs.actions;

/** The load balancers of which a listener or a rule forwards to the target group. */
export const loadBalancersOf = (world: WorldView, targetGroupArn: string): string[] => [
  ...new Set(
    [...world.all(tokens.listener), ...world.all(tokens.listenerRule)]
      .filter((record) => forwardedTo(actionsOf(record)).includes(targetGroupArn))
      .flatMap(({ inputs }) => loadBalancerOf(world, inputs) ?? []),
  ),
];

/** The load balancer of a listener, or of a rule through its listener. */
const loadBalancerOf = (world: WorldView, { loadBalancerArn, listenerArn }: Props): string | undefined =>
  asString(loadBalancerArn) ??
  asString(world.get(tokens.listener, asString(listenerArn))?.inputs.loadBalancerArn);
