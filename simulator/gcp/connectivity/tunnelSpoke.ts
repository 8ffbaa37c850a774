import type { ConnectivityOperation } from "./connectivityType";
import { failedPrecondition, invalidArgument, notFound, notSimulated } from "./error";
import { groupName, hubPath, hubsSpokes, isHybrid, networksOf, spokeOfNetwork, tunnelsOf } from "./members";
import { lastName, pathIn, regionIn } from "../compute/paths";
import { tokens } from "../tokens";
import { asObject, asString } from "../../protocol/values";
import type { WorldRecord } from "../../world/record";

/**
 * Where spokes can transfer data between sites, as far as a source says so: Google's own list is by countries.
 *
 * Sources: https://cloud.google.com/network-connectivity/docs/network-connectivity-center/release-notes (Belgium, Brazil,
 * Canada, Finland, Switzerland), ".../concepts/optimal-route-advertisement" (asia-south1, australia-southeast1) and
 * ".../tutorials/connecting-two-offices-with-vpns" (the United States)
 */
const transferRegions = [
  "asia-south1",
  "australia-southeast1",
  "europe-north1",
  "europe-west1",
  "europe-west6",
  "northamerica-northeast1",
  "southamerica-east1",
  "us-central1",
  "us-east1",
  "us-east4",
  "us-west1",
  "us-west2",
];

/** What tunnels must satisfy as a spoke. */
export function requireTunnels(context: ConnectivityOperation, hub: WorldRecord): void {
  requireOwnTunnels(context);
  const [network, ...others] = [...new Set(networksOf(context.world, context))];
  if (network === undefined || others.length > 0) {
    throw invalidArgument("All tunnels of a spoke must be in the same VPC network");
  }
  if (!hub.id.startsWith(`projects/${asString(context.inputs.project) ?? ""}/`)) {
    throw invalidArgument(`A hybrid spoke must be in the project of its hub '${hub.id}'`);
  }
  requireTransfer(context, hub, network);
  requireRouting(context, hub, network);
}

/** Source: https://cloud.google.com/network-connectivity/docs/network-connectivity-center/how-to/working-with-hubs-spokes#spoke-requirements */
function requireOwnTunnels({ world, inputs, path }: ConnectivityOperation): void {
  for (const uri of tunnelsOf(inputs)) {
    const tunnel = pathIn(uri);
    if (!world.get(tokens.vpnTunnel, tunnel)) {
      throw notFound(tunnel);
    }
    if (regionIn(tunnel) !== inputs.location) {
      throw invalidArgument(
        `Tunnel '${tunnel}' is not in the spoke's location ${asString(inputs.location) ?? ""}`,
      );
    }
    const user = world
      .all(tokens.spoke)
      .find((one) => one.id !== path && tunnelsOf(one.inputs).includes(uri));
    if (user) {
      throw failedPrecondition(`Tunnel '${tunnel}' is already associated with the spoke '${user.id}'`);
    }
  }
}

/**
 * Spokes that transfer data between sites are all in one network, and in the center of a star.
 *
 * Sources: https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.hubs
 * and https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/connectivity-topologies,
 * "Hybrid spoke compatibility with star topology"
 */
function requireTransfer(
  { world, inputs, path }: ConnectivityOperation,
  hub: WorldRecord,
  network: string,
): void {
  const transfers = (spoke: Pick<WorldRecord, "inputs">): boolean =>
    asObject(spoke.inputs.linkedVpnTunnels).siteToSiteDataTransfer === true;
  if (!transfers({ inputs })) {
    return;
  }
  const location = asString(inputs.location) ?? "";
  if (!transferRegions.includes(location)) {
    throw notSimulated(
      `site-to-site data transfer in ${location}, of which no source at hand says that it is supported; known are ${transferRegions.join(", ")}`,
    );
  }
  if (groupName(inputs) === "edge") {
    throw invalidArgument(
      "Hybrid spokes with site-to-site data transfer must be in the center group of a star",
    );
  }
  const other = hubsSpokes(world, hub.id).find(
    (one) => one.id !== path && transfers(one) && !networksOf(world, one).includes(network),
  );
  if (other) {
    throw invalidArgument(
      `All spokes with site-to-site data transfer must be in the same VPC network, unlike '${lastName(network)}' and that of '${other.id}'`,
    );
  }
}

/**
 * Source: https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview,
 * "Routing VPC networks that are also VPC spokes"
 */
function requireRouting({ world, path }: ConnectivityOperation, hub: WorldRecord, network: string): void {
  const hybrid = world.all(tokens.spoke).filter((one) => isHybrid(one) && one.id !== path);
  const elsewhere =
    hybrid.find((one) => networksOf(world, one).includes(network) && hubPath(one.inputs) !== hub.id) ??
    [spokeOfNetwork(world, network)].find((one) => one !== undefined && hubPath(one.inputs) !== hub.id);
  if (elsewhere) {
    throw notSimulated(
      `a network with spokes of two hubs: '${pathIn(network)}' is in '${elsewhere.id}' already`,
    );
  }
  const routing = new Set([
    network,
    ...hybrid.filter((one) => hubPath(one.inputs) === hub.id).flatMap((one) => networksOf(world, one)),
  ]);
  const both = [...routing].find((one) => spokeOfNetwork(world, one) !== undefined);
  if (routing.size > 1 && both !== undefined) {
    throw failedPrecondition(
      `The hub '${hub.id}' can have a second routing network only if none is a VPC spoke, and '${pathIn(both)}' is one`,
    );
  }
}
