import {
  NetworkSecurityGroup,
  RouteTable,
  type SecurityRule,
  Subnet,
  type SubnetArgs,
  VirtualNetwork,
} from "@pulumi/azure-native/network";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import { defaultPeerTcpPorts } from "../peers";
import type { AzureNetworkArgs } from "./args";
import { checkAzureNetwork } from "./check";
import { afterPrevious, createInboundRules, type InboundRule } from "./inboundRules";
import { type AzureNetworkPlan, planAzureNetwork } from "./plan";

/**
 * A VNet to join to other clouds. It creates:
 *
 * 1. a resource group, unless `resourceGroupName` is given,
 * 2. a VNet with workload subnets and `GatewaySubnet`, where a virtual network gateway can live,
 * 3. a route table for the workload subnets, which takes the routes a gateway learns,
 * 4. a network security group for the workload subnets. It admits ICMP and `peerTcpPorts` from
 *    `peerAddressPrefixes`, everything from the VNet itself and from Azure's load balancers, and nothing else.
 *    Rules of your own take priorities 200 to 3999.
 *
 * All of it is free (https://azure.microsoft.com/pricing/details/virtual-network/).
 *
 * An instance can be given to `CrossCloudVpn` as its `azure` side.
 *
 * @example
 * const azure = new AzureNetwork("shop-azure", { addressSpace: "10.32.0.0/16", peerAddressPrefixes: ["10.0.0.0/16"] });
 */
export class AzureNetwork extends ComponentResource {
  /** The resource group of everything here. */
  readonly resourceGroupName: Output<string>;
  /** The location given, else that of the new resource group; undefined in a given group, whose own applies. */
  readonly location: Output<string | undefined>;
  /** The VNet's name. */
  readonly virtualNetworkName: Output<string>;
  /** The VNet. */
  readonly virtualNetworkId: Output<string>;
  /** The VNet's ranges. Plain. */
  readonly addressPrefixes: readonly string[];
  /** The workload subnets by key. */
  readonly subnetIds: Readonly<Record<string, Output<string>>>;
  /** The workload subnets by key, with their ranges. Plain but for their ids. */
  readonly subnets: Readonly<Record<string, AzureNetworkSubnet>>;
  /** The subnet called GatewaySubnet. */
  readonly gatewaySubnetId: Output<string>;
  /** The route table of the workload subnets. */
  readonly routeTableName: Output<string>;
  /** The network security group of the workload subnets. */
  readonly networkSecurityGroupId: Output<string>;
  /** Its name, to add rules to it. */
  readonly networkSecurityGroupName: Output<string>;

  /** @throws {ResourceError} listing everything that is wrong with `args`, before any resource is made. */
  constructor(name: string, args: AzureNetworkArgs, opts?: ComponentResourceOptions) {
    // Nothing of args goes to super: what does is stored in the state.
    super("pulumi-crosscloud:index:AzureNetwork", name, {}, opts);
    checkAzureNetwork(name, args).throwIfAny(this);
    const plan = planAzureNetwork(args);
    const wiring = new Wiring(this, name, args);

    const routeTable = wiring.routeTable();
    const { securityGroup, lastRule } = wiring.securityGroup(plan);
    const virtualNetwork = wiring.virtualNetwork(plan);
    const { gatewaySubnet, workloads } = wiring.subnets(plan, virtualNetwork, routeTable, securityGroup);

    this.resourceGroupName = output(wiring.resourceGroupName);
    this.location = output(wiring.location);
    this.virtualNetworkName = virtualNetwork.name;
    // A VNet refuses a second change while one is under way, so who uses it waits for all its subnets.
    const allSubnets = all([gatewaySubnet.id, ...workloads.map(([, { id }]) => id)]);
    this.virtualNetworkId = all([virtualNetwork.id, allSubnets]).apply(([id]) => id);
    this.addressPrefixes = plan.addressPrefixes;
    this.subnetIds = Object.fromEntries(workloads.map(([key, subnet]) => [key, subnet.id]));
    this.subnets = Object.fromEntries(
      workloads.map(([key, { id }, addressPrefix]) => [key, { id, addressPrefix }]),
    );
    this.gatewaySubnetId = gatewaySubnet.id;
    this.routeTableName = routeTable.name;
    this.networkSecurityGroupId = securityGroup.id;
    // As with the VNet: who adds rules waits for those here.
    this.networkSecurityGroupName = all([securityGroup.name, lastRule?.id]).apply(([name]) => name);
    this.registerOutputs({
      resourceGroupName: this.resourceGroupName,
      location: this.location,
      virtualNetworkName: this.virtualNetworkName,
      virtualNetworkId: this.virtualNetworkId,
      addressPrefixes: this.addressPrefixes,
      subnetIds: this.subnetIds,
      gatewaySubnetId: this.gatewaySubnetId,
      routeTableName: this.routeTableName,
      networkSecurityGroupId: this.networkSecurityGroupId,
      networkSecurityGroupName: this.networkSecurityGroupName,
    });
  }
}

/** One workload subnet of an {@link AzureNetwork}. */
export interface AzureNetworkSubnet {
  readonly id: Output<string>;
  /** Its range. Plain. */
  readonly addressPrefix: string;
}

/** Turns the plan into resources. Names that Azure shows are Pulumi's automatic ones, so that stacks can share a group. */
class Wiring {
  readonly resourceGroupName: Input<string>;
  readonly location: Input<string | undefined>;
  private readonly opts: { readonly parent: Resource };

  constructor(
    parent: Resource,
    private readonly name: string,
    private readonly args: AzureNetworkArgs,
  ) {
    this.opts = { parent };
    const { location, resourceGroupName } = args;
    if (resourceGroupName !== undefined) {
      this.resourceGroupName = resourceGroupName;
      this.location = location;
    } else {
      const resourceGroup = this.resourceGroup();
      this.resourceGroupName = resourceGroup.name;
      this.location = location ?? resourceGroup.location;
    }
  }

  routeTable(): RouteTable {
    return new RouteTable(
      `${this.name}-route-table`,
      { ...this.placed(), disableBgpRoutePropagation: false },
      this.opts,
    );
  }

  securityGroup(plan: AzureNetworkPlan): {
    securityGroup: NetworkSecurityGroup;
    lastRule: SecurityRule | undefined;
  } {
    const group = new NetworkSecurityGroup(`${this.name}-network-security-group`, this.placed(), this.opts);
    const rules = createInboundRules(
      { resourceGroupName: this.resourceGroupName, networkSecurityGroupName: group.name },
      this.inboundRules(plan),
      (key) => `${this.name}-security-rule-${key}`,
      this.opts,
    );
    return { securityGroup: group, lastRule: rules.at(-1) };
  }

  virtualNetwork(plan: AzureNetworkPlan): VirtualNetwork {
    return new VirtualNetwork(
      `${this.name}-virtual-network`,
      { ...this.placed(), addressSpace: { addressPrefixes: [...plan.addressPrefixes] } },
      this.opts,
    );
  }

  /** The gateway subnet comes last: while a gateway is made, Azure may refuse changes to the VNet's other subnets. */
  subnets(
    plan: AzureNetworkPlan,
    virtualNetwork: VirtualNetwork,
    routeTable: RouteTable,
    securityGroup: NetworkSecurityGroup,
  ): { gatewaySubnet: Subnet; workloads: [key: string, subnet: Subnet, addressPrefix: string][] } {
    let previous: Resource | undefined;
    const workloads = plan.subnets.map(({ key, addressPrefix }): [string, Subnet, string] => {
      const subnetArgs = {
        subnetName: key,
        addressPrefix,
        routeTable: { id: routeTable.id },
        networkSecurityGroup: { id: securityGroup.id },
      };
      const subnet = this.subnet(`subnet-${key}`, virtualNetwork, subnetArgs, previous);
      previous = subnet;
      return [key, subnet, addressPrefix];
    });
    // A route table or security group here can cut the gateway off from Azure's control plane:
    // https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings#gwsub
    const gatewayArgs = { subnetName: "GatewaySubnet", addressPrefix: plan.gatewaySubnet };
    const gatewaySubnet = this.subnet("gateway-subnet", virtualNetwork, gatewayArgs, previous);
    return { gatewaySubnet, workloads };
  }

  private subnet(
    role: string,
    virtualNetwork: VirtualNetwork,
    args: Omit<SubnetArgs, "resourceGroupName" | "virtualNetworkName">,
    previous: Resource | undefined,
  ): Subnet {
    return new Subnet(
      `${this.name}-${role}`,
      { resourceGroupName: this.resourceGroupName, virtualNetworkName: virtualNetwork.name, ...args },
      afterPrevious(this.opts, previous),
    );
  }

  /**
   * Azure's own rules admit the service tag VirtualNetwork, which also covers everything behind a VPN gateway
   * (https://learn.microsoft.com/azure/virtual-network/service-tags-overview). So all that is wanted is named,
   * and the rest denied.
   */
  private inboundRules(plan: AzureNetworkPlan): Record<string, InboundRule> {
    const own = [...plan.addressPrefixes];
    const anything = { protocol: "*", destinationPortRange: "*" };
    return {
      ...this.rulesForPeers(),
      "allow-own-network": { priority: 4000, access: "Allow", sourceAddressPrefixes: own, ...anything },
      "allow-azure-load-balancer": {
        priority: 4010,
        access: "Allow",
        sourceAddressPrefix: "AzureLoadBalancer",
        ...anything,
      },
      "deny-everything-else": { priority: 4096, access: "Deny", sourceAddressPrefix: "*", ...anything },
    };
  }

  private rulesForPeers(): Record<string, InboundRule> {
    const { peerAddressPrefixes = [], peerTcpPorts = defaultPeerTcpPorts } = this.args;
    if (peerAddressPrefixes.length === 0) {
      return {};
    }
    const allow = { access: "Allow", sourceAddressPrefixes: [...peerAddressPrefixes] };
    const tcpPorts = peerTcpPorts.map(String);
    return {
      "allow-icmp-from-peers": { priority: 100, ...allow, protocol: "Icmp", destinationPortRange: "*" },
      ...(tcpPorts.length > 0 && {
        "allow-tcp-from-peers": { priority: 110, ...allow, protocol: "Tcp", destinationPortRanges: tcpPorts },
      }),
    };
  }

  private resourceGroup(): ResourceGroup {
    const { location, tags } = this.args;
    return new ResourceGroup(`${this.name}-resource-group`, { location, tags }, this.opts);
  }

  private placed() {
    const { location, tags } = this.args;
    return { resourceGroupName: this.resourceGroupName, location, tags };
  }
}
