import { defaultAsns } from "../../addressing/asns";
import { cidrHost, parseCidr } from "../../addressing/cidr";
import { planInsideCidrs } from "../../addressing/insideCidrs";
import type { CrossCloudVpnArgs } from "./args";
import { type CipherProfile, cipherProfiles } from "./cipherProfiles";

/** What a CrossCloudVpn consists of, in plain data. */
export interface VpnPlan {
  readonly routing: "static" | "bgp";
  readonly cipherProfile: CipherProfile;
  readonly aws: SidePlan;
  readonly azure: SidePlan;
  /** Each is one instance of the Azure gateway, its public address, the AWS customer gateway and connection. */
  readonly connections: readonly ConnectionPlan[];
}

export interface SidePlan {
  readonly asn: number;
  /** The network's ranges, which the other side routes to the VPN. */
  readonly ranges: readonly string[];
  /** What the other side's gateway sends into the tunnels when it learns no routes. */
  readonly staticRoutes: readonly string[];
}

export interface ConnectionPlan {
  readonly index: number;
  /** AWS makes exactly two per connection. */
  readonly tunnels: readonly [TunnelPlan, TunnelPlan];
}

export interface TunnelPlan {
  /** `<connection>-<AWS's number of the tunnel>`: stable when connections are added. */
  readonly key: string;
  readonly connection: number;
  readonly insideCidr: string;
  /** The first host: AWS takes it. */
  readonly awsInsideAddress: string;
  /** The second host. */
  readonly azureInsideAddress: string;
  /** The custom BGP address that the Azure connection names for each gateway instance, in their order. */
  readonly customBgpAddresses: readonly string[];
}

/** How many tunnels each kind of routing has; `CrossCloudVpnArgs.tunnels` says why. */
export const tunnelCounts = { static: 2, bgp: 4 } as const;

/** Expects arguments that {@link checkVpn} found no fault with. */
export function planVpn(args: CrossCloudVpnArgs): VpnPlan {
  const tunnels = tunnelCounts[args.routing];
  const insideCidrs = planInsideCidrs({ pair: "aws-azure", tunnels, insideCidrs: args.insideCidrs });
  const ends = insideCidrs.map((insideCidr) => {
    const cidr = parseCidr(insideCidr);
    return { insideCidr, awsInsideAddress: cidrHost(cidr, 1), azureInsideAddress: cidrHost(cidr, 2) };
  });
  const perConnection = 2;
  // Azure asks every connection for an address of every instance, and uses only that of the instance the tunnel
  // ends at. Microsoft's guide fills the other with that instance's first address.
  const fillers = ends.filter((_, index) => index % perConnection === 0).map((end) => end.azureInsideAddress);
  const tunnelPlans = ends.map((end, index): TunnelPlan => {
    const connection = Math.floor(index / perConnection);
    const customBgpAddresses = fillers.map((filler, instance) =>
      instance === connection ? end.azureInsideAddress : filler,
    );
    return { key: `${connection}-${(index % perConnection) + 1}`, connection, ...end, customBgpAddresses };
  });
  return {
    routing: args.routing,
    cipherProfile: cipherProfiles[args.cipherProfile ?? "strong"],
    aws: planSide(args.aws.asn ?? defaultAsns.aws, args.aws.cidrBlocks),
    azure: planSide(args.azure.asn ?? defaultAsns.azure, args.azure.addressPrefixes, args.azure.staticRoutes),
    connections: pairs(tunnelPlans).map((pair, index) => ({ index, tunnels: pair })),
  };
}

function planSide(asn: number, ranges: readonly string[], staticRoutes = ranges): SidePlan {
  return { asn, ranges, staticRoutes };
}

function pairs<T>(values: readonly T[]): [T, T][] {
  const [first, second, ...rest] = values;
  return first === undefined || second === undefined ? [] : [[first, second], ...pairs(rest)];
}
