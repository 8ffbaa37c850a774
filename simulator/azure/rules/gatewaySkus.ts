import type { ArmCheck } from "../arm/armType";
import { asObject, asString, type Props } from "../../protocol/values";

interface GatewaySku {
  readonly tunnels: number;
  readonly generations: readonly string[];
}

/**
 * VPN gateway SKUs that can be created, with their site-to-site tunnels and generations.
 *
 * Sources: https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus,
 * https://learn.microsoft.com/azure/vpn-gateway/gateway-sku-consolidation
 */
const creatable: Readonly<Record<string, GatewaySku>> = {
  VpnGw1AZ: { tunnels: 30, generations: ["Generation1"] },
  VpnGw2AZ: { tunnels: 30, generations: ["Generation1", "Generation2"] },
  VpnGw3AZ: { tunnels: 30, generations: ["Generation1", "Generation2"] },
  VpnGw4AZ: { tunnels: 100, generations: ["Generation2"] },
  VpnGw5AZ: { tunnels: 100, generations: ["Generation2"] },
};

export const tunnelQuota = (gateway: Props): number => creatable[skuName(gateway) ?? ""]?.tunnels ?? 0;

const skuName = (gateway: Props): string | undefined => asString(asObject(gateway.sku).name);

export const generationOf = (gateway: Props): string =>
  asString(gateway.vpnGatewayGeneration) ?? creatable[skuName(gateway) ?? ""]?.generations[0] ?? "None";

export function checkSku({ inputs, refuse }: ArmCheck): void {
  const sku = asObject(inputs.sku);
  const name = skuName(inputs);
  if (typeof inputs.sku === "symbol" || typeof sku.name === "symbol") {
    return;
  }
  const known = name === undefined ? undefined : creatable[name];
  if (name === undefined) {
    refuse("sku.name", "BadRequest", "A virtual network gateway must have a sku with name and tier.");
  } else if (/^VpnGw[1-5]$/.test(name)) {
    refuse(
      "sku.name",
      "NonAzSkusNotAllowedForVPNGateway",
      "VpnGw1-5 non-AZ SKUs are no longer supported for VPN gateways. Only VpnGw1-5AZ SKUs can be created going forward.",
    );
  } else if (name === "Standard" || name === "HighPerformance") {
    refuse(
      "sku.name",
      "BadRequest",
      `The legacy gateway SKU ${name} is retired and cannot be created; use VpnGw1AZ to VpnGw5AZ.`,
    );
  } else if (!known) {
    refuse(
      "sku.name",
      "BadRequest",
      `The gateway SKU ${name} is not simulated; use ${Object.keys(creatable).join(", ")}.`,
    );
  }
  const tier = asString(sku.tier);
  if (name !== undefined && typeof sku.tier !== "symbol" && tier !== name) {
    refuse(
      "sku.tier",
      "BadRequest",
      `The tier of the gateway SKU must equal its name ${name}, got ${tier ?? "none"}.`,
    );
  }
  const generation = asString(inputs.vpnGatewayGeneration);
  if (known && generation !== undefined && !known.generations.includes(generation)) {
    refuse(
      "vpnGatewayGeneration",
      "BadRequest",
      `The gateway SKU ${name ?? ""} is not available in ${generation}, only in ${known.generations.join(" and ")}.`,
    );
  }
}
