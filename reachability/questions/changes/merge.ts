import { groupBy } from "../../groupBy";

/** Flows that have something in common, by the names of their ends. */
export interface FlowGroup {
  /** Names of the hosts and subnets, sorted. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** How many pairs of hosts. */
  readonly pairs: number;
}

/** Puts flows together that say the same, by their receivers and then by their senders. */
export function mergeFlows<T extends FlowGroup>(
  flows: readonly T[],
  said: (flow: T) => string,
): readonly T[] {
  const byReceivers = mergeSide(flows, ({ from }) => from, said, "to");
  return mergeSide(byReceivers, ({ to }) => to, said, "from");
}

function mergeSide<T extends FlowGroup>(
  flows: readonly T[],
  otherSide: (flow: T) => readonly string[],
  said: (flow: T) => string,
  side: "from" | "to",
): readonly T[] {
  const alike = groupBy(flows, (flow) => `${otherSide(flow).join("\n")}\n\n${said(flow)}`);
  return [...alike.values()].flatMap((each) => {
    const [first] = each;
    if (first === undefined) {
      return [];
    }
    const names = [...new Set(each.flatMap((flow) => flow[side]))].sort();
    return [{ ...first, [side]: names, pairs: each.reduce((sum, { pairs }) => sum + pairs, 0) }];
  });
}
