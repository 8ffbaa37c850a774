import { ipConfigurationsOf } from "./gatewayPlacement";
import { counterpart, peeringsOf } from "./peers";
import type { ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { parentOf, referredId, sameId } from "../arm/ids";
import { hubConnectionOf } from "../virtual-wan/spokes";
import { tokens } from "../tokens";
import { asObject } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** The gateway that stands in a network. */
export const gatewayOf = (world: WorldView, networkId: string): WorldRecord | undefined =>
  world
    .all(tokens.virtualNetworkGateway)
    .find(({ inputs }) =>
      ipConfigurationsOf(inputs).some((one) =>
        sameId(parentOf(referredId(asObject(one.subnet)) ?? ""), networkId),
      ),
    );

/**
 * A network has a gateway of its own, or uses that of one peer which lets it.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering ("Use remote gateways");
 * codes and words: https://github.com/hashicorp/terraform/issues/30569 and
 * https://github.com/hashicorp/terraform/issues/20298
 */
export function requireRemoteGateways(context: ArmOperation, local: WorldRecord, remote: WorldRecord): void {
  const { world, inputs, id } = context;
  const other = counterpart(world, context);
  if (inputs.useRemoteGateways !== true) {
    if (other?.inputs.useRemoteGateways === true && inputs.allowGatewayTransit !== true) {
      throw badRequest(
        "BadRequest",
        `Peering ${id} cannot have AllowGatewayTransit flag set to false, because corresponding remote peering ${other.id} has UseRemoteGateways flag set to true.`,
      );
    }
    return;
  }
  const cannot = `Peering ${id} cannot have UseRemoteGateways flag set to true`;
  if (!gatewayOf(world, remote.id)) {
    throw badRequest(
      "RemoteVnetHasNoGateways",
      `Peering ${id} cannot have UseRemoteGateway flag set to true because remote virtual network ${remote.id} referenced by the peering does not have any gateways.`,
    );
  }
  if (other && other.inputs.allowGatewayTransit !== true) {
    throw badRequest(
      "BadRequest",
      `${cannot}, because corresponding remote peering ${other.id} has AllowGatewayTransit flag set to false.`,
    );
  }
  const second = peeringsOf(world, local.id).find(
    (one) => !sameId(one.id, id) && one.inputs.useRemoteGateways === true,
  );
  if (second) {
    throw badRequest(
      "BadRequest",
      `${cannot}, because another peering ${second.id} already has UseRemoteGateways flag set to true.`,
    );
  }
  const own = gatewayOf(world, local.id) ?? hubConnectionOf(world, local.id);
  if (own) {
    throw badRequest(
      "BadRequest",
      `${cannot}, because its virtual network already has a gateway by ${own.id}.`,
    );
  }
}
