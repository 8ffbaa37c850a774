import { interfacesOf, machineOf } from "./networkInterface";
import { checkOsProfile, isBase64 } from "./osProfile";
import { checkStorageProfile, storageFields } from "./storageProfile";
import { armType, type ArmCheck, type ArmOperation } from "../arm/armType";
import { hasUnknownItem } from "../arm/checks";
import { ArmError, badRequest } from "../arm/error";
import { referredId, sameId } from "../arm/ids";
import { hasZones } from "../arm/locations";
import { findById } from "../arm/references";
import { checkIdentity, identityFields, requireIdentities, shownIdentity } from "../identity/assigned";
import { invalidReference } from "../rules/subnets";
import { tokens } from "../tokens";
import { asList, asObject, asString, asStrings, type Props, UNKNOWN } from "../../protocol/values";
import { same } from "../../providers/properties";
import type { ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const apiVersion = "2024-11-01";
const mostUserDataBytes = 64 * 1024;

/**
 * A virtual machine with network interfaces of their own.
 *
 * Sources: https://learn.microsoft.com/rest/api/compute/virtual-machines/create-or-update; names in
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcompute
 */
export const virtualMachine: ResourceType = armType({
  token: tokens.virtualMachine,
  armType: "Microsoft.Compute/virtualMachines",
  apiVersion,
  nameProperty: "vmName",
  nameRule: {
    code: "InvalidParameter",
    shortest: 1,
    longest: 64,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/,
    rule: "It can have letters, digits, hyphens and periods, and must start and end with a letter or a digit.",
  },
  inputs: {
    additionalCapabilities: "unsimulated object",
    applicationProfile: "unsimulated object",
    availabilitySet: "unsimulated object",
    billingProfile: "unsimulated object",
    capacityReservation: "unsimulated object",
    diagnosticsProfile: { bootDiagnostics: { enabled: "boolean", storageUri: "unsimulated string" } },
    evictionPolicy: "unsimulated string",
    extendedLocation: "unsimulated object",
    extensionsTimeBudget: "unsimulated string",
    hardwareProfile: { vmSize: "string", vmSizeProperties: "unsimulated object" },
    host: "unsimulated object",
    hostGroup: "unsimulated object",
    identity: identityFields,
    licenseType: "unsimulated string",
    networkProfile: {
      networkApiVersion: "unsimulated string",
      networkInterfaceConfigurations: "unsimulated array",
      networkInterfaces: [{ deleteOption: "string", "id!": "string", primary: "boolean" }],
    },
    osProfile: {
      adminPassword: "string",
      adminUsername: "string",
      allowExtensionOperations: "boolean",
      computerName: "string",
      customData: "string",
      linuxConfiguration: {
        disablePasswordAuthentication: "boolean",
        enableVMAgentPlatformUpdates: "unsimulated boolean",
        patchSettings: "unsimulated object",
        provisionVMAgent: "boolean",
        ssh: { publicKeys: [{ keyData: "string", path: "string" }] },
      },
      requireGuestProvisionSignal: "unsimulated boolean",
      secrets: "unsimulated array",
      windowsConfiguration: "unsimulated object",
    },
    placement: "unsimulated object",
    plan: "unsimulated object",
    platformFaultDomain: "unsimulated number",
    priority: "unsimulated string",
    proximityPlacementGroup: "unsimulated object",
    scheduledEventsPolicy: "unsimulated object",
    scheduledEventsProfile: "unsimulated object",
    securityProfile: "unsimulated object",
    storageProfile: storageFields,
    userData: "string",
    virtualMachineScaleSet: "unsimulated object",
    zones: ["string"],
  },
  replaces: ["location"],
  regional: true,
  computed: [
    "etag",
    "instanceView",
    "managedBy",
    "provisioningState",
    "resources",
    "systemData",
    "timeCreated",
    "vmId",
  ],
  credentials: ["osProfile", "userData"],
  enriches: { osProfile: ["requireGuestProvisionSignal", "secrets"] },
  durations: { create: 50, update: 30, delete: 60 },
  check(context) {
    requirePresent(context);
    checkOsProfile(context);
    checkStorageProfile(context);
    checkInterfaces(context);
    checkPlace(context);
    checkIdentity(context);
  },
  create(context) {
    requireInterfaces(context);
    return { ...shown(context), timeCreated: context.now, vmId: context.draws.uuid("vmId") };
  },
  update(context, record) {
    requireUnchanged(context.inputs, record);
    requireInterfaces(context);
    const { timeCreated, vmId } = record.outputs;
    return { ...shown(context), timeCreated: timeCreated ?? null, vmId: vmId ?? null };
  },
});

function requirePresent({ inputs, refuse }: ArmCheck): void {
  for (const property of ["hardwareProfile", "storageProfile", "osProfile", "networkProfile"]) {
    if (inputs[property] === undefined) {
      refuse(property, "InvalidParameter", `Required parameter '${property}' is missing (null).`);
    }
  }
  const { vmSize } = asObject(inputs.hardwareProfile);
  if (typeof vmSize === "string" && !/^Standard_[A-Z]+\d+[A-Za-z0-9-]*(_[A-Za-z0-9]+)*$/.test(vmSize)) {
    refuse(
      "hardwareProfile.vmSize",
      "InvalidParameter",
      `The value ${vmSize} provided for the VM size is not valid; sizes look like Standard_B2ls_v2.`,
    );
  }
}

function checkInterfaces({ inputs, refuse }: ArmCheck): void {
  const { networkInterfaces } = asObject(inputs.networkProfile);
  const path = "networkProfile.networkInterfaces";
  const undecided = inputs.networkProfile === UNKNOWN || hasUnknownItem(networkInterfaces);
  if (inputs.networkProfile === undefined || undecided) {
    return;
  }
  const all = interfacesOf(inputs);
  if (all.length === 0) {
    refuse(path, "InvalidParameter", "A virtual machine must have at least one network interface.");
  }
  const primaries = all.filter(({ primary }) => primary === true || primary === UNKNOWN);
  if (all.length > 1 && primaries.length !== 1) {
    refuse(
      path,
      "VirtualMachineMustHaveOneNetworkInterfaceAsPrimary",
      `Of several network interfaces exactly one must be primary; ${primaries.length} are.`,
    );
  }
  const ids = all.flatMap((one) => referredId(one)?.toLowerCase() ?? []);
  if (new Set(ids).size < ids.length) {
    refuse(path, "InvalidParameter", "A network interface is listed twice.");
  }
}

/** Source: https://learn.microsoft.com/azure/reliability/availability-zones-overview, "Zonal resources" */
function checkPlace({ inputs, refuse }: ArmCheck): void {
  const zones = asStrings(inputs.zones);
  if (asList(inputs.zones).length > 1 || zones.some((zone) => !["1", "2", "3"].includes(zone))) {
    refuse(
      "zones",
      "InvalidParameter",
      `A virtual machine can be in one zone, "1", "2" or "3"; got ${zones.join(", ")}.`,
    );
  }
  const userData = asString(inputs.userData);
  if (userData !== undefined && !isBase64(userData, mostUserDataBytes)) {
    refuse("userData", "InvalidParameter", "userData must be in Base64 encoding, of at most 64 KB.");
  }
}

/** Sources: https://learn.microsoft.com/azure/virtual-machines/network-overview#network-interfaces and, for its code, https://aka.ms/deletenic */
function requireInterfaces({ world, id, inputs }: ArmOperation): void {
  for (const one of interfacesOf(inputs)) {
    const target = referredId(one) ?? "";
    const nic = findById(world, tokens.networkInterface, target);
    if (!nic || nic.inputs.location !== inputs.location) {
      throw invalidReference(target, id);
    }
    const machine = machineOf(world, nic.id);
    if (machine && !sameId(machine.id, id)) {
      throw badRequest("NicInUse", `Network Interface ${nic.id} is used by existing resource ${machine.id}.`);
    }
  }
}

/** Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors, PropertyChangeNotAllowed */
const fixed = [
  ["osProfile", "adminPassword"],
  ["osProfile", "adminUsername"],
  ["osProfile", "computerName"],
  ["osProfile", "customData"],
  ["osProfile", "linuxConfiguration"],
  ["storageProfile", "imageReference"],
] as const;

function requireUnchanged(inputs: Props, record: WorldRecord): void {
  const changed = fixed.find(
    ([profile, property]) =>
      !same(asObject(inputs[profile])[property], asObject(record.inputs[profile])[property]),
  );
  if (changed) {
    throw new ArmError(
      409,
      "PropertyChangeNotAllowed",
      `Changing property '${changed.join(".")}' is not allowed.`,
    );
  }
  if (!same(inputs.zones, record.inputs.zones)) {
    throw badRequest(
      "ResourceAvailabilityZonesCannotBeModified",
      `The zones of virtual machine ${record.id} cannot be changed once it is created.`,
    );
  }
}

/** What Azure shows beyond what was asked for; it never answers with a password or custom data. */
function shown(context: ArmOperation): Props {
  const { inputs, id } = context;
  const location = asString(inputs.location) ?? "";
  if (asList(inputs.zones).length > 0 && !hasZones(location)) {
    throw badRequest(
      "LocationNotSupportAvailabilityZones",
      `The resource type 'virtualMachines' does not support availability zones at location '${location}' and api-version '${apiVersion}'.`,
    );
  }
  const { adminUsername, computerName, linuxConfiguration, allowExtensionOperations } = asObject(
    inputs.osProfile,
  );
  return {
    ...shownIdentity(inputs, requireIdentities(context)),
    osProfile: {
      adminUsername: adminUsername ?? null,
      computerName: computerName ?? id.slice(id.lastIndexOf("/") + 1),
      allowExtensionOperations: allowExtensionOperations ?? true,
      ...(linuxConfiguration === undefined ? {} : { linuxConfiguration }),
      requireGuestProvisionSignal: true,
      secrets: [],
    },
    provisioningState: "Succeeded",
    userData: null,
  };
}
