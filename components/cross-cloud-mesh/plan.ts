import { networkAsn } from "../../addressing/asns";
import { linkSlot } from "../../addressing/linkSlots";
import { type Cloud, clouds, sidesOf } from "../cross-cloud-vpn/clouds";
import { type LinkPlan, planLink } from "../cross-cloud-vpn/plan";
import { endpointOf, sidePlan, type Sides } from "../cross-cloud-vpn/sides";
import type { CrossCloudMeshArgs, MeshLinkArgs, MeshNetwork } from "./args";

/** A network with its one side, ASN filled in. */
export interface NetworkPlan {
  readonly name: string;
  readonly number: number;
  readonly cloud: Cloud;
  readonly sides: Sides;
}

/** Two networks that are to be joined. */
export interface MeshLink {
  readonly name: string;
  readonly networks: readonly [NetworkPlan, NetworkPlan];
  readonly args: MeshLinkArgs;
}

export interface PlannedLink extends MeshLink {
  readonly plan: LinkPlan;
}

/** Expects networks with a number and exactly one side each. */
export function planNetworks({ networks }: CrossCloudMeshArgs): NetworkPlan[] {
  return Object.entries(networks).flatMap(([name, network]) => {
    const [cloud] = sidesOf(network);
    return cloud === undefined
      ? []
      : [{ name, number: network.number, cloud, sides: withAsn(network, cloud) }];
  });
}

function withAsn(network: MeshNetwork, cloud: Cloud): Sides {
  const side = network[cloud];
  // A Virtual WAN gateway has an ASN of its own.
  const fixed = cloud === "azure" && network.azure?.virtualHub !== undefined;
  return { [cloud]: fixed ? side : { ...side, asn: side?.asn ?? networkAsn(network.number) } };
}

/** Every two networks of different clouds, but for those that are not to be joined. */
export function planLinks(networks: readonly NetworkPlan[], { links = {} }: CrossCloudMeshArgs): MeshLink[] {
  return networks.flatMap((one, index) =>
    networks.slice(index + 1).flatMap((other) => {
      if (one.cloud === other.cloud) {
        return [];
      }
      const pair = inOrder(one, other);
      const name = linkName(pair);
      const args = links[name] ?? {};
      return args === false ? [] : [{ name, networks: pair, args }];
    }),
  );
}

/** The networks that get a gateway: those with a link. */
export function linkedNetworks(networks: readonly NetworkPlan[], links: readonly MeshLink[]): NetworkPlan[] {
  return networks.filter((network) => links.some((link) => link.networks.includes(network)));
}

export function linkName([first, second]: readonly [NetworkPlan, NetworkPlan]): string {
  return `${first.name}-${second.name}`;
}

function inOrder(one: NetworkPlan, other: NetworkPlan): [NetworkPlan, NetworkPlan] {
  return clouds.indexOf(one.cloud) < clouds.indexOf(other.cloud) ? [one, other] : [other, one];
}

export function planMeshLink(link: MeshLink, { cipherProfile }: CrossCloudMeshArgs): PlannedLink {
  const [first, second] = link.networks;
  const plan = planLink(
    [sidePlan(first.sides, first.cloud), sidePlan(second.sides, second.cloud)],
    [endpointOf(first.sides, first.cloud), endpointOf(second.sides, second.cloud)],
    {
      ...link.args,
      routing: "bgp",
      cipherProfile: link.args.cipherProfile ?? cipherProfile,
      insideCidrSlot: linkSlot(first.number, second.number),
    },
  );
  return { ...link, plan };
}
