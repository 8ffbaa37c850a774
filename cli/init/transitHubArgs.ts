import type { TransitHubArgs } from "../../components";
import { stackRanges } from "./addressRanges";
import type { Answers } from "./answers";
import type { Cloud } from "./clouds";
import { ownLinks } from "./links";
import { allowedPairs, spokesOf } from "./spokes";
import type { Stack } from "./stacks";

/** The hub's arguments in a stack's program, with what only an update brings left empty: what it is priced by. */
export function transitHubArgs(answers: Answers, stack: Stack): TransitHubArgs {
  const { clouds, segments, azureHub } = answers;
  const ranges = stackRanges(answers, stack);
  const hub = (cloud: Cloud) => (cloud === "azure" ? { kind: azureHub, addressSpace: ranges.azureHub } : {});
  return {
    segments: Object.fromEntries(segments.map((segment, number) => [segment, { number }])),
    allowed: allowedPairs(answers),
    hubs: Object.fromEntries(clouds.map((cloud, number) => [cloud, { number, [cloud]: hub(cloud) }])),
    spokes: Object.fromEntries(
      spokesOf(answers).map(({ name, cloud, segment, index }) => [
        name,
        { hub: cloud, segment, [cloud]: network(cloud, ranges.network(cloud, index)) },
      ]),
    ),
    links: Object.fromEntries(ownLinks(answers)),
  };
}

function network(cloud: Cloud, range: string): object {
  return {
    aws: { vpcId: "", cidrBlocks: [range], attachmentSubnetIds: [""], routeTableIds: {} },
    azure: { resourceGroupName: "", virtualNetworkName: "", virtualNetworkId: "", addressPrefixes: [range] },
    gcp: { networkId: "", ipCidrRanges: [range] },
  }[cloud];
}
