import { type Cloud, cloudNames } from "./clouds";

/** What decides how much a gateway carries. */
export type ThroughputEnd = AwsThroughputEnd | AzureThroughputEnd | { readonly cloud: "gcp" | "onPremises" };

export interface AwsThroughputEnd {
  readonly cloud: "aws";
  readonly gateway: "vpn-gateway" | "transit-gateway";
  /** `large` tunnels lead to a transit gateway only. */
  readonly tunnelBandwidth: "standard" | "large";
}

export type AzureThroughputEnd =
  | {
      readonly cloud: "azure";
      readonly gateway: "virtual-network-gateway";
      /** VpnGw1AZ to VpnGw5AZ, of generation 2 where there is one. */
      readonly sku: string;
    }
  | { readonly cloud: "azure"; readonly gateway: "virtual-wan"; readonly scaleUnits: number };

/** AES in Galois/counter mode, or in cipher block chaining with HMAC-SHA-2. */
export type ThroughputCipher = "aes-gcm" | "aes-cbc";

/** What a gateway carries. Ranges of the documentation count with their lower figure. */
export interface GatewayThroughput {
  /** The gateway in a message. */
  readonly name: string;
  /** The most that one tunnel carries one way; infinite where only the user knows. */
  readonly perTunnelMbps: number;
  /** The most of all its tunnels together one way; infinite where nothing is documented. */
  readonly aggregateMbps: number;
  /** Whether it spreads what it sends over several tunnels. */
  readonly sendsThroughSeveral: boolean;
  /** What else limits it, with the source; the user's packet sizes decide. */
  readonly note?: string;
}

/** One tunnel to AWS. https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html */
const awsTunnels = {
  standard: { mbps: 1250, packetsPerSecond: "140,000" },
  large: { mbps: 5000, packetsPerSecond: "400,000" },
} as const;

interface SkuThroughput {
  readonly aggregate: number;
  readonly gcm: number;
  readonly cbc: number;
}

/**
 * Measured by Microsoft between gateways in Azure, in Mbps; generation 2 from VpnGw2AZ on.
 * https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus
 */
const azureSkus: Readonly<Record<string, SkuThroughput>> = {
  VpnGw1AZ: { aggregate: 650, gcm: 650, cbc: 500 },
  VpnGw2AZ: { aggregate: 1250, gcm: 1250, cbc: 550 },
  VpnGw3AZ: { aggregate: 2500, gcm: 1500, cbc: 700 },
  VpnGw4AZ: { aggregate: 5000, gcm: 2300, cbc: 700 },
  VpnGw5AZ: { aggregate: 10000, gcm: 2300, cbc: 700 },
};

/** The SKUs, the smallest first. */
export const measuredSkus: readonly string[] = Object.keys(azureSkus);

/**
 * Of each of two instances; one alone must do when the other is being maintained.
 * https://learn.microsoft.com/azure/virtual-wan/gateway-settings
 */
const mbpsPerScaleUnit = 500;

/** With both instances 20 Gbps, the most of a hub. https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq */
export const mostScaleUnits = 20;

/** https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq */
const virtualWanTunnelMbps = 1000;

/**
 * The lower end of the documented 1 to 3 Gbps, which depend on the size of the packets.
 * https://cloud.google.com/network-connectivity/docs/vpn/concepts/topologies-increase-bandwidth
 */
const gcpTunnelMbps = 1000;

/** What the gateway at one end of a link carries. @throws {RangeError} for a SKU without figures. */
export function gatewayThroughput(end: ThroughputEnd, cipher: ThroughputCipher): GatewayThroughput {
  switch (end.cloud) {
    case "aws":
      return awsThroughput(end);
    case "azure":
      return end.gateway === "virtual-wan"
        ? virtualWanThroughput(end.scaleUnits)
        : skuThroughput(end.sku, cipher);
    case "gcp":
      return {
        ...unlimited("gcp"),
        perTunnelMbps: gcpTunnelMbps,
        note:
          "Google Cloud takes 250,000 packets a second through a tunnel, both ways together: 1 to 3 Gbps, of which " +
          "the lower counts here (https://cloud.google.com/network-connectivity/docs/vpn/concepts/topologies-increase-bandwidth)",
      };
    case "onPremises":
      return unlimited("onPremises");
  }
}

function unlimited(cloud: Cloud): GatewayThroughput {
  return {
    name: cloudNames[cloud],
    perTunnelMbps: Infinity,
    aggregateMbps: Infinity,
    sendsThroughSeveral: true,
  };
}

function awsThroughput({ gateway, tunnelBandwidth }: AwsThroughputEnd): GatewayThroughput {
  const { mbps, packetsPerSecond } = awsTunnels[tunnelBandwidth];
  const transitGateway = gateway === "transit-gateway";
  return {
    ...unlimited("aws"),
    name: transitGateway ? "the AWS transit gateway" : "the AWS virtual private gateway",
    perTunnelMbps: mbps,
    sendsThroughSeveral: transitGateway,
    note: `AWS takes ${packetsPerSecond} packets a second through a tunnel: small packets carry less (https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html)`,
  };
}

function skuThroughput(sku: string, cipher: ThroughputCipher): GatewayThroughput {
  const figures = azureSkus[sku];
  if (figures === undefined) {
    throw new RangeError(`"${sku}" has no measured throughput: use one of ${measuredSkus.join(", ")}`);
  }
  return {
    ...unlimited("azure"),
    name: `Azure's ${sku}`,
    perTunnelMbps: cipher === "aes-gcm" ? figures.gcm : figures.cbc,
    aggregateMbps: figures.aggregate,
    note: "Azure's figures are measured, not guaranteed, and shared by all connections of the gateway (https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus)",
  };
}

function virtualWanThroughput(scaleUnits: number): GatewayThroughput {
  return {
    ...unlimited("azure"),
    name: `Azure's Virtual WAN gateway of ${scaleUnits} scale unit${scaleUnits === 1 ? "" : "s"}`,
    perTunnelMbps: Math.min(virtualWanTunnelMbps, scaleUnits * mbpsPerScaleUnit),
    aggregateMbps: scaleUnits * mbpsPerScaleUnit,
    note: "A scale unit is 500 Mbps in each of two instances, of which one counts here; all connections share them (https://learn.microsoft.com/azure/virtual-wan/gateway-settings)",
  };
}
