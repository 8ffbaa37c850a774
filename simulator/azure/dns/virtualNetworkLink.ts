import { armType, type ArmOperation } from "../arm/armType";
import { ArmError, badRequest, resourceNotFound } from "../arm/error";
import { checkChoice } from "../arm/checks";
import { lastName, parentOf, referredId, sameId } from "../arm/ids";
import { reference } from "../arm/inputShape";
import { networkName } from "../arm/nameRules";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import { asObject, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * Makes a private zone known in a virtual network.
 *
 * https://learn.microsoft.com/azure/dns/private-dns-virtual-network-links,
 * https://learn.microsoft.com/rest/api/dns/privatedns/virtual-network-links/create-or-update
 */
export const virtualNetworkLink: ResourceType = armType({
  token: tokens.virtualNetworkLink,
  armType: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
  apiVersion: "2024-06-01",
  nameProperty: "virtualNetworkLinkName",
  nameRule: networkName(),
  parent: { token: tokens.privateZone, nameProperty: "privateZoneName" },
  inputs: { registrationEnabled: "boolean", resolutionPolicy: "string", virtualNetwork: reference },
  replaces: ["virtualNetwork"],
  regional: true,
  locations: ["global"],
  envelope: ["etag", "provisioningState"],
  computed: ["systemData", "virtualNetworkLinkState"],
  durations: { create: 30, update: 15, delete: 30 },
  check({ inputs, refuse }) {
    checkChoice(inputs.resolutionPolicy, "resolutionPolicy", ["Default", "NxDomainRedirect"], refuse);
    if (inputs.virtualNetwork === undefined) {
      refuse("virtualNetwork", "BadRequest", "A link must have a virtualNetwork.");
    }
  },
  create: shown,
  update: shown,
});

function shown(context: ArmOperation): Props {
  const { inputs } = context;
  requireNetwork(context);
  return {
    registrationEnabled: inputs.registrationEnabled ?? false,
    resolutionPolicy: inputs.resolutionPolicy ?? "Default",
    virtualNetworkLinkState: "Completed",
  };
}

/** Source: the first page, "Limits" and "Registration virtual network" */
function requireNetwork({ world, id, inputs }: ArmOperation): void {
  const wanted = referredId(asObject(inputs.virtualNetwork)) ?? "";
  const network = findById(world, tokens.virtualNetwork, wanted);
  if (!network) {
    throw resourceNotFound(wanted);
  }
  const [zone, name] = [parentOf(id), lastName(parentOf(id)).toLowerCase()];
  const links = world
    .all(tokens.virtualNetworkLink)
    .filter(
      (other) =>
        !sameId(other.id, id) && sameId(referredId(asObject(other.inputs.virtualNetwork)), network.id),
    );
  const twin = links.find((other) => sameId(parentOf(other.id), zone));
  if (twin) {
    throw new ArmError(
      409,
      "Conflict",
      `A virtual network can be linked to a private DNS zone only once: ${network.id} is linked to ${zone} by '${lastName(twin.id)}'.`,
    );
  }
  const overlapping = links.find((other) => lastName(parentOf(other.id)).toLowerCase() === name);
  if (overlapping) {
    throw badRequest(
      "BadRequest",
      "A virtual network cannot be linked to multiple zones with overlapping namespaces. " +
        `You tried to link virtual network with '${name}' and '${name}' zones.`,
    );
  }
  const registering = links.find((other) => other.inputs.registrationEnabled === true);
  if (inputs.registrationEnabled === true && registering) {
    throw new ArmError(
      409,
      "Conflict",
      `Virtual network ${network.id} registers its machines in ${parentOf(registering.id)} already; it can do so in one zone.`,
    );
  }
}
