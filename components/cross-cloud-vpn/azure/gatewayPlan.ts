import { parseAddress } from "../../../addressing/cidr";
import type { LinkPlan, TunnelEndPlan } from "../plan";
import type { Routing } from "../topology";

/** What an Azure gateway is made for: all its links taken together. */
export interface AzureGatewayPlan {
  readonly asn: number;
  readonly routing: Routing;
  readonly instances: readonly AzureInstancePlan[];
}

export interface AzureInstancePlan {
  readonly index: number;
  /** The inside addresses of all tunnels that start from the instance; none without BGP. */
  readonly customBgpAddresses: readonly string[];
}

/** Gateways of a mesh have `atLeast` two instances, because adding one later takes all links of the gateway down. */
export function planAzureGateway(
  asn: number,
  links: readonly LinkPlan[],
  atLeast: 1 | 2 = 1,
): AzureGatewayPlan {
  const ends = links.flatMap(({ sides, tunnels, routing }) => {
    const position = sides[0].cloud === "azure" ? 0 : 1;
    return tunnels.map((tunnel) => ({ ...tunnel.ends[position], routing }));
  });
  const count = Math.max(atLeast, ...ends.map((end) => end.interface + 1));
  const routing = links.some((link) => link.routing === "bgp") ? "bgp" : "static";
  return {
    asn,
    routing,
    instances: Array.from({ length: count }, (_, index) => ({
      index,
      customBgpAddresses: ends
        .filter((end) => end.routing === "bgp" && end.interface === index)
        .map(({ insideAddress }) => insideAddress)
        // Whichever links come in whatever order, the gateway stays as it is.
        .sort((a, b) => Number(parseAddress(a).value - parseAddress(b).value)),
    })),
  };
}

/**
 * The custom BGP address that a tunnel's connection names for each instance. Azure uses only that of the instance the
 * tunnel ends at; Microsoft's guide fills the other with an address of that instance: here with one of the same link,
 * so that no link depends on another's.
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp
 */
export function customBgpAddresses(
  instances: readonly AzureInstancePlan[],
  end: TunnelEndPlan,
  link: readonly TunnelEndPlan[],
): { readonly index: number; readonly address: string }[] {
  return instances.flatMap(({ index }) => {
    const { insideAddress } = [end, ...link].find(({ interface: instance }) => instance === index) ?? {};
    return insideAddress === undefined ? [] : [{ index, address: insideAddress }];
  });
}
