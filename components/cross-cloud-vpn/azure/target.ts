import { interpolate, type Output, output } from "@pulumi/pulumi";
import type { AzureVirtualNetworkGateway } from "./args";
import type { AzureInstancePlan } from "./gatewayPlan";

/** What connections end at: a virtual network gateway, made here or existing. */
export interface AzureTarget {
  readonly id: Output<string>;
  readonly instances: readonly AzureInstance[];
}

export interface AzureInstance extends AzureInstancePlan {
  readonly ipConfigurationId: Output<string>;
  readonly outsideAddress: Output<string>;
}

export function existingGateway({ id, instances }: AzureVirtualNetworkGateway): AzureTarget {
  return {
    id: output(id),
    instances: instances.map(({ ipConfigurationName, outsideAddress, customBgpAddresses = [] }, index) => ({
      index,
      customBgpAddresses,
      ipConfigurationId: interpolate`${id}/ipConfigurations/${ipConfigurationName}`,
      outsideAddress: output(outsideAddress),
    })),
  };
}
