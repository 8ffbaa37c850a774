import type { Output } from "@pulumi/pulumi";
import type { LoadBalancerPlan } from "../plan";

/** The names of a gateway's parts. */
export const parts = {
  subnet: "subnet",
  publicAddress: "public",
  privateAddress: "private",
  targets: "targets",
  settings: "backend",
  probe: "probe",
  listener: "listener",
  redirect: "redirect",
  certificate: "certificate",
  rootCertificate: "root",
} as const;

/** Refers to a part of the gateway. */
export type PartReference = (collection: string, part: string) => { id: Output<string> };

/**
 * A gateway is made whole, with parts that mention each other's ids. These follow from its name and from where it is: the
 * resource group of its public address, which exists before it does.
 */
export function partReferences(publicAddressId: Output<string>, gatewayName: string): PartReference {
  return (collection, part) => ({
    id: publicAddressId.apply((id) =>
      [
        id.split("/providers/")[0],
        ...["providers", "Microsoft.Network", "applicationGateways", gatewayName],
        ...[collection, part],
      ].join("/"),
    ),
  });
}

/** What the parts for one protocol refer to. */
export interface Surroundings {
  readonly reference: PartReference;
  /** The address that clients go to. */
  readonly address: Output<string>;
  readonly frontendIPConfiguration: { id: Output<string> };
  readonly frontendPort: (port: number) => { id: Output<string> };
}

/** The port of all targets, which the checks see to. */
export function portOf({ pools, backend }: LoadBalancerPlan): number {
  return pools[0]?.targets[0]?.port ?? backend.port;
}

/** What probes of all protocols have. */
export function probeTiming({ healthCheck }: LoadBalancerPlan) {
  const { intervalSeconds, timeoutSeconds, unhealthyThreshold } = healthCheck;
  return { name: parts.probe, interval: intervalSeconds, timeout: timeoutSeconds, unhealthyThreshold };
}
