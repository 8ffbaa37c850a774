import { log, type Resource } from "@pulumi/pulumi";
import type { TransitHubArgs } from "./args";
import { mayTalk, type TransitCloud, type TransitLink, type TransitNode, type TransitPlan } from "./plan";

/** What the sessions of a link tell one way, against the most that both ends take. */
export interface RouteBudget {
  /** The link's name, `<segment>-<hub>-<hub>`. */
  readonly link: string;
  /** The hub that tells. */
  readonly from: string;
  /** The hub that is told. */
  readonly to: string;
  /** How many prefixes, at most. */
  readonly prefixes: number;
  readonly limit: number;
  /** Whether the cloud raises it on request; beyond a limit that is fixed nothing is created. */
  readonly adjustable: boolean;
  /** What the limit is of, and its page. */
  readonly source: string;
}

type Limit = Pick<RouteBudget, "limit" | "adjustable" | "source">;
type Kind = Exclude<TransitCloud, "azure"> | "hub-virtual-network" | "virtual-wan";

const awsPage = "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html";
const gcpPage = "https://cloud.google.com/network-connectivity/docs/router/quotas";

/** What a gateway tells one session at most. */
const telling: Readonly<Partial<Record<Kind, Limit>>> = {
  aws: { limit: 5000, adjustable: false, source: `routes from a transit gateway's connection (${awsPage})` },
  gcp: { limit: 200, adjustable: false, source: `custom advertised routes of a BGP session (${gcpPage})` },
};

/** What a gateway takes from one session at most. */
const taking: Readonly<Record<Kind, Limit>> = {
  aws: {
    limit: 1000,
    adjustable: false,
    source: `dynamic routes to a transit gateway's connection (${awsPage})`,
  },
  gcp: {
    limit: 250,
    adjustable: true,
    source: `dynamic route prefixes of a region from its own region, by VPC network (${gcpPage})`,
  },
  "hub-virtual-network": {
    limit: 4000,
    adjustable: false,
    source:
      "prefixes from a BGP peer, beyond which the session is dropped (https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq)",
  },
  "virtual-wan": {
    limit: 10_000,
    adjustable: false,
    source: "routes of a virtual hub (https://learn.microsoft.com/azure/virtual-wan/hub-settings)",
  },
};

/** What part of a limit. */
export const warnedFrom = 0.8;

/** How many prefixes every link tells each way at most, while all other links are up or any are lost. */
export function routeBudget(plan: TransitPlan, args: TransitHubArgs): RouteBudget[] {
  return plan.links.flatMap((link) => [
    budgetOf(link, link.nodes, plan, args),
    budgetOf(link, [link.nodes[1], link.nodes[0]], plan, args),
  ]);
}

/** Tells of every session that comes near its limit, or beyond one that can be raised. */
export function warnOfBudget(
  budgets: readonly RouteBudget[],
  args: TransitHubArgs,
  component: Resource,
): void {
  for (const { link, from, to, prefixes, limit, adjustable, source } of budgets) {
    if (prefixes >= warnedFrom * limit) {
      const fix = `${adjustable ? "have it raised before you go on, or " : ""}${fewerPrefixes(from, args)}`;
      void log.warn(
        `${link}: ${from} tells ${to} ${prefixes} prefixes of at most ${limit}, ${source}: ${fix}`,
        component,
      );
    }
  }
}

/** AWS and Azure tell what networks really have, whatever their arguments say; a Cloud Router what it is given. */
export function fewerPrefixes(from: string, { hubs }: TransitHubArgs): string {
  return hubs[from]?.gcp === undefined
    ? "renumber networks so that fewer ranges are told, or put some into another segment"
    : "give several ipCidrRanges of a network as one that holds them all, or put some networks into another segment";
}

function budgetOf(
  { name }: TransitLink,
  [from, to]: readonly [TransitNode, TransitNode],
  plan: TransitPlan,
  args: TransitHubArgs,
): RouteBudget {
  const [tell, take] = [telling[kindOf(from, args)], taking[kindOf(to, args)]];
  const limit = tell === undefined || take.limit <= tell.limit ? take : tell;
  const prefixes = toldBy(from, to, plan);
  return { link: name, from: from.hub.name, to: to.hub.name, prefixes, ...limit };
}

function kindOf({ hub }: TransitNode, args: TransitHubArgs): Kind {
  return hub.cloud === "azure" ? (args.hubs[hub.name]?.azure?.kind ?? "hub-virtual-network") : hub.cloud;
}

/**
 * A transit gateway and a gateway of Azure tell all that their segment may reach, those of allowed segments too, for both
 * hand on what they learn; each but what lies behind the hub that is told. A Cloud Router tells its own cloud's networks.
 */
function toldBy(from: TransitNode, to: TransitNode, { spokes, nodes }: TransitPlan): number {
  const told = spokes.filter(({ hub, segment }) => {
    const reachable =
      from.hub.cloud === "gcp"
        ? hub.cloud === "gcp" && segment === from.segment
        : mayTalk(from.segment, segment);
    return reachable && hub !== to.hub;
  });
  const hubNetworks =
    from.hub.cloud === "gcp"
      ? 0
      : nodes.filter(
          ({ hub, segment }) => hub.cloud === "azure" && hub !== to.hub && mayTalk(from.segment, segment),
        ).length;
  return told.reduce((sum, { ranges }) => sum + ranges.length, hubNetworks);
}
