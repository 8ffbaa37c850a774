import Table from "cli-table3";

import { cloudNames, type EstateOutputs, sidesOf, type TunnelOutput, tunnelsOf } from "./outputs";
import { reportedState } from "./reportedState";
import type { TunnelState } from "../../simulator";
import type { StateResource } from "../stack/stack";

/**
 * What was built, as tables: the networks, and each tunnel with its state as both clouds report it. Its BGP session
 * is not among a resource's attributes on Google Cloud and Azure, so it comes from the simulated world.
 */
export function report(
  outputs: EstateOutputs,
  resources: readonly StateResource[],
  states: readonly TunnelState[],
): string {
  const { networks } = outputs;
  if (networks === undefined && outputs.tunnels === undefined) {
    return "Nothing is built.";
  }
  const tunnels = tunnelsOf(outputs).map((tunnel) => describe(tunnel, resources, states));
  return [...(networks ? [networkTable(networks)] : []), tunnelTable(tunnels), summary(tunnels)].join("\n");
}

function networkTable({ aws, gcp, azure }: NonNullable<EstateOutputs["networks"]>): string {
  const table = plainTable("network", "range", "subnets");
  const add = (id: string, ranges: string[], { subnetIds }: { subnetIds: object }) =>
    table.push([id.slice(id.lastIndexOf("/") + 1), ranges.join(", "), Object.keys(subnetIds).join(", ")]);
  if (aws) {
    add(aws.vpcId, aws.cidrBlocks, aws);
  }
  if (gcp) {
    add(gcp.networkId, gcp.ipCidrRanges, gcp);
  }
  if (azure) {
    add(azure.virtualNetworkId, azure.addressPrefixes, azure);
  }
  return table.toString();
}

interface DescribedTunnel {
  readonly tunnel: TunnelOutput;
  readonly says: readonly string[];
  readonly bgp: "static" | TunnelState["bgp"];
  readonly isUp: boolean;
}

function describe(
  tunnel: TunnelOutput,
  resources: readonly StateResource[],
  states: readonly TunnelState[],
): DescribedTunnel {
  const sides = sidesOf(tunnel);
  const reported = sides.map((side) => reportedState(side.cloud, side, resources));
  const state = states.find(({ ends }) =>
    sides.every((side) =>
      ends.some((end) => end.recordId === side.id && end.outsideAddress === side.outsideAddress),
    ),
  );
  const bgp = sides.every(({ asn }) => asn === undefined) ? "static" : (state?.bgp ?? "down");
  const isUp = reported.every((side) => side.isUp) && bgp !== "down";
  return { tunnel, says: reported.map(({ says }) => says), bgp, isUp };
}

function tunnelTable(tunnels: readonly DescribedTunnel[]): string {
  const table = plainTable("tunnel", "end", "address", "ASN", "says", "BGP");
  for (const { tunnel, says, bgp } of tunnels) {
    const sides = sidesOf(tunnel);
    table.push([
      `${tunnel.name}\n${tunnel.insideCidr}`,
      sides.map(({ cloud }) => cloudNames[cloud]).join("\n"),
      sides.map(({ outsideAddress }) => outsideAddress).join("\n"),
      sides.map(({ asn }) => asn ?? "").join("\n"),
      says.join("\n"),
      bgp,
    ]);
  }
  return table.toString();
}

function summary(tunnels: readonly DescribedTunnel[]): string {
  const up = tunnels.filter(({ isUp }) => isUp);
  const overBgp = tunnels.filter(({ bgp }) => bgp !== "static");
  const established = overBgp.filter(({ bgp }) => bgp === "established");
  const sessions =
    overBgp.length === 0 ? "" : `, ${established.length} of ${overBgp.length} BGP sessions established`;
  return `${up.length} of ${tunnels.length} tunnels up${sessions}`;
}

function plainTable(...head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [] } });
}
