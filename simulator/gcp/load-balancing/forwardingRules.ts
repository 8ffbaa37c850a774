import { ComputeError, invalid, notFound } from "../compute/error";
import { lastName, pathIn, pathOf, regionIn, selfLink } from "../compute/paths";
import { activeProxySubnet } from "../rules/proxyOnlySubnets";
import { serviceAt, serviceLinks } from "./services";
import { tokens } from "../tokens";
import { asList, asObject, asString, type Props } from "../../protocol/values";
import type { OperationContext, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const proxies = [
  tokens.targetHttpProxy,
  tokens.targetHttpsProxy,
  tokens.targetTcpProxy,
  tokens.regionTargetHttpProxy,
  tokens.regionTargetHttpsProxy,
  tokens.regionTargetTcpProxy,
];

const proxyAt = (world: WorldView, link: Props[string] | undefined): WorldRecord | undefined => {
  const path = pathIn(asString(link) ?? "");
  return proxies.flatMap((token) => world.get(token, path) ?? []).at(0);
};

/** Every backend service behind a forwarding rule. */
export function servicesBehind(world: WorldView, { target, backendService }: Props): WorldRecord[] {
  const proxy = proxyAt(world, target);
  const mapPath = pathIn(asString(proxy?.inputs.urlMap) ?? "");
  const map = world.get(tokens.urlMap, mapPath) ?? world.get(tokens.regionUrlMap, mapPath);
  const links = [
    ...(map ? serviceLinks(map.inputs).map(({ link }) => link) : []),
    asString(proxy?.inputs.backendService),
    asString(backendService),
  ];
  return links.flatMap((link) => serviceAt(world, link) ?? []);
}

/**
 * @throws {ComputeError} unless the backend services are of the rule's scheme. A classic rule takes services of the
 * newer scheme, too.
 *
 * Source: https://cloud.google.com/load-balancing/docs/backend-service, notes to the table of schemes
 */
export function requireScheme({ inputs, world }: OperationContext): void {
  const scheme = asString(inputs.loadBalancingScheme) ?? "";
  const isGlobal = inputs.region === undefined;
  for (const service of servicesBehind(world, inputs)) {
    const other = asString(service.inputs.loadBalancingScheme);
    const isNewer = isGlobal && scheme === "EXTERNAL" && other === "EXTERNAL_MANAGED";
    if (other !== scheme && !isNewer) {
      const rule = `The backend service '${lastName(service.id)}' has the load balancing scheme ${other ?? ""}; both must be the same.`;
      throw invalid("resource.loadBalancingScheme", scheme, rule);
    }
  }
}

/**
 * @throws {ComputeError} unless an Envoy-based balancer has its proxies somewhere, and all its groups are of its
 * network.
 *
 * Sources: https://cloud.google.com/load-balancing/docs/proxy-only-subnets; the words are those of public reports.
 */
export function requireProxies({ inputs, world }: OperationContext, place: EnvoyPlace | undefined): void {
  if (!place) {
    return;
  }
  const { network, region, purpose } = place;
  if (!world.get(tokens.network, pathIn(network))) {
    throw notFound(pathIn(network));
  }
  if (!activeProxySubnet(world, purpose, network, region)) {
    throw invalid(
      "resource.target",
      asString(inputs.target) ?? "",
      "An active proxy-only subnetwork is required in the same region and VPC as the forwarding rule.",
    );
  }
  for (const service of servicesBehind(world, inputs)) {
    for (const backend of asList(service.inputs.backends).map(asObject)) {
      const group = world.get(tokens.networkEndpointGroup, pathIn(asString(backend.group) ?? ""));
      if (group && group.inputs.network !== network) {
        const rule = `The network endpoint group '${group.id}' behind it must be of the network '${pathIn(network)}'.`;
        throw invalid("resource.network", network, rule);
      }
    }
  }
}

/** Where the proxies of a rule are. */
export interface EnvoyPlace {
  readonly network: string;
  readonly region: string;
  readonly purpose: "REGIONAL_MANAGED_PROXY" | "GLOBAL_MANAGED_PROXY";
}

/**
 * Where the proxies of an Envoy-based balancer are; undefined for others. A regional external one that names no network
 * is of the project's `default` one.
 */
export function envoyPlace(inputs: Props, world: WorldView): EnvoyPlace | undefined {
  const scheme = asString(inputs.loadBalancingScheme) ?? "";
  const isGlobal = inputs.region === undefined;
  if (!scheme.endsWith("_MANAGED") || (isGlobal && scheme !== "INTERNAL_MANAGED")) {
    return undefined;
  }
  const subnet = asString(inputs.subnetwork);
  const ofSubnet = world.get(tokens.subnetwork, pathIn(subnet ?? ""))?.inputs.network;
  const fallback = selfLink(pathOf({ project: asString(inputs.project) ?? "" }, "networks", "default"));
  return {
    network: asString(inputs.network) ?? asString(ofSubnet) ?? fallback,
    region: asString(inputs.region) ?? regionIn(pathIn(subnet ?? "")),
    purpose: isGlobal ? "GLOBAL_MANAGED_PROXY" : "REGIONAL_MANAGED_PROXY",
  };
}

/** Paths of the forwarding rules whose proxies are in the proxy-only subnet. */
export const rulesOn = (world: WorldView, { inputs }: WorldRecord): string[] =>
  inputs.role !== "ACTIVE"
    ? []
    : [tokens.forwardingRule, tokens.globalForwardingRule]
        .flatMap((token) => world.all(token))
        .filter((rule) => {
          const place = envoyPlace(rule.inputs, world);
          return (
            place?.network === inputs.network &&
            place?.region === inputs.region &&
            place?.purpose === inputs.purpose
          );
        })
        .map(({ id }) => id);

/** First and last port of `80`, `80-80`, or a list of ports; undefined for all. */
export function portsOf(inputs: Props): (readonly [number, number])[] | undefined {
  const texts = [asString(inputs.portRange), ...asList(inputs.ports).map(asString)].filter(
    (one): one is string => one !== undefined,
  );
  return texts.length === 0
    ? undefined
    : texts.map((one) => {
        const [first = "", last = first] = one.split("-");
        return [Number(first), Number(last)] as const;
      });
}

/**
 * @throws {ComputeError} where another rule takes the same packets: one address, one protocol, one port.
 *
 * Source: https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts#ip_address_specifications
 */
export function requireFreePorts(
  { inputs, world, path }: OperationContext & { path: string },
  address: string,
): void {
  const own = portsOf(inputs);
  const clash = [tokens.forwardingRule, tokens.globalForwardingRule]
    .flatMap((token) => world.all(token))
    .filter(({ id, outputs }) => id !== path && outputs.ipAddress === address)
    .filter(({ inputs: other }) => (other.ipProtocol ?? "TCP") === (inputs.ipProtocol ?? "TCP"))
    .find(({ inputs: other }) => {
      const theirs = portsOf(other);
      return (
        !own ||
        !theirs ||
        own.some(([from, to]) => theirs.some(([first, last]) => from <= last && first <= to))
      );
    });
  if (clash) {
    throw new ComputeError(
      400,
      "invalid",
      `Invalid value for field 'resource.IPAddress': '${address}'. Specified IP address is in-use and would result in a conflict.`,
    );
  }
}
