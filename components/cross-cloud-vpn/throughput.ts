import { type Cloud, cloudNames } from "./clouds";
import {
  gatewayThroughput,
  measuredSkus,
  mostScaleUnits,
  type ThroughputCipher,
  type ThroughputEnd,
} from "./gatewayThroughput";
import type { Routing } from "./topology";

/** What {@link throughput} is worked out for. */
export interface ThroughputRequest {
  /** Two ends in different clouds. */
  readonly ends: readonly [ThroughputEnd, ThroughputEnd];
  /** How many tunnels carry traffic when all is well, without those on standby: 1 or more. */
  readonly tunnels: number;
  readonly cipher: ThroughputCipher;
  readonly routing: Routing;
}

/** What a link carries each way, as far as the providers document it. */
export interface Throughput {
  /** From the first end to the second, and back. */
  readonly directions: readonly [DirectionThroughput, DirectionThroughput];
  /** Where one end, the cipher or the routing halves what the rest could carry, and what to change. */
  readonly warnings: readonly string[];
  /** What no figure of `directions` holds, such as limits in packets per second, with sources. */
  readonly notes: readonly string[];
}

/** What a link carries one way. */
export interface DirectionThroughput {
  readonly from: Cloud;
  readonly to: Cloud;
  /** All tunnels together, for many flows at once. */
  readonly mbps: number;
  /** One tunnel, which is also the most that a single flow gets. */
  readonly perTunnelMbps: number;
  /** How many tunnels the sender uses at once. */
  readonly tunnels: number;
  readonly limitedBy: {
    readonly cloud: Cloud;
    readonly why: string;
  };
}

/**
 * What a link can carry each way, by the gateways' documented figures, with the lower one of each range: an upper
 * bound for the line between the clouds, and a lower one for large packets.
 *
 * A virtual private gateway sends through one tunnel only (https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html),
 * and static routes use one tunnel each way. The premises are taken to be fast enough.
 *
 * @throws {RangeError} for a number of tunnels below 1, and for an Azure SKU without figures.
 * @example
 * throughput({
 *   ends: [{ cloud: "aws", gateway: "transit-gateway", tunnelBandwidth: "standard" }, { cloud: "gcp" }],
 *   tunnels: 4,
 *   cipher: "aes-gcm",
 *   routing: "bgp",
 * }).directions[0].mbps; // 4000
 */
export function throughput(request: ThroughputRequest): Throughput {
  if (!Number.isInteger(request.tunnels) || request.tunnels < 1) {
    throw new RangeError(`${request.tunnels} is not a number of tunnels: use a whole number from 1`);
  }
  const { ends, cipher } = request;
  const notes = ends.map((end) => gatewayThroughput(end, cipher).note);
  return {
    directions: directionsOf(request),
    warnings: warningsOf(request),
    notes: notes.filter((note) => note !== undefined),
  };
}

function directionsOf(request: ThroughputRequest): [DirectionThroughput, DirectionThroughput] {
  const [first, second] = request.ends;
  return [direction(request, first, second), direction(request, second, first)];
}

function direction(request: ThroughputRequest, from: ThroughputEnd, to: ThroughputEnd): DirectionThroughput {
  const { cipher, routing } = request;
  const sender = gatewayThroughput(from, cipher);
  const receiver = gatewayThroughput(to, cipher);
  const tunnels = routing === "bgp" && sender.sendsThroughSeveral ? request.tunnels : 1;
  const through = tunnels === 1 ? "one tunnel" : `each of ${tunnels} tunnels`;
  const ciphers = cipher === "aes-gcm" ? "AES-GCM" : "AES-CBC";
  const limits = [
    { end: from, gateway: sender },
    { end: to, gateway: receiver },
  ].flatMap(({ end, gateway }) => [
    {
      cloud: end.cloud,
      mbps: gateway.perTunnelMbps * tunnels,
      why: `${gateway.name} takes ${gateway.perTunnelMbps} Mbps through ${through} with ${ciphers}`,
    },
    {
      cloud: end.cloud,
      mbps: gateway.aggregateMbps,
      why: `${gateway.name} takes ${gateway.aggregateMbps} Mbps through all its tunnels`,
    },
  ]);
  const mbps = Math.min(...limits.map((limit) => limit.mbps));
  const { cloud, why } = limits.find((limit) => limit.mbps === mbps) ?? { cloud: from.cloud, why: "" };
  const reason = tunnels < request.tunnels ? `${oneTunnelReason(sender.name, routing)}; ${why}` : why;
  return {
    from: from.cloud,
    to: to.cloud,
    mbps,
    perTunnelMbps: Math.min(mbps, sender.perTunnelMbps, receiver.perTunnelMbps),
    tunnels,
    limitedBy: { cloud, why: reason },
  };
}

function oneTunnelReason(sender: string, routing: Routing): string {
  return routing === "static"
    ? "static routes lead into one tunnel"
    : `${sender} sends into one tunnel at a time`;
}

/** A change to a request, in words that follow "with". */
interface Change {
  readonly words: string;
  readonly request: ThroughputRequest;
  /** The least gain that is worth a warning. */
  readonly gain: number;
}

/** A change that doubles a direction is worth its price; one that costs nothing is worth any gain. */
const halved = 2;

function warningsOf(request: ThroughputRequest): string[] {
  return directionsOf(request).flatMap((now, index) =>
    changesOf(request).flatMap((changes) => {
      const outcomes = changes.map((change) => ({
        ...change,
        mbps: directionsOf(change.request)[index]?.mbps ?? 0,
      }));
      const best = Math.max(0, ...outcomes.map(({ mbps }) => mbps));
      const smallest = outcomes.find(({ mbps }) => mbps === best);
      if (smallest === undefined || best <= now.mbps || best < smallest.gain * now.mbps) {
        return [];
      }
      const way = `${cloudNames[now.from]} to ${cloudNames[now.to]}`;
      return [`${way}: ${now.mbps} Mbps, as ${now.limitedBy.why}; with ${smallest.words} ${best} Mbps`];
    }),
  );
}

/** What could be changed, each list with its smallest change first. */
function changesOf(request: ThroughputRequest): Change[][] {
  const [first, second] = request.ends;
  const strong = { words: 'the cipher profile "strong", AES-GCM,', gain: 1 };
  const dynamic = { words: 'routing "bgp"', gain: halved };
  return [
    request.cipher === "aes-cbc" ? [{ ...strong, request: { ...request, cipher: "aes-gcm" } }] : [],
    request.routing === "static" ? [{ ...dynamic, request: { ...request, routing: "bgp" } }] : [],
    largerEnds(first).map(({ words, end }) => ({
      words,
      gain: halved,
      request: { ...request, ends: [end, second] },
    })),
    largerEnds(second).map(({ words, end }) => ({
      words,
      gain: halved,
      request: { ...request, ends: [first, end] },
    })),
  ];
}

function largerEnds(end: ThroughputEnd): { readonly words: string; readonly end: ThroughputEnd }[] {
  if (end.cloud === "aws") {
    if (end.gateway === "vpn-gateway") {
      return [{ words: "a transit gateway", end: { ...end, gateway: "transit-gateway" } }];
    }
    return [{ words: 'tunnelBandwidth "large"', end: { ...end, tunnelBandwidth: "large" } }];
  }
  if (end.cloud !== "azure") {
    return [];
  }
  if (end.gateway === "virtual-network-gateway") {
    const larger = measuredSkus.slice(measuredSkus.indexOf(end.sku) + 1);
    return larger.map((sku) => ({ words: `the SKU ${sku}`, end: { ...end, sku } }));
  }
  return Array.from({ length: mostScaleUnits - end.scaleUnits }, (_, index) => {
    const scaleUnits = end.scaleUnits + index + 1;
    return { words: `${scaleUnits} scale units`, end: { ...end, scaleUnits } };
  });
}
