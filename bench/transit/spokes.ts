import { ServiceQuota } from "@pulumi/aws/servicequotas";
import { AwsNetwork, AzureNetwork, GcpNetwork, TransitHub, type TransitSpoke } from "../../components";

const segments = ["prod", "staging"] as const;

/**
 * Networks in AWS, Google Cloud and Azure in turn, in two segments in turn, at a hub in each cloud. All sizes have the
 * same hubs and tunnels, so that they differ in nothing but their spokes.
 */
export function transitHub(size: number): TransitHub {
  // A region takes five VPCs and as many internet gateways.
  const quota = new ServiceQuota("vpcs", { serviceCode: "vpc", quotaCode: "L-F678F1CE", value: 100 });
  const spokes = Array.from({ length: size }, (_, index) => [`n${index}`, spoke(index, quota)] as const);
  return new TransitHub("hub", {
    segments: { prod: { number: 0 }, staging: { number: 1 } },
    hubs: {
      aws: { number: 0, aws: {} },
      gcp: { number: 1, gcp: {} },
      azure: { number: 2, azure: { addressSpace: "10.250.0.0/20" } },
    },
    spokes: Object.fromEntries(spokes),
  });
}

function spoke(index: number, quota: ServiceQuota): TransitSpoke {
  const name = `n${index}`;
  const range = `10.${index}.0.0/16`;
  const segment = segments[Math.floor(index / 3) % segments.length] ?? "prod";
  switch (index % 3) {
    case 0:
      return { hub: "aws", segment, aws: new AwsNetwork(name, { cidrBlock: range }, { dependsOn: quota }) };
    case 1:
      return { hub: "gcp", segment, gcp: new GcpNetwork(name, { ipCidrRange: range }) };
    default:
      return { hub: "azure", segment, azure: new AzureNetwork(name, { addressSpace: range }) };
  }
}
