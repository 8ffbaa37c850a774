import { armType, networkApiVersion, type ArmCheck, type ArmOperation } from "./arm/armType";
import { badRequest } from "./arm/error";
import { groupId, lastName, referredId, resourceId, sameId } from "./arm/ids";
import { reference } from "./arm/inputShape";
import { nameProblem, networkName } from "./arm/nameRules";
import { dependents } from "./arm/references";
import { busyUntilDone } from "./rules/busy";
import { bgpResponse, checkGatewayBgp, defaultBgpAddresses } from "./rules/gatewayBgp";
import { ipConfigurationsOf, type Placement, requirePlacement } from "./rules/gatewayPlacement";
import { checkSku, generationOf } from "./rules/gatewaySkus";
import { tokens } from "./tokens";
import { natRulesOf } from "./virtualNetworkGatewayNatRule";
import { asObject, asString, hasUnknown, type Props } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/** A VPN gateway. https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings */
export const virtualNetworkGateway: ResourceType = armType({
  token: tokens.virtualNetworkGateway,
  armType: "Microsoft.Network/virtualNetworkGateways",
  apiVersion: networkApiVersion,
  nameProperty: "virtualNetworkGatewayName",
  nameRule: networkName(),
  inputs: {
    activeActive: "boolean",
    adminState: "unsimulated string",
    allowRemoteVnetTraffic: "unsimulated boolean",
    allowVirtualWanTraffic: "unsimulated boolean",
    autoScaleConfiguration: "unsimulated object",
    bgpSettings: {
      asn: "number",
      bgpPeeringAddress: "unsimulated string",
      bgpPeeringAddresses: [{ customBgpIpAddresses: ["string"], ipconfigurationId: "string" }],
      peerWeight: "number",
    },
    customRoutes: "unsimulated object",
    disableIPSecReplayProtection: "unsimulated boolean",
    enableBgp: "boolean",
    enableBgpRouteTranslationForNat: "boolean",
    enableDnsForwarding: "unsimulated boolean",
    enablePrivateIpAddress: "unsimulated boolean",
    extendedLocation: "unsimulated object",
    gatewayDefaultSite: "unsimulated object",
    gatewayType: "string",
    id: "unsimulated string",
    identity: "unsimulated object",
    ipConfigurations: [
      {
        id: "unsimulated string",
        name: "string",
        privateIPAllocationMethod: "string",
        publicIPAddress: reference,
        subnet: reference,
      },
    ],
    natRules: "unsimulated array",
    resiliencyModel: "unsimulated string",
    sku: { name: "string", tier: "string" },
    vNetExtendedLocationResourceId: "unsimulated string",
    virtualNetworkGatewayPolicyGroups: "unsimulated array",
    vpnClientConfiguration: "unsimulated object",
    vpnGatewayGeneration: "string",
    vpnType: "string",
  },
  regional: true,
  computed: ["inboundDnsForwardingEndpoint"],
  enriches: {
    bgpSettings: ["asn", "bgpPeeringAddress", "bgpPeeringAddresses", "peerWeight"],
    "bgpSettings.bgpPeeringAddresses": ["defaultBgpIpAddresses", "tunnelIpAddresses"],
    ipConfigurations: ["id", "etag", "privateIPAddress", "privateIPAllocationMethod", "provisioningState"],
    sku: ["capacity"],
  },
  // Creation "often takes 45 minutes or more": https://learn.microsoft.com/azure/vpn-gateway/tutorial-create-gateway-portal
  durations: { create: 2700, update: 600, delete: 600 },
  check(context) {
    checkKind(context);
    checkSku(context);
    checkIpConfigurations(context);
    checkGatewayBgp(context);
    checkTranslation(context);
  },
  create: (context) => shown(context, requirePlacement(context)),
  update(context, record) {
    const [before, after] = [generationOf(record.inputs), generationOf(context.inputs)];
    if (before !== after) {
      throw badRequest(
        "BadRequest",
        `The gateway cannot change from ${before} to ${after}; a resize stays within a generation.`,
      );
    }
    const subnetOf = (gateway: Props): string | undefined =>
      referredId(asObject(ipConfigurationsOf(gateway)[0]?.subnet));
    if (!sameId(subnetOf(record.inputs), subnetOf(context.inputs))) {
      throw badRequest("BadRequest", "The subnet of a virtual network gateway cannot be changed.");
    }
    return shown(context, requirePlacement(context));
  },
  delete({ world, id }) {
    const connections = dependents(world, [tokens.connection], id);
    if (connections.length > 0) {
      throw badRequest(
        "VirtualNetworkGatewayCannotBeDeleted",
        `Virtual network gateway ${id} cannot be deleted because it has connections: ${connections.map((one) => lastName(one.id)).join(", ")}. Delete these first.`,
      );
    }
  },
  removes: ({ world, inputs }, record) => (inputs === record.inputs ? natRulesOf(world, record.id) : []),
  busy(context) {
    const { inputs, config } = context;
    const group = groupId(config, asString(inputs.resourceGroupName) ?? "");
    const names = [asString(inputs.virtualNetworkGatewayName) ?? ""];
    return busyUntilDone(
      context,
      [resourceId(group, "Microsoft.Network/virtualNetworkGateways", names)],
      false,
    );
  },
});

/** Source: https://learn.microsoft.com/azure/vpn-gateway/nat-overview#routing, "If BGP is enabled on the Azure VPN gateway" */
function checkTranslation({ inputs, refuse }: ArmCheck): void {
  if (
    inputs.enableBgpRouteTranslationForNat === true &&
    inputs.enableBgp !== true &&
    typeof inputs.enableBgp !== "symbol"
  ) {
    refuse(
      "enableBgpRouteTranslationForNat",
      "BadRequest",
      "Only a gateway with BGP translates its routes for NAT.",
    );
  }
}

function checkKind({ inputs, refuse }: ArmCheck): void {
  const type = asString(inputs.gatewayType);
  if (type !== "Vpn" && typeof inputs.gatewayType !== "symbol") {
    refuse(
      "gatewayType",
      "BadRequest",
      `Only gateways of type Vpn are simulated, not '${type ?? ""}'; say so in gatewayType.`,
    );
  }
  const vpnType = asString(inputs.vpnType);
  if (vpnType !== undefined && vpnType !== "RouteBased") {
    refuse("vpnType", "BadRequest", `The VPN type '${vpnType}' is only for the Basic SKU; use RouteBased.`);
  }
}

/** Active-active needs two. https://learn.microsoft.com/azure/vpn-gateway/about-active-active-gateways */
function checkIpConfigurations({ inputs, refuse, id }: ArmCheck): void {
  const configurations = ipConfigurationsOf(inputs);
  if (typeof inputs.ipConfigurations === "symbol") {
    return;
  }
  if (inputs.activeActive === true && configurations.length !== 2) {
    refuse(
      "ipConfigurations",
      "ActiveActiveGatewayMustHaveExactlyTwoIpConfigurations",
      `Gateway has ${configurations.length} IP configurations specified for gateway ${id ?? ""}. ActiveActive Gateway must be created with two IP configurations.`,
    );
  } else if (
    inputs.activeActive !== true &&
    typeof inputs.activeActive !== "symbol" &&
    configurations.length !== 1
  ) {
    refuse(
      "ipConfigurations",
      "BadRequest",
      `Gateway has ${configurations.length} IP configurations specified for gateway ${id ?? ""}. A gateway that is not active-active has exactly one.`,
    );
  }
  configurations.forEach((configuration, i) =>
    checkIpConfiguration(configuration, `ipConfigurations[${i}]`, refuse),
  );
  for (const property of ["name", "publicIPAddress"]) {
    const values = configurations
      .map((one) => one[property])
      .filter((value) => value !== undefined && !hasUnknown(value));
    if (new Set(values.map((value) => JSON.stringify(value).toLowerCase())).size < values.length) {
      refuse(
        "ipConfigurations",
        "BadRequest",
        `Two IP configurations of the gateway have the same ${property}.`,
      );
    }
  }
  const subnets = configurations
    .map((one) => referredId(asObject(one.subnet)))
    .filter((one) => one !== undefined);
  if (subnets.some((one) => !sameId(one, subnets[0]))) {
    refuse(
      "ipConfigurations",
      "BadRequest",
      "All IP configurations of the gateway must be in the same subnet.",
    );
  }
}

function checkIpConfiguration(configuration: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const name = asString(configuration.name);
  const problem = typeof configuration.name === "symbol" ? undefined : nameProblem(name ?? "", networkName());
  if (problem) {
    refuse(`${path}.name`, problem.code, problem.reason);
  }
  for (const property of ["publicIPAddress", "subnet"]) {
    if (configuration[property] === undefined) {
      refuse(
        `${path}.${property}`,
        "BadRequest",
        `An IP configuration of a gateway must have a ${property}.`,
      );
    }
  }
  const subnet = referredId(asObject(configuration.subnet));
  if (subnet !== undefined && lastName(subnet) !== "GatewaySubnet") {
    refuse(
      `${path}.subnet`,
      "BadRequest",
      `A virtual network gateway must be in a subnet named GatewaySubnet, not in ${subnet}.`,
    );
  }
  const method = asString(configuration.privateIPAllocationMethod);
  if (method !== undefined && method !== "Dynamic") {
    refuse(
      `${path}.privateIPAllocationMethod`,
      "BadRequest",
      `The private address of a VPN gateway must be allocated Dynamic, not ${method}.`,
    );
  }
}

/** What Azure shows of the gateway beyond what was asked for. */
function shown({ id, inputs }: ArmOperation, { subnet, publicIPAddresses }: Placement): Props {
  const [prefix] = subnet.prefixes;
  const configurations = ipConfigurationsOf(inputs);
  const privateAddresses = prefix ? defaultBgpAddresses(prefix, configurations.length) : [];
  const publicAddresses = publicIPAddresses.map(({ outputs }) => asString(outputs.ipAddress) ?? "");
  return {
    activeActive: inputs.activeActive ?? false,
    enableBgp: inputs.enableBgp ?? false,
    enableBgpRouteTranslationForNat: inputs.enableBgpRouteTranslationForNat ?? false,
    vpnType: "RouteBased",
    vpnGatewayGeneration: generationOf(inputs),
    sku: { ...asObject(inputs.sku), capacity: 2 },
    ipConfigurations: configurations.map((configuration, i) => ({
      privateIPAllocationMethod: "Dynamic",
      ...configuration,
      id: `${id}/ipConfigurations/${asString(configuration.name) ?? ""}`,
      privateIPAddress: privateAddresses[i] ?? null,
      provisioningState: "Succeeded",
    })),
    bgpSettings: bgpResponse(id, inputs, privateAddresses, publicAddresses),
  };
}
