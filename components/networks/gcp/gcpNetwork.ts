import { Firewall, Network, Router, RouterNat, Subnetwork } from "@pulumi/gcp/compute";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import { defaultPeerTcpPorts } from "../peers";
import type { GcpNetworkArgs } from "./args";
import { checkGcpNetwork } from "./check";
import { type GcpNetworkPlan, planGcpNetwork } from "./plan";

/**
 * A VPC network to join to other clouds. It creates:
 *
 * 1. a VPC network in custom mode, with global dynamic routing unless `routingMode` says otherwise,
 * 2. subnets in one or more regions, with the secondary ranges asked for,
 * 3. with `natGateway`, one Cloud NAT gateway per region with a Cloud Router and addresses that Google allocates,
 * 4. firewall rules for all instances. They admit ICMP and `peerTcpPorts` from `peerCidrRanges` and everything from
 *    the network's own subnets; what Google Cloud implies denies the rest and lets everything out.
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
  /** The subnets by key. */
  readonly subnetIds: Readonly<Record<string, Output<string>>>;
  /** The region given, or undefined for the provider's. */
  readonly region: Output<string | undefined>;

  /** @throws {ResourceError} listing everything that is wrong with `args`, before any resource is made. */
  constructor(name: string, args: GcpNetworkArgs, opts?: ComponentResourceOptions) {
    // Nothing of args goes to super: what does is stored in the state.
    super("pulumi-crosscloud:index:GcpNetwork", name, {}, opts);
    checkGcpNetwork(name, args).throwIfAny(this);
    const plan = planGcpNetwork(args);
    const wiring = new Wiring(this, name, args);

    const network = wiring.network();
    const subnets = wiring.subnets(network, plan);
    wiring.natGateways(network, plan);
    wiring.firewall(network, plan);

    this.networkId = network.id;
    this.networkSelfLink = network.selfLink;
    this.ipCidrRanges = plan.ipCidrRanges;
    this.subnetIds = Object.fromEntries(subnets.map(([key, { id }]) => [key, id]));
    this.region = output(args.region);
    this.registerOutputs({
      networkId: this.networkId,
      networkSelfLink: this.networkSelfLink,
      ipCidrRanges: this.ipCidrRanges,
      subnetIds: this.subnetIds,
      region: this.region,
    });
  }
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
    const { routingMode = "GLOBAL" } = this.args;
    return new Network(`${this.name}-network`, { autoCreateSubnetworks: false, routingMode }, this.opts);
  }

  subnets(network: Network, plan: GcpNetworkPlan): [string, Subnetwork][] {
    return plan.subnets.map(({ key, ipCidrRange, region, secondaryIpRanges, privateIpGoogleAccess }) => {
      const subnetArgs = {
        network: network.id,
        ipCidrRange,
        region,
        secondaryIpRanges: [...secondaryIpRanges],
        // Without it the provider leaves the last ranges in place when they are removed from the program.
        sendSecondaryIpRangeIfEmpty: true,
        privateIpGoogleAccess,
      };
      // Two subnets of one network cannot hold the same range, not even for the moment of a replacement.
      const opts = { ...this.opts, deleteBeforeReplace: true };
      return [key, new Subnetwork(`${this.name}-subnet-${key}`, subnetArgs, opts)];
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
  firewall(network: Network, plan: GcpNetworkPlan): void {
    const { peerCidrRanges = [], peerTcpPorts = defaultPeerTcpPorts } = this.args;
    this.ingressRule("allow-internal", network, plan.ipCidrRanges, [{ protocol: "all" }]);
    if (peerCidrRanges.length > 0) {
      // The firewall knows no ICMP types, so that this is not only the echo request.
      const allows: Allow[] = [{ protocol: "icmp" }];
      if (peerTcpPorts.length > 0) {
        allows.push({ protocol: "tcp", ports: peerTcpPorts.map(String) });
      }
      this.ingressRule("allow-peers", network, peerCidrRanges, allows);
    }
  }

  private ingressRule(role: string, network: Network, ranges: readonly string[], allows: Allow[]): void {
    new Firewall(
      `${this.name}-${role}`,
      { network: network.id, direction: "INGRESS", sourceRanges: [...ranges], allows },
      this.opts,
    );
  }
}

interface Allow {
  protocol: string;
  ports?: string[];
}
