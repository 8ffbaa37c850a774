import { tokens as aws } from "../../../../reachability/aws/tokens";
import { objectsIn } from "../../../../reachability/azure/arm";
import { types as gcp } from "../../../../reachability/gcp/types";
import { follow, known, read, readList, readText, type Resource } from "../../../../reachability/resources";
import { type Linker, networksOfSubnet } from "../joins";
import type { Place } from "./claim";
import type { Claims } from "./claims";
import { placeWithin } from "./place";

const types = {
  eks: "aws:eks/cluster:Cluster",
  aks: "azure-native:containerservice:ManagedCluster",
  gke: "gcp:container/cluster:Cluster",
} as const;

/** The ranges of pods and services of Kubernetes clusters. */
export function collectKubernetes(claims: Claims, linker: Linker): void {
  claims.stack.all(types.eks).forEach((cluster) => collectEks(claims, linker, cluster));
  claims.stack.all(types.aks).forEach((cluster) => collectAks(claims, linker, cluster));
  claims.stack.all(types.gke).forEach((cluster) => collectGke(claims, linker, cluster));
}

function inCluster(cluster: Resource, nodes: readonly string[]): Place {
  return { kind: "cluster", networks: [cluster.urn], nodes: [cluster.urn, ...nodes] };
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
function collectEks(claims: Claims, linker: Linker, cluster: Resource): void {
  const subnets = linker.nodes(cluster, "vpcConfig.subnetIds", aws.subnet, aws.defaultSubnet, aws.vpc) ?? [];
  const vpcs = subnets.flatMap((node) => {
    const subnet = linker.stack.get(node);
    return subnet === undefined || subnet.type === aws.vpc
      ? [node]
      : (linker.nodes(subnet, "vpcId", aws.vpc, aws.defaultVpc) ?? []);
  });
  claims.read(cluster, "kubernetesNetworkConfig.serviceIpv4Cidr", inCluster(cluster, vpcs), {
    chosenByCloud: true,
  });
}

/** What AKS takes where nothing is said: https://learn.microsoft.com/azure/aks/configure-kubenet */
const aksServices = "10.0.0.0/16";

/**
 * Pods of an overlay are translated to their node's address, so clusters may have the same ranges; but no pod reaches
 * what lies in them outside its cluster.
 *
 * Source: https://learn.microsoft.com/azure/aks/azure-cni-overlay
 */
function collectAks(claims: Claims, linker: Linker, cluster: Resource): void {
  const pools = objectsIn(known(readList(cluster, "agentPoolProfiles")));
  const networks = pools.flatMap(
    (pool) => networksOfSubnet(linker, follow(pool, "vnetSubnetID"), cluster, "agentPoolProfiles") ?? [],
  );
  const place = inCluster(cluster, networks);
  for (const name of ["podCidr", "serviceCidr"]) {
    const path = `networkProfile.${name}`;
    const several = known(readList(cluster, `${path}s`));
    claims.read(cluster, several?.length ? `${path}s` : path, place);
  }
  const isSilent = ["serviceCidr", "serviceCidrs"].every(
    (name) => read(cluster, `networkProfile.${name}`).state === "absent",
  );
  if (isSilent && networks.length > 0) {
    claims.add(cluster, "networkProfile.serviceCidr", aksServices, place);
  }
}

/**
 * Where Google manages the range of services, all clusters have the same, for none outside them sees it.
 *
 * Source: https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips
 */
const managedServices = "34.118.224.0/20";

/**
 * A VPC-native cluster adds secondary ranges to its subnet, unless it is given the names of some that are there; its
 * control plane has a range of its own in the network.
 *
 * Source: https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips
 */
function collectGke(claims: Claims, linker: Linker, cluster: Resource): void {
  const networks = linker.nodes(cluster, "network", gcp.network);
  const place = placeWithin(linker, cluster, "network", "subnet", networks);
  const policy = "ipAllocationPolicy";
  const readGiven = (path: string): void => {
    const text = known(readText(cluster, path));
    if (text?.startsWith("/") === true) {
      // "/14" leaves the addresses to Google Cloud.
      claims.leaveOpen(cluster, path, place);
    } else if (text !== managedServices) {
      claims.read(cluster, path, place, { chosenByCloud: true });
    }
  };
  for (const [range, name] of [
    ["clusterIpv4CidrBlock", "clusterSecondaryRangeName"],
    ["servicesIpv4CidrBlock", "servicesSecondaryRangeName"],
  ] as const) {
    if (
      (known(readText(cluster, `${policy}.${name}`)) ?? "") === "" &&
      read(cluster, `${policy}.${name}`).state !== "unknown"
    ) {
      readGiven(`${policy}.${range}`);
    }
  }
  if (read(cluster, policy).state === "absent") {
    readGiven("clusterIpv4Cidr");
  }
  readGiven("privateClusterConfig.masterIpv4CidrBlock");
}
