import { resourceNotFound } from "./arm/error";
import { signedIn } from "./arm/identity";
import { groupId, resourceId, subscriptionOf } from "./arm/ids";
import { findById } from "./arm/references";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { ProviderFunction } from "../providers/resourceType";

/** Who is signed in. */
const getClientConfig: ProviderFunction = {
  token: "azure-native:authorization:getClientConfig",
  call: (_, { config }) => ({
    ...signedIn,
    subscriptionId: subscriptionOf(config),
    tenantId: config.tenantId ?? signedIn.tenantId,
  }),
};

/** A function that reads a resource by its group and names. */
const getter = (token: string, kind: string, names: readonly string[]): ProviderFunction => ({
  token: token.replace(/([^:]+)$/, "get$1"),
  call(args, { config, world }) {
    const group = asString(args.resourceGroupName) ?? "";
    const id = resourceId(
      groupId(config, group),
      `Microsoft.Network/${kind}`,
      names.map((name) => asString(args[name]) ?? ""),
    );
    const record = findById(world, token, id);
    if (!record) {
      throw resourceNotFound(id);
    }
    return { ...world.outputs(record), id: record.id };
  },
});

export const functions: readonly ProviderFunction[] = [
  getClientConfig,
  getter(tokens.virtualNetwork, "virtualNetworks", ["virtualNetworkName"]),
  getter(tokens.subnet, "virtualNetworks/subnets", ["virtualNetworkName", "subnetName"]),
  getter(tokens.publicIPAddress, "publicIPAddresses", ["publicIpAddressName"]),
  getter(tokens.virtualNetworkGateway, "virtualNetworkGateways", ["virtualNetworkGatewayName"]),
  getter(tokens.vpnGateway, "vpnGateways", ["gatewayName"]),
  getter(tokens.connection, "connections", ["virtualNetworkGatewayConnectionName"]),
];
