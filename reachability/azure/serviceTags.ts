import type { Cidr } from "../../addressing";
import { everything, notPublic, single, without } from "./prefixes";

/** What the service tags mean where a network security group is applied. */
export interface TagScope {
  /** What `VirtualNetwork` holds for sure. */
  readonly virtualNetwork: readonly Cidr[];
  /** What it may hold beside, and why that can't be told. */
  readonly maybe: readonly { readonly range: Cidr; readonly why: string }[];
  /** Public addresses outside the virtual network for sure, and those that may be in it. */
  readonly internet: readonly Cidr[];
  readonly maybeInternet: readonly Cidr[];
}

const publicAddresses = everything.flatMap((range) => without(range, notPublic));

/** The address of Azure's own services on every host, from which health probes come. */
const hostAddress = single("168.63.129.16");

/**
 * Sources: https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags
 *
 * @param connected - the virtual network, its peers and all that its gateways lead to
 */
export function tagScope(connected: readonly Cidr[], maybe: TagScope["maybe"]): TagScope {
  const virtualNetwork = [
    ...new Map([...connected, hostAddress].map((range) => [range.text, range])).values(),
  ];
  const outside = publicAddresses.flatMap((range) => without(range, virtualNetwork));
  const unsure = maybe.map(({ range }) => range);
  const internet = unsure.length === 0 ? outside : outside.flatMap((range) => without(range, unsure));
  return {
    virtualNetwork,
    maybe,
    internet,
    maybeInternet: unsure.length === 0 ? [] : outside.flatMap((range) => without(range, internet)),
  };
}

/** What a tag holds; `why` where that can't be told. */
export function rangesOfTag(tag: string, scope: TagScope): { ranges: readonly Cidr[]; why?: string } {
  switch (tag.toLowerCase()) {
    case "virtualnetwork":
      return { ranges: scope.virtualNetwork };
    case "internet":
      return { ranges: scope.internet };
    case "azureloadbalancer":
      return { ranges: [hostAddress] };
    default:
      // The other tags stand for public services.
      return {
        ranges: scope.internet,
        why: `which addresses the service tag ${tag} stands for is Azure's to say`,
      };
  }
}
