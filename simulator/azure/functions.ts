import { ArmError } from "./arm/error";
import { armTypeOf, groupId, lastName, resourceId, subscriptionOf } from "./arm/ids";
import { findById } from "./arm/references";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { ProviderFunction } from "../providers/resourceType";

/** Who is signed in; the simulated identity is made of the same digits in all its ids. */
const getClientConfig: ProviderFunction = {
  token: "azure-native:authorization:getClientConfig",
  call: (_, { config }) => ({
    clientId: "11111111-1111-4111-8111-111111111111",
    objectId: "22222222-2222-4222-8222-222222222222",
    subscriptionId: subscriptionOf(config),
    tenantId: config.tenantId ?? "33333333-3333-4333-8333-333333333333",
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
      throw new ArmError(
        404,
        "ResourceNotFound",
        `The Resource '${armTypeOf(id)}/${lastName(id)}' under resource group '${group}' was not found.`,
      );
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
  getter(tokens.connection, "connections", ["virtualNetworkGatewayConnectionName"]),
];
