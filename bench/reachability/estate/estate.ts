import type { Resource } from "../../../reachability";
import { addTransitGateway, addVpc } from "./aws";
import * as azure from "./azure";
import * as azureGateway from "./azureGateway";
import { type Likeness, type NetworkPlan, rangeOf, ResourceBuilder } from "./builder";
import * as gcp from "./gcp";
import * as gcpGateway from "./gcpGateway";
import { joinAwsAndAzure, joinAwsAndGcp, joinAzureAndGcp } from "./links";

/** More instances than these make another network. */
const instancesPerNetwork = 100;

/**
 * The resources of an estate, as a stack has them after an update: networks of about 100 instances in AWS, Azure and
 * Google Cloud in turn. VPCs are joined by a transit gateway; virtual networks and VPC networks are spokes of a hub with
 * a VPN gateway; and every two clouds by tunnels with BGP.
 */
export function largeEstate(instances: number, likeness: Likeness): readonly Resource[] {
  const estate = new ResourceBuilder();
  const count = Math.max(3, Math.round(instances / instancesPerNetwork));
  const networks = Array.from({ length: count }, (_, number): NetworkPlan => ({
    number,
    instances: Math.floor(((number + 1) * instances) / count) - Math.floor((number * instances) / count),
  }));
  const of = (cloud: number): NetworkPlan[] => networks.filter(({ number }) => number % 3 === cloud);
  addTransitGateway(estate);
  azure.addHub(estate);
  azureGateway.addGateway(estate, [
    ["169.254.21.2", "169.254.22.2", "169.254.21.17"],
    ["169.254.21.6", "169.254.22.6", "169.254.21.21"],
  ]);
  gcpGateway.addHub(
    estate,
    of(2).map(({ number }) => rangeOf(number)),
  );
  of(0).forEach((plan) => addVpc(estate, plan, likeness));
  of(1).forEach((plan) => azure.addSpoke(estate, plan, likeness));
  of(2).forEach((plan) => gcp.addSpoke(estate, plan, likeness));
  joinAwsAndAzure(estate);
  joinAwsAndGcp(estate);
  joinAzureAndGcp(estate);
  return estate.resources;
}
