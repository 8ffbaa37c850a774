import type { Input } from "@pulumi/pulumi";
import type { AwsVpnSide } from "./aws/args";
import type { AzureVpnSide } from "./azure/args";
import type { CipherProfileName, CipherProposal } from "./ciphers/proposal";
import type { GcpVpnSide } from "./gcp/args";
import type { KeyStorage } from "./key-storage/args";
import type { MonitoringArgs } from "./monitoring/args";
import type { OnPremisesVpnSide } from "./on-premises/args";

/** Which tunnels of a link carry traffic while all are up: all, or the first half of them. */
export type Priority = "active-active" | "active-passive";

/** Arguments of `CrossCloudVpn`: exactly two sides, each under its cloud's name, and what holds for both. */
export interface CrossCloudVpnArgs {
  /** The AWS side. */
  readonly aws?: AwsVpnSide;

  /** The Google Cloud side. */
  readonly gcp?: GcpVpnSide;

  /** The Azure side. */
  readonly azure?: AzureVpnSide;

  /** The user's own premises; the component's `onPremisesConfiguration` is what to install there. */
  readonly onPremises?: OnPremisesVpnSide;

  /**
   * How each side learns the other's ranges: `static` writes them down on both, `bgp` lets the gateways tell each
   * other. Google Cloud's HA VPN takes `bgp` only.
   *
   * Prefer `bgp` where the link must survive a lost tunnel: Azure supports several tunnels to one site with BGP
   * only. Static routes over two are in wide use all the same; each cloud then picks the tunnel it sends into.
   * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq
   */
  readonly routing: "static" | "bgp";

  /**
   * How many tunnels. What there can be follows from the gateways:
   *
   * | pair | `static` | `bgp` | `bgp`, AWS at a transit gateway |
   * |---|---|---|---|
   * | AWS, Azure | 2 | 4 | 4, 8 |
   * | AWS, Google Cloud | | 4, 2 | 4, 2, 8, 16 |
   * | Google Cloud, Azure | | 2, 1, 4, 8 | |
   * | AWS, on-premises with 1 or 2 addresses | 2 or 4 | 2 or 4 | 2, 4, 8 or 4, 8, 16 |
   * | Google Cloud, on-premises with 1 or 2 addresses | | 2, 1 or 2, 4, 8 | |
   * | Azure, on-premises with 1 or 2 addresses | 1 | 1 or 2 | |
   *
   * More tunnels keep the first ones as they are; but from 2 to 4 between AWS and Google Cloud, and from 1 to 2 between
   * Google Cloud and Azure, they replace Google Cloud's external VPN gateway, and so the first tunnels too.
   *
   * @default - the first number of the table
   */
  readonly tunnels?: number;

  /**
   * Whether the link carries IPv6 too, with the sides' `ipv6CidrBlocks`, `ipv6CidrRanges` or `ipv6Prefixes`. It takes
   * `bgp`, and AWS at a transit gateway: its virtual private gateways carry IPv4 only, and so do Azure's gateways.
   *
   * An AWS connection carries one of the two, so each tunnel to AWS gets a twin for IPv6 alone, by as many connections
   * more, at the price of as many tunnels more: `tunnels` counts without them. At Google Cloud they end at an HA VPN
   * gateway of their own, so turning this on or off leaves all other tunnels as they are; the Cloud Router's BGP sessions
   * start anew once, for its identifier changes. A tunnel between Google Cloud and on-premises carries both and has a BGP
   * session for each: turning it on or off there replaces the HA VPN gateway, which gets new addresses, and its tunnels.
   *
   * https://docs.aws.amazon.com/vpn/latest/s2svpn/ipv4-ipv6.html
   * https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp
   *
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * The one proposal both ends accept: `strong` is AES-256-GCM, SHA-384 and Diffie-Hellman group 20, `compatible`
   * is AES-256-CBC, SHA-256 and group 14. Or one of your own, of what both clouds take.
   *
   * @default "strong"
   * @example { encryption: "aes128-gcm", integrity: "sha256", dhGroup: 19 }
   */
  readonly cipherProfile?: CipherProfileName | CipherProposal;

  /**
   * The inside /30 of every tunnel, in the tunnels' order. With Azure they lie in 169.254.21.0 to 169.254.22.255, else
   * in the rest of 169.254.0.0/16, away from what AWS reserves. An AWS provider of before 2026 replaces the connection
   * to change one (https://github.com/hashicorp/terraform-provider-aws/pull/45781). AWS's first connection changes
   * before the second, so give it none that the second has until then.
   * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp#apipa-config
   *
   * @default - those of `insideCidrSlot`
   * @example ["169.254.21.0/30", "169.254.22.0/30", "169.254.21.4/30", "169.254.22.4/30"]
   */
  readonly insideCidrs?: readonly string[];

  /**
   * With `ipv6`: the inside /126 of every tunnel that carries IPv6, in the tunnels' order. They lie in fdff:1::/64, which
   * AWS and Google Cloud take.
   *
   * @default - those of `insideCidrSlot`
   * @example ["fdff:1::/126", "fdff:1::4/126"]
   */
  readonly insideIpv6Cidrs?: readonly string[];

  /**
   * Tells links apart that share a gateway or a VPC network: give each another whole number, from 0, and they never
   * have the same inside CIDRs.
   *
   * @default 0
   */
  readonly insideCidrSlot?: number;

  /**
   * Networks in 169.254.0.0/16 and fdff:1::/64 that something else has taken: other connections of an existing virtual
   * private gateway, other Cloud Routers of the VPC network. Slots are counted over what they leave free, so pin the
   * inside CIDRs of a deployed link before adding any.
   *
   * @default - none
   */
  readonly usedInsideCidrs?: readonly string[];

  /**
   * `active-passive` prefers the first half of the tunnels in both directions while one of them is up. It takes a side
   * that can say so, Google Cloud or the on-premises router: it advertises the others with a higher MED and a longer AS
   * path, and ranks what it learns from them lower. AWS and Azure follow; neither can ask for it.
   *
   * @default "active-active"
   */
  readonly priority?: Priority;

  /**
   * The preshared keys of all tunnels, by the tunnel's key, such as `0-1` and its twin for IPv6 `0-1-ipv6`: 8 to 64
   * letters, digits, "." and "_", not starting with 0, which every cloud takes. AWS goes on with them when they are left
   * out again: `keyRotation` renews.
   * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html
   *
   * @default - AWS makes them, and between other sides `@pulumi/random` does
   * @example { "0-1": config.requireSecret("key0"), "0-2": config.requireSecret("key1") }
   */
  readonly presharedKeys?: Readonly<Record<string, Input<string>>>;

  /**
   * How often keys were rotated. One more gives one tunnel, and its twin for IPv6, a new key, each time the next one:
   * that tunnel goes down for minutes on AWS, the others stay up. Raise it by one, `pulumi up`, wait until the tunnel is
   * back, and so on; as many times as there are tunnels renews all. Never lower it, and leave `tunnels` alone once it is
   * above 0: which tunnel's turn it is depends on how many there are, and another number renews several at once. Not
   * with keys of your own.
   *
   * @default 0
   */
  readonly keyRotation?: number;

  /**
   * Keeps the preshared keys in secret managers too, for people and devices that need them.
   *
   * @default - only in Pulumi's state, encrypted
   * @example { aws: {}, azure: { resourceGroupName: "security", vaultName: "corp-keys" } }
   */
  readonly keyStorage?: KeyStorage;

  /**
   * Whether BGP sessions are authenticated with TCP MD5 (RFC 2385), with keys that the component makes. Google Cloud
   * and the on-premises router can; AWS and Azure cannot.
   * https://cloud.google.com/network-connectivity/docs/router/how-to/use-md5-authentication
   *
   * @default false
   */
  readonly bgpMd5?: boolean;

  /**
   * Whether the link is watched on both ends: logs, alarms for every tunnel and for the link, a dashboard in each cloud.
   * `true` and `{}` are all of it, see {@link MonitoringArgs} for parts and for who is told. On premises nothing is.
   *
   * A link of four tunnels between AWS and Azure pays about $4 a month for it, most of it for AWS's dashboard, and the
   * logs by the GB: see `cost`.
   *
   * @default - true in a stack whose name has the part `prod` or `production`, such as `prod` and `shop-prod-eu` but not
   * `pre-prod`, `non-prod` or `not-prod`; else false
   * @example { aws: { topicArns: [onCall.arn] }, azure: { actionGroupIds: [pager.id] } }
   */
  readonly monitoring?: boolean | MonitoringArgs;

  /**
   * Tags of all resources that take tags, labels on Google Cloud, which takes fewer characters. On AWS each also gets
   * its Pulumi name as the tag `Name`.
   *
   * @default - only `Name` on AWS
   */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}
