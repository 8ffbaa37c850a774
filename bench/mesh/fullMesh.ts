import { AwsNetwork, AzureNetwork, CrossCloudMesh, GcpNetwork, type MeshNetwork } from "../../components";

/**
 * Regions by the number of AWS networks that each takes: a region has 50 VPN connections, and a network of the mesh of
 * 16 uses 20 of them. https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html
 */
const networksPerRegion = 2;
const regions = ["eu-central-1", "eu-west-1", "eu-north-1"];

/**
 * Networks in AWS, Google Cloud and Azure in turn, every two of different clouds joined. All sizes have the gateways
 * that the largest needs, so that they differ in nothing but their size.
 */
export function fullMesh(size: number): CrossCloudMesh {
  const networks = Array.from({ length: size }, (_, number) => [`n${number}`, network(number)] as const);
  return new CrossCloudMesh("mesh", { networks: Object.fromEntries(networks) });
}

function network(number: number): MeshNetwork {
  const name = `n${number}`;
  const range = `10.${number}.0.0/16`;
  switch (number % 3) {
    case 0: {
      const region = regions[Math.floor(number / 3 / networksPerRegion)];
      const aws = new AwsNetwork(name, { cidrBlock: range, region });
      return { number, aws: { ...aws, transitGateway: {} } };
    }
    case 1:
      return { number, gcp: new GcpNetwork(name, { ipCidrRange: range }) };
    default: {
      const azure = new AzureNetwork(name, { addressSpace: range });
      return { number, azure: { ...azure, sku: "VpnGw4AZ" } };
    }
  }
}
