import { Ec2Error } from "./error";
import { existing, having, inRegion } from "./references";
import { tokens } from "./tokens";
import { combinationProblem, tunnelNumbers } from "./tunnelOptions";
import { insideCidrsOnGateway } from "./tunnels";
import { asString } from "../protocol/values";
import type { OperationContext } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html */
const connectionsPerGateway = 10;
const connectionsPerRegion = 50;

/**
 * What the API refuses of a VPN connection, new or changed.
 *
 * Sources: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnConnection.html,
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html. Where the documentation names no error code, it is
 * InvalidParameterValue.
 */
export function checkConnection(context: OperationContext, operation: string, record?: WorldRecord): void {
  const { inputs } = context;
  const customer = existing(context, operation, "customerGateway", asString(inputs.customerGatewayId) ?? "");
  const gateway = existing(context, operation, "vpnGateway", asString(inputs.vpnGatewayId) ?? "");
  checkGatewaySupports(context, operation);
  checkAsns(operation, inputs.staticRoutesOnly === true, customer, gateway);
  for (const tunnel of tunnelNumbers) {
    const problem = combinationProblem(inputs, tunnel);
    if (problem) {
      throw invalid(operation, `Invalid options of tunnel ${tunnel}: ${problem}.`);
    }
  }
  checkInsideCidrs(context, operation, record);
  checkQuotas(context, operation, gateway.id, record);
}

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-tunnel-bandwidth.html: IPv6 and large tunnels end at a transit gateway. */
function checkGatewaySupports({ inputs }: OperationContext, operation: string): void {
  if (inputs.tunnelInsideIpVersion === "ipv6") {
    throw new Ec2Error(
      operation,
      "InvalidParameterCombination",
      "IPv6 inside addresses are not supported for VPN connections on a virtual private gateway.",
    );
  }
  if (inputs.tunnelBandwidth === "large") {
    throw new Ec2Error(
      operation,
      "InvalidParameterCombination",
      "The large tunnel bandwidth is not supported for VPN connections on a virtual private gateway.",
    );
  }
}

/** BGP between AWS and a customer gateway is external BGP. */
function checkAsns(operation: string, isStatic: boolean, customer: WorldRecord, gateway: WorldRecord): void {
  const asn = asString(customer.inputs.bgpAsn) ?? asString(customer.inputs.bgpAsnExtended) ?? "";
  if (!isStatic && asn === gateway.outputs.amazonSideAsn) {
    throw invalid(
      operation,
      `The customer gateway ${customer.id} and the VPN gateway ${gateway.id} have the same ASN ${asn}; they must differ.`,
    );
  }
}

function checkInsideCidrs(
  { inputs, world }: OperationContext,
  operation: string,
  record?: WorldRecord,
): void {
  const [first, second] = [asString(inputs.tunnel1InsideCidr), asString(inputs.tunnel2InsideCidr)];
  if (first !== undefined && first === second) {
    throw invalid(operation, `The tunnel inside CIDR ${first} cannot be used for both tunnels.`);
  }
  const taken = insideCidrsOnGateway(world, asString(inputs.vpnGatewayId) ?? "", record?.id);
  const clash = [first, second].find((cidr) => cidr !== undefined && taken.includes(cidr));
  if (clash !== undefined) {
    throw invalid(operation, `The tunnel inside CIDR ${clash} is already in use on the VPN gateway.`);
  }
}

function checkQuotas(
  context: OperationContext,
  operation: string,
  vpnGatewayId: string,
  record?: WorldRecord,
): void {
  const isOther = ({ id }: WorldRecord): boolean => id !== record?.id;
  const onGateway = having(context.world, tokens.vpnConnection, "vpnGatewayId", vpnGatewayId).filter(isOther);
  const everywhere = inRegion(context, tokens.vpnConnection).filter(isOther);
  if (onGateway.length >= connectionsPerGateway || everywhere.length >= connectionsPerRegion) {
    throw new Ec2Error(
      operation,
      "VpnConnectionLimitExceeded",
      onGateway.length >= connectionsPerGateway
        ? `The maximum number of VPN connections on ${vpnGatewayId} has been reached.`
        : "The maximum number of VPN connections has been reached.",
    );
  }
}

const invalid = (operation: string, message: string): Ec2Error =>
  new Ec2Error(operation, "InvalidParameterValue", message);
