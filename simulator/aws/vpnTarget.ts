import { existing } from "./references";
import { tokens } from "./tokens";
import { asNumber, asString, type Props } from "../protocol/values";
import type { OperationContext, WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** The gateway at which a VPN connection ends on AWS's side. */
export interface VpnTarget {
  readonly kind: "vpnGateway" | "transitGateway";
  readonly id: string;
  readonly amazonAsn: string;
}

/** @throws {Ec2Error} if the gateway that the inputs name does not exist in their Region. */
export function vpnTarget(context: OperationContext, operation: string): VpnTarget {
  const { kind, id } = namedTarget(context.inputs);
  return { kind, id, amazonAsn: asnOf(existing(context, operation, kind, id)) };
}

/** The ASN at AWS's end, if the gateway exists. */
export function amazonAsnOf(world: WorldView, connection: WorldRecord): string | undefined {
  const { kind, id } = namedTarget(connection.outputs);
  const gateway = world.get(tokens[kind], id);
  return gateway && asnOf(gateway);
}

function namedTarget({ transitGatewayId, vpnGatewayId }: Props): Omit<VpnTarget, "amazonAsn"> {
  return transitGatewayId === undefined
    ? { kind: "vpnGateway", id: asString(vpnGatewayId) ?? "" }
    : { kind: "transitGateway", id: asString(transitGatewayId) ?? "" };
}

/** Transit gateways have it as a number, virtual private gateways as text. */
const asnOf = ({ outputs }: WorldRecord): string =>
  asString(outputs.amazonSideAsn) ?? String(asNumber(outputs.amazonSideAsn) ?? "");
