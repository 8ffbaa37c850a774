import type { Resource } from "../../../../reachability/resources";
import { planned } from "../../planned";

export const cluster = (type: string, props: object): Resource => planned(type, "cluster", { ...props });
export const eks = (serviceIpv4Cidr?: string) =>
  cluster("aws:eks/cluster:Cluster", {
    vpcConfig: { subnetIds: ["subnet-1"] },
    kubernetesNetworkConfig: { serviceIpv4Cidr },
  });
export const aks = (networkProfile: object) =>
  cluster("azure-native:containerservice:ManagedCluster", {
    agentPoolProfiles: [{ vnetSubnetID: "/subscriptions/s/virtualNetworks/shop/subnets/nodes" }],
    networkProfile,
  });
export const gke = (more: object) => cluster("gcp:container/cluster:Cluster", { network: "data", ...more });
export const psa = (props: object) =>
  planned("gcp:compute/globalAddress:GlobalAddress", "psa", {
    network: "data",
    purpose: "VPC_PEERING",
    ...props,
  });
export const internalRange = (props: object) =>
  planned("gcp:networkconnectivity/internalRange:InternalRange", "kept", {
    network: "data",
    usage: "FOR_VPC",
    ...props,
  });
