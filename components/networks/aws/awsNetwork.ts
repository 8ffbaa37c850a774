import {
  Eip,
  InternetGateway,
  NatGateway,
  Route,
  RouteTable,
  RouteTableAssociation,
  SecurityGroup,
  Subnet,
  Vpc,
} from "@pulumi/aws/ec2";
import { getAvailabilityZonesOutput } from "@pulumi/aws/getAvailabilityZones";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import { nthSubnet, parseCidr } from "../../../addressing/cidr";
import { cidrKey, ipv6RangeKey } from "../../names";
import { defaultPeerTcpPorts } from "../peers";
import type { AwsNetworkArgs } from "./args";
import { checkAwsNetwork } from "./check";
import { type AwsNetworkPlan, type AwsSubnetPlan, attachmentSubnets, planAwsNetwork } from "./plan";

/**
 * A VPC to join to other clouds. It creates:
 *
 * 1. a VPC with DNS names on, and an internet gateway,
 * 2. subnets over one to three availability zones,
 * 3. one route table for the public subnets, its default route leading to the internet gateway, and one per zone
 *    for the private subnets,
 * 4. with `natGateway`, one or more NAT gateways with an Elastic IP each, and the private default routes,
 * 5. a security group that admits ICMP echo and `peerTcpPorts` from `peerCidrBlocks`, nothing else, and lets
 *    everything out. With `ipv6` it does so for IPv6 too.
 *
 * All of it is free but the NAT gateways, about $33 a month each plus $0.045 per GB and their addresses
 * (https://aws.amazon.com/vpc/pricing/).
 *
 * An instance can be given to `CrossCloudVpn` as its `aws` side.
 *
 * @example
 * const aws = new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16", peerCidrBlocks: ["10.32.0.0/16"] });
 */
export class AwsNetwork extends ComponentResource {
  /** The VPC. */
  readonly vpcId: Output<string>;
  /** The VPC's range, as given. Plain. */
  readonly cidrBlocks: readonly string[];
  /** With `ipv6` the /56 that Amazon gave the VPC, else nothing. The array is plain. */
  readonly ipv6CidrBlocks: readonly Output<string>[];
  /** The subnets by key. */
  readonly subnetIds: Readonly<Record<string, Output<string>>>;
  /** The subnets by key, with their ranges and whether they are public. Plain but for ids and zones. */
  readonly subnets: Readonly<Record<string, AwsNetworkSubnet>>;
  /** The subnets whose default route leads to the internet gateway. */
  readonly publicSubnetIds: readonly Output<string>[];
  /** All other subnets. */
  readonly privateSubnetIds: readonly Output<string>[];
  /** One subnet of each zone, a private one where there is one: what a transit gateway attaches to. */
  readonly attachmentSubnetIds: readonly Output<string>[];
  /** All route tables that serve a subnet: `public`, and for the private subnets one per zone, such as `private-0`. */
  readonly routeTableIds: Readonly<Record<string, Output<string>>>;
  /** The security group that admits the peers. */
  readonly securityGroupId: Output<string>;
  /** The region given, or undefined for the provider's. */
  readonly region: Output<string | undefined>;

  /** @throws {ResourceError} listing everything that is wrong with `args`, before any resource is made. */
  constructor(name: string, args: AwsNetworkArgs, opts?: ComponentResourceOptions) {
    // Nothing of args goes to super: what does is stored in the state.
    super("pulumi-crosscloud:index:AwsNetwork", name, {}, opts);
    checkAwsNetwork(name, args).throwIfAny(this);
    const plan = planAwsNetwork(args);
    const wiring = new Wiring(this, name, args);

    const vpc = wiring.vpc();
    const subnets = wiring.subnets(vpc, plan);
    const routeTables = wiring.routeTables(vpc, subnets, plan);
    const securityGroup = wiring.securityGroup(vpc);

    const idOf = ({ key }: AwsSubnetPlan) => subnetOf(subnets, key).id;
    this.vpcId = vpc.id;
    this.cidrBlocks = [parseCidr(args.cidrBlock).text];
    this.ipv6CidrBlocks = args.ipv6 === true ? [vpc.ipv6CidrBlock] : [];
    this.subnetIds = Object.fromEntries(plan.subnets.map((subnet) => [subnet.key, idOf(subnet)]));
    const toInternet = routeTables.find(({ key }) => key === "public")?.defaultRoute;
    this.subnets = Object.fromEntries(
      plan.subnets.map(({ key, cidrBlock, public: isPublic }) => {
        const { id: ownId, availabilityZone } = subnetOf(subnets, key);
        // AWS refuses what faces the internet while the internet gateway is not there: who uses a public subnet waits.
        const id = isPublic ? all([ownId, toInternet?.id]).apply(([known]) => known) : ownId;
        return [key, { id, availabilityZone, cidrBlock, public: isPublic }];
      }),
    );
    this.publicSubnetIds = plan.subnets.filter((subnet) => subnet.public).map(idOf);
    this.privateSubnetIds = plan.subnets.filter((subnet) => !subnet.public).map(idOf);
    this.attachmentSubnetIds = attachmentSubnets(plan).map(idOf);
    this.routeTableIds = Object.fromEntries(routeTables.map(({ key, routeTable }) => [key, routeTable.id]));
    this.securityGroupId = securityGroup.id;
    this.region = output(args.region);
    this.registerOutputs({
      vpcId: this.vpcId,
      cidrBlocks: this.cidrBlocks,
      ipv6CidrBlocks: this.ipv6CidrBlocks,
      subnetIds: this.subnetIds,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      attachmentSubnetIds: this.attachmentSubnetIds,
      routeTableIds: this.routeTableIds,
      securityGroupId: this.securityGroupId,
      region: this.region,
    });
  }
}

/** One subnet of an {@link AwsNetwork}. */
export interface AwsNetworkSubnet {
  readonly id: Output<string>;
  /** Its range. Plain. */
  readonly cidrBlock: string;
  readonly availabilityZone: Output<string>;
  /** Whether its default route leads to the internet gateway. Plain. */
  readonly public: boolean;
}

type Subnets = ReadonlyMap<string, Subnet>;

function subnetOf(subnets: Subnets, key: string): Subnet {
  const subnet = subnets.get(key);
  if (subnet === undefined) {
    throw new Error(`the plan names a subnet "${key}" that it does not contain`);
  }
  return subnet;
}

/** Turns the plan into resources. */
class Wiring {
  private readonly opts: { readonly parent: Resource };
  private readonly region: Input<string | undefined>;

  constructor(
    parent: Resource,
    private readonly name: string,
    private readonly args: AwsNetworkArgs,
  ) {
    this.opts = { parent };
    this.region = args.region;
  }

  vpc(): Vpc {
    const { cidrBlock, ipv6 } = this.args;
    const name = `${this.name}-vpc`;
    const vpcArgs = {
      cidrBlock,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      ...(ipv6 === true && { assignGeneratedIpv6CidrBlock: true }),
      ...this.tagged(name),
    };
    return new Vpc(name, vpcArgs, this.opts);
  }

  subnets(vpc: Vpc, plan: AwsNetworkPlan): Subnets {
    const zoneName = this.zoneNames(plan);
    return new Map(
      plan.subnets.map(({ key, cidrBlock, ipv6Index, zone }) => {
        const name = `${this.name}-subnet-${key}`;
        const subnetArgs = {
          vpcId: vpc.id,
          cidrBlock,
          availabilityZone: zoneName(zone),
          ...(this.args.ipv6 === true && {
            ipv6CidrBlock: vpc.ipv6CidrBlock.apply((block) => nthIpv6Subnet(block, ipv6Index)),
            assignIpv6AddressOnCreation: true,
          }),
          ...this.tagged(name),
        };
        // Two subnets of one VPC cannot hold the same range, not even for the moment of a replacement.
        return [key, new Subnet(name, subnetArgs, { ...this.opts, deleteBeforeReplace: true })];
      }),
    );
  }

  routeTables(vpc: Vpc, subnets: Subnets, plan: AwsNetworkPlan): MadeRouteTable[] {
    const internetGateway = this.internetGateway(vpc);
    const natGateways = this.natGateways(subnets, plan, internetGateway);
    return plan.routeTables.map(({ key, subnets: keys, defaultRoute }) => {
      const name = `${this.name}-route-table-${key}`;
      const routeTable = new RouteTable(name, { vpcId: vpc.id, ...this.tagged(name) }, this.opts);
      const route =
        defaultRoute === undefined
          ? undefined
          : new Route(
              `${this.name}-default-route-${key}`,
              {
                routeTableId: routeTable.id,
                destinationCidrBlock: "0.0.0.0/0",
                ...(defaultRoute === "internet-gateway"
                  ? { gatewayId: internetGateway.id }
                  : { natGatewayId: natGateways.get(defaultRoute.natGateway)?.id }),
                region: this.region,
              },
              this.opts,
            );
      for (const subnetKey of keys) {
        new RouteTableAssociation(
          `${this.name}-route-table-association-${subnetKey}`,
          { routeTableId: routeTable.id, subnetId: subnetOf(subnets, subnetKey).id, region: this.region },
          this.opts,
        );
      }
      return { key, routeTable, defaultRoute: route };
    });
  }

  /** Rules are resources of their own, so that programs can add theirs to the group. */
  securityGroup(vpc: Vpc): SecurityGroup {
    const {
      ipv6,
      peerCidrBlocks = [],
      peerIpv6CidrBlocks = [],
      peerTcpPorts = defaultPeerTcpPorts,
    } = this.args;
    const name = `${this.name}-security-group`;
    const description = "Traffic with the networks joined to this VPC";
    const group = new SecurityGroup(name, { vpcId: vpc.id, description, ...this.tagged(name) }, this.opts);
    for (const cidrIpv4 of peerCidrBlocks) {
      // ICMP type 8 is the echo request; -1 stands for any code.
      this.ingressRule(`icmp-${cidrKey(cidrIpv4)}`, group, {
        cidrIpv4,
        ipProtocol: "icmp",
        fromPort: 8,
        toPort: -1,
      });
      for (const port of peerTcpPorts) {
        const tcp = { cidrIpv4, ipProtocol: "tcp", fromPort: port, toPort: port };
        this.ingressRule(`tcp-${port}-${cidrKey(cidrIpv4)}`, group, tcp);
      }
    }
    for (const [index, cidrIpv6] of peerIpv6CidrBlocks.entries()) {
      const rangeKey = ipv6RangeKey(cidrIpv6, index);
      // ICMPv6 type 128 is the echo request.
      const echo = { cidrIpv6, ipProtocol: "icmpv6", fromPort: 128, toPort: -1 };
      this.ingressRule(`icmpv6-${rangeKey}`, group, echo);
      for (const port of peerTcpPorts) {
        const tcp = { cidrIpv6, ipProtocol: "tcp", fromPort: port, toPort: port };
        this.ingressRule(`tcp-${port}-${rangeKey}`, group, tcp);
      }
    }
    // The provider removes the rules that AWS gives every new group.
    this.egressRule("egress", group, { cidrIpv4: "0.0.0.0/0" });
    if (ipv6 === true) {
      this.egressRule("egress-ipv6", group, { cidrIpv6: "::/0" });
    }
    return group;
  }

  private egressRule(
    role: string,
    group: SecurityGroup,
    to: { cidrIpv4: string } | { cidrIpv6: string },
  ): void {
    const name = `${this.name}-${role}`;
    new SecurityGroupEgressRule(
      name,
      { securityGroupId: group.id, ...to, ipProtocol: "-1", ...this.tagged(name) },
      this.opts,
    );
  }

  private ingressRule(key: string, group: SecurityGroup, rule: IngressRule): void {
    const name = `${this.name}-ingress-${key}`;
    new SecurityGroupIngressRule(
      name,
      { securityGroupId: group.id, ...rule, ...this.tagged(name) },
      this.opts,
    );
  }

  private internetGateway(vpc: Vpc): InternetGateway {
    const name = `${this.name}-internet-gateway`;
    return new InternetGateway(
      name,
      { vpcId: vpc.id, ...this.tagged(name) },
      // AWS refuses to detach it from a VPC in which NAT gateways still hold public addresses: a new VPC gets a new one.
      { ...this.opts, replaceOnChanges: ["vpcId"] },
    );
  }

  private natGateways(
    subnets: Subnets,
    plan: AwsNetworkPlan,
    internetGateway: InternetGateway,
  ): ReadonlyMap<string, NatGateway> {
    return new Map(
      plan.natGateways.map(({ zone, subnet }) => {
        const addressName = `${this.name}-nat-address-${zone}`;
        const address = new Eip(addressName, { domain: "vpc", ...this.tagged(addressName) }, this.opts);
        const name = `${this.name}-nat-gateway-${zone}`;
        const natGateway = new NatGateway(
          name,
          { allocationId: address.id, subnetId: subnetOf(subnets, subnet).id, ...this.tagged(name) },
          // A NAT gateway fails to start in a VPC without an internet gateway.
          { ...this.opts, dependsOn: internetGateway },
        );
        return [zone, natGateway];
      }),
    );
  }

  /** Zones with a name keep it; a position is looked up. */
  private zoneNames(plan: AwsNetworkPlan): (zone: string) => Input<string> {
    const isPosition = (zone: string) => /^\d$/.test(zone);
    if (!plan.subnets.some(({ zone }) => isPosition(zone))) {
      return (zone) => zone;
    }
    // No Local Zones or Wavelength Zones. Zones in trouble stay, or their absence would move the other subnets.
    const filters = [{ name: "opt-in-status", values: ["opt-in-not-required"] }];
    const { names } = getAvailabilityZonesOutput({ filters, region: this.region }, this.opts);
    return (zone) => (isPosition(zone) ? names.apply((available) => nthZone(available, Number(zone))) : zone);
  }

  private tagged(name: string) {
    return { tags: { ...this.args.tags, Name: name }, region: this.region };
  }
}

interface MadeRouteTable {
  readonly key: string;
  readonly routeTable: RouteTable;
  readonly defaultRoute: Route | undefined;
}

interface IngressRule {
  cidrIpv4?: string;
  cidrIpv6?: Input<string>;
  ipProtocol: string;
  fromPort: number;
  toPort: number;
}

function nthIpv6Subnet(vpc: string, index: number): string {
  return nthSubnet(parseCidr(vpc), 64, index).text;
}

function nthZone(available: readonly string[], position: number): string {
  const zone = available.toSorted()[position];
  if (zone === undefined) {
    throw new Error(
      `the region has ${available.length} availability zones: set availabilityZones to that or fewer`,
    );
  }
  return zone;
}
