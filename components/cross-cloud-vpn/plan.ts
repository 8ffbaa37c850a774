import type { Input } from "@pulumi/pulumi";
import { planInsideCidrs } from "../../addressing/insideCidrs";
import { planBgpIdentifierRange, planInsideIpv6Cidrs } from "../../addressing/insideIpv6Cidrs";
import type { CrossCloudVpnArgs } from "./args";
import { type CipherProposal, proposalOf } from "./ciphers/proposal";
import { type Cloud, sidesOf } from "./clouds";
import type { IpVersion } from "./ipVersions";
import { endpointOf, sidePlan, type SideFacts } from "./sides";
import { allPlanned } from "./plannerProblems";
import { type Endpoint, type Routing, tunnelCounts } from "./topology";
import { planTunnels } from "./tunnelPlans";

/** What a link between two gateways consists of, in plain data. */
export interface LinkPlan {
  readonly routing: Routing;
  readonly proposal: CipherProposal;
  /** In the order of `clouds`. */
  readonly sides: readonly [SidePlan, SidePlan];
  readonly tunnels: readonly TunnelPlan[];
  /** With IPv6: where a Cloud Router has its BGP identifier, unless Google Cloud chooses. */
  readonly bgpIdentifierRange?: string | undefined;
}

export interface SidePlan {
  readonly cloud: Cloud;
  readonly asn: number;
  /** The network's ranges, which the other side routes to the VPN. */
  readonly ranges: readonly string[];
  /** What the other side's gateway sends into the tunnels when it learns no routes. */
  readonly staticRoutes: readonly string[];
  /** The network's IPv6 ranges, where the link carries IPv6. */
  readonly ipv6Ranges: readonly Input<string>[];
}

export interface TunnelPlan {
  /** Stable when tunnels are added. Of AWS `<connection>-<AWS's number of the tunnel>`. */
  readonly key: string;
  readonly index: number;
  /** What travels inside. */
  readonly ipVersions: readonly IpVersion[];
  /** A /30; of a tunnel for IPv6 alone a /126. */
  readonly insideCidr: string;
  /** The /126 of a tunnel that carries both versions. */
  readonly insideIpv6Cidr?: string;
  /** False for a tunnel that carries traffic only when no preferred one is up. */
  readonly preferred: boolean;
  /** In the order of `sides`. */
  readonly ends: readonly [TunnelEndPlan, TunnelEndPlan];
}

export interface TunnelEndPlan {
  /** Which of the gateway's interfaces it starts from, from 0; see `wireTunnels`. */
  readonly interface: number;
  /** Of `insideCidr`. */
  readonly insideAddress: string;
  /** Of `insideIpv6Cidr`. */
  readonly insideIpv6Address?: string;
}

/** Expects arguments that `checkLink` found no fault with. */
export function planVpn(args: SideFacts & LinkArgs): LinkPlan {
  const [first, second] = sidesOf(args) as [Cloud, Cloud];
  return planLink(
    [sidePlan(args, first, args.ipv6), sidePlan(args, second, args.ipv6)],
    [endpointOf(args, first), endpointOf(args, second)],
    args,
  );
}

/** What a link's arguments say beyond its sides. */
export type LinkArgs = Pick<
  CrossCloudVpnArgs,
  | "routing"
  | "tunnels"
  | "cipherProfile"
  | "insideCidrs"
  | "insideIpv6Cidrs"
  | "insideCidrSlot"
  | "usedInsideCidrs"
  | "priority"
  | "ipv6"
>;

export function planLink(
  sides: LinkPlan["sides"],
  ends: readonly [Endpoint, Endpoint],
  args: LinkArgs,
): LinkPlan {
  const { routing, ipv6 = false } = args;
  const [first, second] = ends;
  const tunnels = args.tunnels ?? tunnelCounts(first, second, routing).counts[0] ?? 0;
  const shared = {
    tunnels,
    slot: args.insideCidrSlot,
    used: args.usedInsideCidrs?.map((cidr, index) => ({ cidr, owner: `usedInsideCidrs[${index}]` })),
  };
  const [insideCidrs = [], insideIpv6Cidrs = []] = allPlanned([
    () =>
      planInsideCidrs({
        ...shared,
        pair: pairName(first.cloud, second.cloud),
        insideCidrs: args.insideCidrs,
      }),
    () => (ipv6 ? planInsideIpv6Cidrs({ ...shared, insideIpv6Cidrs: args.insideIpv6Cidrs }) : []),
  ]);
  return {
    routing,
    proposal: proposalOf(args.cipherProfile),
    sides,
    ...(ipv6 && { bgpIdentifierRange: identifierRange(args) }),
    tunnels: planTunnels(ends, tunnels, args.priority, {
      ipv4: insideCidrs,
      ...(ipv6 && { ipv6: insideIpv6Cidrs }),
    }),
  };
}

/** Only slots tell links apart: one with inside CIDRs of its own leaves the choice to Google Cloud. */
function identifierRange({ insideCidrs, insideCidrSlot = 0, usedInsideCidrs }: LinkArgs): string | undefined {
  return insideCidrs === undefined ? planBgpIdentifierRange(insideCidrSlot, usedInsideCidrs) : undefined;
}

/** Of both IP versions. */
export function insideCidrsOf({ tunnels }: LinkPlan): string[] {
  return tunnels.flatMap(({ insideCidr, insideIpv6Cidr }) =>
    insideIpv6Cidr === undefined ? [insideCidr] : [insideCidr, insideIpv6Cidr],
  );
}

/** Whether any tunnel of a link carries IPv6. */
export function carriesIpv6({ tunnels }: Pick<LinkPlan, "tunnels">): boolean {
  return tunnels.some(({ ipVersions }) => ipVersions.includes("ipv6"));
}

/** As `planInsideCidrs` calls it: by the alphabet. */
export function pairName(first: Cloud, second: Cloud) {
  return [first, second].sort().join("-") as Parameters<typeof planInsideCidrs>[0]["pair"];
}
