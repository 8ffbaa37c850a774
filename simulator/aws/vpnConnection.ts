import { arn } from "./arn";
import {
  checkConflict,
  checkIpv4Network,
  checkIpv6Network,
  checkOneOf,
  checkRequiredWith,
  refuseUnsimulated,
  unsimulated,
} from "./checks";
import { regionOf, regionProperty, tagProperties, withRegion } from "./common";
import { keyStorages, withoutKeys } from "./presharedKeyStorage";
import { drawPublicAddress } from "./publicAddress";
import { having, inRegion } from "./references";
import { tokens } from "./tokens";
import { recordsOfAttachment } from "./transitGateways/attachments";
import { checkTunnelOptions, tunnelNumbers, tunnelOptionRules, tunnelProperty } from "./tunnelOptions";
import { firstStatusChanges, statusChanges } from "./tunnelStatusChanges";
import { checkConnection } from "./vpnConnectionRules";
import { settings } from "./vpnConnectionSettings";
import { vgwTelemetries } from "./vgwTelemetries";
import { asString, hasUnknown, type Props } from "../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../providers/resourceType";

/**
 * A Site-to-Site VPN connection of two tunnels between a virtual private or transit gateway and a customer gateway.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnConnection.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/vpnconnection/. It changes everything in place
 * but the properties marked below; the tunnels keep their outside addresses. The API can change the bandwidth in some
 * Regions, the provider not yet (https://github.com/hashicorp/terraform-provider-aws/pull/47843).
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
    localIpv6NetworkCidr: { type: "string" },
    outsideIpAddressType: { type: "string" },
    presharedKeyStorage: { type: "string" },
    remoteIpv4NetworkCidr: { type: "string" },
    remoteIpv6NetworkCidr: { type: "string" },
    staticRoutesOnly: { type: "boolean", replace: true },
    transitGatewayId: { type: "string" },
    tunnelBandwidth: { type: "string", replace: true },
    tunnelInsideIpVersion: { type: "string", replace: true },
    type: { type: "string", required: true, replace: true },
    vpnGatewayId: { type: "string" },
    ...unsimulated("string", ["transportTransitGatewayAttachmentId", "vpnConcentratorId"]),
  },
  computed: [
    "arn",
    "coreNetworkArn",
    "coreNetworkAttachmentArn",
    "customerGatewayConfiguration",
    "enableAcceleration",
    "localIpv4NetworkCidr",
    "localIpv6NetworkCidr",
    "outsideIpAddressType",
    "presharedKeyArn",
    "presharedKeyStorage",
    "remoteIpv4NetworkCidr",
    "remoteIpv6NetworkCidr",
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
        "InsideIpv6Cidr",
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
    checkIpv6Network(context, "localIpv6NetworkCidr");
    checkIpv6Network(context, "remoteIpv6NetworkCidr");
    checkOneOf(context, "outsideIpAddressType", ["PublicIpv4"]);
    checkOneOf(context, "presharedKeyStorage", keyStorages);
    refuseUnsimulated(context, {
      transportTransitGatewayAttachmentId: "outside addresses are public",
      vpnConcentratorId: "there are no VPN concentrators",
    });
    checkTarget(context);
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
    const overIpv6 = inputs.tunnelInsideIpVersion === "ipv6";
    const id = `vpn-0${draws.hex("id", 16)}`;
    const fixed: Props = {
      arn: arn("ec2", regionOf(inputs), `vpn-connection/${id}`),
      coreNetworkArn: "",
      coreNetworkAttachmentArn: "",
      enableAcceleration: inputs.enableAcceleration ?? false,
      localIpv4NetworkCidr: inputs.localIpv4NetworkCidr ?? (overIpv6 ? "" : "0.0.0.0/0"),
      localIpv6NetworkCidr: inputs.localIpv6NetworkCidr ?? (overIpv6 ? "::/0" : ""),
      outsideIpAddressType: "PublicIpv4",
      remoteIpv4NetworkCidr: inputs.remoteIpv4NetworkCidr ?? (overIpv6 ? "" : "0.0.0.0/0"),
      remoteIpv6NetworkCidr: inputs.remoteIpv6NetworkCidr ?? (overIpv6 ? "::/0" : ""),
      staticRoutesOnly: inputs.staticRoutesOnly ?? false,
      tunnelBandwidth: inputs.tunnelBandwidth ?? "standard",
      tunnelInsideIpVersion: inputs.tunnelInsideIpVersion ?? "ipv4",
      vgwTelemetries: firstStatusChanges(context.now),
      ...outsideAddresses(context),
    };
    return { id, outputs: { ...fixed, ...settings(context, id, { ...inputs, ...fixed }) } };
  },
  update(context, record) {
    checkConnection(context, "ModifyVpnConnection", record);
    const stays = context.inputs.transitGatewayId === record.inputs.transitGatewayId;
    const moved: Props = stays ? {} : { transitGatewayAttachmentId: "" };
    return {
      ...settings(context, record.id, { ...record.outputs, ...context.inputs, ...moved }),
      vgwTelemetries: statusChanges(context, record, this.computed),
    };
  },
  removes: ({ inputs, world }, record) =>
    inputs === record.inputs
      ? recordsOfAttachment(world, asString(record.outputs.transitGatewayAttachmentId) ?? "")
      : [],
  observe: (record, world) => ({
    routes: having(world, tokens.vpnConnectionRoute, "vpnConnectionId", record.id).map(({ inputs }) => ({
      destinationCidrBlock: inputs.destinationCidrBlock ?? "",
      source: "Static",
      state: "available",
    })),
    vgwTelemetries: vgwTelemetries(record, world),
    ...withoutKeys(record.outputs),
  }),
};

/** A connection ends at one gateway; only transit gateways take IPv6 and acceleration. */
function checkTarget(context: CheckContext): void {
  const { inputs, fail } = context;
  checkConflict(context, "transitGatewayId", ["vpnGatewayId"]);
  if (inputs.vpnGatewayId === undefined && inputs.transitGatewayId === undefined) {
    fail(
      "vpnGatewayId",
      "a connection without a gateway is not simulated: give vpnGatewayId or transitGatewayId",
    );
  }
  checkRequiredWith(
    context,
    [
      "enableAcceleration",
      "localIpv6NetworkCidr",
      "remoteIpv6NetworkCidr",
      "tunnel1InsideIpv6Cidr",
      "tunnel2InsideIpv6Cidr",
    ],
    "transitGatewayId",
  );
  // The provider sends the networks of one version only.
  const unused = inputs.tunnelInsideIpVersion === "ipv6" ? "Ipv4" : "Ipv6";
  for (const property of [`local${unused}NetworkCidr`, `remote${unused}NetworkCidr`]) {
    if (inputs[property] !== undefined && !hasUnknown(inputs.tunnelInsideIpVersion)) {
      fail(property, `${property} has no effect where tunnelInsideIpVersion is not ${unused.toLowerCase()}`);
    }
  }
}

/**
 * CreateVpnConnection is idempotent: the same request again answers with the connection that it made. On a transit
 * gateway it makes another one: connections to one customer gateway are how a transit gateway scales
 * (https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html#bandwidth-quotas).
 */
function identical(context: OperationContext): string | undefined {
  if (context.inputs.transitGatewayId !== undefined) {
    return undefined;
  }
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
    context.inputs.tunnel1PresharedKey !== undefined ||
    context.inputs.tunnel1InsideCidr !== undefined ||
    context.inputs.tunnel1InsideIpv6Cidr !== undefined;
  const [tunnel1Address, tunnel2Address] = pinned || first < second ? [first, second] : [second, first];
  return { tunnel1Address, tunnel2Address };
}
