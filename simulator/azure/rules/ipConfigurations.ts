import { asList, asObject, asString, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";
import { referredId, sameId } from "../arm/ids";
import { tokens } from "../tokens";

/** The lists in which a resource says where in a subnet it is, and which public address it has. */
const lists: readonly (readonly [token: string, properties: readonly string[]])[] = [
  [tokens.virtualNetworkGateway, ["ipConfigurations"]],
  [tokens.networkInterface, ["ipConfigurations"]],
  [tokens.applicationGateway, ["gatewayIPConfigurations", "frontendIPConfigurations"]],
];

/** One place that a resource has in a subnet, or a public address of its own. */
export interface IpConfiguration {
  readonly id: string;
  readonly owner: WorldRecord;
  readonly subnet: string | undefined;
  readonly publicIPAddress: string | undefined;
  readonly privateIPAddress: string | undefined;
}

const ipConfigurations = (world: WorldView): IpConfiguration[] =>
  lists.flatMap(([token, properties]) =>
    world
      .all(token)
      .flatMap((owner) =>
        properties.flatMap((property) =>
          asList(owner.outputs[property]).map((one) => configuration(owner, property, asObject(one))),
        ),
      ),
  );

const configuration = (owner: WorldRecord, list: string, one: Props): IpConfiguration => ({
  id: `${owner.id}/${list}/${asString(one.name) ?? ""}`,
  owner,
  subnet: referredId(asObject(one.subnet)),
  publicIPAddress: referredId(asObject(one.publicIPAddress)),
  privateIPAddress: asString(one.privateIPAddress),
});

export const ipConfigurationsIn = (world: WorldView, subnetId: string): IpConfiguration[] =>
  ipConfigurations(world).filter(({ subnet }) => sameId(subnet, subnetId));

/** The IP configuration that a public address is allocated to. */
export const publicAddressUser = (world: WorldView, id: string): string | undefined =>
  ipConfigurations(world).find(({ publicIPAddress }) => sameId(publicIPAddress, id))?.id;
