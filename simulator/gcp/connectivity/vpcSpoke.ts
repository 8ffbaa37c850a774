import type { ConnectivityOperation } from "./connectivityType";
import { failedPrecondition, invalidArgument, notFound, notSimulated } from "./error";
import { isExported } from "./exportFilter";
import {
  groupName,
  hubPath,
  hubsSpokes,
  isEdge,
  isHybrid,
  networksOf,
  spokeOfNetwork,
  vpcOf,
} from "./members";
import { pathIn } from "../compute/paths";
import { hubRanges, peeredRanges } from "../rules/joinedNetworks";
import { networkRanges } from "../rules/networkRanges";
import { tokens } from "../tokens";
import { overlaps } from "../../../addressing/cidr";
import { asString } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const overview =
  "https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview";

/**
 * What a VPC network must satisfy as a spoke: of custom mode, a spoke of nothing else, not peered with another spoke,
 * and with ranges of its own.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview
 * and ".../how-to/working-with-hubs-spokes", "Create a VPC spoke"
 */
export function requireVpc(context: ConnectivityOperation, hub: WorldRecord): void {
  const { world, inputs, path } = context;
  const link = vpcOf(inputs) ?? "";
  const network = world.get(tokens.network, pathIn(link));
  if (!network) {
    throw notFound(pathIn(link));
  }
  if (network.inputs.autoCreateSubnetworks === true) {
    throw invalidArgument(`Network '${network.id}' is of auto mode, which is not supported for VPC spokes`);
  }
  const other = spokeOfNetwork(world, link);
  if (other && other.id !== path) {
    throw failedPrecondition(
      `Network '${network.id}' is already connected to the hub '${hubPath(other.inputs)}' by the spoke '${other.id}'; a VPC spoke can be connected to one hub at a time`,
    );
  }
  requireNoPeeredSpoke(context, link);
  requireRouting(world, link, hub);
  requireFreeRanges(context, link, hub);
}

/** Two spokes are joined by their hub or by a peering; only edges of a star can be by a peering. */
function requireNoPeeredSpoke({ world, inputs }: ConnectivityOperation, link: string): void {
  const peering = world
    .all(tokens.networkPeering)
    .filter((one) => one.inputs.network === link || one.inputs.peerNetwork === link)
    .find((one) => {
      const far = one.inputs.network === link ? one.inputs.peerNetwork : one.inputs.network;
      const spoke = spokeOfNetwork(world, asString(far) ?? "");
      const edges =
        spoke && isEdge(spoke) && groupName(inputs) === "edge" && hubPath(spoke.inputs) === hubPath(inputs);
      return spoke !== undefined && !edges;
    });
  if (peering) {
    throw failedPrecondition(
      `Network '${pathIn(link)}' has the peering '${peering.id}' with another VPC spoke; use either the peering or the hub (${overview})`,
    );
  }
}

/** A network whose tunnels are hybrid spokes is a VPC spoke as well only where it is the hub's one routing network. */
function requireRouting(world: WorldView, link: string, hub: WorldRecord): void {
  const routing = world.all(tokens.spoke).filter(isHybrid);
  const elsewhere = routing.find(
    (spoke) => networksOf(world, spoke).includes(link) && hubPath(spoke.inputs) !== hub.id,
  );
  if (elsewhere) {
    throw notSimulated(
      `a VPC spoke of the hub ${hub.id} whose tunnels are in '${elsewhere.id}' of another hub`,
    );
  }
  const networks = new Set(
    hubsSpokes(world, hub.id)
      .filter(isHybrid)
      .flatMap((spoke) => networksOf(world, spoke)),
  );
  if (networks.has(link) && networks.size > 1) {
    throw failedPrecondition(
      `The routing network '${pathIn(link)}' can be a VPC spoke only if the hub '${hub.id}' has no other routing network`,
    );
  }
}

function requireFreeRanges({ world, inputs }: ConnectivityOperation, link: string, hub: WorldRecord): void {
  const own = networkRanges(world, link).filter(({ cidr }) => isExported(inputs, cidr));
  const taken = [...hubRanges(world, hub.id, link), ...peeredRanges(world, link)];
  for (const range of own) {
    const clash = taken.find((other) => overlaps(other.cidr, range.cidr));
    if (clash) {
      throw invalidArgument(
        `Subnet range ${range.cidr.text} of '${range.holder}' conflicts with ${clash.cidr.text} of '${clash.holder}'; exclude one of them from export`,
      );
    }
  }
}
