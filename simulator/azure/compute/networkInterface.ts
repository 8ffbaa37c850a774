import { checkIpConfigurations, configurationsOf } from "./nicConfigurations";
import { placeInterface } from "./nicPlacement";
import { armType, networkApiVersion, type ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { referredId, sameId } from "../arm/ids";
import { reference } from "../arm/inputShape";
import { networkName } from "../arm/nameRules";
import { busyUntilDone } from "../rules/busy";
import { tokens } from "../tokens";
import { namedBy } from "../virtual-wan/ids";
import { asList, asObject, asString, asStrings, type Props } from "../../protocol/values";
import type { ResourceType, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * A network interface of a virtual machine.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-network/virtual-network-network-interface,
 * https://learn.microsoft.com/azure/virtual-network/ip-services/virtual-network-network-interface-addresses
 */
export const networkInterface: ResourceType = armType({
  token: tokens.networkInterface,
  armType: "Microsoft.Network/networkInterfaces",
  apiVersion: networkApiVersion,
  nameProperty: "networkInterfaceName",
  nameRule: networkName(),
  inputs: {
    auxiliaryMode: "unsimulated string",
    auxiliarySku: "unsimulated string",
    disableTcpStateTracking: "unsimulated boolean",
    dnsSettings: { dnsServers: ["string"], internalDnsNameLabel: "string" },
    enableAcceleratedNetworking: "boolean",
    enableIPForwarding: "boolean",
    extendedLocation: "unsimulated object",
    id: "unsimulated string",
    ipConfigurations: [
      {
        applicationGatewayBackendAddressPools: "unsimulated array",
        applicationSecurityGroups: "unsimulated array",
        gatewayLoadBalancer: "unsimulated object",
        id: "unsimulated string",
        loadBalancerBackendAddressPools: "unsimulated array",
        loadBalancerInboundNatRules: "unsimulated array",
        name: "string",
        primary: "boolean",
        privateIPAddress: "string",
        privateIPAddressPrefixLength: "unsimulated number",
        privateIPAddressVersion: "string",
        privateIPAllocationMethod: "string",
        publicIPAddress: reference,
        subnet: reference,
        type: "unsimulated string",
        virtualNetworkTaps: "unsimulated array",
      },
    ],
    migrationPhase: "unsimulated string",
    networkSecurityGroup: reference,
    nicType: "unsimulated string",
    privateLinkService: "unsimulated object",
    workloadType: "unsimulated string",
  },
  regional: true,
  computed: [
    "defaultOutboundConnectivityEnabled",
    "dscpConfiguration",
    "hostedWorkloads",
    "macAddress",
    "primary",
    "privateEndpoint",
    "tapConfigurations",
    "virtualMachine",
    "vnetEncryptionSupported",
  ],
  enriches: {
    dnsSettings: ["appliedDnsServers", "internalDomainNameSuffix"],
    ipConfigurations: [
      "id",
      "etag",
      "privateIPAddress",
      "privateLinkConnectionProperties",
      "provisioningState",
    ],
  },
  durations: { create: 5, update: 5, delete: 10 },
  check: checkIpConfigurations,
  create: (context) => shown(context, placeInterface(context, [])),
  update(context, record) {
    requireSameNetwork(context, record);
    return shown(context, placeInterface(context, configurationsOf(record.outputs)));
  },
  delete({ world, id }) {
    const machine = machineOf(world, id);
    if (machine) {
      throw badRequest(
        "NicInUse",
        `Network Interface ${id} is used by existing resource ${machine.id}. ` +
          "In order to delete the network interface, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.",
      );
    }
  },
  observe(record, world): Props {
    const machine = machineOf(world, record.id);
    return machine ? { virtualMachine: { id: machine.id }, primary: isPrimary(machine, record.id) } : {};
  },
  busy: (context) =>
    busyUntilDone(context, [namedBy(context, "networkInterfaces", "networkInterfaceName")], false),
});

/** The interfaces that a virtual machine names. */
export const interfacesOf = (machine: Props): Props[] =>
  asList(asObject(machine.networkProfile).networkInterfaces).map(asObject);

/** The virtual machine that has the interface. */
export const machineOf = (world: WorldView, id: string): WorldRecord | undefined =>
  world
    .all(tokens.virtualMachine)
    .find(({ inputs }) => interfacesOf(inputs).some((one) => sameId(referredId(one), id)));

function isPrimary({ inputs }: WorldRecord, id: string): boolean {
  const all = interfacesOf(inputs);
  return all.length === 1 || all.some((one) => one.primary === true && sameId(referredId(one), id));
}

/** Source: the first page, "Add to an existing VM": an interface stays in the virtual network in which it was created. */
function requireSameNetwork({ id, inputs }: ArmOperation, record: WorldRecord): void {
  const networkOf = (nic: Props): string =>
    (referredId(asObject(configurationsOf(nic)[0]?.subnet)) ?? "").split(/\/subnets\//i)[0] ?? "";
  if (!sameId(networkOf(inputs), networkOf(record.inputs))) {
    throw badRequest(
      "SubnetsNotInSameVnet",
      `Network interface ${id} is in virtual network ${networkOf(record.inputs)} and cannot move to ${networkOf(inputs)}.`,
    );
  }
}

/** What Azure shows of the interface beyond what was asked for. */
function shown({ id, inputs, draws }: ArmOperation, addresses: readonly string[]): Props {
  const configurations = configurationsOf(inputs);
  const dns = asObject(inputs.dnsSettings);
  return {
    defaultOutboundConnectivityEnabled: false,
    enableAcceleratedNetworking: inputs.enableAcceleratedNetworking ?? false,
    enableIPForwarding: inputs.enableIPForwarding ?? false,
    hostedWorkloads: [],
    macAddress: ["00", "0D", "3A", ...(draws.hex("mac", 6).toUpperCase().match(/../g) ?? [])].join("-"),
    tapConfigurations: [],
    vnetEncryptionSupported: false,
    dnsSettings: {
      ...dns,
      dnsServers: asStrings(dns.dnsServers),
      appliedDnsServers: asStrings(dns.dnsServers),
    },
    ipConfigurations: configurations.map((one, i) => ({
      primary: configurations.length === 1,
      privateIPAddressVersion: "IPv4",
      privateIPAllocationMethod: "Dynamic",
      ...one,
      id: `${id}/ipConfigurations/${asString(one.name) ?? ""}`,
      privateIPAddress: addresses[i] ?? null,
      provisioningState: "Succeeded",
    })),
  };
}
