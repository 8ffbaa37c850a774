import { certificateManagerTokens } from "./certificate-manager/tokens";
import { connectivityTokens } from "./connectivity/tokens";
import { dnsTokens } from "./dns/tokens";
import { instanceTokens } from "./instances/tokens";
import { loadBalancingTokens } from "./load-balancing/tokens";

/** Type tokens of everything simulated here, apart from the types so that types can name each other. */
export const tokens = {
  network: "gcp:compute/network:Network",
  subnetwork: "gcp:compute/subnetwork:Subnetwork",
  firewall: "gcp:compute/firewall:Firewall",
  route: "gcp:compute/route:Route",
  address: "gcp:compute/address:Address",
  globalAddress: "gcp:compute/globalAddress:GlobalAddress",
  router: "gcp:compute/router:Router",
  routerInterface: "gcp:compute/routerInterface:RouterInterface",
  routerPeer: "gcp:compute/routerPeer:RouterPeer",
  routerNat: "gcp:compute/routerNat:RouterNat",
  routerRoutePolicy: "gcp:compute/routerRoutePolicy:RouterRoutePolicy",
  haVpnGateway: "gcp:compute/haVpnGateway:HaVpnGateway",
  externalVpnGateway: "gcp:compute/externalVpnGateway:ExternalVpnGateway",
  vpnTunnel: "gcp:compute/vPNTunnel:VPNTunnel",
  networkPeering: "gcp:compute/networkPeering:NetworkPeering",
  ...certificateManagerTokens,
  ...connectivityTokens,
  ...dnsTokens,
  ...instanceTokens,
  ...loadBalancingTokens,
} as const;
