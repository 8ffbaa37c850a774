import type { SideFacts } from "../cross-cloud-vpn/sides";
import type { CrossCloudVpnPeer } from "./args";

/** What is known of the other side, as the planner reads it. */
export function peerFacts({ aws, gcp, azure, onPremises }: CrossCloudVpnPeer): SideFacts {
  return {
    ...(aws && { aws: { ...aws, transitGateway: aws.transitGateway === true ? {} : undefined } }),
    ...(gcp && { gcp }),
    ...(azure && { azure: { ...azure, virtualHub: azure.virtualHub === true ? {} : undefined } }),
    ...(onPremises && { onPremises }),
  };
}
