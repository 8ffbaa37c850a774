import {
  ComponentResource,
  type ComponentResourceOptions,
  getStack,
  log,
  type Output,
  output,
  secret,
} from "@pulumi/pulumi";
import { cloudNames } from "../cross-cloud-vpn/clouds";
import { createAddressedGateway, createAwsGateway } from "../cross-cloud-vpn/createGateway";
import type { AddressedGateway, ComponentContext, Gateway } from "../cross-cloud-vpn/gateway";
import { type JoinedTunnel, joinGateways, type TunnelKeys } from "../cross-cloud-vpn/join";
import { type StoredKeyIds, storeKeys } from "../cross-cloud-vpn/key-storage/store";
import { tunnelKeys } from "../cross-cloud-vpn/keys";
import type { LinkAlarms } from "../cross-cloud-vpn/monitoring/monitor";
import { planMonitoring } from "../cross-cloud-vpn/monitoring/plan";
import { noAlarms, watchLink } from "../cross-cloud-vpn/monitoring/watch";
import { OnPremisesRouter } from "../cross-cloud-vpn/on-premises/router";
import { describeTunnels, type Tunnel } from "../cross-cloud-vpn/outputs";
import { checkGcpRegion } from "../gcpRegion";
import type { CrossCloudVpnSideArgs } from "./args";
import { checkVpnSide } from "./check";
import type { VpnOffer } from "./offer";
import type { VpnSidePlan } from "./plan";
import { RemoteGateway } from "./remoteGateway";

/** Whether a side has its ends of all tunnels. */
export type VpnSideState = "complete" | "waiting for the peer's offer";

/** This stack's gateway: AWS's, which learns its public addresses with its tunnels, or another. */
interface OwnGateway {
  readonly gateway: Gateway;
  readonly addressed: AddressedGateway | undefined;
}

/**
 * One side of a `CrossCloudVpn` whose other side another stack makes, such as another team's: what it exports as
 * `offer` the other stack reads through a `StackReference`, and the other way round.
 *
 * Each side's ends of the tunnels lead to public addresses that the other's gateway gets, and both have a key that the
 * first side makes (of AWS, Google Cloud, Azure and on-premises the one that comes first). So it takes three steps:
 *
 * 1. `pulumi up` of the second side: its gateway. It offers the gateway's public addresses.
 * 2. `pulumi up` of the first side: its gateway and its ends. It offers their public addresses and keys.
 * 3. `pulumi up` of the second side: its ends.
 *
 * A side that does not find what it needs makes its gateway and says that it waits. Begun by AWS it takes one step
 * more, for AWS has nothing to offer yet; with the other clouds it is three whoever begins. A router on premises has
 * known addresses: the cloud's side is complete in one step and the router's configuration in the next.
 *
 * Both stacks plan the whole link from what they say of it, and a side refuses an offer that was made for another plan.
 * To change what both say, go ahead in one stack with a higher `revision`, then say the same in the other, then `up` the
 * first again: two ups and a third where addresses or keys became new. Best ahead is the side that is not AWS, which
 * knows its addresses of added tunnels at once.
 *
 * A rotation of keys (`keyRotation` of the first side) takes its tunnel down until the second side's stack is up too;
 * wait for that before the next one.
 *
 * A side whose peer's offer disappears, because that stack was destroyed, loses its ends and keeps its gateway. So
 * destroy either stack first, at any time: the tunnels are down from then on. Remove a destroyed stack (`pulumi stack
 * rm`) after the other has gone too, or no longer refers to it. A side that is made again has new addresses, and both
 * stacks go through the steps again.
 *
 * @example
 * export = async () => {
 *   const gcp = new GcpNetwork("shop", { ipCidrRange: "10.16.0.0/16" });
 *   const { secretValue } = await new StackReference("network/aws/prod").getOutputDetails("offer");
 *   const side = new CrossCloudVpnSide("shop", {
 *     gcp,
 *     peer: { aws: { cidrBlocks: ["10.0.0.0/16"] }, offer: secretValue },
 *     routing: "bgp",
 *   });
 *   return { offer: side.offer, state: side.state };
 * };
 */
export class CrossCloudVpnSide extends ComponentResource {
  /** What the other stack is to be given, as its `peer.offer`. Secret as a whole, for it carries keys. */
  readonly offer: Output<VpnOffer>;
  /** Whether this side has its ends of all tunnels. Plain. Of the other side it says nothing. */
  readonly state: VpnSideState;
  /** One record per tunnel that this side has its end of, without keys. The other side's `id` is undefined. */
  readonly tunnels: readonly Tunnel[];
  /** This side's gateway; undefined on premises. */
  readonly gatewayId: Output<string> | undefined;
  /** With `keyStorage`: the secrets' ids of the key of every tunnel that this side has its end of; see `CrossCloudVpn`. */
  readonly storedKeyIds: Readonly<Record<string, StoredKeyIds>>;
  /** With `monitoring`: this cloud's alarms of these tunnels and of the link. */
  readonly alarms: LinkAlarms;
  /** With `monitoring`: this cloud's dashboard, once there is a tunnel to show. */
  readonly dashboard: Output<string> | undefined;
  /** Of a complete on-premises side: the files to install on its router, by name. Secret, for they hold the keys. */
  readonly onPremisesConfiguration: Output<Record<string, string>> | undefined;

  /** @throws {ResourceError} listing everything that is wrong with `args`, before any resource is made. */
  constructor(name: string, args: CrossCloudVpnSideArgs, opts?: ComponentResourceOptions) {
    // Nothing of args goes to super: what does is stored in the state.
    super("pulumi-crosscloud:index:CrossCloudVpnSide", name, {}, opts);
    const { problems, plan } = checkVpnSide(name, args);
    if (args.gcp !== undefined) {
      checkGcpRegion(problems, "gcp.region", this, args.gcp);
    }
    problems.throwIfAny(this);
    if (plan === undefined) {
      throw new Error("a side without problems has a plan");
    }

    const monitoring = planMonitoring(args.monitoring, getStack());
    const context = { parent: this, name, tags: args.tags, monitoring };
    const own = createOwn(context, args, plan);
    const keys =
      plan.position === 0 ? tunnelKeys(this, name, plan.link, args) : plan.peerEnds.map(offeredKeys);
    const remote = new RemoteGateway(plan);
    const joined = plan.peerEnds.length === 0 ? [] : join(context, plan, own, remote, keys);

    this.state = joined.length === plan.link.tunnels.length ? "complete" : "waiting for the peer's offer";
    this.tunnels = describeTunnels(name, plan.link, joined);
    this.offer = makeOffer(name, plan, own, keys, joined);
    this.gatewayId = own.gateway.id;
    this.onPremisesConfiguration =
      own.gateway instanceof OnPremisesRouter && joined.length > 0 ? own.gateway.configuration : undefined;
    this.storedKeyIds = storeKeys(context, args, args.keyStorage ?? {}, joined);
    const { alarms, dashboard } = watch(context, args, plan, [own.gateway, remote], joined);
    this.alarms = alarms;
    this.dashboard = dashboard;
    this.tell(plan, joined.length);
    this.registerOutputs({
      state: this.state,
      tunnels: this.tunnels,
      storedKeyIds: this.storedKeyIds,
      gatewayId: this.gatewayId,
      alarms,
      dashboard,
    });
  }

  private tell({ link, peer, ahead }: VpnSidePlan, joined: number): void {
    if (ahead.length > 0) {
      const differences = ahead.map((difference) => `\n  - ${difference}`).join("");
      void log.warn(`Ahead of the side of ${cloudNames[peer]}, which is to follow:${differences}`, this);
    }
    if (this.state !== "complete") {
      void log.info(
        `${joined} of ${link.tunnels.length} tunnels, waiting for the offer of ${cloudNames[peer]}: ` +
          `run "pulumi up" in its stack, then here again`,
        this,
      );
    }
  }
}

function createOwn(context: ComponentContext, args: CrossCloudVpnSideArgs, plan: VpnSidePlan): OwnGateway {
  if (plan.own === "aws") {
    return { gateway: createAwsGateway(context, args, [plan.link]), addressed: undefined };
  }
  const gateway = createAddressedGateway(context, args, plan.own, [plan.link]);
  return { gateway, addressed: gateway };
}

function join(
  context: ComponentContext,
  plan: VpnSidePlan,
  { gateway, addressed }: OwnGateway,
  remote: RemoteGateway,
  keys: readonly TunnelKeys[],
): JoinedTunnel[] {
  if (plan.position === 0) {
    return joinGateways(context, plan.connectable, [gateway, remote], keys);
  }
  if (addressed === undefined) {
    throw new Error("AWS is always first");
  }
  return joinGateways(context, plan.connectable, [remote, addressed], keys);
}

/** A side without tunnels has nothing to watch yet. The other cloud is its own stack's to watch. */
function watch(
  context: ComponentContext,
  args: CrossCloudVpnSideArgs,
  { own, position, connectable }: VpnSidePlan,
  [gateway, remote]: readonly [Gateway, RemoteGateway],
  joined: readonly JoinedTunnel[],
): { readonly alarms: LinkAlarms; readonly dashboard: Output<string> | undefined } {
  if (own === "onPremises" || joined.length === 0) {
    return { alarms: noAlarms, dashboard: undefined };
  }
  const gateways = position === 0 ? ([gateway, remote] as const) : ([remote, gateway] as const);
  const { alarms, dashboards } = watchLink(context, args, connectable, gateways, joined);
  return { alarms, dashboard: dashboards[own] };
}

function offeredKeys({ presharedKey, md5Key }: VpnSidePlan["peerEnds"][0]): TunnelKeys {
  return {
    presharedKey: presharedKey === undefined ? undefined : secret(presharedKey),
    md5Key: md5Key === undefined ? undefined : secret(md5Key),
  };
}

function makeOffer(
  link: string,
  { link: { tunnels }, position, own: from, revision, agreement }: VpnSidePlan,
  { addressed }: OwnGateway,
  keys: readonly TunnelKeys[],
  joined: readonly JoinedTunnel[],
): Output<VpnOffer> {
  const offered = tunnels.flatMap(({ key, index, ends }) => {
    const outsideAddress =
      addressed?.outsideAddress(ends[position].interface) ?? joined[index]?.ends[0].outsideAddress;
    if (outsideAddress === undefined) {
      return [];
    }
    const { presharedKey = joined[index]?.presharedKey, md5Key } = keys[index] ?? {};
    const made = { ...(presharedKey && { presharedKey }), ...(md5Key && { md5Key }) };
    return [[key, { outsideAddress, ...(position === 0 && made) }] as const];
  });
  const ends = output(Object.fromEntries(offered));
  return secret(ends.apply((ends) => ({ link, from, revision, agreement, tunnels: ends })));
}
