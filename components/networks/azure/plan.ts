import { type Cidr, nthSubnet, parseCidr } from "../../../addressing/cidr";
import type { AzureNetworkArgs } from "./args";

/** What an AzureNetwork consists of. */
export interface AzureNetworkPlan {
  readonly addressPrefixes: readonly string[];
  readonly subnets: readonly { readonly key: string; readonly addressPrefix: string }[];
  readonly gatewaySubnet: string;
}

/** Azure takes a /29 for some gateways, but asks for /27 or larger so that all its SKUs and modes fit. */
export const smallestGatewaySubnet = 27;

/** The ranges as an array, however they were given. */
export function addressSpaceOf(args: AzureNetworkArgs): readonly string[] {
  return typeof args.addressSpace === "string" ? [args.addressSpace] : args.addressSpace;
}

/** Where the gateway subnet goes when the program does not say. */
export function defaultGatewaySubnet(range: Cidr): Cidr {
  const count = 2 ** (smallestGatewaySubnet - range.prefixLength);
  return nthSubnet(range, smallestGatewaySubnet, count - 1);
}

/** Where workloads go when the program does not say. */
export function defaultWorkloadSubnet(range: Cidr): Cidr {
  return nthSubnet(range, range.prefixLength + 1, 0);
}

/** Expects arguments that {@link checkAzureNetwork} found no fault with. */
export function planAzureNetwork(args: AzureNetworkArgs): AzureNetworkPlan {
  const addressPrefixes = addressSpaceOf(args).map((range) => parseCidr(range).text);
  const first = parseCidr(addressPrefixes[0] ?? "");
  const subnets = args.subnets ?? { workload: { addressPrefix: defaultWorkloadSubnet(first).text } };
  return {
    addressPrefixes,
    subnets: Object.entries(subnets).map(([key, { addressPrefix }]) => ({ key, addressPrefix })),
    gatewaySubnet: args.gatewaySubnet ?? defaultGatewaySubnet(first).text,
  };
}
