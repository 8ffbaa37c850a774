import { tokens as aws } from "../../reachability/aws/tokens";
import { Arm } from "../../reachability/azure/arm";
import { tokens as azure } from "../../reachability/azure/tokens";
import { groupBy } from "../../reachability/groupBy";
import { types as gcp } from "../../reachability/gcp/types";
import { lastPart } from "../../reachability/gcp/values";
import {
  known,
  labelOf,
  orElse,
  read,
  readBoolean,
  readText,
  type Resource,
  type Stack,
} from "../../reachability/resources";
import type { Plan } from "../plan";
import { candidatesOf, pointedTo } from "../reading/pointedTo";
import { isAmong, productionStacks, type StackOptions } from "../reading/stackNames";
import type { Finding, Rule } from "../rule";

const sources = {
  aws: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
  azure: "https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview",
  azureRetirement: "https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview",
  gcp: "https://cloud.google.com/vpc/docs/flow-logs",
} as const;

/**
 * Flow logs tell who talked to whom, which nothing can tell afterwards. They cost by volume, so that only production
 * stacks are asked for them. A VPC is logged as a whole or in all its subnets, a VNet as a whole or in some of them; on
 * Google Cloud subnetworks are logged, unless a configuration of the network does it.
 */
export const flowLogs: Rule<StackOptions> = {
  name: "flow-logs",
  description: "In production stacks every network keeps flow logs.",
  level: "advisory",
  options: { stacks: productionStacks },
  check: function* ({ stack, stackName }: Plan, { stacks }: StackOptions): Iterable<Finding> {
    if (isAmong(stackName, stacks)) {
      yield* vpcs(stack);
      yield* virtualNetworks(stack);
      yield* subnetworks(stack);
    }
  },
};

/** What is logged, and what may be: by logs whose target isn't known. */
interface Logged {
  readonly sure: ReadonlySet<Resource>;
  readonly maybe: ReadonlySet<Resource>;
}

function loggedBy(
  stack: Stack,
  logs: readonly Resource[],
  paths: readonly string[],
  ...types: string[]
): Logged {
  const [sure, maybe] = [new Set<Resource>(), new Set<Resource>()];
  for (const log of logs) {
    for (const path of paths) {
      const candidates = candidatesOf(stack, log, path, ...types);
      candidates.forEach((one) => (candidates.length === 1 ? sure : maybe).add(one));
    }
  }
  return { sure, maybe };
}

const vpcTypes = [aws.vpc, aws.defaultVpc];
const subnetTypes = [aws.subnet, aws.defaultSubnet];

function* vpcs(stack: Stack): Iterable<Finding> {
  const logs = stack.all("aws:ec2/flowLog:FlowLog");
  const logged = loggedBy(stack, logs, ["vpcId", "subnetId"], ...vpcTypes, ...subnetTypes);
  const subnets = groupBy(
    subnetTypes.flatMap((type) => stack.all(type)),
    (subnet) => pointedTo(stack, subnet, "vpcId", ...vpcTypes),
  );
  for (const vpc of vpcTypes.flatMap((type) => stack.all(type))) {
    const own = subnets.get(vpc) ?? [];
    const parts = [vpc, ...(own.length > 0 && own.every((one) => logged.sure.has(one)) ? own : [])];
    yield* missing(`VPC ${labelOf(vpc)}`, vpc, parts, logged, "Add an aws.ec2.FlowLog for it", sources.aws);
  }
}

function* virtualNetworks(stack: Stack): Iterable<Finding> {
  const arm = new Arm(stack, {
    [azure.virtualNetwork]: "virtualNetworkName",
    [azure.networkSecurityGroup]: "networkSecurityGroupName",
  });
  const logs = stack.all("azure-native:network:FlowLog");
  for (const log of logs) {
    const group = pointedTo(stack, log, "targetResourceId", azure.networkSecurityGroup);
    const target = known(readText(log, "targetResourceId")) ?? "";
    if (group !== undefined || /\/networkSecurityGroups\/[^/]+$/i.test(target)) {
      const message =
        `flow log ${labelOf(log)} is for network security group ${group ? labelOf(group) : lastPart(target)}: since 30 June 2025 ` +
        "Azure makes no such logs any more, and on 30 September 2027 it ends those that there are. " +
        `Set targetResourceId to the virtual network (${sources.azureRetirement})`;
      yield { urn: log.urn, message };
    }
  }
  const on = logs.filter((log) => orElse(readBoolean(log, "enabled"), true) !== false);
  const logged = loggedBy(stack, on, ["targetResourceId"], azure.virtualNetwork, azure.subnet);
  const subnets = groupBy(stack.all(azure.subnet), (one) =>
    arm.parent(one, "virtualNetworkName", azure.virtualNetwork),
  );
  for (const network of stack.all(azure.virtualNetwork)) {
    const own = subnets.get(network) ?? [];
    const fix = "Add an azure-native.network.FlowLog whose targetResourceId is its id";
    yield* missing(
      `virtual network ${labelOf(network)}`,
      network,
      [network, ...own],
      logged,
      fix,
      sources.azure,
    );
  }
}

/** Subnetworks in which there are no machines: nothing of them is logged. */
const withoutMachines = new Set([
  "GLOBAL_MANAGED_PROXY",
  "INTERNAL_HTTPS_LOAD_BALANCER",
  "PRIVATE_NAT",
  "PRIVATE_SERVICE_CONNECT",
  "REGIONAL_MANAGED_PROXY",
]);

function* subnetworks(stack: Stack): Iterable<Finding> {
  const configs = stack.all("gcp:networkmanagement/vpcFlowLogsConfig:VpcFlowLogsConfig");
  const on = configs.filter((one) => orElse(readText(one, "state"), "ENABLED") !== "DISABLED");
  const logged = loggedBy(stack, on, ["subnet", "network"], gcp.subnetwork, gcp.network);
  const names = new Set(on.flatMap((one) => known(readText(one, "network")) ?? []).map(lastPart));
  for (const subnetwork of stack.all(gcp.subnetwork)) {
    const purpose = orElse(readText(subnetwork, "purpose"), "PRIVATE");
    const logConfig = read(subnetwork, "logConfig");
    const network = pointedTo(stack, subnetwork, "network", gcp.network);
    const name = known(readText(subnetwork, "network")) ?? "";
    if (logConfig.state === "known" || withoutMachines.has(purpose ?? "") || names.has(lastPart(name))) {
      continue;
    }
    const isUnknown = logConfig.state === "unknown" || purpose === undefined;
    const maybe = isUnknown ? new Set([...logged.maybe, subnetwork]) : logged.maybe;
    const parts = [subnetwork, ...(network ? [network] : [])];
    const subject = `subnetwork ${labelOf(subnetwork)}`;
    yield* missing(subject, subnetwork, parts, { ...logged, maybe }, "Give it a logConfig", sources.gcp);
  }
}

/** @param parts - any of which being logged is enough */
function* missing(
  subject: string,
  { urn }: Resource,
  parts: readonly Resource[],
  { sure, maybe }: Logged,
  fix: string,
  source: string,
): Iterable<Finding> {
  if (parts.some((one) => sure.has(one))) {
    return;
  }
  const undecided = parts.some((one) => maybe.has(one));
  yield {
    urn,
    message: undecided
      ? `whether ${subject} keeps flow logs isn't known before the update: what they are for, or how, is unknown (${source})`
      : `${subject} keeps no flow logs, so that after an incident nobody can tell who talked to whom. ${fix} (${source})`,
    ...(undecided && { undecided: true }),
  };
}
