import fc from "fast-check";
import type { CrossCloudMeshArgs, MeshNetwork } from "../../../components";

/** One network of a mesh, as far as its shape goes. */
export interface TopologyNetwork {
  readonly name: string;
  readonly number: number;
  readonly cloud: "aws" | "gcp" | "azure" | "onPremises";
  /** Of AWS a transit gateway, of Azure a Virtual WAN hub, of on-premises a second address. */
  readonly large: boolean;
}

export interface Topology {
  readonly networks: readonly TopologyNetwork[];
  /** Names of links that are not to be. */
  readonly pruned: readonly string[];
}

const order = ["aws", "gcp", "azure", "onPremises"];

/** What the mesh calls the links between these networks. */
export function linkNames(networks: readonly TopologyNetwork[]): string[] {
  const sorted = networks.toSorted((a, b) => order.indexOf(a.cloud) - order.indexOf(b.cloud));
  return sorted.flatMap((one, index) =>
    sorted
      .slice(index + 1)
      .filter(({ cloud }) => cloud !== one.cloud)
      .map((other) => `${one.name}-${other.name}`),
  );
}

/** Any mesh of networks in three clouds and on premises, whose gateways are large enough for its links. */
export const topologies = (most: number, least = 2): fc.Arbitrary<Topology> =>
  fc
    .uniqueArray(fc.nat(31), { minLength: least, maxLength: most })
    .chain((numbers) =>
      fc.tuple(
        fc.constant(numbers),
        fc.array(fc.constantFrom("aws", "gcp", "azure", "gcp", "aws", "azure", "onPremises"), {
          minLength: numbers.length,
          maxLength: numbers.length,
        }),
        fc.array(fc.boolean(), { minLength: numbers.length, maxLength: numbers.length }),
        fc.array(fc.nat(400), { maxLength: 4 }),
      ),
    )
    .map(([numbers, clouds, large, picks]): Topology => {
      const networks = numbers.map((number, index): TopologyNetwork => {
        const cloud = clouds[index] ?? "gcp";
        // The small gateways of AWS and Azure carry some 5 links.
        return { name: `n${number}`, number, cloud, large: numbers.length > 6 || large[index] === true };
      });
      const names = linkNames(networks);
      return { networks, pruned: names.filter((_, index) => picks.includes(index)) };
    });

let runs = 0;

/** Arguments with ids that no other mesh of this process has. */
export function meshOf({ networks, pruned }: Topology): CrossCloudMeshArgs {
  const run = runs++;
  return {
    networks: Object.fromEntries(networks.map((network) => [network.name, networkOf(network, run)])),
    links: Object.fromEntries(pruned.map((name) => [name, false])),
  };
}

function networkOf({ cloud, number, large }: TopologyNetwork, run: number): MeshNetwork {
  const ranges = [`10.${number}.0.0/16`];
  const id = `${run}-${number}`;
  switch (cloud) {
    case "aws":
      return {
        number,
        aws: {
          vpcId: `vpc-${id}`,
          routeTableIds: { main: `rtb-${id}` },
          cidrBlocks: ranges,
          ...(large && { transitGateway: {}, attachmentSubnetIds: [`subnet-${id}`] }),
        },
      };
    case "gcp":
      return { number, gcp: { networkId: `network-${id}`, ipCidrRanges: ranges } };
    case "azure":
      return {
        number,
        azure: {
          resourceGroupName: "network",
          addressPrefixes: ranges,
          ...(large
            ? { virtualNetworkId: `vnet-${id}`, virtualHub: { addressPrefix: `10.100.${2 * number}.0/23` } }
            : { gatewaySubnetId: `/subscriptions/sub-1/resourceGroups/network/${id}/subnets/GatewaySubnet` }),
        },
      };
    case "onPremises":
      return {
        number,
        onPremises: {
          publicAddresses: [`185.43.${number}.9`, `185.44.${number}.9`].slice(0, large ? 2 : 1),
          prefixes: ranges,
        },
      };
  }
}
