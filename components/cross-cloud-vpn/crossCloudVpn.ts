import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  getStack,
  log,
  type Output,
} from "@pulumi/pulumi";
import type { Estimate } from "../../pricing";
import { checkGcpRegion } from "../gcpRegion";
import type { CrossCloudVpnArgs } from "./args";
import { linkThroughput } from "./capacity";
import { checkVpn } from "./check";
import type { Cloud } from "./clouds";
import { createAddressedGateway, createAwsGateway } from "./createGateway";
import { estimateCost } from "./cost";
import type { AddressedGateway, ComponentContext, Gateway } from "./gateway";
import { joinGateways } from "./join";
import { type StoredKeyIds, storeKeys } from "./key-storage/store";
import { tunnelKeys } from "./keys";
import type { IdsByCloud, LinkAlarms } from "./monitoring/monitor";
import { planMonitoring } from "./monitoring/plan";
import { watchLink } from "./monitoring/watch";
import { OnPremisesRouter } from "./on-premises/router";
import { describeTunnels, type Tunnel, tunnelName } from "./outputs";
import type { LinkPlan } from "./plan";
import type { Throughput } from "./throughput";

/** The gateways of a link, by side. */
export type GatewayIds = Readonly<Partial<Record<Cloud, Output<string>>>>;

/**
 * An IPsec VPN between two of AWS, Google Cloud, Azure and on-premises, over the clouds' own gateways.
 *
 * On AWS it creates a virtual private gateway attached to the VPC, or a transit gateway with an attachment and a route
 * table; a customer gateway for every public address of the other side; VPN connections with two tunnels each; and the
 * routes in every route table, propagated where AWS can.
 *
 * On Google Cloud it creates HA VPN gateways, a Cloud Router, external VPN gateways for the other side's addresses, and
 * for every tunnel the tunnel, its router interface and its BGP peer.
 *
 * On Azure it creates a zone-redundant static public address per instance and a route-based virtual network gateway, or
 * a Virtual WAN hub with its VPN gateway; and for every tunnel a local network gateway and a connection, or VPN sites and
 * their connections. With `static` and `routeTableName`, the routes as well.
 *
 * For an on-premises router it renders strongSwan and FRR configurations, as `onPremisesConfiguration`.
 *
 * AWS makes the preshared key of each of its tunnels, `@pulumi/random` those between other sides; both ends pin one
 * IKEv2 proposal. Azure's gateway takes 45 minutes or more; no other side waits for it, but for one in Virtual WAN.
 *
 * AWS's tunnels carry packets of up to 1446 bytes and take no part in path MTU discovery: have hosts that send larger
 * ones with "don't fragment" set use a smaller MTU (https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-best-practice.html).
 *
 * With `ipv6` it carries IPv6 besides: each tunnel to AWS gets a twin for it, at an HA VPN gateway of their own on Google
 * Cloud, and each between Google Cloud and on-premises a second BGP session.
 *
 * With `monitoring`, as in production by default, it also makes log groups, alarms and dashboards on both ends.
 *
 * Changes happen to one connection at a time. A change that replaces a gateway takes the VPN down until it is back.
 *
 * @example
 * const aws = new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16" });
 * const gcp = new GcpNetwork("shop-gcp", { ipCidrRange: "10.16.0.0/16" });
 * const vpn = new CrossCloudVpn("shop", { aws, gcp, routing: "bgp" });
 * export const tunnels = vpn.tunnels;
 */
export class CrossCloudVpn extends ComponentResource {
  /** One record per tunnel, without keys, so that a program can export it. The array is plain. */
  readonly tunnels: readonly Tunnel[];
  /** The preshared key of every tunnel, by the tunnel's name. Secret. */
  readonly presharedKeys: Output<Record<string, string>>;
  /** With `keyStorage`: the secrets' ids of every tunnel's key, by the tunnel's key, then by cloud. */
  readonly storedKeyIds: Readonly<Record<string, StoredKeyIds>>;
  /** The gateway of each cloud: virtual private or transit gateway, HA VPN gateway, virtual network or hub VPN gateway. */
  readonly gatewayIds: GatewayIds;
  /**
   * What the link carries each way by the providers' documented figures, and where one end halves the other: the
   * warnings are shown by `pulumi preview` and `up` too. Plain.
   */
  readonly throughput: Throughput;
  /** What a month costs at dated list prices, before traffic: see `lines`, `unpriced` and `perGb`. Plain. */
  readonly cost: Estimate;
  /** With `monitoring`: the alarms' ids of every tunnel and of the link, by cloud. */
  readonly alarms: LinkAlarms;
  /** With `monitoring`: the dashboards' ids, by cloud. */
  readonly dashboards: IdsByCloud;
  /** With an on-premises side: the files to install on its router, by name. Secret, for they hold the keys. */
  readonly onPremisesConfiguration: Output<Record<string, string>> | undefined;

  /** @throws {ResourceError} listing everything that is wrong with `args`, before any resource is made. */
  constructor(name: string, args: CrossCloudVpnArgs, opts?: ComponentResourceOptions) {
    // Nothing of args goes to super: what does is stored in the state.
    super("pulumi-crosscloud:index:CrossCloudVpn", name, {}, opts);
    const { problems, plan } = checkVpn(name, args);
    if (args.gcp !== undefined) {
      checkGcpRegion(problems, "gcp.region", this, args.gcp);
    }
    problems.throwIfAny(this);
    if (plan === undefined) {
      throw new Error("a VPN without problems has a plan");
    }

    const monitoring = planMonitoring(args.monitoring, getStack());
    const context = { parent: this, name, tags: args.tags, monitoring };
    const gateways = createGateways(context, args, plan);
    const tunnels = joinGateways(context, plan, gateways, tunnelKeys(this, name, plan, args));

    const [first, second] = gateways;
    this.tunnels = describeTunnels(name, plan, tunnels);
    this.presharedKeys = all(
      Object.fromEntries(tunnels.map((tunnel) => [tunnelName(name, tunnel), tunnel.presharedKey])) as Record<
        string,
        Output<string>
      >,
    );
    this.storedKeyIds = storeKeys(context, args, args.keyStorage ?? {}, tunnels);
    this.gatewayIds = gatewayIds(plan, gateways);
    const { alarms, dashboards } = watchLink(context, args, plan, gateways, tunnels);
    this.alarms = alarms;
    this.dashboards = dashboards;
    this.onPremisesConfiguration = [first, second].find(
      (gateway) => gateway instanceof OnPremisesRouter,
    )?.configuration;
    this.throughput = linkThroughput(args, plan);
    this.throughput.warnings.forEach((warning) => void log.warn(warning, this));
    this.cost = estimateCost(args, plan, monitoring);
    this.registerOutputs({
      tunnels: this.tunnels,
      storedKeyIds: this.storedKeyIds,
      gatewayIds: this.gatewayIds,
      alarms: this.alarms,
      dashboards: this.dashboards,
    });
  }
}

function createGateways(
  context: ComponentContext,
  args: CrossCloudVpnArgs,
  plan: LinkPlan,
): readonly [Gateway, AddressedGateway] {
  const [{ cloud: first }, { cloud: second }] = plan.sides;
  if (second === "aws") {
    throw new Error("AWS is always first");
  }
  const addressed = createAddressedGateway(context, args, second, [plan]);
  return [
    first === "aws"
      ? createAwsGateway(context, args, [plan])
      : createAddressedGateway(context, args, first, [plan]),
    addressed,
  ];
}

function gatewayIds(plan: LinkPlan, gateways: readonly Gateway[]): GatewayIds {
  const ids = plan.sides.map(({ cloud }, index) => [cloud, gateways[index]?.id] as const);
  return Object.fromEntries(ids.filter(([, id]) => id !== undefined));
}
