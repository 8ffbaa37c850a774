/**
 * Gbit/s of one tunnel with AES-GCM-256, by generation.
 *
 * Source: https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus#gateway-skus-by-performance
 */
const gbpsBySku: Readonly<Record<string, number>> = {
  vpngw1: 0.65,
  vpngw2: 1.2,
  vpngw3: 1.25,
  vpngw4: 2.3,
  vpngw5: 2.3,
};

/** What one tunnel of a gateway carries; undefined for a SKU of which Microsoft tells nothing. */
export function throughputOf(sku: string | undefined): number | undefined {
  return gbpsBySku[sku?.toLowerCase().replace(/az$/, "") ?? ""];
}
