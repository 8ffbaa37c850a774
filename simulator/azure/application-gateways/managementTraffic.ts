import { contains, overlaps, type Cidr } from "../../../addressing/cidr";
import { badRequest } from "../arm/error";
import { referredId } from "../arm/ids";
import { wellFormed } from "../rules/addressPrefixes";
import { ipConfigurationsIn } from "../rules/ipConfigurations";
import { routesOf, type RouteView } from "../rules/routes";
import { securityRulesOf, type SecurityRuleView } from "../rules/securityRules";
import { type SubnetView, subnetsReferring } from "../rules/subnets";
import { tokens } from "../tokens";
import { asNumber, asObject, asString, asStrings, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";

/** The ports on which Azure manages a v2 gateway. */
const managed = { from: 65200, to: 65535 } as const;

interface Ports {
  readonly from: number;
  readonly to: number;
}

/**
 * Refuses a subnet of an application gateway in which Azure itself could not reach or leave it.
 *
 * Sources: https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure ("Network security
 * groups", "Supported user-defined routes"); codes in https://learn.microsoft.com/troubleshoot/azure/application-gateway/
 */
export function requireManagement(world: WorldView, subnet: SubnetView, gateway: string): void {
  const group = referredId(asObject(subnet.inputs.networkSecurityGroup));
  if (group !== undefined) {
    requireAdmitted(subnet, group, securityRulesOf(world, group), gateway);
  }
  const table = referredId(asObject(subnet.inputs.routeTable));
  if (table !== undefined) {
    requireDirectRoute(subnet, table, routesOf(world, table), gateway);
  }
}

/** As {@link requireManagement}, of every gateway in the subnet as it would be. */
export function requireManagementOf(world: WorldView, subnet: SubnetView): void {
  for (const gateway of gatewaysIn(world, subnet)) {
    requireManagement(world, subnet, gateway);
  }
}

/** Refuses rules of a security group that would cut off the gateways in its subnets. */
export function requireManagementWithRules(
  world: WorldView,
  group: string,
  rules: readonly SecurityRuleView[],
): void {
  for (const subnet of subnetsReferring(world, group)) {
    gatewaysIn(world, subnet).forEach((gateway) => requireAdmitted(subnet, group, rules, gateway));
  }
}

/** Refuses routes of a table that would cut off the gateways in its subnets. */
export function requireManagementWithRoutes(
  world: WorldView,
  table: string,
  routes: readonly RouteView[],
): void {
  for (const subnet of subnetsReferring(world, table)) {
    gatewaysIn(world, subnet).forEach((gateway) => requireDirectRoute(subnet, table, routes, gateway));
  }
}

const gatewaysIn = (world: WorldView, subnet: SubnetView): string[] => [
  ...new Set(
    ipConfigurationsIn(world, subnet.id).flatMap(({ owner }) =>
      owner.token === tokens.applicationGateway ? owner.id : [],
    ),
  ),
];

function requireDirectRoute(
  subnet: SubnetView,
  table: string,
  routes: readonly RouteView[],
  gateway: string,
): void {
  const other = routes.find(
    ({ prefix, inputs }) => prefix === "0.0.0.0/0" && inputs.nextHopType !== "Internet",
  );
  if (other) {
    throw badRequest(
      "ApplicationGatewaySubnetUserDefinedRouteNotAllowed",
      `Route '${other.name}' of route table ${table} is not allowed on subnet ${subnet.id} of Application Gateway ${gateway}: ` +
        "the default route in the Application Gateway subnet must have a next hop type of 'Internet'.",
    );
  }
}

function requireAdmitted(
  subnet: SubnetView,
  group: string,
  rules: readonly SecurityRuleView[],
  gateway: string,
): void {
  if (!admitsManagement(rules, subnet.prefixes)) {
    throw badRequest(
      "ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup",
      `Network security group ${group} blocks incoming internet traffic on ports ${managed.from} - ${managed.to} to subnet ${subnet.id}, ` +
        `associated with Application Gateway ${gateway}. This is not permitted for Application Gateways that have V2 Sku.`,
    );
  }
}

/** Walks the inbound rules by priority until every port is allowed, or one is denied by a rule or by default. */
function admitsManagement(rules: readonly SecurityRuleView[], prefixes: readonly Cidr[]): boolean {
  let open: Ports[] = [managed];
  const inbound = rules
    .map(({ inputs }) => inputs)
    .filter(({ direction }) => asString(direction)?.toLowerCase() === "inbound")
    .sort((a, b) => (asNumber(a.priority) ?? 0) - (asNumber(b.priority) ?? 0));
  for (const rule of inbound.filter((one) => concerns(one, prefixes))) {
    const ranges = portsOf(rule, "destinationPortRange");
    if (asString(rule.access)?.toLowerCase() === "deny") {
      if (open.some((ports) => ranges.some((range) => range.from <= ports.to && ports.from <= range.to))) {
        return false;
      }
    } else {
      open = ranges.reduce((left, range) => left.flatMap((ports) => without(ports, range)), open);
    }
  }
  return open.length === 0;
}

const without = (ports: Ports, { from, to }: Ports): Ports[] =>
  [
    { from: ports.from, to: Math.min(ports.to, from - 1) },
    { from: Math.max(ports.from, to + 1), to: ports.to },
  ].filter((part) => part.from <= part.to);

/** True of a rule that decides over TCP from GatewayManager to the whole subnet. */
function concerns(rule: Props, prefixes: readonly Cidr[]): boolean {
  const denies = asString(rule.access)?.toLowerCase() === "deny";
  const protocol = asString(rule.protocol)?.toLowerCase();
  const sources = valuesOf(rule, "sourceAddressPrefix", "sourceAddressPrefixes");
  const destinations = valuesOf(rule, "destinationAddressPrefix", "destinationAddressPrefixes");
  const isEverywhere = (text: string): boolean => ["*", "0.0.0.0/0"].includes(text);
  const covers = (text: string): boolean =>
    isEverywhere(text) ||
    text.toLowerCase() === "virtualnetwork" ||
    wellFormed([text]).some((range) =>
      prefixes.some((prefix) => (denies ? overlaps(range, prefix) : contains(range, prefix))),
    );
  return (
    (protocol === "tcp" || protocol === "*") &&
    sources.some(
      (source) => isEverywhere(source) || ["internet", "gatewaymanager"].includes(source.toLowerCase()),
    ) &&
    destinations.some(covers) &&
    portsOf(rule, "sourcePortRange").some(({ from, to }) => from === 0 && to === 65535)
  );
}

const valuesOf = (rule: Props, one: string, many: string): string[] => [
  ...(asString(rule[one]) === undefined ? [] : [asString(rule[one]) ?? ""]),
  ...asStrings(rule[many]),
];

const portsOf = (rule: Props, property: string): Ports[] =>
  valuesOf(rule, property, `${property}s`).map((text) => {
    const [from = 0, to = from] = text === "*" ? [0, 65535] : text.split("-").map(Number);
    return { from, to };
  });
