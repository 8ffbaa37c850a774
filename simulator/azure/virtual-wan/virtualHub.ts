import { hubAsn } from "./gatewayInstances";
import { namedBy } from "./ids";
import { cidrHost, type Cidr, contains, overlaps, parseCidr } from "../../../addressing/cidr";
import { armType, networkApiVersion, type ArmCheck, type ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { lastName, referredId, sameId } from "../arm/ids";
import { reference } from "../arm/inputShape";
import { networkName } from "../arm/nameRules";
import { dependents, findById } from "../arm/references";
import { checkNetworkPrefix, wellFormed } from "../rules/addressPrefixes";
import { busyUntilDone } from "../rules/busy";
import { invalidReference } from "../rules/subnets";
import { tokens } from "../tokens";
import { asNumber, asObject, asString, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Sources: https://learn.microsoft.com/azure/virtual-wan/hub-settings (units), and the FAQ for the size ("a minimum size of /24"). */
const longestPrefix = 24;
const units = { least: 2, most: 50 } as const;

const preferences = ["ExpressRoute", "VpnGateway", "ASPath"];

/**
 * A virtual hub of a virtual WAN: a network of Microsoft's with the gateways in it.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-wan/hub-settings,
 * https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq ("What is the recommended hub address space…")
 */
export const virtualHub: ResourceType = armType({
  token: tokens.virtualHub,
  armType: "Microsoft.Network/virtualHubs",
  apiVersion: networkApiVersion,
  nameProperty: "virtualHubName",
  nameRule: networkName(),
  inputs: {
    addressPrefix: "string",
    allowBranchToBranchTraffic: "unsimulated boolean",
    azureFirewall: "unsimulated object",
    expressRouteGateway: "unsimulated object",
    hubRoutingPreference: "string",
    id: "unsimulated string",
    p2SVpnGateway: "unsimulated object",
    preferredRoutingGateway: "unsimulated string",
    routeTable: "unsimulated object",
    securityPartnerProvider: "unsimulated object",
    securityProviderName: "unsimulated string",
    sku: "string",
    virtualHubRouteTableV2s: "unsimulated array",
    virtualRouterAsn: "number",
    virtualRouterAutoScaleConfiguration: { minCapacity: "number" },
    virtualRouterIps: "unsimulated array",
    virtualWan: reference,
    vpnGateway: "unsimulated object",
  },
  regional: true,
  computed: [
    "bgpConnections",
    "ipConfigurations",
    "kind",
    "routeMaps",
    "routingState",
    "virtualRouterIps",
    "vpnGateway",
  ],
  // "Creating a virtual hub without a gateway takes about 5 - 7 minutes": hub-settings
  durations: { create: 420, update: 300, delete: 600 },
  check: checkHub,
  create(context) {
    requireWan(context);
    return shown(context.inputs);
  },
  update(context, record) {
    requireWan(context);
    const wanOf = (hub: Props): string | undefined => referredId(asObject(hub.virtualWan));
    if (
      context.inputs.addressPrefix !== record.inputs.addressPrefix ||
      !sameId(wanOf(context.inputs), wanOf(record.inputs))
    ) {
      throw badRequest(
        "BadRequest",
        `The address prefix and the virtual WAN of virtual hub ${context.id} cannot be changed.`,
      );
    }
    return shown(context.inputs);
  },
  delete({ world, id }) {
    const nested = [tokens.hubVirtualNetworkConnection, tokens.hubRouteTable, tokens.routeMap];
    const users = dependents(world, [tokens.vpnGateway], id).concat(
      nested.flatMap((token) => world.all(token)).filter((one) => one.id.startsWith(`${id}/`)),
    );
    if (users.length > 0) {
      throw badRequest(
        "BadRequest",
        `Virtual hub ${id} cannot be deleted while it is used by ${users.map((one) => lastName(one.id)).join(", ")}. Delete these first.`,
      );
    }
  },
  observe: (record, world) => ({
    ...Object.fromEntries(
      dependents(world, [tokens.vpnGateway], record.id).map(({ id }) => ["vpnGateway", { id }]),
    ),
  }),
  busy: (context) => busyUntilDone(context, [namedBy(context, "virtualHubs", "virtualHubName")], false),
});

function checkHub(check: ArmCheck): void {
  const { inputs, refuse } = check;
  for (const property of ["virtualWan", "addressPrefix"]) {
    if (inputs[property] === undefined) {
      refuse(property, "BadRequest", `A virtual hub of a virtual WAN must have its ${property}.`);
    }
  }
  const text = asString(inputs.addressPrefix);
  const prefix = text === undefined ? undefined : checkNetworkPrefix(text, "addressPrefix", check);
  if (prefix && (prefix.version !== 4 || prefix.prefixLength > longestPrefix)) {
    refuse(
      "addressPrefix",
      "BadRequest",
      `The address prefix ${prefix.text} of a virtual hub must be an IPv4 range of /${longestPrefix} or larger.`,
    );
  }
  const preference = asString(inputs.hubRoutingPreference);
  if (preference !== undefined && !preferences.includes(preference)) {
    refuse(
      "hubRoutingPreference",
      "BadRequest",
      `hubRoutingPreference '${preference}' is not one of ${preferences.join(", ")}.`,
    );
  }
  const asn = asNumber(inputs.virtualRouterAsn);
  if (asn !== undefined && asn !== hubAsn) {
    refuse("virtualRouterAsn", "BadRequest", `The router of a virtual hub has ASN ${hubAsn}, not ${asn}.`);
  }
  const capacity = asNumber(asObject(inputs.virtualRouterAutoScaleConfiguration).minCapacity);
  if (
    capacity !== undefined &&
    !(Number.isInteger(capacity) && capacity >= units.least && capacity <= units.most)
  ) {
    refuse(
      "virtualRouterAutoScaleConfiguration.minCapacity",
      "BadRequest",
      `minCapacity must be ${units.least} to ${units.most} routing infrastructure units, got ${capacity}.`,
    );
  }
}

/** A Basic WAN has Basic hubs. Source: https://learn.microsoft.com/azure/virtual-wan/upgrade-virtual-wan */
function requireWan({ world, inputs, id }: ArmOperation): void {
  const wanId = referredId(asObject(inputs.virtualWan)) ?? "";
  const wan = findById(world, tokens.virtualWan, wanId);
  if (!wan) {
    throw invalidReference(wanId, id);
  }
  const sku = asString(inputs.sku);
  if (sku !== undefined && sku !== wan.inputs.type) {
    throw badRequest(
      "BadRequest",
      `Virtual hub ${id} has SKU ${sku}, but its virtual WAN is of type ${asString(wan.inputs.type) ?? ""}; both must be the same.`,
    );
  }
}

/** The range of a hub that exists. */
export const hubPrefix = ({ inputs }: WorldRecord): Cidr => parseCidr(asString(inputs.addressPrefix) ?? "");

/** The first of the prefixes that a hub's own range overlaps. */
export const overlappingHub = (hub: WorldRecord, prefixes: readonly string[]): Cidr | undefined =>
  wellFormed(prefixes).find((prefix) => overlaps(prefix, hubPrefix(hub)));

export const isInHub = (hub: WorldRecord, address: string): boolean =>
  wellFormed([`${address}/32`]).some((one) => contains(hubPrefix(hub), one));

/** What Azure shows beyond what was asked for. */
function shown(inputs: Props): Props {
  const prefix = parseCidr(asString(inputs.addressPrefix) ?? "");
  return {
    allowBranchToBranchTraffic: false,
    bgpConnections: [],
    hubRoutingPreference: inputs.hubRoutingPreference ?? "ExpressRoute",
    ipConfigurations: [],
    kind: "",
    preferredRoutingGateway: "ExpressRoute",
    routeMaps: [],
    routeTable: { routes: [] },
    routingState: "Provisioned",
    sku: inputs.sku ?? "Standard",
    virtualHubRouteTableV2s: [],
    virtualRouterAsn: hubAsn,
    virtualRouterAutoScaleConfiguration: {
      minCapacity: units.least,
      ...asObject(inputs.virtualRouterAutoScaleConfiguration),
    },
    virtualRouterIps: [cidrHost(prefix, 68), cidrHost(prefix, 69)],
  };
}
