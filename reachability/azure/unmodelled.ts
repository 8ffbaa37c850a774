import type { EstateBuilder, Filter } from "../model";
import { follow, known, labelOf, read, readList, type Resource, typeOf } from "../resources";
import { type Arm, objectsIn, sameId, textAt } from "./arm";
import { doubtBehindSystemRoutes } from "./doubts";
import { pages } from "./pages";
import type { Subnets } from "./subnets";
import { tokens } from "./tokens";
import type { VirtualNetwork } from "./virtualNetworks";

/** Types of Virtual Network Manager, whose configurations reach networks that no resource names. */
const managed = {
  "azure-native:network:ConnectivityConfiguration": "connectivity",
  "azure-native:network:NetworkManagerRoutingConfiguration": "routing",
  "azure-native:network:RoutingRule": "routing",
} as const;

const adminRules = ["azure-native:network:AdminRule", "azure-native:network:DefaultAdminRule"];

/** Says where routes may come from that aren't modelled, so that nothing is concluded from their absence. */
export function doubtRoutes(
  arm: Arm,
  networks: ReadonlyMap<string, VirtualNetwork>,
  subnets: Subnets,
  estate: EstateBuilder,
): void {
  const add = (network: VirtualNetwork, resource: Resource, why: string, source: string): void => {
    estate.note(resource.urn, why);
    network.doubts.push(...doubtBehindSystemRoutes({ text: why, urn: resource.urn, source }, why));
  };
  for (const gateway of arm.stack.all(tokens.virtualNetworkGateway)) {
    const type = read(gateway, "gatewayType");
    if (type.state === "unknown" || sameId(textAt(gateway, "gatewayType"), "ExpressRoute")) {
      const why = `what ExpressRoute gateway ${labelOf(gateway)} learns is not modelled`;
      const near = networksOf(gateway, subnets);
      near.forEach((network) => add(network, gateway, why, pages.expressRoute));
      if (near.length === 0) {
        arm.doubt(gateway, why);
      }
    }
  }
  for (const server of arm.stack.all("azure-native:network:VirtualHubIpConfiguration")) {
    const why = `what route server ${labelOf(server)} learns is not modelled`;
    const subnet = subnets.at(follow({ ...server.inputs, ...server.outputs }, "subnet.id"), server, "subnet");
    if (subnet !== undefined) {
      add(subnet.network, server, why, pages.routes);
    }
  }
  for (const [type, kind] of Object.entries(managed)) {
    for (const resource of arm.stack.all(type)) {
      const why = `the ${kind} configuration ${labelOf(resource)} of a network manager is not modelled`;
      [...networks.values()].forEach((network) => add(network, resource, why, pages.securityAdminRules));
    }
  }
}

/** Rules of network managers come before all network security groups, wherever they are deployed to. */
export function adminFilters(arm: Arm, estate: EstateBuilder): Filter[] {
  const rules = adminRules.flatMap((type) => arm.stack.all(type));
  if (rules.length === 0) {
    return [];
  }
  const why = (rule: Resource): string =>
    `security admin rule ${labelOf(rule)} (${typeOf(rule)}) is not modelled`;
  rules.forEach((rule) => estate.note(rule.urn, why(rule)));
  return [
    {
      id: "security admin rules",
      name: "security admin rules",
      stateful: true,
      rules: rules.map((rule) => ({
        action: "deny",
        rule: { text: why(rule), urn: rule.urn, source: pages.securityAdminRules },
        undecided: why(rule),
      })),
      otherwise: {
        action: "allow",
        rule: { text: "no security admin rule", source: pages.securityAdminRules },
      },
    },
  ];
}

function networksOf(gateway: Resource, subnets: Subnets): VirtualNetwork[] {
  return objectsIn(known(readList(gateway, "ipConfigurations"))).flatMap((one) => {
    return subnets.at(follow(one, "subnet.id"), gateway, "ipConfigurations")?.network ?? [];
  });
}
