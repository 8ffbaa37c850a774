import { tokens as aws } from "../../reachability/aws/tokens";
import { tokens as azure } from "../../reachability/azure/tokens";
import {
  follow,
  labelOf,
  orElse,
  readBoolean,
  readList,
  readText,
  type Resource,
  type Stack,
} from "../../reachability/resources";
import type { Plan } from "../plan";
import { candidatesOf } from "../reading/pointedTo";
import { isAmong, productionStacks, type StackOptions } from "../reading/stackNames";
import type { Finding, Rule } from "../rule";
import { plainText } from "../reading/plainText";

const sources = {
  aws: "https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html",
  azure: "https://learn.microsoft.com/azure/vpn-gateway/troubleshoot-vpn-with-azure-diagnostics",
} as const;

/**
 * Why a tunnel does not come up is said in the logs of its gateway alone, from the time that these are on. Google Cloud
 * always keeps them.
 */
export const tunnelLogs: Rule<StackOptions> = {
  name: "tunnel-logs",
  description: "In production stacks every VPN tunnel keeps logs.",
  level: "advisory",
  options: { stacks: productionStacks },
  check: function* ({ stack, stackName }: Plan, { stacks }: StackOptions): Iterable<Finding> {
    if (isAmong(stackName, stacks)) {
      yield* vpnConnections(stack);
      yield* azureGateways(stack);
    }
  },
};

function* vpnConnections(stack: Stack): Iterable<Finding> {
  for (const connection of stack.all(aws.vpnConnection)) {
    const paths = [1, 2].map((tunnel) => `tunnel${tunnel}LogOptions.cloudwatchLogOptions.logEnabled`);
    const values = paths.map((path) => ({ path, on: orElse(readBoolean(connection, path), false) }));
    const off = values.filter(({ on }) => on !== true);
    const undecided = off.length > 0 && off.every(({ on }) => on === undefined);
    if (off.length === 0) {
      continue;
    }
    const named = off.map(({ path }) => path).join(" and ");
    yield {
      urn: connection.urn,
      message: undecided
        ? `whether the tunnels of VPN connection ${labelOf(connection)} keep logs isn't known before the update: ${named} (${sources.aws})`
        : `VPN connection ${labelOf(connection)} keeps no logs of ${off.length === 2 ? "its tunnels" : "one of its tunnels"}, ` +
          "so that nobody can tell afterwards why one went down. " +
          `Set ${named} to true, with a logGroupArn (${sources.aws})`,
      ...(undecided && { undecided: true }),
    };
  }
}

const settingTypes = ["azure-native:monitor:DiagnosticSetting", "azure-native:insights:DiagnosticSetting"];

/** What says of a tunnel that it went up or down, and why: its own category, or a group that holds it. */
const categories = new Set(["TunnelDiagnosticLog", "IKEDiagnosticLog"]);

function* azureGateways(stack: Stack): Iterable<Finding> {
  const gateways = [
    ...stack.all(azure.virtualNetworkGateway).filter(isForVpn),
    ...stack.all(azure.vpnGateway),
  ];
  const settings = settingTypes.flatMap((type) => stack.all(type));
  for (const gateway of gateways) {
    const own = settings.flatMap((setting) => {
      const targets = candidatesOf(
        stack,
        setting,
        "resourceUri",
        azure.virtualNetworkGateway,
        azure.vpnGateway,
      );
      return targets.includes(gateway)
        ? [{ isSure: targets.length === 1, keeps: keepsTunnelLogs(setting) }]
        : [];
    });
    if (own.some(({ isSure, keeps }) => isSure && keeps === true)) {
      continue;
    }
    const undecided = own.some(({ keeps }) => keeps !== false);
    yield {
      urn: gateway.urn,
      message: undecided
        ? `whether VPN gateway ${labelOf(gateway)} keeps logs of its tunnels isn't known before the update: its diagnostic setting's resourceUri or logs (${sources.azure})`
        : `VPN gateway ${labelOf(gateway)} keeps no logs of its tunnels, so that nobody can tell afterwards why one went down. ` +
          "Add an azure-native.monitor.DiagnosticSetting for it with the category TunnelDiagnosticLog, better with " +
          `IKEDiagnosticLog too (${sources.azure})`,
      ...(undecided && { undecided: true }),
    };
  }
}

function isForVpn(gateway: Resource): boolean {
  return orElse(readText(gateway, "gatewayType"), "Vpn")?.toLowerCase() !== "expressroute";
}

function keepsTunnelLogs(setting: Resource): boolean | undefined {
  const logs = readList(setting, "logs");
  if (logs.state !== "known") {
    return logs.state === "absent" ? false : undefined;
  }
  const kept = logs.value.map((log) => {
    if (typeof log !== "object" || log === null) {
      return undefined;
    }
    const [category, group, enabled] = ["category", "categoryGroup", "enabled"].map((name) =>
      follow(log as Record<string, unknown>, name),
    );
    if ([category, group, enabled].some((one) => one?.state === "unknown")) {
      return undefined;
    }
    const isOn = enabled?.state === "known" && enabled.value === true;
    const isTunnels = category?.state === "known" && categories.has(plainText(category.value));
    const isAll = group?.state === "known" && plainText(group.value).toLowerCase() === "alllogs";
    return isOn && (isTunnels || isAll);
  });
  return kept.includes(true) ? true : kept.includes(undefined) ? undefined : false;
}
