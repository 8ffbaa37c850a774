import { ComponentResource } from "@pulumi/pulumi";
import { createAddressedGateway, createAwsGateway } from "../cross-cloud-vpn/createGateway";
import type { AddressedGateway, ComponentContext, Gateway } from "../cross-cloud-vpn/gateway";
import { joinGateways } from "../cross-cloud-vpn/join";
import { tunnelKeys } from "../cross-cloud-vpn/keys";
import type { JoinedLink } from "./monitoring";
import type { NetworkPlan, PlannedLink } from "./plan";

/** A network's gateway: AWS's, which learns its public addresses with its tunnels, or another. */
export type NetworkGateway =
  | { readonly network: NetworkPlan; readonly gateway: Gateway; readonly addressed: undefined }
  | {
      readonly network: NetworkPlan;
      readonly gateway: AddressedGateway;
      readonly addressed: AddressedGateway;
    };

/** Makes a network's gateway for those of the links that end there. */
export function createNetworkGateway(
  parent: ComponentContext,
  network: NetworkPlan,
  links: readonly PlannedLink[],
): NetworkGateway {
  const { cloud, sides } = network;
  const context = { ...parent, name: `${parent.name}-${network.name}` };
  const own = links.filter((link) => link.networks.includes(network)).map(({ plan }) => plan);
  if (cloud === "aws") {
    return { network, gateway: createAwsGateway(context, sides, own), addressed: undefined };
  }
  // The next link may need a second Azure instance, and adding one later takes all other links down meanwhile.
  const gateway = createAddressedGateway(context, sides, cloud, own, 2);
  return { network, gateway, addressed: gateway };
}

/** Joins two networks' gateways by the tunnels of a link, which become a component of their own. */
export function joinNetworks(
  type: "CrossCloudMeshLink" | "TransitHubLink",
  parent: ComponentContext,
  link: PlannedLink,
  gateways: readonly NetworkGateway[],
): JoinedLink {
  const {
    networks: [first, second],
    plan,
    args,
  } = link;
  const name = `${parent.name}-${link.name}`;
  const one = gateways.find(({ network }) => network === first);
  const other = gateways.find(({ network }) => network === second);
  if (one === undefined || other?.addressed === undefined) {
    throw new Error(`link ${link.name} has no gateways`);
  }
  const component = new ComponentResource(
    `pulumi-crosscloud:index:${type}`,
    name,
    {},
    { parent: parent.parent },
  );
  const context = { ...parent, parent: component, name };
  const keys = tunnelKeys(component, name, plan, args);
  const tunnels = joinGateways(context, plan, [one.gateway, other.addressed], keys);
  return { link, context, tunnels };
}
