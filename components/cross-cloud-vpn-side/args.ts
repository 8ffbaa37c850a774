import type { CrossCloudVpnArgs } from "../cross-cloud-vpn/args";
import type { OnPremisesVpnSide } from "../cross-cloud-vpn/on-premises/args";
import type { LinkArgs } from "../cross-cloud-vpn/plan";
import type { Sides } from "../cross-cloud-vpn/sides";
import type { VpnOffer } from "./offer";

/**
 * Arguments of `CrossCloudVpnSide`: this stack's own side under its cloud's name, exactly one, what is known of the
 * other side, and what holds for both, which both stacks say alike.
 *
 * `monitoring`, `keyStorage` and `tags` are each stack's own: it watches its gateway's ends of the tunnels, and keeps the
 * keys of those it has.
 *
 * `presharedKeys` and `keyRotation` are for the side that makes the keys alone: the first of AWS, Google Cloud, Azure
 * and on-premises.
 */
export interface CrossCloudVpnSideArgs
  extends
    Sides,
    LinkArgs,
    Pick<
      CrossCloudVpnArgs,
      "presharedKeys" | "keyRotation" | "keyStorage" | "bgpMd5" | "monitoring" | "tags"
    > {
  /** The other side, exactly one, in another cloud than this one. */
  readonly peer: CrossCloudVpnPeer;

  /**
   * Lets one stack go ahead with a change of what both say, such as a network's ranges: with a higher revision than the
   * peer's offer has, differences are warned of and not refused. The other stack then says the same, revision included.
   * A whole number from 0.
   *
   * @default 0
   */
  readonly revision?: number;
}

/** What a stack knows of the other side of its link. Plain: it decides which tunnels there are. */
export interface CrossCloudVpnPeer {
  readonly aws?: AwsVpnPeer;
  readonly gcp?: GcpVpnPeer;
  readonly azure?: AzureVpnPeer;
  /** A router's addresses are known, so that no offer is waited for. */
  readonly onPremises?: OnPremisesVpnSide;

  /**
   * The other stack's output `offer`; undefined until that stack has one. Must be plain, because whether it is there
   * decides what this stack makes. It holds keys: pass it on to nothing else.
   *
   * @default - no offer yet: this side makes its gateway, and its ends of the tunnels once there is one
   * @example (await new StackReference("network/aws/prod").getOutputDetails("offer")).secretValue
   */
  readonly offer?: VpnOffer;
}

/** An AWS side in another stack. */
export interface AwsVpnPeer {
  /** The VPC's ranges. */
  readonly cidrBlocks: readonly string[];
  /** @default 64512 */
  readonly asn?: number;
  /**
   * Whether the tunnels end at a transit gateway, which takes more of them.
   *
   * @default false
   */
  readonly transitGateway?: boolean;
}

/** A Google Cloud side in another stack. */
export interface GcpVpnPeer {
  /** The ranges of the network's subnets. */
  readonly ipCidrRanges: readonly string[];
  /** @default 64514 */
  readonly asn?: number;
}

/** An Azure side in another stack. */
export interface AzureVpnPeer {
  /** The VNet's ranges. */
  readonly addressPrefixes: readonly string[];
  /** @default 65521, of a Virtual WAN hub 65515 */
  readonly asn?: number;
  /**
   * The ranges that this side sends into the tunnels. Only with `routing: "static"`.
   *
   * @default - `addressPrefixes`
   */
  readonly staticRoutes?: readonly string[];
  /**
   * Whether the tunnels end at a Virtual WAN hub.
   *
   * @default false
   */
  readonly virtualHub?: boolean;
}
