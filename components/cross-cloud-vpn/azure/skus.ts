/** https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus */
export const gatewaySkus: readonly string[] = ["VpnGw1AZ", "VpnGw2AZ", "VpnGw3AZ", "VpnGw4AZ", "VpnGw5AZ"];

export const defaultSku = "VpnGw1AZ";

/** VpnGw1AZ exists in the first generation only; of the others the second is the faster at the same price. */
export function gatewayGeneration(sku: string): string {
  return sku === "VpnGw1AZ" ? "Generation1" : "Generation2";
}

/** https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus */
export function tunnelsPerSku(sku: string): number {
  return /^VpnGw[45]AZ$/.test(sku) ? 100 : 30;
}

/** What is wrong with a SKU, or undefined. */
export function skuProblem(sku: string): string | undefined {
  if (gatewaySkus.includes(sku)) {
    return undefined;
  }
  const retired = /^VpnGw[1-5]$/.test(sku) ? `${sku}AZ` : retiredSkus[sku];
  return retired === undefined
    ? `"${sku}" is no VPN gateway SKU: use one of ${gatewaySkus.join(", ")}`
    : `"${sku}" can no longer be created here: use ${retired} (https://learn.microsoft.com/azure/vpn-gateway/gateway-sku-consolidation)`;
}

/** Basic still exists, but without BGP, active-active mode, custom IPsec policies and a Standard address. */
const retiredSkus: Readonly<Record<string, string>> = {
  Basic: "VpnGw1AZ",
  Standard: "VpnGw1AZ",
  HighPerformance: "VpnGw2AZ",
};
