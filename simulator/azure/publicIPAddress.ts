import { armType, networkApiVersion, type ArmCheck, type ArmOperation } from "./arm/armType";
import { badRequest } from "./arm/error";
import { hasZones } from "./arm/locations";
import { networkName } from "./arm/nameRules";
import { drawPublicAddress } from "./publicAddressPool";
import { publicAddressUser } from "./rules/ipConfigurations";
import { tokens } from "./tokens";
import { asList, asNumber, asObject, asString, asStrings, type Props } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/** https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses */
export const publicIPAddress: ResourceType = armType({
  token: tokens.publicIPAddress,
  armType: "Microsoft.Network/publicIPAddresses",
  apiVersion: networkApiVersion,
  nameProperty: "publicIpAddressName",
  nameRule: networkName(),
  inputs: {
    ddosSettings: "unsimulated object",
    deleteOption: "unsimulated string",
    dnsSettings: {
      domainNameLabel: "string",
      domainNameLabelScope: "unsimulated string",
      fqdn: "unsimulated string",
      reverseFqdn: "unsimulated string",
    },
    extendedLocation: "unsimulated object",
    id: "unsimulated string",
    idleTimeoutInMinutes: "number",
    ipAddress: "unsimulated string",
    ipTags: "unsimulated array",
    linkedPublicIPAddress: "unsimulated object",
    migrationPhase: "unsimulated string",
    natGateway: "unsimulated object",
    publicIPAddressVersion: "string",
    publicIPAllocationMethod: "string",
    publicIPPrefix: "unsimulated object",
    servicePublicIPAddress: "unsimulated object",
    sku: { name: "string", tier: "string" },
    zones: ["string"],
  },
  replaces: ["location", "publicIPAddressVersion", "publicIPPrefix", "sku"],
  regional: true,
  computed: ["ipConfiguration"],
  enriches: { dnsSettings: ["fqdn"], sku: ["tier"] },
  durations: { create: 5, update: 5, delete: 5 },
  check: checkAddress,
  create(context) {
    requireZones(context);
    return { ...shown(context.inputs), ipAddress: drawPublicAddress(context, "address") };
  },
  update(context, record) {
    if (zonesOf(context.inputs) !== zonesOf(record.inputs)) {
      throw badRequest(
        "ResourceAvailabilityZonesCannotBeModified",
        `Resource ${context.id} has an existing availability zone constraint ${zonesOf(record.inputs)} ` +
          `and the request has availability zone constraint ${zonesOf(context.inputs)}, which do not match. Zones cannot be added/updated/removed once the resource is created.`,
      );
    }
    return { ...shown(context.inputs), ipAddress: record.outputs.ipAddress ?? null };
  },
  delete({ world, id }) {
    const user = publicAddressUser(world, id);
    if (user !== undefined) {
      throw badRequest(
        "PublicIPAddressCannotBeDeleted",
        `Public IP address ${id} can not be deleted since it is still allocated to resource ${user}. ` +
          "In order to delete the public IP, disassociate/detach the Public IP address from the resource. To learn how to do this, see aka.ms/deletepublicip.",
      );
    }
  },
  observe(record, world): Props {
    const user = publicAddressUser(world, record.id);
    return user === undefined ? {} : { ipConfiguration: { id: user } };
  },
});

/**
 * Sources: https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-basic-upgrade-guidance (Basic
 * addresses cannot be created any more), https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#sku
 */
function checkAddress(check: ArmCheck): void {
  const { inputs, refuse, id } = check;
  const sku = asObject(inputs.sku);
  const name = asString(sku.name);
  const version = asString(inputs.publicIPAddressVersion) ?? "IPv4";
  const unknownSku = typeof inputs.sku === "symbol" || typeof sku.name === "symbol";
  if (!unknownSku && name !== "Standard") {
    if (name === undefined || name === "Basic") {
      refuse(
        "sku",
        `${version}BasicSkuPublicIpCountLimitReached`,
        `Cannot create more than 0 ${version} Basic SKU public IP addresses for this subscription in this region.`,
      );
    } else {
      refuse("sku.name", "BadRequest", `Public IP address SKU '${name}' is not simulated; use Standard.`);
    }
  }
  const tier = asString(sku.tier);
  if (tier !== undefined && tier !== "Regional") {
    refuse(
      "sku.tier",
      "BadRequest",
      `The tier '${tier}' is only for cross-region load balancers, which are not simulated; use Regional.`,
    );
  }
  const method = inputs.publicIPAllocationMethod;
  if (typeof method !== "symbol" && method !== "Static" && name === "Standard") {
    refuse(
      "publicIPAllocationMethod",
      "StandardAndStandardV2SkuPublicIPAddressesMustBeStatic",
      `Standard sku publicIp ${id ?? ""} must have AllocationMethod set to Static.`,
    );
  }
  if (version !== "IPv4") {
    refuse(
      "publicIPAddressVersion",
      "BadRequest",
      `Only IPv4 public addresses are simulated, not '${version}'.`,
    );
  }
  const minutes = asNumber(inputs.idleTimeoutInMinutes);
  if (minutes !== undefined && (minutes < 4 || minutes > 30)) {
    refuse("idleTimeoutInMinutes", "BadRequest", `IdleTimeoutInMinutes must be 4 to 30, got ${minutes}.`);
  }
  const label = asString(asObject(inputs.dnsSettings).domainNameLabel);
  if (label !== undefined && !/^[a-z][a-z0-9-]{1,61}[a-z0-9]$/.test(label)) {
    refuse(
      "dnsSettings.domainNameLabel",
      "InvalidDomainNameLabel",
      `The domain name label ${label} is invalid. It must conform to the following regular expression: ^[a-z][a-z0-9-]{1,61}[a-z0-9]$.`,
    );
  }
  const zones = asStrings(inputs.zones);
  if (
    zones.some((zone) => !["1", "2", "3"].includes(zone)) ||
    new Set(zones).size < zones.length ||
    zones.length === 2
  ) {
    refuse(
      "zones",
      "BadRequest",
      `zones must be one of "1", "2", "3", or all three; got ${zones.join(", ")}.`,
    );
  }
}

/** Source: https://learn.microsoft.com/azure/reliability/availability-zones-region-support */
function requireZones({ inputs }: ArmOperation): void {
  const location = asString(inputs.location) ?? "";
  if (asList(inputs.zones).length > 0 && !hasZones(location)) {
    throw badRequest(
      "LocationNotSupportAvailabilityZones",
      `The resource type 'publicIPAddresses' does not support availability zones at location '${location}' and api-version '${networkApiVersion}'.`,
    );
  }
}

const zonesOf = (inputs: Props): string => [...asStrings(inputs.zones)].sort().join(", ");

/** What Azure shows beyond what was asked for. */
function shown(inputs: Props): Props {
  const label = asString(asObject(inputs.dnsSettings).domainNameLabel);
  return {
    sku: { name: "Standard", tier: "Regional", ...asObject(inputs.sku) },
    publicIPAddressVersion: "IPv4",
    idleTimeoutInMinutes: inputs.idleTimeoutInMinutes ?? 4,
    ipTags: [],
    ...(label === undefined
      ? {}
      : {
          dnsSettings: {
            domainNameLabel: label,
            fqdn: `${label}.${asString(inputs.location) ?? ""}.cloudapp.azure.com`,
          },
        }),
  };
}
