/**
 * Autonomous system numbers that no peer of Azure may have; 65515 is Azure's own default and allowed on its gateway.
 *
 * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq, "What ASNs can I use?"
 */
const reserved: readonly (readonly [first: number, last: number, owner: string])[] = [
  [8074, 8075, "Azure"],
  [12076, 12076, "Azure"],
  [65515, 65515, "Azure"],
  [65517, 65520, "Azure"],
  [23456, 23456, "IANA"],
  [64496, 64511, "IANA"],
  [65535, 65551, "IANA"],
  [429496729, 429496729, "IANA"],
];

export const defaultAsn = 65515;
const largestAsn = 4294967295;

/** What is wrong with an ASN, or undefined. */
export function asnProblem(asn: number, ofAzureGateway: boolean): string | undefined {
  if (!Number.isInteger(asn) || asn < 1 || asn > largestAsn) {
    return `ASN ${asn} is not a whole number from 1 to ${largestAsn}.`;
  }
  const range = reserved.find(([first, last]) => asn >= first && asn <= last);
  return range === undefined || (ofAzureGateway && asn === defaultAsn)
    ? undefined
    : `ASN ${asn} is reserved by ${range[2]} and cannot be used.`;
}
