import { Group, Hub } from "@pulumi/gcp/networkconnectivity";
import { all, output, type Output, type Resource } from "@pulumi/pulumi";
import { type SideOptions, sideOptions } from "../../cross-cloud-vpn/gateway";
import type { TransitContext } from "../cloud";
import type { HubPlan, SegmentPlan } from "../plan";

/** A segment's hub. */
export interface ConnectivityHub {
  readonly id: Output<string>;
  /** What spokes wait for, so that the hub accepts them. */
  readonly accepting: readonly Resource[];
}

/**
 * The Network Connectivity Center hub of a segment, over all regions: in a mesh all its spokes reach each other. It keeps
 * its topology for life.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/connectivity-topologies
 *
 * @param home - the hub whose project it is in: the first of all in Google Cloud, whether the segment is there or not. So
 * the segment's hub stays whatever spokes and hubs come and go, but for that first one, and one with a smaller number and
 * another provider than its: these would move it to another project, and all its spokes with it.
 */
export function createConnectivityHub(
  context: TransitContext,
  segment: SegmentPlan,
  home: HubPlan,
): ConnectivityHub {
  const opts = sideOptions(context.parent, context.args.hubs[home.name]?.gcp?.provider);
  const name = `${context.name}-${segment.name}-connectivity-hub`;
  const { id } = new Hub(
    name,
    { policyMode: "PRESET", presetTopology: "MESH", ...(context.tags && { labels: context.tags }) },
    opts,
  );
  return { id, accepting: acceptProjects(context, segment, id, opts) };
}

/**
 * Spokes of other projects wait until the hub's group accepts them. A mesh has one group, called default, for life: the
 * provider patches it.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview
 */
function acceptProjects(
  { name, args }: TransitContext,
  segment: SegmentPlan,
  hub: Output<string>,
  opts: SideOptions,
): Resource[] {
  const networks = Object.values(args.spokes).flatMap(({ segment: own, gcp }) =>
    own === segment.name && gcp?.provider !== undefined ? [output(gcp.networkId)] : [],
  );
  if (networks.length === 0) {
    return [];
  }
  const autoAcceptProjects = all(networks).apply((ids) => [...new Set(ids.flatMap(projectOf))].toSorted());
  return [
    new Group(
      `${name}-${segment.name}-connectivity-group`,
      { hub, name: "default", autoAccept: { autoAcceptProjects } },
      { ...opts, deleteBeforeReplace: true },
    ),
  ];
}

function projectOf(network: string): string[] {
  const project = /(?:^|\/)projects\/([^/]+)\//.exec(network)?.[1];
  return project === undefined ? [] : [project];
}
