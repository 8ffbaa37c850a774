import type { EstimateItem } from "./estimate";

type Inputs = Readonly<Record<string, unknown>>;

/** A balancer that faces the internet has a public address in each of its subnets, which is billed by itself. */
export function awsLoadBalancer({
  loadBalancerType,
  internal,
  subnets,
  subnetMappings,
}: Inputs): EstimateItem[] {
  if (loadBalancerType === "gateway") {
    return [{ item: "aws.loadBalancerCapacity", count: 1 }];
  }
  const zones = [subnets, subnetMappings].find((list) => Array.isArray(list)) as unknown[] | undefined;
  return [
    {
      item: loadBalancerType === "network" ? "aws.networkLoadBalancer" : "aws.applicationLoadBalancer",
      count: 1,
    },
    { item: "aws.loadBalancerCapacity", count: 1 },
    { item: "aws.publicIpv4Address", count: internal === true ? 0 : (zones?.length ?? 1) },
  ];
}

/** https://learn.microsoft.com/azure/application-gateway/understanding-pricing */
const capacityUnitsOfAnInstance = 10;

/** The gateway and what its fewest instances hold ready; more traffic costs more. */
export function azureApplicationGateway({ sku, autoscaleConfiguration }: Inputs): EstimateItem[] {
  const { tier, capacity } = recordOf(sku);
  if (tier !== "Standard_v2" && tier !== "WAF_v2") {
    return [{ item: "azure.applicationGateway", count: 1 }];
  }
  const instances = [capacity, recordOf(autoscaleConfiguration)["minCapacity"]].find(
    (count) => typeof count === "number",
  );
  return [
    { item: `azure.applicationGateway.${tier}`, count: 1 },
    {
      item: `azure.capacityUnit.${tier}`,
      count: (instances ?? 0) * capacityUnitsOfAnInstance,
    },
  ];
}

function recordOf(value: unknown): Inputs {
  return typeof value === "object" && value !== null ? (value as Inputs) : {};
}
