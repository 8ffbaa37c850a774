import type { Resource } from "../../../../reachability/resources";
import * as aws from "./aws";
import * as azure from "./azure";
import type { Choices } from "./choices";
import { Estate, type Site } from "./estate";
import { AwsGateway } from "./awsGateway";
import { AzureGateway } from "./azureGateway";
import { GoogleGateway } from "./googleGateway";
import type { Feature } from "./features";
import * as google from "./google";
import { awsToAzure, awsToGoogle, azureToGoogle } from "./links";
import { attach, transitGateway, transitRoutes } from "./transitGateway";

export interface Topology {
  readonly resources: readonly Resource[];
  /** URNs of what sends and receives. */
  readonly instances: readonly string[];
  readonly features: ReadonlySet<Feature>;
}

/** How many networks of AWS, Azure and Google Cloud. */
const shapes = [
  [2, 0, 0],
  [2, 0, 0],
  [3, 0, 0],
  [0, 2, 0],
  [0, 0, 2],
  [1, 1, 0],
  [1, 1, 0],
  [1, 1, 0],
  [1, 0, 1],
  [1, 0, 1],
  [0, 1, 1],
  [0, 1, 1],
  [1, 1, 1],
  [2, 1, 0],
  [1, 2, 0],
  [2, 0, 1],
  [1, 0, 2],
  [0, 2, 1],
  [0, 1, 2],
  [2, 1, 1],
] as const;

/** A small estate over one to three clouds that their APIs would accept, with faults that they don't see. */
export function topology(choices: Choices): Topology {
  const estate = new Estate();
  const [awsCount, azureCount, googleCount] = choices.pick(shapes);
  const from = (first: number, count: number): number[] =>
    Array.from({ length: count }, (_, at) => first + at);
  const vpcs = from(1, awsCount).map((index) => aws.vpc(choices, estate, index));
  const vnets = from(33, azureCount).map((index) => azure.virtualNetwork(choices, estate, index));
  const nets = from(65, googleCount).map((index) => google.network(choices, estate, index));
  const sites: Site[] = [...vpcs, ...vnets, ...nets];

  const several = [awsCount, azureCount, googleCount].filter((count) => count > 0).length > 1;
  const linked = several && choices.chance(95);
  // Static routes need every end to know them: only between AWS and Azure alone.
  const bgp = googleCount > 0 || choices.chance(60);

  const gateway = awsNetworks(choices, estate, vpcs, sites, linked && awsCount > 0);
  const azureGateway = linked && vnets[0] ? new AzureGateway(estate, vnets[0], bgp) : undefined;
  const [hub, spoke] = vnets;
  const uses =
    hub !== undefined &&
    spoke !== undefined &&
    choices.chance(85) &&
    azure.peering(choices, estate, hub, spoke, azureGateway !== undefined);
  const [net, peer] = nets;
  const shares =
    net !== undefined &&
    peer !== undefined &&
    choices.chance(85) &&
    google.peering(choices, estate, net, peer);
  // From one tunnel of Google Cloud into another, where a transit gateway might send it, is a way not gone here.
  const others = awsCount > 0 && (azureCount > 0 || gateway?.hub) ? [] : [...vpcs, ...vnets];
  const googleGateway =
    linked && net ? new GoogleGateway(choices, estate, net, shares ? [peer] : [], others) : undefined;

  if (gateway && azureGateway) {
    awsToAzure(choices, estate, gateway, azureGateway, bgp, uses ? vnets : vnets.slice(0, 1));
  }
  if (gateway && googleGateway) {
    awsToGoogle(choices, estate, gateway, googleGateway);
  }
  if (azureGateway && googleGateway) {
    azureToGoogle(choices, estate, azureGateway, googleGateway);
  }
  azureGateway?.finish();

  for (const [at, vnet] of vnets.entries()) {
    azure.subnets(choices, estate, vnet, sites, azureGateway !== undefined && (at === 0 || uses));
  }
  for (const one of nets) {
    google.firewall(choices, estate, one, sites);
    google.routes(choices, estate, one, [...vpcs, ...vnets]);
  }
  const homes = [
    ...vpcs.map((one) => () => aws.instance(choices, estate, one)),
    ...vnets.map((one) => () => azure.instance(choices, estate, one, sites)),
    ...nets.map((one) => () => google.instance(choices, estate, one)),
  ];
  const count = Math.max(homes.length, choices.number(2, 5));
  for (let at = 0; at < count; at++) {
    (homes[at] ?? choices.pick(homes))();
  }
  return estate;
}

/** Joins the VPCs, gives them filters and tables. @returns their side of links to other clouds */
function awsNetworks(
  choices: Choices,
  estate: Estate,
  vpcs: readonly aws.Vpc[],
  sites: readonly Site[],
  linked: boolean,
): AwsGateway | undefined {
  const [first, second] = vpcs;
  const join =
    vpcs.length > 1 ? choices.pick(["peering", "peering", "transit", "transit", "nothing"]) : "nothing";
  const transit = join === "transit" || (linked && join === "nothing" && choices.chance(40));
  const hub = transit ? transitGateway(choices, estate) : undefined;
  const apart = new Map<aws.Vpc, string[]>();
  if (hub) {
    for (const vpc of vpcs) {
      apart.set(
        vpc,
        attach(
          choices,
          estate,
          hub,
          vpc,
          sites.filter((one) => one !== vpc),
        ),
      );
    }
  }
  const friends = new Map<aws.Vpc, readonly string[]>();
  if (join === "peering" && first && second && aws.peering(choices, estate, first, second)) {
    friends.set(first, second.groups).set(second, first.groups);
  }
  const gateway = linked ? new AwsGateway(choices, estate, vpcs, hub) : undefined;
  for (const site of sites.slice(vpcs.length)) {
    gateway?.routesTo(site);
  }
  if (hub) {
    transitRoutes(choices, estate, hub, sites);
  }
  for (const vpc of vpcs) {
    aws.securityGroups(choices, estate, vpc, friends.get(vpc) ?? [], sites);
    const filtered = vpc.subnetList.filter((one) => !one.hasAcl && choices.chance(30));
    for (const { id } of filtered) {
      aws.networkAcl(choices, estate, vpc, [id], sites);
    }
    const attached = apart.get(vpc) ?? [];
    if (attached.length > 0 && choices.chance(25)) {
      estate.uses("network ACL of a transit gateway's subnet");
      aws.networkAcl(choices, estate, vpc, attached, sites);
    }
    if (choices.chance(15)) {
      aws.internetGateway(choices, estate, vpc);
    }
    aws.routeTables(choices, estate, vpc);
  }
  return gateway;
}
