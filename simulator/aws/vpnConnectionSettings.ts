import { taggedOutputs } from "./common";
import { customerGatewayConfiguration } from "./customerGatewayConfiguration";
import { keyStorage } from "./presharedKeyStorage";
import { existing } from "./references";
import { tunnelNumbers, tunnelProperty } from "./tunnelOptions";
import { insideCidrs, insideIpv6Cidrs, type PerTunnel, presharedKeys, tunnelAddresses } from "./tunnels";
import { type VpnTarget, vpnTarget } from "./vpnTarget";
import { asString, type Props } from "../protocol/values";
import type { OperationContext } from "../providers/resourceType";

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html and the downloadable configurations. */
const bgpHoldTime = 30;

const neither: PerTunnel = { 1: "", 2: "" };

/** Everything of a connection that follows from its inputs, the gateways and what was drawn before. */
export function settings(context: OperationContext, id: string, present: Props): Props {
  const operation = "DescribeVpnConnections";
  const customerGatewayId = asString(context.inputs.customerGatewayId) ?? "";
  const customer = existing(context, operation, "customerGateway", customerGatewayId);
  const target = vpnTarget(context, operation);
  const bgp =
    present.staticRoutesOnly === true
      ? undefined
      : {
          customerAsn: asString(customer.inputs.bgpAsn) ?? asString(customer.inputs.bgpAsnExtended) ?? "",
          amazonAsn: target.amazonAsn,
          holdTime: bgpHoldTime,
        };
  const overIpv6 = present.tunnelInsideIpVersion === "ipv6";
  const ipv4 = overIpv6 ? neither : insideCidrs(context, present, id);
  const ipv6 = overIpv6 ? insideIpv6Cidrs(context, present, id) : neither;
  const keys = presharedKeys(context, present);
  const tunnels = tunnelNumbers.map((tunnel) => ({
    tunnel,
    customerOutside: asString(customer.inputs.ipAddress) ?? "",
    amazonOutside: asString(present[tunnelProperty(tunnel, "Address")]) ?? "",
    presharedKey: keys[tunnel],
    ...tunnelAddresses(overIpv6 ? ipv6[tunnel] : ipv4[tunnel]),
  }));
  const attributes = tunnels.map(({ tunnel, customerInside, amazonInside, presharedKey }) => ({
    [tunnelProperty(tunnel, "BgpAsn")]: bgp?.amazonAsn ?? "",
    [tunnelProperty(tunnel, "BgpHoldtime")]: bgp?.holdTime ?? 0,
    [tunnelProperty(tunnel, "CgwInsideAddress")]: customerInside,
    [tunnelProperty(tunnel, "InsideCidr")]: ipv4[tunnel],
    [tunnelProperty(tunnel, "InsideIpv6Cidr")]: ipv6[tunnel],
    [tunnelProperty(tunnel, "PresharedKey")]: presharedKey,
    [tunnelProperty(tunnel, "VgwInsideAddress")]: amazonInside,
  }));
  return Object.assign(
    {
      customerGatewayConfiguration: customerGatewayConfiguration({
        id,
        customerGatewayId,
        target,
        bgp,
        tunnels,
      }),
      transitGatewayAttachmentId: attachmentId(context, present, target),
      ...keyStorage(context, id, present),
      ...taggedOutputs(context.inputs),
    },
    ...attributes,
  ) as Props;
}

/** Every transit gateway that the connection comes to makes an attachment of its own, and keeps it. */
function attachmentId({ draws }: OperationContext, present: Props, { kind, id }: VpnTarget): string {
  if (kind === "vpnGateway") {
    return "";
  }
  const kept = asString(present.transitGatewayAttachmentId) ?? "";
  return kept === "" ? `tgw-attach-0${draws.hex(`attachment/${id}`, 16)}` : kept;
}
