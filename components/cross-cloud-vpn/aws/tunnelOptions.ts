import type { VpnConnectionArgs } from "@pulumi/aws/ec2";
import type { Output } from "@pulumi/pulumi";
import { type CipherProposal, lifetimeSeconds } from "../ciphers/proposal";
import type { TunnelView } from "../gateway";
import { isTwin } from "../ipVersions";
import type { Routing } from "../topology";
import { awsCiphers } from "./ciphers";

export type TunnelNumber = 1 | 2;

/**
 * What a VPN connection is told of one of its tunnels. Every tunnel has its inside CIDR fixed, or AWS's numbers of the
 * two may change places (https://github.com/hashicorp/terraform-provider-aws/issues/5809). AWS starts the negotiation,
 * as Azure's custom BGP addresses ask for.
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp
 */
export function tunnelOptions(
  number: TunnelNumber,
  proposal: CipherProposal,
  tunnel: Pick<TunnelView, "ipVersions" | "insideCidr">,
  presharedKey: Output<string> | undefined,
): Partial<VpnConnectionArgs> {
  const { encryption, integrity, dhGroup } = awsCiphers(proposal);
  const options = {
    [isTwin(tunnel) ? "InsideIpv6Cidr" : "InsideCidr"]: tunnel.insideCidr,
    ...(presharedKey !== undefined && { PresharedKey: presharedKey }),
    IkeVersions: ["ikev2"],
    StartupAction: "start",
    DpdTimeoutAction: "restart",
    Phase1EncryptionAlgorithms: [encryption],
    Phase1IntegrityAlgorithms: [integrity],
    Phase1DhGroupNumbers: [dhGroup],
    Phase1LifetimeSeconds: lifetimeSeconds.ike,
    Phase2EncryptionAlgorithms: [encryption],
    Phase2IntegrityAlgorithms: [integrity],
    Phase2DhGroupNumbers: [dhGroup],
    Phase2LifetimeSeconds: lifetimeSeconds.ipsec,
  };
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [`tunnel${number}${key}`, value]));
}

/** Where a tunnel's activity and, with BGP, its session are logged. */
export function tunnelLogOptions(
  number: TunnelNumber,
  routing: Routing,
  logGroupArn: Output<string> | undefined,
): Partial<VpnConnectionArgs> {
  if (logGroupArn === undefined) {
    return {};
  }
  const cloudwatchLogOptions = {
    logEnabled: true,
    logGroupArn,
    logOutputFormat: "json",
    ...(routing === "bgp" && {
      bgpLogEnabled: true,
      bgpLogGroupArn: logGroupArn,
      bgpLogOutputFormat: "json",
    }),
  };
  return { [`tunnel${number}LogOptions`]: { cloudwatchLogOptions } };
}
