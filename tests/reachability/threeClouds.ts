import { AwsNetwork, AzureNetwork, CrossCloudMesh, GcpNetwork } from "../../components";
import type { Resource } from "../../reachability";
import { inSimulatedClouds } from "../helpers/simulatedRun";

/** A network in each cloud, all of them joined; Azure and Google Cloud don't name each other as peers. */
export async function threeClouds(): Promise<readonly Resource[]> {
  const { recorded } = await inSimulatedClouds(() => {
    const [a, b, c] = ["10.0.0.0/16", "10.16.0.0/16", "10.32.0.0/16"] as const;
    const aws = new AwsNetwork("aws", { cidrBlock: a, peerCidrBlocks: [b, c] });
    const gcp = new GcpNetwork("gcp", { ipCidrRange: b, peerCidrRanges: [a] });
    const azure = new AzureNetwork("azure", { addressSpace: c, peerAddressPrefixes: [a, b] });
    new CrossCloudMesh("mesh", {
      networks: { one: { number: 0, aws }, two: { number: 1, gcp }, three: { number: 2, azure } },
    });
  });
  return recorded;
}

/** A subnet of each of its networks. */
export const threeHosts = ["aws-subnet-private-0", "gcp-subnet-workload", "azure-subnet-workload"] as const;
