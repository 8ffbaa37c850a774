import { RouterInterface, RouterPeer, VPNTunnel } from "@pulumi/gcp/compute";
import type { Output } from "@pulumi/pulumi";
import { cidrHost, parseCidr } from "../../../addressing/cidr";
import { planInsideCidrs } from "../../../addressing/insideCidrs";
import { type SegmentEnd, segmentSlot } from "../../../addressing/linkSlots";
import { proposalOf } from "../../cross-cloud-vpn/ciphers/proposal";
import { gcpCipherSuite } from "../../cross-cloud-vpn/gcp/ciphers";
import { interfacesPerGateway } from "../../cross-cloud-vpn/gcp/haVpn";
import { randomKey } from "../../cross-cloud-vpn/keys";
import type { TransitContext } from "../cloud";
import type { TransitNode } from "../plan";
import type { SegmentGateway } from "./segmentGateway";
import { endName, type SegmentLink } from "./segmentLinks";

/** Below that of every other tunnel, 100, so that what is in Google Cloud is not reached over another cloud. */
const med = 1;

type Both<Item> = readonly [Item, Item];

/**
 * The tunnels between two segments' gateways, interface by interface, with their BGP sessions.
 * https://cloud.google.com/network-connectivity/docs/vpn/how-to/creating-ha-vpn2
 *
 * @returns the ids of each gateway's.
 */
export function joinSegments(
  context: TransitContext,
  link: SegmentLink,
  gateways: Both<SegmentGateway>,
): Both<Output<string>[]> {
  const ends: Both<Output<string>[]> = [[], []];
  for (const [index, insideCidr] of insideCidrsOf(link).entries()) {
    const sharedSecret = randomKey(context.parent, `${context.name}-${link.name}-preshared-key-${index}`, 0);
    for (const position of [0, 1] as const) {
      const [own, peer] = position === 0 ? gateways : ([gateways[1], gateways[0]] as const);
      const name = `${context.name}-${endName(link, position)}`;
      const tunnel = new VPNTunnel(
        `${name}-vpn-tunnel-${index}`,
        {
          region: own.region,
          vpnGateway: own.id,
          vpnGatewayInterface: index,
          peerGcpGateway: peer.id,
          sharedSecret,
          ikeVersion: 2,
          router: own.routerName,
          cipherSuite: gcpCipherSuite(proposalOf(context.args.cipherProfile)),
          ...(context.tags && { labels: context.tags }),
        },
        { ...own.opts, deleteBeforeReplace: true },
      );
      bgpSession(name, index, tunnel, insideCidr, position, own, peer);
      ends[position].push(tunnel.id);
    }
  }
  return ends;
}

function bgpSession(
  name: string,
  index: number,
  tunnel: VPNTunnel,
  insideCidr: string,
  position: 0 | 1,
  { routerName: router, region, opts }: SegmentGateway,
  peer: SegmentGateway,
): void {
  const [first, second] = [1, 2].map((host) => cidrHost(parseCidr(insideCidr), host));
  const [ipAddress, peerIpAddress] = position === 0 ? [first, second] : [second, first];
  const replaced = { ...opts, deleteBeforeReplace: true };
  const routerInterface = new RouterInterface(
    `${name}-router-interface-${index}`,
    { router, region, ipRange: `${ipAddress}/30`, vpnTunnel: tunnel.name },
    replaced,
  );
  new RouterPeer(
    `${name}-router-peer-${index}`,
    {
      router,
      region,
      interface: routerInterface.name,
      ipAddress,
      peerIpAddress,
      peerAsn: peer.asn,
      advertisedRoutePriority: med,
    },
    replaced,
  );
}

/**
 * Apart from those of all other links of both ends: in a routing network no two Cloud Routers of any region may share
 * one. To itself Google Cloud takes what it takes to any peer but Azure.
 */
function insideCidrsOf({ nodes: [one, other] }: SegmentLink): string[] {
  return planInsideCidrs({
    pair: "gcp-onPremises",
    tunnels: interfacesPerGateway,
    slot: segmentSlot(endOf(one), endOf(other)),
  });
}

function endOf({ hub, segment }: TransitNode): SegmentEnd {
  return { hub: hub.number, segment: segment.number };
}
