import { NetworkSecurityGroup, Subnet } from "@pulumi/azure-native/network";
import { all, type Output, output } from "@pulumi/pulumi";
import { createInboundRules, type InboundRule } from "../../networks/azure/inboundRules";
import { loadBalancerClouds } from "../clouds";
import { networkRanges } from "../networkRanges";
import type { Wiring } from "./wiring";

/** Makes the gateway's subnet with its network security group. */
export function createSubnet(wiring: Wiring): Subnet {
  const { name, frontEnd, network, opts, placed } = wiring;
  const group = new NetworkSecurityGroup(`${name}-network-security-group`, placed, opts);
  const rules = createInboundRules(
    { resourceGroupName: network.resourceGroupName, networkSecurityGroupName: group.name },
    inboundRules(wiring),
    (key) => `${name}-security-rule-${key}`,
    opts,
  );
  const { routeTableId } = frontEnd;
  return new Subnet(
    `${name}-subnet`,
    {
      resourceGroupName: network.resourceGroupName,
      virtualNetworkName: afterSubnets(wiring),
      addressPrefix: frontEnd.subnetPrefix,
      networkSecurityGroup: { id: group.id },
      ...(routeTableId !== undefined && { routeTable: { id: routeTableId } }),
    },
    // A gateway is not made in a subnet that closes it off from Azure's control plane.
    { ...opts, dependsOn: rules },
  );
}

/** Azure changes the subnets of a network one at a time and refuses a second change meanwhile. */
function afterSubnets({ network }: Wiring): Output<string> {
  const { virtualNetworkName, virtualNetworkId, subnets = {} } = network;
  const ids = Object.values(subnets).map(({ id }) => id);
  return all([output(virtualNetworkName), all([virtualNetworkId, ...ids])]).apply(([name]) => name);
}

/** https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure#network-security-groups */
function inboundRules(wiring: Wiring): Record<string, InboundRule> {
  const { listener } = wiring.plan;
  const ports = [listener.port, ...(listener.redirectHttp ? [80] : [])].map(String);
  return {
    "allow-clients": {
      priority: 100,
      access: "Allow",
      ...clientsOf(wiring),
      protocol: "Tcp",
      destinationPortRanges: ports,
    },
    "allow-gateway-manager": {
      priority: 110,
      access: "Allow",
      sourceAddressPrefix: "GatewayManager",
      protocol: "Tcp",
      destinationPortRange: "65200-65535",
    },
    "allow-azure-load-balancer": {
      priority: 120,
      access: "Allow",
      sourceAddressPrefix: "AzureLoadBalancer",
      protocol: "*",
      destinationPortRange: "*",
    },
    "deny-everything-else": {
      priority: 4096,
      access: "Deny",
      sourceAddressPrefix: "*",
      protocol: "*",
      destinationPortRange: "*",
    },
  };
}

function clientsOf({
  args,
  frontEnd,
}: Wiring): Pick<InboundRule, "sourceAddressPrefix" | "sourceAddressPrefixes"> {
  const { clientAddressPrefixes, privateAddress } = frontEnd;
  if (clientAddressPrefixes === undefined && privateAddress === undefined) {
    return { sourceAddressPrefix: "*" };
  }
  const joined = loadBalancerClouds.flatMap((cloud) => networkRanges(args, cloud));
  return { sourceAddressPrefixes: [...(clientAddressPrefixes ?? joined)] };
}
