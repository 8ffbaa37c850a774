import { Firewall, Network, Router, RouterNat, Subnetwork } from "@pulumi/gcp/compute";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import { parseCidr } from "../../../addressing/cidr";
import { checkGcpRegion, gcpRegionOutput } from "../../gcpRegion";
import { defaultPeerTcpPorts } from "../peers";
import type { GcpNetworkArgs } from "./args";
import { checkGcpNetwork } from "./check";
import { type GcpNetworkPlan, type GcpSubnetPlan, planGcpNetwork } from "./plan";

/**
 * A VPC network to join to other clouds. It creates:
 *
 * 1. a VPC network in custom mode, with global dynamic routing unless `routingMode` says otherwise,
 * 2. subnets in one or more regions, with the secondary ranges asked for,
 * 3. with `natGateway`, one Cloud NAT gateway per region with a Cloud Router and addresses that Google allocates,
 * 4. firewall rules for all instances. They admit ICMP and `peerTcpPorts` from `peerCidrRanges` and everything from
 *    the network's own subnets; what Google Cloud implies denies the rest and lets everything out. With `ipv6` there
 *    are such rules for IPv6 too.
 *
 * All of it is free but the NAT gateways, $1 to $32 a month each by the number of instances, plus $0.045 per GiB and
 * $3.65 a month per address (https://cloud.google.com/nat/pricing).
 *
 * @example
 * const gcp = new GcpNetwork("shop-gcp", { ipCidrRange: "10.16.0.0/16", peerCidrRanges: ["10.0.0.0/16"] });
 */
export class GcpNetwork extends ComponentResource {
  /** The VPC network, as `projects/<project>/global/networks/<name>`. */
  readonly networkId: Output<string>;
  /** The VPC network, as a URL. */
  readonly networkSelfLink: Output<string>;
  /** All primary and secondary ranges of the subnets. Plain. */
  readonly ipCidrRanges: readonly string[];
  /** With `ipv6` the network's internal /48, else nothing. The array is plain, and so is a given `internalIpv6Range`. */
  readonly ipv6CidrRanges: readonly Input<string>[];
  /** The subnets by key. */
  readonly subnetIds: Readonly<Record<string, Output<string>>>;
  /** The subnets by key, with their ranges and regions. Plain but for their ids. */
  readonly subnets: Readonly<Record<string, GcpNetworkSubnet>>;
  /** The region given, or undefined for the provider's. */
  readonly region: Output<string | undefined>;

  /** @throws {ResourceError} listing everything that is wrong with `args`, before any resource is made. */
  constructor(name: string, args: GcpNetworkArgs, opts?: ComponentResourceOptions) {
    // Nothing of args goes to super: what does is stored in the state.
    super("pulumi-crosscloud:index:GcpNetwork", name, {}, opts);
    const problems = checkGcpNetwork(name, args);
    if (Object.values(args.subnets ?? { workload: {} }).some(({ region }) => region === undefined)) {
      checkGcpRegion(problems, "region", this, args);
    }
    problems.throwIfAny(this);
    const plan = planGcpNetwork(args);
    const wiring = new Wiring(this, name, args);

    const network = wiring.network();
    const subnets = wiring.subnets(network, plan);
    wiring.natGateways(network, plan);
    const ipv6CidrRanges = wiring.ipv6CidrRanges(network);
    wiring.firewall(network, plan, ipv6CidrRanges);

    this.networkId = network.id;
    this.networkSelfLink = network.selfLink;
    this.ipCidrRanges = plan.ipCidrRanges;
    this.ipv6CidrRanges = ipv6CidrRanges;
    this.subnetIds = Object.fromEntries(subnets.map(([key, { id }]) => [key, id]));
    this.subnets = Object.fromEntries(
      subnets.map(([key, { id }, { ipCidrRange, region }]) => [key, { id, ipCidrRange, region }]),
    );
    this.region = gcpRegionOutput(args.region);
    this.registerOutputs({
      networkId: this.networkId,
      networkSelfLink: this.networkSelfLink,
      ipCidrRanges: this.ipCidrRanges,
      ipv6CidrRanges: this.ipv6CidrRanges,
      subnetIds: this.subnetIds,
      region: this.region,
    });
  }
}

/** One subnet of a {@link GcpNetwork}. */
export interface GcpNetworkSubnet {
  readonly id: Output<string>;
  /** Its primary range. Plain. */
  readonly ipCidrRange: string;
  /** Its region, or undefined for the provider's. Plain. */
  readonly region: string | undefined;
}

/** Turns the plan into resources. Names that Google Cloud shows are Pulumi's automatic ones, so that stacks can share a project. */
class Wiring {
  private readonly opts: { readonly parent: Resource };

  constructor(
    parent: Resource,
    private readonly name: string,
    private readonly args: GcpNetworkArgs,
  ) {
    this.opts = { parent };
  }

  network(): Network {
    const { routingMode = "GLOBAL", ipv6, internalIpv6Range } = this.args;
    return new Network(
      `${this.name}-network`,
      {
        autoCreateSubnetworks: false,
        routingMode,
        ...(ipv6 === true && { enableUlaInternalIpv6: true }),
        ...(internalIpv6Range !== undefined && { internalIpv6Range }),
      },
      this.opts,
    );
  }

  ipv6CidrRanges(network: Network): Input<string>[] {
    const { ipv6, internalIpv6Range } = this.args;
    if (ipv6 !== true) {
      return [];
    }
    return [internalIpv6Range === undefined ? network.internalIpv6Range : parseCidr(internalIpv6Range).text];
  }

  subnets(network: Network, plan: GcpNetworkPlan): [string, Subnetwork, GcpSubnetPlan][] {
    return plan.subnets.map((subnet) => {
      const { key, ipCidrRange, region, secondaryIpRanges, privateIpGoogleAccess } = subnet;
      const subnetArgs = {
        network: network.id,
        ipCidrRange,
        region,
        secondaryIpRanges: [...secondaryIpRanges],
        // Without it the provider leaves the last ranges in place when they are removed from the program.
        sendSecondaryIpRangeIfEmpty: true,
        privateIpGoogleAccess,
        ...(this.args.ipv6 === true && { stackType: "IPV4_IPV6", ipv6AccessType: "INTERNAL" }),
      };
      // Two subnets of one network cannot hold the same range, not even for the moment of a replacement.
      const opts = { ...this.opts, deleteBeforeReplace: true };
      return [key, new Subnetwork(`${this.name}-subnet-${key}`, subnetArgs, opts), subnet];
    });
  }

  natGateways(network: Network, plan: GcpNetworkPlan): void {
    for (const region of plan.natRegions) {
      const router = new Router(
        `${this.name}-nat-router-${region}`,
        { network: network.id, region },
        this.opts,
      );
      new RouterNat(
        `${this.name}-nat-gateway-${region}`,
        {
          router: router.name,
          region,
          natIpAllocateOption: "AUTO_ONLY",
          sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
        },
        // Only one such gateway may exist per network and region.
        { ...this.opts, deleteBeforeReplace: true },
      );
    }
  }

  /**
   * An allow rule takes nothing from the implied deny of all other ingress:
   * https://cloud.google.com/firewall/docs/firewalls#default_firewall_rules
   */
  firewall(network: Network, plan: GcpNetworkPlan, ipv6CidrRanges: readonly Input<string>[]): void {
    const { peerCidrRanges = [], peerIpv6CidrRanges = [] } = this.args;
    this.ingressRule("allow-internal", network, plan.ipCidrRanges, [{ protocol: "all" }]);
    if (peerCidrRanges.length > 0) {
      this.ingressRule("allow-peers", network, peerCidrRanges, this.peerAllows("icmp"));
    }
    // A rule has ranges of one IP version.
    if (ipv6CidrRanges.length > 0) {
      this.ingressRule("allow-internal-ipv6", network, ipv6CidrRanges, [{ protocol: "all" }]);
    }
    if (peerIpv6CidrRanges.length > 0) {
      this.ingressRule("allow-peers-ipv6", network, peerIpv6CidrRanges, this.peerAllows(icmpv6));
    }
  }

  /** The firewall knows no ICMP types, so that this is not only the echo request. */
  private peerAllows(protocol: string): Allow[] {
    const { peerTcpPorts = defaultPeerTcpPorts } = this.args;
    return [
      { protocol },
      ...(peerTcpPorts.length > 0 ? [{ protocol: "tcp", ports: peerTcpPorts.map(String) }] : []),
    ];
  }

  private ingressRule(
    role: string,
    network: Network,
    ranges: readonly Input<string>[],
    allows: Allow[],
  ): void {
    new Firewall(
      `${this.name}-${role}`,
      { network: network.id, direction: "INGRESS", sourceRanges: [...ranges], allows },
      this.opts,
    );
  }
}

/** ICMPv6 goes by its number: https://cloud.google.com/firewall/docs/firewalls#protocols_and_ports */
const icmpv6 = "58";

interface Allow {
  protocol: string;
  ports?: string[];
}
