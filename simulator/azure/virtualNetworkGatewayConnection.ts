import { armType, networkApiVersion, type ArmCheck } from "./arm/armType";
import { lastName, referredId } from "./arm/ids";
import { reference } from "./arm/inputShape";
import { networkName } from "./arm/nameRules";
import { busyUntilDone } from "./rules/busy";
import { requireEnds } from "./rules/connectionEnds";
import { connectionHealth } from "./rules/connectionHealth";
import { checkConnectionSettings, customAddressFields, dpdSeconds } from "./rules/connectionSettings";
import { ipsecPolicyFields } from "./rules/ipsecPolicy";
import { tokens } from "./tokens";
import { asNumber, asObject, asString, type Props } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/**
 * A site-to-site connection. The shared key is not marked secret, as the provider's SDK does not.
 *
 * https://learn.microsoft.com/rest/api/network-gateway/virtual-network-gateway-connections/create-or-update
 */
export const virtualNetworkGatewayConnection: ResourceType = armType({
  token: tokens.connection,
  armType: "Microsoft.Network/connections",
  apiVersion: networkApiVersion,
  nameProperty: "virtualNetworkGatewayConnectionName",
  nameRule: networkName(),
  inputs: {
    authorizationKey: "unsimulated string",
    connectionMode: "string",
    connectionProtocol: "string",
    "connectionType!": "string",
    dpdTimeoutSeconds: "number",
    egressNatRules: [reference],
    enableBgp: "boolean",
    enablePrivateLinkFastPath: "unsimulated boolean",
    expressRouteGatewayBypass: "unsimulated boolean",
    gatewayCustomBgpIpAddresses: [customAddressFields],
    id: "unsimulated string",
    ingressNatRules: [reference],
    ipsecPolicies: [ipsecPolicyFields],
    localNetworkGateway2: reference,
    peer: "unsimulated object",
    routingWeight: "number",
    sharedKey: "string",
    trafficSelectorPolicies: "unsimulated array",
    useLocalAzureIpAddress: "unsimulated boolean",
    usePolicyBasedTrafficSelectors: "unsimulated boolean",
    "virtualNetworkGateway1!": reference,
    virtualNetworkGateway2: "unsimulated object",
  },
  regional: true,
  computed: [
    "connectionStatus",
    "egressBytesTransferred",
    "ingressBytesTransferred",
    "tunnelConnectionStatus",
  ],
  credentials: ["sharedKey"],
  enriches: {
    localNetworkGateway2: ["name", "etag", "provisioningState", "resourceGuid", "type"],
    virtualNetworkGateway1: ["name", "etag", "provisioningState", "resourceGuid", "type"],
  },
  durations: { create: 45, update: 45, delete: 30 },
  check(context) {
    checkKind(context);
    checkWeight(context);
    checkConnectionSettings(context, {
      mode: "connectionMode",
      protocol: "connectionProtocol",
      customAddresses: "gatewayCustomBgpIpAddresses",
    });
  },
  create(context) {
    requireEnds(context);
    return shown(context.inputs);
  },
  update(context) {
    requireEnds(context);
    return shown(context.inputs);
  },
  observe: connectionHealth,
  busy(context) {
    const ends = ["virtualNetworkGateway1", "localNetworkGateway2"];
    return busyUntilDone(
      context,
      ends.flatMap((end) => referredId(asObject(context.inputs[end])) ?? []),
      false,
    );
  },
});

/** Source for the two endpoints: https://github.com/Azure/ResourceModules/issues/1402 */
function checkKind({ inputs, refuse, id }: ArmCheck): void {
  const type = asString(inputs.connectionType);
  if (type !== undefined && type !== "IPsec") {
    refuse("connectionType", "BadRequest", `Connections of type '${type}' are not simulated; use IPsec.`);
  }
  if (type === "IPsec" && inputs.localNetworkGateway2 === undefined) {
    refuse(
      "localNetworkGateway2",
      "GatewayConnectionMustHaveExactlyTwoEndpoints",
      `Virtual Network Gateway connection ${id ?? ""} must have exactly two endpoints. The first endpoint must be a VirtualNetworkGateway, ` +
        "the second endpoint can be a VirtualNetworkGateway or a LocalNetworkGateway or a ExpressRouteCircuit.",
    );
  }
}

function checkWeight({ inputs, refuse }: ArmCheck): void {
  const weight = asNumber(inputs.routingWeight);
  if (weight !== undefined && (weight < 0 || weight > 32_000)) {
    refuse("routingWeight", "BadRequest", `routingWeight must be 0 to 32000, got ${weight}.`);
  }
}

function shown(inputs: Props): Props {
  const full = (end: string): Props => {
    const id = referredId(asObject(inputs[end])) ?? "";
    return { ...asObject(inputs[end]), id, name: lastName(id) };
  };
  return {
    connectionMode: inputs.connectionMode ?? "Default",
    connectionProtocol: inputs.connectionProtocol ?? "IKEv2",
    dpdTimeoutSeconds: dpdSeconds(inputs),
    enableBgp: inputs.enableBgp ?? false,
    ipsecPolicies: inputs.ipsecPolicies ?? [],
    routingWeight: inputs.routingWeight ?? 0,
    usePolicyBasedTrafficSelectors: false,
    virtualNetworkGateway1: full("virtualNetworkGateway1"),
    localNetworkGateway2: full("localNetworkGateway2"),
  };
}
