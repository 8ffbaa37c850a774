import Table from "cli-table3";

import type { StateResource } from "../stack/stack";

/** The outputs of this repository's program that are printed; see `index.ts`. */
export interface EstateOutputs {
  readonly networks?: {
    readonly aws: {
      readonly vpcId: string;
      readonly cidrBlocks: string[];
      readonly subnetIds: Record<string, string>;
    };
    readonly azure: {
      readonly virtualNetworkId: string;
      readonly addressPrefixes: string[];
      readonly subnetIds: Record<string, string>;
    };
  };
  readonly tunnels?: readonly TunnelOutput[];
}

interface TunnelOutput {
  readonly name: string;
  readonly awsConnectionId: string;
  readonly azureConnectionId: string;
  readonly awsOutsideAddress: string;
  readonly azureOutsideAddress: string;
  readonly insideCidr: string;
  readonly awsAsn?: number;
  readonly azureAsn?: number;
}

/**
 * What was built, as tables: the networks, and each tunnel with its state as both clouds report it.
 *
 * The states come from the attributes that the real clouds have, as the last refresh left them in the stack's state:
 * `vgwTelemetries` of the AWS connection and `connectionStatus` of the Azure one.
 */
export function report(outputs: EstateOutputs, resources: readonly StateResource[]): string {
  const { networks, tunnels } = outputs;
  if (!networks || !tunnels) {
    return "Nothing is built.";
  }
  return [networkTable(networks), tunnelTable(tunnels, resources), summary(tunnels, resources)].join("\n");
}

function networkTable({ aws, azure }: NonNullable<EstateOutputs["networks"]>): string {
  const table = plainTable("network", "range", "subnets");
  table.push([aws.vpcId, aws.cidrBlocks.join(", "), Object.keys(aws.subnetIds).join(", ")]);
  table.push([
    lastSegment(azure.virtualNetworkId),
    azure.addressPrefixes.join(", "),
    Object.keys(azure.subnetIds).join(", "),
  ]);
  return table.toString();
}

function tunnelTable(tunnels: readonly TunnelOutput[], resources: readonly StateResource[]): string {
  const table = plainTable(
    "tunnel",
    "AWS address",
    "Azure address",
    "inside",
    "ASNs",
    "AWS says",
    "Azure says",
  );
  for (const tunnel of tunnels) {
    const asns = tunnel.awsAsn === undefined ? "static" : `${tunnel.awsAsn} – ${tunnel.azureAsn ?? "?"}`;
    const { aws, azure } = stateOf(tunnel, resources);
    table.push([
      tunnel.name,
      tunnel.awsOutsideAddress,
      tunnel.azureOutsideAddress,
      tunnel.insideCidr,
      asns,
      aws,
      azure,
    ]);
  }
  return table.toString();
}

function summary(tunnels: readonly TunnelOutput[], resources: readonly StateResource[]): string {
  const up = tunnels.filter((tunnel) => isUp(stateOf(tunnel, resources)));
  return `${up.length} of ${tunnels.length} tunnels up`;
}

/** What each cloud says of its end of a tunnel, in its own words. */
export interface ReportedState {
  readonly aws: string;
  readonly azure: string;
}

const isUp = ({ aws, azure }: ReportedState): boolean => aws === "UP" && azure === "Connected";

function stateOf(tunnel: TunnelOutput, resources: readonly StateResource[]): ReportedState {
  const outputsOf = (id: string): Readonly<Record<string, unknown>> | undefined =>
    resources.find((resource) => resource.id === id)?.outputs;
  const telemetries = outputsOf(tunnel.awsConnectionId)?.vgwTelemetries as
    readonly { outsideIpAddress: string; status: string }[] | undefined;
  const status = telemetries?.find(
    ({ outsideIpAddress }) => outsideIpAddress === tunnel.awsOutsideAddress,
  )?.status;
  const connection = outputsOf(tunnel.azureConnectionId)?.connectionStatus as string | undefined;
  return { aws: status ?? "not found", azure: connection ?? "not found" };
}

function plainTable(...head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [] } });
}

const lastSegment = (id: string): string => id.slice(id.lastIndexOf("/") + 1);
