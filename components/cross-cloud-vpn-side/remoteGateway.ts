import { type Output, output, secret } from "@pulumi/pulumi";
import {
  type AddressedGateway,
  keyFor,
  type LinkView,
  type PeerEnd,
  type TunnelEnd,
} from "../cross-cloud-vpn/gateway";
import type { OfferedTunnel } from "./offer";
import type { VpnSidePlan } from "./plan";

/** The other side's gateway, which another stack makes: its ends are what that stack offers. */
export class RemoteGateway implements AddressedGateway {
  readonly id = undefined;

  constructor(private readonly plan: Pick<VpnSidePlan, "connectable" | "peerEnds" | "position">) {}

  outsideAddress(index: number): Output<string> {
    const { connectable, peerEnds, position } = this.plan;
    const other = position === 0 ? 1 : 0;
    const found = connectable.tunnels.findIndex(({ ends }) => ends[other].interface === index);
    return output(endAt(peerEnds, found).outsideAddress);
  }

  connect(link: LinkView, peers: readonly PeerEnd[]): TunnelEnd[] {
    return link.tunnels.flatMap((tunnel, index) => {
      const peer = peers[index];
      const { outsideAddress, presharedKey } = endAt(this.plan.peerEnds, index);
      return peer === undefined
        ? []
        : [
            {
              id: undefined,
              outsideAddress: output(outsideAddress),
              presharedKey: presharedKey === undefined ? keyFor(tunnel, peer) : secret(presharedKey),
            },
          ];
    });
  }
}

function endAt(peerEnds: readonly OfferedTunnel[], index: number): OfferedTunnel {
  const end = peerEnds[index];
  if (end === undefined) {
    throw new Error("the other side has no such end");
  }
  return end;
}
