import { Ec2Error } from "./error";
import { existing, having, inRegion } from "./references";
import { tokens } from "./tokens";
import { checkLogGroups } from "./tunnelLogOptions";
import { combinationProblem, tunnelNumbers, tunnelProperty } from "./tunnelOptions";
import { insideCidrsOnGateway, insideIpv6CidrsOnGateway } from "./tunnels";
import { type VpnTarget, vpnTarget } from "./vpnTarget";
import { asString } from "../protocol/values";
import type { OperationContext } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html */
const connectionsPerVpnGateway = 10;
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
  const target = vpnTarget(context, operation);
  checkTargetSupports(context, operation, target);
  checkAsns(operation, inputs.staticRoutesOnly === true, customer, target);
  for (const tunnel of tunnelNumbers) {
    const problem = combinationProblem(inputs, tunnel);
    if (problem) {
      throw invalid(operation, `Invalid options of tunnel ${tunnel}: ${problem}.`);
    }
    checkLogGroups(context, operation, inputs[tunnelProperty(tunnel, "LogOptions")]);
  }
  checkInsideCidrs(context, operation, record);
  checkStaticRoutes(context, operation, target, record);
  checkQuotas(context, operation, target, record);
}

/**
 * IPv6 inside and a choice of the bandwidth need a transit gateway; a bandwidth and acceleration exclude each other.
 *
 * Sources: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html,
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/ipv4-ipv6.html,
 * https://www.pulumi.com/registry/packages/aws/api-docs/ec2/vpnconnection/#tunnelbandwidth_nodejs
 */
function checkTargetSupports({ inputs }: OperationContext, operation: string, { kind }: VpnTarget): void {
  const overIpv6 = inputs.tunnelInsideIpVersion === "ipv6";
  const unused = tunnelNumbers.some(
    (tunnel) => inputs[tunnelProperty(tunnel, overIpv6 ? "InsideCidr" : "InsideIpv6Cidr")] !== undefined,
  );
  for (const [refused, message] of [
    [
      overIpv6 && kind === "vpnGateway",
      "IPv6 inside addresses are not supported for VPN connections on a virtual private gateway.",
    ],
    [
      inputs.tunnelBandwidth !== undefined && kind === "vpnGateway",
      "The tunnel bandwidth is not supported for VPN connections on a virtual private gateway.",
    ],
    [
      inputs.tunnelBandwidth !== undefined && inputs.enableAcceleration === true,
      "The tunnel bandwidth is not supported for accelerated VPN connections.",
    ],
    [unused, `The tunnel inside addresses of this VPN connection are ${overIpv6 ? "IPv6" : "IPv4"}.`],
  ] as const) {
    if (refused) {
      throw new Ec2Error(operation, "InvalidParameterCombination", message);
    }
  }
}

/** BGP between AWS and a customer gateway is external BGP. */
function checkAsns(operation: string, isStatic: boolean, customer: WorldRecord, target: VpnTarget): void {
  const asn = asString(customer.inputs.bgpAsn) ?? asString(customer.inputs.bgpAsnExtended) ?? "";
  if (!isStatic && asn === target.amazonAsn) {
    throw invalid(
      operation,
      `The customer gateway ${customer.id} and the ${names[target.kind]} ${target.id} have the same ASN ${asn}; they must differ.`,
    );
  }
}

function checkInsideCidrs(
  { inputs, world }: OperationContext,
  operation: string,
  record?: WorldRecord,
): void {
  for (const [option, taken, gateway] of [
    ["InsideCidr", insideCidrsOnGateway(world, inputs, record?.id), "VPN gateway"],
    ["InsideIpv6Cidr", insideIpv6CidrsOnGateway(world, inputs, record?.id), "transit gateway"],
  ] as const) {
    const [first, second] = tunnelNumbers.map((tunnel) => asString(inputs[tunnelProperty(tunnel, option)]));
    if (first !== undefined && first === second) {
      throw invalid(operation, `The tunnel inside CIDR ${first} cannot be used for both tunnels.`);
    }
    const clash = [first, second].find((cidr) => cidr !== undefined && taken.includes(cidr));
    if (clash !== undefined) {
      throw invalid(operation, `The tunnel inside CIDR ${clash} is already in use on the ${gateway}.`);
    }
  }
}

/**
 * Static routes are deleted before a connection moves to a transit gateway, which keeps routes in its own tables.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpnConnection.html
 */
function checkStaticRoutes(
  { world }: OperationContext,
  operation: string,
  { kind }: VpnTarget,
  record?: WorldRecord,
): void {
  const routes = record ? having(world, tokens.vpnConnectionRoute, "vpnConnectionId", record.id) : [];
  if (kind === "transitGateway" && routes.length > 0) {
    throw new Ec2Error(
      operation,
      "IncorrectState",
      `The static routes of ${record?.id ?? ""} must be deleted before its target gateway can be modified.`,
    );
  }
}

function checkQuotas(
  context: OperationContext,
  operation: string,
  target: VpnTarget,
  record?: WorldRecord,
): void {
  const isOther = ({ id }: WorldRecord): boolean => id !== record?.id;
  const everywhere = inRegion(context, tokens.vpnConnection).filter(isOther);
  const onGateway = everywhere.filter(
    ({ inputs }) => target.kind === "vpnGateway" && inputs.vpnGatewayId === target.id,
  );
  if (onGateway.length >= connectionsPerVpnGateway || everywhere.length >= connectionsPerRegion) {
    throw new Ec2Error(
      operation,
      "VpnConnectionLimitExceeded",
      onGateway.length >= connectionsPerVpnGateway
        ? `The maximum number of VPN connections on ${target.id} has been reached.`
        : "The maximum number of VPN connections has been reached.",
    );
  }
}

const names = { vpnGateway: "VPN gateway", transitGateway: "transit gateway" } as const;

const invalid = (operation: string, message: string): Ec2Error =>
  new Ec2Error(operation, "InvalidParameterValue", message);
