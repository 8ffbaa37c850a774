import { customAddresses, hubAsn, instances, publicAddresses } from "./gatewayInstances";
import { namedBy } from "./ids";
import { hubNatRules } from "./natRule";
import { hubPrefix } from "./virtualHub";
import { cidrHost } from "../../../addressing/cidr";
import { armType, networkApiVersion, type ArmCheck, type ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { lastName, parentOf, referredId, sameId } from "../arm/ids";
import { reference } from "../arm/inputShape";
import { networkName } from "../arm/nameRules";
import { dependents, findById } from "../arm/references";
import { drawPublicAddress } from "../publicAddressPool";
import { busyUntilDone } from "../rules/busy";
import { checkCustomBgpAddresses } from "../rules/gatewayBgp";
import { invalidReference } from "../rules/subnets";
import { tokens } from "../tokens";
import { asList, asNumber, asObject, asString, type Props, type Value } from "../../protocol/values";
import type { ResourceType, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * One unit is 500 Mbps on each of the two instances, and a hub's gateway has up to 20 Gbps in total.
 *
 * Source: https://learn.microsoft.com/azure/virtual-wan/gateway-settings#s2s and the FAQ, "Is there a network
 * throughput or connection limit when using Azure Virtual WAN?"
 */
const scaleUnits = { least: 1, most: 20 } as const;

/**
 * The site-to-site VPN gateway of a virtual hub: two active instances, whose public addresses Azure chooses and shows
 * once the gateway exists.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-site-to-site-portal#gateway-config,
 * https://learn.microsoft.com/rest/api/virtualwan/vpn-gateways/create-or-update, whose example sets custom addresses
 */
export const vpnGateway: ResourceType = armType({
  token: tokens.vpnGateway,
  armType: "Microsoft.Network/vpnGateways",
  apiVersion: networkApiVersion,
  nameProperty: "gatewayName",
  nameRule: networkName(),
  inputs: {
    bgpSettings: {
      asn: "number",
      bgpPeeringAddress: "unsimulated string",
      bgpPeeringAddresses: [{ customBgpIpAddresses: ["string"], ipconfigurationId: "string" }],
      peerWeight: "number",
    },
    connections: "unsimulated array",
    enableBgpRouteTranslationForNat: "boolean",
    id: "unsimulated string",
    isRoutingPreferenceInternet: "unsimulated boolean",
    natRules: "unsimulated array",
    virtualHub: reference,
    vpnGatewayScaleUnit: "number",
  },
  regional: true,
  computed: ["ipConfigurations"],
  enriches: {
    bgpSettings: ["asn", "bgpPeeringAddresses", "peerWeight"],
    "bgpSettings.bgpPeeringAddresses": ["defaultBgpIpAddresses", "tunnelIpAddresses"],
  },
  // "This can take up to 30 minutes", and so can deleting: virtual-wan-site-to-site-portal
  durations: { create: 1800, update: 600, delete: 1800 },
  check: checkGateway,
  create(context) {
    const hub = requireHub(context);
    const [first, second] = drawAddresses(context);
    return shown(context, hub, [first, second]);
  },
  update(context, record) {
    const hubOf = ({ virtualHub }: Props): string | undefined => referredId(asObject(virtualHub));
    if (!sameId(hubOf(context.inputs), hubOf(record.inputs))) {
      throw badRequest("BadRequest", `The virtual hub of VPN gateway ${context.id} cannot be changed.`);
    }
    return shown(context, requireHub(context), publicAddresses(record));
  },
  delete({ world, id }) {
    const connections = connectionsOf(world, id);
    if (connections.length > 0) {
      throw badRequest(
        "BadRequest",
        `VPN gateway ${id} cannot be deleted because it has connections: ${connections.map((one) => lastName(one.id)).join(", ")}. Delete these first.`,
      );
    }
  },
  observe: (record, world) => ({
    connections: connectionsOf(world, record.id).map(({ id }) => ({ id, name: lastName(id) })),
  }),
  removes: ({ world, inputs }, record) => (inputs === record.inputs ? hubNatRules(world, record.id) : []),
  busy: (context) => busyUntilDone(context, [namedBy(context, "vpnGateways", "gatewayName")], false),
});

/** The connections of a gateway. */
export const connectionsOf = (world: WorldView, gatewayId: string): WorldRecord[] =>
  world.all(tokens.vpnConnection).filter(({ id }) => sameId(parentOf(id), gatewayId));

function checkGateway({ inputs, refuse }: ArmCheck): void {
  if (inputs.virtualHub === undefined) {
    refuse("virtualHub", "BadRequest", "A VPN gateway of Virtual WAN must have a virtualHub.");
  }
  const units = asNumber(inputs.vpnGatewayScaleUnit);
  if (
    units !== undefined &&
    !(Number.isInteger(units) && units >= scaleUnits.least && units <= scaleUnits.most)
  ) {
    refuse(
      "vpnGatewayScaleUnit",
      "BadRequest",
      `vpnGatewayScaleUnit must be ${scaleUnits.least} to ${scaleUnits.most}, got ${units}.`,
    );
  }
  const settings = asObject(inputs.bgpSettings);
  const asn = asNumber(settings.asn);
  if (asn !== undefined && asn !== hubAsn) {
    refuse(
      "bgpSettings.asn",
      "BadRequest",
      `The VPN gateway of a virtual hub has ASN ${hubAsn}, which cannot be changed; got ${asn}.`,
    );
  }
  checkPeeringAddresses(asList(settings.bgpPeeringAddresses), refuse);
}

/** Each instance has its entry; "the same custom BGP IP address shouldn't be used for both instances". */
function checkPeeringAddresses(given: readonly Value[], refuse: ArmCheck["refuse"]): void {
  const entries = given.map(asObject);
  if (entries.length > 0 && entries.length !== instances.length) {
    refuse(
      "bgpSettings.bgpPeeringAddresses",
      "BgpPeeringAddressesCountNotCorrect",
      `The gateway has ${instances.length} instances and ${entries.length} BGP peering addresses; there must be one for each.`,
    );
  }
  const named = new Set<string>();
  entries.forEach((entry, i) => {
    if (typeof given[i] === "symbol" || typeof entry.ipconfigurationId === "symbol") {
      return;
    }
    const property = `bgpSettings.bgpPeeringAddresses[${i}].ipconfigurationId`;
    const name = asString(entry.ipconfigurationId) ?? "";
    if (!instances.some((instance) => sameId(instance, name))) {
      refuse(property, "BadRequest", `ipconfigurationId '${name}' is not one of ${instances.join(", ")}.`);
    } else if (named.has(name.toLowerCase())) {
      refuse(property, "BadRequest", `${name} has two entries of BGP peering addresses.`);
    }
    named.add(name.toLowerCase());
  });
  checkCustomBgpAddresses(entries, refuse);
}

/** A hub has one such gateway. Source: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq, "How is Virtual WAN different…" */
function requireHub({ world, inputs, id }: ArmOperation): WorldRecord {
  const hubId = referredId(asObject(inputs.virtualHub)) ?? "";
  const hub = findById(world, tokens.virtualHub, hubId);
  if (!hub || hub.inputs.location !== inputs.location) {
    throw invalidReference(hubId, id);
  }
  const [other] = dependents(world, [tokens.vpnGateway], hub.id).filter((one) => !sameId(one.id, id));
  if (other) {
    throw badRequest(
      "BadRequest",
      `Virtual hub ${hub.id} already has the site-to-site VPN gateway ${other.id}. A virtual hub can have only one.`,
    );
  }
  return hub;
}

function drawAddresses(context: ArmOperation): [string, string] {
  const first = drawPublicAddress(context, instances[0]);
  return [first, drawPublicAddress(context, instances[1], [first])];
}

/**
 * What Azure shows of the gateway: each instance's tunnels end at its public address and at one in the hub's range.
 * Of the latter, and of the addresses for BGP, the real ones are mostly those taken here, but nothing promises them.
 *
 * Source: the answers in https://learn.microsoft.com/entra/global-secure-access/how-to-create-remote-network-vwan
 */
function shown({ inputs }: ArmOperation, hub: WorldRecord, addresses: readonly string[]): Props {
  const settings = asObject(inputs.bgpSettings);
  const insideHub = (host: number): string => cidrHost(hubPrefix(hub), host);
  return {
    enableBgpRouteTranslationForNat: inputs.enableBgpRouteTranslationForNat ?? false,
    isRoutingPreferenceInternet: false,
    natRules: [],
    vpnGatewayScaleUnit: inputs.vpnGatewayScaleUnit ?? scaleUnits.least,
    ipConfigurations: instances.map((id, i) => ({
      id,
      privateIpAddress: insideHub(4 + i),
      publicIpAddress: addresses[i] ?? "",
    })),
    bgpSettings: {
      asn: hubAsn,
      peerWeight: asNumber(settings.peerWeight) ?? 0,
      bgpPeeringAddresses: instances.map((ipconfigurationId, i) => ({
        ipconfigurationId,
        defaultBgpIpAddresses: [insideHub(12 + i)],
        customBgpIpAddresses: customAddresses(inputs, ipconfigurationId),
        tunnelIpAddresses: [addresses[i] ?? "", insideHub(4 + i)],
      })),
    },
  };
}
