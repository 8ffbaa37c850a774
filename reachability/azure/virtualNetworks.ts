import type { Cidr } from "../../addressing";
import type { EstateBuilder } from "../model";
import { labelOf, readList, type Resource } from "../resources";
import { type Arm, textAt } from "./arm";
import type { Doubt } from "./doubts";
import { prefixesOf } from "./prefixes";
import { tokens } from "./tokens";

/** A virtual network. */
export interface VirtualNetwork {
  readonly resource: Resource;
  /** Of the network in the model. */
  readonly id: string;
  readonly name: string;
  readonly region: string | undefined;
  readonly ranges: readonly Cidr[];
  /** Why nothing that its subnets send can be followed. */
  undecided: string | undefined;
  /** Why its subnets' tables may lack routes. */
  readonly doubts: Doubt[];
}

/** https://learn.microsoft.com/azure/virtual-network/virtual-networks-overview */
export function readVirtualNetworks(arm: Arm, estate: EstateBuilder): Map<string, VirtualNetwork> {
  return new Map(
    arm.stack.all(tokens.virtualNetwork).map((resource) => {
      const network = virtualNetwork(arm, resource, estate);
      const { id, name, ranges } = network;
      estate.networks.push({ id, name, urn: resource.urn, cloud: "azure", ranges });
      return [resource.urn, network];
    }),
  );
}

function virtualNetwork(arm: Arm, resource: Resource, estate: EstateBuilder): VirtualNetwork {
  const { urn } = resource;
  const name = labelOf(resource);
  const { ranges, incomplete } = prefixesOf(readList(resource, "addressSpace.addressPrefixes"));
  const unsure = incomplete || ranges.length === 0;
  const why = `the address space of ${name} is not known`;
  if (unsure) {
    estate.note(urn, why);
    arm.doubt(resource, why);
  }
  return {
    resource,
    id: urn,
    name,
    region: textAt(resource, "location"),
    ranges,
    undecided: unsure ? why : undefined,
    doubts: [],
  };
}
