import type { StateResource } from "../stack/stack";
import type { Cloud, TunnelSideOutput } from "./outputs";

/** What a cloud says of its end of a tunnel, in its own words, and whether that means that it is up. */
export interface ReportedState {
  readonly says: string;
  readonly isUp: boolean;
}

/**
 * From the attributes that the real clouds have, as the last refresh left them in the stack's state: `vgwTelemetries` of
 * an AWS connection, `detailedStatus` of a Google Cloud tunnel, `connectionStatus` of an Azure connection.
 */
export function reportedState(
  cloud: Cloud,
  { id, outsideAddress }: TunnelSideOutput,
  resources: readonly StateResource[],
): ReportedState {
  const outputs = resources.find((resource) => resource.id === id)?.outputs ?? {};
  const says = readers[cloud](outputs, outsideAddress) ?? "not found";
  return { says, isUp: says === up[cloud] };
}

const up: Readonly<Record<Cloud, string>> = {
  aws: "UP",
  gcp: "Tunnel is up and running.",
  azure: "Connected",
};

type Reader = (outputs: Readonly<Record<string, unknown>>, outsideAddress: string) => string | undefined;

const readers: Readonly<Record<Cloud, Reader>> = {
  aws: ({ vgwTelemetries }, outsideAddress) =>
    (vgwTelemetries as readonly { outsideIpAddress: string; status: string }[] | undefined)?.find(
      ({ outsideIpAddress }) => outsideIpAddress === outsideAddress,
    )?.status,
  gcp: ({ detailedStatus }) => detailedStatus as string | undefined,
  azure: ({ connectionStatus }) => connectionStatus as string | undefined,
};
