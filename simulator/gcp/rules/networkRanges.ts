import { autoModeRange, ranges } from "./subnetRanges";
import { pathIn } from "../compute/paths";
import { tokens } from "../tokens";
import type { Cidr } from "../../../addressing/cidr";
import type { WorldView } from "../../providers/resourceType";

export interface NetworkRange {
  readonly cidr: Cidr;
  /** Path of what has the range: a subnet, or a network of auto mode. */
  readonly holder: string;
}

/** Every IPv4 range that a network has subnets in. */
export function networkRanges(world: WorldView, network: string): NetworkRange[] {
  const own = world
    .all(tokens.subnetwork)
    .filter(({ inputs }) => inputs.network === network)
    .flatMap(({ id, inputs }) => ranges(inputs).map(({ cidr }) => ({ cidr, holder: id })));
  const isAuto = world.get(tokens.network, pathIn(network))?.inputs.autoCreateSubnetworks === true;
  return isAuto ? [...own, { cidr: autoModeRange, holder: pathIn(network) }] : own;
}
