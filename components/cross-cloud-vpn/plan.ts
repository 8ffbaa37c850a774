import { cidrHost, parseCidr } from "../../addressing/cidr";
import { planInsideCidrs } from "../../addressing/insideCidrs";
import type { CrossCloudVpnArgs, Priority } from "./args";
import { type CipherProposal, proposalOf } from "./ciphers/proposal";
import { type Cloud, sidesOf } from "./clouds";
import { endpointOf, sidePlan, type SideFacts } from "./sides";
import { type Routing, tunnelCounts, wireTunnels } from "./topology";

/** What a link between two gateways consists of, in plain data. */
export interface LinkPlan {
  readonly routing: Routing;
  readonly proposal: CipherProposal;
  /** In the order of `clouds`. */
  readonly sides: readonly [SidePlan, SidePlan];
  readonly tunnels: readonly TunnelPlan[];
}

export interface SidePlan {
  readonly cloud: Cloud;
  readonly asn: number;
  /** The network's ranges, which the other side routes to the VPN. */
  readonly ranges: readonly string[];
  /** What the other side's gateway sends into the tunnels when it learns no routes. */
  readonly staticRoutes: readonly string[];
}

export interface TunnelPlan {
  /** Stable when tunnels are added. Of AWS `<connection>-<AWS's number of the tunnel>`. */
  readonly key: string;
  readonly index: number;
  readonly insideCidr: string;
  /** False for a tunnel that carries traffic only when no preferred one is up. */
  readonly preferred: boolean;
  /** In the order of `sides`. */
  readonly ends: readonly [TunnelEndPlan, TunnelEndPlan];
}

export interface TunnelEndPlan {
  /** Which of the gateway's interfaces it starts from, from 0; see `wireTunnels`. */
  readonly interface: number;
  readonly insideAddress: string;
}

/** Expects arguments that `checkLink` found no fault with. */
export function planVpn(args: SideFacts & LinkArgs): LinkPlan {
  const [first, second] = sidesOf(args) as [Cloud, Cloud];
  return planLink(
    [sidePlan(args, first), sidePlan(args, second)],
    [endpointOf(args, first), endpointOf(args, second)],
    args,
  );
}

/** What a link's arguments say beyond its sides. */
export type LinkArgs = Pick<
  CrossCloudVpnArgs,
  "routing" | "tunnels" | "cipherProfile" | "insideCidrs" | "insideCidrSlot" | "usedInsideCidrs" | "priority"
>;

export function planLink(
  sides: LinkPlan["sides"],
  [first, second]: readonly [Parameters<typeof wireTunnels>[0], Parameters<typeof wireTunnels>[1]],
  args: LinkArgs,
): LinkPlan {
  const { routing } = args;
  const tunnels = args.tunnels ?? tunnelCounts(first, second, routing).counts[0] ?? 0;
  const insideCidrs = planInsideCidrs({
    pair: pairName(first.cloud, second.cloud),
    tunnels,
    slot: args.insideCidrSlot,
    used: args.usedInsideCidrs?.map((cidr, index) => ({ cidr, owner: `usedInsideCidrs[${index}]` })),
    insideCidrs: args.insideCidrs,
  });
  const wiring = wireTunnels(first, second, tunnels);
  return {
    routing,
    proposal: proposalOf(args.cipherProfile),
    sides,
    tunnels: wiring.map(({ key, interfaces }, index): TunnelPlan => {
      const insideCidr = insideCidrs[index] ?? "";
      const cidr = parseCidr(insideCidr);
      return {
        key,
        index,
        insideCidr,
        preferred: isPreferred(args.priority, index, tunnels),
        ends: [
          { interface: interfaces[0], insideAddress: cidrHost(cidr, 1) },
          { interface: interfaces[1], insideAddress: cidrHost(cidr, 2) },
        ],
      };
    }),
  };
}

function isPreferred(priority: Priority = "active-active", index: number, tunnels: number): boolean {
  return priority === "active-active" || index < tunnels / 2;
}

/** As `planInsideCidrs` calls it: by the alphabet. */
export function pairName(first: Cloud, second: Cloud) {
  return [first, second].sort().join("-") as Parameters<typeof planInsideCidrs>[0]["pair"];
}
