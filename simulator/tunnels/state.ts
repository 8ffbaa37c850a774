import type { IpFamily, TunnelEnd } from "./end";

/** Whether a tunnel carries traffic, judged from how its ends are configured. */
export interface TunnelState {
  /** Both ends, or the one end that nothing matches. */
  readonly ends: readonly [TunnelEnd] | readonly [TunnelEnd, TunnelEnd];
  /** IPsec is up, and so is BGP where an end speaks it. */
  readonly up: boolean;
  readonly ipsec: boolean;
  /** `none` where both ends are routed statically. */
  readonly bgp: "established" | "down" | "none";
  /** The IP versions of the routes that BGP exchanges: none where it is down, and where routing is static. */
  readonly families: readonly IpFamily[];
  /** One sentence for everything that keeps the tunnel down, with the values of both ends; never a preshared key. */
  readonly reasons: readonly string[];
}
