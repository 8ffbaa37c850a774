import { Subnetwork } from "@pulumi/gcp/compute";
import { resourceNames } from "./resourceNames";
import type { Wiring } from "./wiring";

/** Makes the proxy-only subnets that don't exist yet. Forwarding rules wait for them. */
export function createProxyOnlySubnets({ name, frontEnd, facts, network, opts }: Wiring): Subnetwork[] {
  const { proxyOnlyPurpose: purpose } = facts;
  if (purpose === undefined) {
    return [];
  }
  return Object.entries(frontEnd.proxyOnlySubnets ?? {})
    .filter(([, { existing }]) => existing !== true)
    .map(
      ([region, { range }]) =>
        new Subnetwork(
          resourceNames.proxyOnlySubnet(name, region),
          { network: network.networkId, region, ipCidrRange: range, purpose, role: "ACTIVE" },
          // Only one may be active in a region.
          { ...opts, deleteBeforeReplace: true },
        ),
    );
}
