import { arn } from "./arn";
import { checkIpv4Network, checkOneOf, refuseUnsimulated, unsimulated } from "./checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { customerGatewayConfiguration } from "./customerGatewayConfiguration";
import { drawPublicAddress } from "./publicAddress";
import { existing, having, inRegion } from "./references";
import { tokens } from "./tokens";
import { checkTunnelOptions, tunnelNumbers, tunnelOptionRules, tunnelProperty } from "./tunnelOptions";
import { insideCidrs, presharedKeys, tunnelAddresses } from "./tunnels";
import { checkConnection } from "./vpnConnectionRules";
import { vgwTelemetries } from "./vgwTelemetries";
import { asString, type Props } from "../protocol/values";
import type { OperationContext, ResourceType } from "../providers/resourceType";

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html and the downloadable configurations. */
const bgpHoldTime = 30;

/**
 * A Site-to-Site VPN connection of two tunnels between a virtual private gateway and a customer gateway.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnConnection.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/vpnconnection/. It changes everything in place
 * but the four properties marked below; the tunnels keep their outside addresses.
 */
export const vpnConnection: ResourceType = {
  token: tokens.vpnConnection,
  properties: {
    ...regionProperty,
    ...tagProperties,
    ...tunnelOptionRules,
    customerGatewayId: { type: "string", required: true },
    enableAcceleration: { type: "boolean", replace: true },
    localIpv4NetworkCidr: { type: "string" },
    outsideIpAddressType: { type: "string" },
    presharedKeyStorage: { type: "string" },
    remoteIpv4NetworkCidr: { type: "string" },
    staticRoutesOnly: { type: "boolean", replace: true },
    tunnelBandwidth: { type: "string" },
    tunnelInsideIpVersion: { type: "string", replace: true },
    type: { type: "string", required: true, replace: true },
    vpnGatewayId: { type: "string" },
    ...unsimulated("string", [
      "localIpv6NetworkCidr",
      "remoteIpv6NetworkCidr",
      "transitGatewayId",
      "transportTransitGatewayAttachmentId",
      "vpnConcentratorId",
    ]),
  },
  computed: [
    "arn",
    "coreNetworkArn",
    "coreNetworkAttachmentArn",
    "customerGatewayConfiguration",
    "enableAcceleration",
    "localIpv4NetworkCidr",
    "outsideIpAddressType",
    "presharedKeyArn",
    "presharedKeyStorage",
    "remoteIpv4NetworkCidr",
    "routes",
    "staticRoutesOnly",
    "tagsAll",
    "transitGatewayAttachmentId",
    "tunnelBandwidth",
    "tunnelInsideIpVersion",
    "vgwTelemetries",
    ...tunnelNumbers.flatMap((tunnel) =>
      [
        "Address",
        "BgpAsn",
        "BgpHoldtime",
        "CgwInsideAddress",
        "InsideCidr",
        "PresharedKey",
        "VgwInsideAddress",
      ].map((attribute) => tunnelProperty(tunnel, attribute)),
    ),
  ],
  secretOutputs: ["customerGatewayConfiguration", "tunnel1PresharedKey", "tunnel2PresharedKey"],
  // Rough figures: acceptance tests of the provider take three to seven minutes.
  durations: { create: 300, update: 300, delete: 120 },
  check(context) {
    withRegion(context);
    checkOneOf(context, "type", ["ipsec.1"]);
    checkIpv4Network(context, "localIpv4NetworkCidr");
    checkIpv4Network(context, "remoteIpv4NetworkCidr");
    checkOneOf(context, "outsideIpAddressType", ["PublicIpv4"]);
    checkOneOf(context, "presharedKeyStorage", ["Standard"]);
    const onTransitGateway =
      "it needs a transit gateway, and connections end at a virtual private gateway here";
    refuseUnsimulated(context, {
      enableAcceleration: onTransitGateway,
      localIpv6NetworkCidr: onTransitGateway,
      remoteIpv6NetworkCidr: onTransitGateway,
      transitGatewayId: "give vpnGatewayId",
      transportTransitGatewayAttachmentId: onTransitGateway,
      tunnel1InsideIpv6Cidr: onTransitGateway,
      tunnel2InsideIpv6Cidr: onTransitGateway,
      vpnConcentratorId: onTransitGateway,
    });
    if (context.inputs.vpnGatewayId === undefined && context.inputs.transitGatewayId === undefined) {
      context.fail("vpnGatewayId", "a connection without a gateway is not simulated: give vpnGatewayId");
    }
    checkOneOf(context, "tunnelInsideIpVersion", ["ipv4", "ipv6"]);
    checkOneOf(context, "tunnelBandwidth", ["standard", "large"]);
    tunnelNumbers.forEach((tunnel) => checkTunnelOptions(context, tunnel));
  },
  create(context) {
    const { inputs, draws } = context;
    checkConnection(context, "CreateVpnConnection");
    const twin = identical(context);
    if (twin !== undefined) {
      return { id: twin, outputs: {}, existing: true };
    }
    const id = `vpn-0${draws.hex("id", 16)}`;
    const fixed: Props = {
      arn: arn("ec2", regionOf(inputs), `vpn-connection/${id}`),
      coreNetworkArn: "",
      coreNetworkAttachmentArn: "",
      enableAcceleration: false,
      localIpv4NetworkCidr: inputs.localIpv4NetworkCidr ?? "0.0.0.0/0",
      outsideIpAddressType: "PublicIpv4",
      presharedKeyArn: "",
      presharedKeyStorage: "Standard",
      remoteIpv4NetworkCidr: inputs.remoteIpv4NetworkCidr ?? "0.0.0.0/0",
      staticRoutesOnly: inputs.staticRoutesOnly ?? false,
      transitGatewayAttachmentId: "",
      tunnelBandwidth: "standard",
      tunnelInsideIpVersion: "ipv4",
      vgwTelemetries: [{ lastStatusChange: context.now }],
      ...outsideAddresses(context),
    };
    return { id, outputs: { ...fixed, ...settings(context, id, { ...inputs, ...fixed }) } };
  },
  update(context, record) {
    checkConnection(context, "ModifyVpnConnection", record);
    return settings(context, record.id, { ...record.outputs, ...context.inputs });
  },
  observe: (record, world) => ({
    routes: having(world, tokens.vpnConnectionRoute, "vpnConnectionId", record.id).map(({ inputs }) => ({
      destinationCidrBlock: inputs.destinationCidrBlock ?? "",
      source: "Static",
      state: "available",
    })),
    vgwTelemetries: vgwTelemetries(record, world),
  }),
};

/** CreateVpnConnection is idempotent: the same request again answers with the connection that it made. */
function identical(context: OperationContext): string | undefined {
  const request = (inputs: Props): string =>
    JSON.stringify(
      Object.entries(inputs)
        .filter(([name]) => name !== "tags")
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return inRegion(context, tokens.vpnConnection).find(
    (other) => request(other.inputs) === request(context.inputs),
  )?.id;
}

/**
 * Which of the two is tunnel 1 is settled by its preshared key or inside CIDR; where the program sets neither, the
 * provider goes by the outside addresses in the order of their text.
 */
function outsideAddresses(context: OperationContext): Props {
  const first = drawPublicAddress(context, "tunnel1");
  const second = drawPublicAddress(context, "tunnel2", first);
  const pinned =
    context.inputs.tunnel1PresharedKey !== undefined || context.inputs.tunnel1InsideCidr !== undefined;
  const [tunnel1Address, tunnel2Address] = pinned || first < second ? [first, second] : [second, first];
  return { tunnel1Address, tunnel2Address };
}

/** Everything that follows from the inputs, the gateways and what was drawn before. */
function settings(context: OperationContext, id: string, present: Props): Props {
  const operation = "DescribeVpnConnections";
  const customerGatewayId = asString(context.inputs.customerGatewayId) ?? "";
  const vpnGatewayId = asString(context.inputs.vpnGatewayId) ?? "";
  const customer = existing(context, operation, "customerGateway", customerGatewayId);
  const gateway = existing(context, operation, "vpnGateway", vpnGatewayId);
  const amazonAsn = asString(gateway.outputs.amazonSideAsn) ?? "";
  const bgp =
    present.staticRoutesOnly === true
      ? undefined
      : {
          customerAsn: asString(customer.inputs.bgpAsn) ?? asString(customer.inputs.bgpAsnExtended) ?? "",
          amazonAsn,
          holdTime: bgpHoldTime,
        };
  const cidrs = insideCidrs(context, present, id);
  const keys = presharedKeys(context, present);
  const tunnels = tunnelNumbers.map((tunnel) => ({
    tunnel,
    customerOutside: asString(customer.inputs.ipAddress) ?? "",
    amazonOutside: asString(present[tunnelProperty(tunnel, "Address")]) ?? "",
    presharedKey: keys[tunnel],
    ...tunnelAddresses(cidrs[tunnel]),
  }));
  const attributes = tunnels.map(({ tunnel, customerInside, amazonInside, presharedKey }) => ({
    [tunnelProperty(tunnel, "BgpAsn")]: bgp?.amazonAsn ?? "",
    [tunnelProperty(tunnel, "BgpHoldtime")]: bgp?.holdTime ?? 0,
    [tunnelProperty(tunnel, "CgwInsideAddress")]: customerInside,
    [tunnelProperty(tunnel, "InsideCidr")]: cidrs[tunnel],
    [tunnelProperty(tunnel, "PresharedKey")]: presharedKey,
    [tunnelProperty(tunnel, "VgwInsideAddress")]: amazonInside,
  }));
  return Object.assign(
    {
      customerGatewayConfiguration: customerGatewayConfiguration({
        id,
        customerGatewayId,
        vpnGatewayId,
        bgp,
        tunnels,
      }),
      ...taggedOutputs(context.inputs),
    },
    ...attributes,
  ) as Props;
}
