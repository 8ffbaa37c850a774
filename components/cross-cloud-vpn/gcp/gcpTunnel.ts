import type { Input, Output } from "@pulumi/pulumi";
import type { PeerEnd, SideOptions, TunnelView } from "../gateway";
import type { GcpVpnSide } from "./args";

/** A tunnel, where it starts from and where it leads. */
export interface GcpTunnel {
  readonly tunnel: TunnelView;
  readonly peer: PeerEnd;
  readonly vpnGateway: Input<string>;
  readonly vpnGatewayInterface: number;
  readonly outsideAddress: Output<string>;
}

/** What the Google Cloud ends of a link's tunnels are made with. */
export interface GcpContext {
  readonly side: GcpVpnSide;
  readonly routerName: Input<string>;
  readonly opts: SideOptions;
}
