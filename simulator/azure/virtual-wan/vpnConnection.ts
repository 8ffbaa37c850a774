import { requireEnds } from "./connectionEnds";
import { namedBy } from "./ids";
import { checkLinkConnections, linkConnectionFields, linkConnectionsOf } from "./linkConnections";
import { linkHealth } from "./linkHealth";
import { branchRoutingFields, shownRouting } from "./routingConfiguration";
import { armType, networkApiVersion, type ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { referredId, sameId } from "../arm/ids";
import { reference } from "../arm/inputShape";
import { networkName } from "../arm/nameRules";
import { busyUntilDone } from "../rules/busy";
import { dpdSeconds } from "../rules/connectionSettings";
import { tokens } from "../tokens";
import { asObject, asString, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * The connection of a site to a hub's VPN gateway, with a link connection for each of the site's links that it uses.
 * The settings of the tunnels are simulated on the link connections alone, not also on the connection. The shared
 * keys are not marked secret, as the provider's SDK does not.
 *
 * https://learn.microsoft.com/rest/api/virtualwan/vpn-connections/create-or-update
 */
export const vpnConnection: ResourceType = armType({
  token: tokens.vpnConnection,
  armType: "Microsoft.Network/vpnGateways/vpnConnections",
  apiVersion: networkApiVersion,
  nameProperty: "connectionName",
  nameRule: networkName(),
  parent: { token: tokens.vpnGateway, nameProperty: "gatewayName" },
  inputs: {
    connectionBandwidth: "unsimulated number",
    dpdTimeoutSeconds: "unsimulated number",
    enableBgp: "unsimulated boolean",
    enableInternetSecurity: "boolean",
    enableRateLimiting: "unsimulated boolean",
    id: "unsimulated string",
    ipsecPolicies: "unsimulated array",
    name: "unsimulated string",
    remoteVpnSite: reference,
    routingConfiguration: branchRoutingFields,
    routingWeight: "unsimulated number",
    sharedKey: "unsimulated string",
    trafficSelectorPolicies: "unsimulated array",
    useLocalAzureIpAddress: "unsimulated boolean",
    usePolicyBasedTrafficSelectors: "unsimulated boolean",
    vpnConnectionProtocolType: "unsimulated string",
    vpnLinkConnections: [linkConnectionFields],
  },
  regional: false,
  computed: ["connectionStatus", "egressBytesTransferred", "ingressBytesTransferred"],
  credentials: ["sharedKey", "vpnLinkConnections"],
  enriches: {
    routingConfiguration: ["associatedRouteTable", "propagatedRouteTables", "vnetRoutes"],
    vpnLinkConnections: [
      "id",
      "connectionStatus",
      "egressBytesTransferred",
      "etag",
      "ingressBytesTransferred",
      "provisioningState",
      "type",
    ],
  },
  durations: { create: 60, update: 60, delete: 60 },
  check(context) {
    if (context.inputs.remoteVpnSite === undefined) {
      context.refuse("remoteVpnSite", "BadRequest", "A VPN connection must have a remoteVpnSite.");
    }
    checkLinkConnections(context);
  },
  create: (context) => shown(context, requireEnds(context), "create"),
  update(context, record) {
    const siteOf = ({ remoteVpnSite }: Props): string | undefined => referredId(asObject(remoteVpnSite));
    if (!sameId(siteOf(context.inputs), siteOf(record.inputs))) {
      throw badRequest("BadRequest", `The VPN site of connection ${context.id} cannot be changed.`);
    }
    return shown(context, requireEnds(context), asString(record.outputs.etag) ?? "");
  },
  observe: linkHealth,
  busy: (context) =>
    busyUntilDone(
      context,
      [
        namedBy(context, "vpnGateways", "gatewayName"),
        referredId(asObject(context.inputs.remoteVpnSite)) ?? "",
      ],
      false,
    ),
});

const shown = ({ id, inputs, draws }: ArmOperation, hubId: string, revision: string): Props => ({
  enableInternetSecurity: inputs.enableInternetSecurity ?? false,
  routingConfiguration: shownRouting(inputs, hubId),
  trafficSelectorPolicies: [],
  vpnLinkConnections: linkConnectionsOf(inputs).map((link) => ({
    connectionBandwidth: 10,
    enableBgp: false,
    enableRateLimiting: false,
    ipsecPolicies: [],
    routingWeight: 0,
    useLocalAzureIpAddress: false,
    usePolicyBasedTrafficSelectors: false,
    vpnConnectionProtocolType: "IKEv2",
    vpnGatewayCustomBgpAddresses: [],
    vpnLinkConnectionMode: "Default",
    ...link,
    dpdTimeoutSeconds: dpdSeconds(link),
    id: `${id}/vpnLinkConnections/${asString(link.name) ?? ""}`,
    etag: `W/"${draws.uuid(`etag ${revision}`)}"`,
    provisioningState: "Succeeded",
    type: "Microsoft.Network/vpnGateways/vpnConnections/vpnLinkConnections",
  })),
});
