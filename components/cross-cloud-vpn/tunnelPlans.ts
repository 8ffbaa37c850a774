import { cidrHost, parseCidr } from "../../addressing/cidr";
import type { Priority } from "./args";
import { interfacesPerGateway } from "./gcp/haVpn";
import { carriageOf, type IpVersion, ipv6Suffix } from "./ipVersions";
import type { TunnelPlan } from "./plan";
import { type Endpoint, type TunnelWiring, wireTunnels } from "./topology";

/** The inside CIDRs of so many tunnels, for every IP version that a link carries. */
interface InsideCidrs {
  readonly ipv4: readonly string[];
  readonly ipv6?: readonly string[];
}

/** The tunnels between two gateways: so many, and with IPv6 as many twins where a tunnel cannot carry both. */
export function planTunnels(
  [first, second]: readonly [Endpoint, Endpoint],
  count: number,
  priority: Priority | undefined,
  { ipv4, ipv6 }: InsideCidrs,
): TunnelPlan[] {
  const wiring = wireTunnels(first, second, count);
  const twins = ipv6 !== undefined && carriageOf(first) === "twins" ? wiring : [];
  const basis = (each: TunnelWiring, index: number): TunnelBasis => ({
    ...each,
    index,
    preferred: isPreferred(priority, index % count, count),
  });
  return [
    ...wiring.map((each, index) => {
      const plan = tunnelPlan(basis(each, index), "ipv4", ipv4[index] ?? "");
      return ipv6 === undefined || twins.length > 0 ? plan : dualTunnelPlan(plan, ipv6[index] ?? "");
    }),
    ...twins.map((each, index) =>
      tunnelPlan(basis(twinWiring(each, second), count + index), "ipv6", ipv6?.[index] ?? ""),
    ),
  ];
}

type TunnelBasis = TunnelWiring & Pick<TunnelPlan, "index" | "preferred">;

function tunnelPlan(
  { key, index, preferred, interfaces }: TunnelBasis,
  ipVersion: IpVersion,
  insideCidr: string,
): TunnelPlan {
  const cidr = parseCidr(insideCidr);
  return {
    key,
    index,
    ipVersions: [ipVersion],
    insideCidr,
    preferred,
    ends: [
      { interface: interfaces[0], insideAddress: cidrHost(cidr, 1) },
      { interface: interfaces[1], insideAddress: cidrHost(cidr, 2) },
    ],
  };
}

/** The tunnel with IPv6 besides. */
function dualTunnelPlan(plan: TunnelPlan, insideIpv6Cidr: string): TunnelPlan {
  const [first, second] = plan.ends;
  const cidr = parseCidr(insideIpv6Cidr);
  return {
    ...plan,
    ipVersions: ["ipv4", "ipv6"],
    insideIpv6Cidr,
    ends: [
      { ...first, insideIpv6Address: cidrHost(cidr, 1) },
      { ...second, insideIpv6Address: cidrHost(cidr, 2) },
    ],
  };
}

/**
 * Google Cloud never changes whether an HA VPN gateway carries IPv6: twins have a gateway of their own, so that the
 * other tunnels stay as they are when IPv6 is turned on. An existing gateway must carry both.
 * https://cloud.google.com/network-connectivity/docs/vpn/how-to/creating-ha-vpn
 */
function twinWiring({ key, interfaces: [own, remote] }: TunnelWiring, peer: Endpoint): TunnelWiring {
  const beside = peer.cloud === "gcp" && !peer.existingGateway ? interfacesPerGateway : 0;
  return { key: `${key}${ipv6Suffix}`, interfaces: [own, remote + beside] };
}

function isPreferred(priority: Priority = "active-active", index: number, tunnels: number): boolean {
  return priority === "active-active" || index < tunnels / 2;
}
