import { tokens as azure } from "../../reachability/azure/tokens";
import { types as gcp } from "../../reachability/gcp/types";
import { known, labelOf, read, readText, type Resource, type Stack } from "../../reachability/resources";
import { asDeclared } from "../reading/unknowns";
import type { Finding, Rule } from "../rule";

const pages = {
  gatewaySkus: "https://learn.microsoft.com/azure/vpn-gateway/gateway-sku-consolidation",
  legacySkus: "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-skus-legacy",
  publicIps: "https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-basic-upgrade-guidance",
  loadBalancers: "https://learn.microsoft.com/azure/load-balancer/load-balancer-basic-upgrade-guidance",
  classicVpn: "https://cloud.google.com/network-connectivity/docs/vpn/deprecations/classic-vpn-deprecation",
} as const;

/**
 * Refuses what its cloud no longer creates. What can still be created passes, old as it may be: Azure's gateway SKU
 * Basic, which Microsoft says is not retiring, and Classic VPN with static routes.
 *
 * Sources: https://learn.microsoft.com/azure/vpn-gateway/gateway-sku-consolidation,
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-skus-legacy,
 * https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-basic-upgrade-guidance,
 * https://learn.microsoft.com/azure/load-balancer/load-balancer-basic-upgrade-guidance,
 * https://cloud.google.com/network-connectivity/docs/vpn/deprecations/classic-vpn-deprecation
 */
export const retiredSkus: Rule = {
  name: "retired-skus",
  description: "Nothing has a SKU or a mode that its cloud has retired and no longer creates.",
  level: "mandatory",
  *check({ stack }) {
    yield* bySku(stack, azure.virtualNetworkGateway, retiredGatewaySku);
    yield* bySku(stack, azure.publicIPAddress, basicPublicIp);
    yield* bySku(stack, azure.loadBalancer, basicLoadBalancer);
    yield* classicTunnelsWithBgp(stack);
  },
};

function* bySku(
  stack: Stack,
  type: string,
  problemOf: (sku: string | undefined, resource: Resource) => string | undefined,
): Iterable<Finding> {
  for (const resource of stack.all(type).map(asDeclared)) {
    const sku = readText(resource, "sku.name");
    if (sku.state === "unknown") {
      const message = `${labelOf(resource)}: whether sku.name is retired can't be told before the update: write it into the program`;
      yield { urn: resource.urn, message, undecided: true };
    }
    const problem = sku.state === "unknown" ? undefined : problemOf(known(sku), resource);
    if (problem !== undefined) {
      yield { urn: resource.urn, message: `${labelOf(resource)}: ${problem}` };
    }
  }
}

function retiredGatewaySku(sku: string | undefined, gateway: Resource): string | undefined {
  if (sku === undefined || known(readText(gateway, "gatewayType"))?.toLowerCase() === "expressroute") {
    return undefined;
  }
  const [, size] = /^VpnGw([1-5])$/i.exec(sku) ?? [];
  if (size !== undefined) {
    return (
      `sku.name ${sku} can't be created since 1 January 2025 and was retired in September 2026: ` +
      `set sku.name and sku.tier to VpnGw${size}AZ, and give its public IP addresses zones (${pages.gatewaySkus})`
    );
  }
  const successor = { standard: "VpnGw1AZ", highperformance: "VpnGw2AZ" }[sku.toLowerCase()];
  return successor === undefined
    ? undefined
    : `sku.name ${sku} can't be created since 1 December 2023 and was retired on 30 September 2025: ` +
        `set sku.name and sku.tier to ${successor} (${pages.legacySkus})`;
}

const basicEnd = "was retired on 30 September 2025 and can't be created";

/** Azure takes an address without SKU for a Basic one. */
function basicPublicIp(sku: string | undefined): string | undefined {
  const found = sku === undefined ? "no sku.name, which means Basic," : "sku.name Basic";
  return sku === undefined || sku.toLowerCase() === "basic"
    ? `${found} ${basicEnd}: set sku.name to Standard and publicIPAllocationMethod to Static (${pages.publicIps})`
    : undefined;
}

function basicLoadBalancer(sku: string | undefined): string | undefined {
  return sku?.toLowerCase() === "basic"
    ? `sku.name Basic ${basicEnd}: set sku.name to Standard (${pages.loadBalancers})`
    : undefined;
}

/** Towards a gateway in a virtual machine of Google Cloud it is still allowed, which an address doesn't tell. */
function* classicTunnelsWithBgp(stack: Stack): Iterable<Finding> {
  for (const tunnel of stack.all(gcp.vpnTunnel).map(asDeclared)) {
    const isClassic = read(tunnel, "targetVpnGateway").state !== "absent";
    if (isClassic && read(tunnel, "router").state !== "absent") {
      const message =
        `${labelOf(tunnel)}: router in a tunnel of a Classic VPN gateway (targetVpnGateway): such tunnels can't be created ` +
        "towards anything outside Google Cloud since 31 March 2022 and lost support on 1 August 2025: use an " +
        `HaVpnGateway with vpnGateway and vpnGatewayInterface (${pages.classicVpn})`;
      yield { urn: tunnel.urn, message };
    }
  }
}
