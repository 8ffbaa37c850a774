import { zoneName } from "./names";
import { recordSetsOf } from "./records";
import { armType } from "../arm/armType";
import { ArmError } from "../arm/error";
import { parentOf, sameId } from "../arm/ids";
import { tokens } from "../tokens";
import type { ResourceType, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Every private zone has a set of SOA at its apex. */
const ownSets = 1;

/**
 * A zone that is answered in the virtual networks that are linked to it.
 *
 * https://learn.microsoft.com/azure/dns/private-dns-privatednszone,
 * https://learn.microsoft.com/rest/api/dns/privatedns/private-zones/create-or-update
 */
export const privateZone: ResourceType = armType({
  token: tokens.privateZone,
  armType: "Microsoft.Network/privateDnsZones",
  apiVersion: "2024-06-01",
  nameProperty: "privateZoneName",
  nameRule: zoneName,
  inputs: {},
  regional: true,
  locations: ["global"],
  envelope: ["etag", "provisioningState"],
  computed: [
    "internalId",
    "maxNumberOfRecordSets",
    "maxNumberOfVirtualNetworkLinks",
    "maxNumberOfVirtualNetworkLinksWithRegistration",
    "numberOfRecordSets",
    "numberOfVirtualNetworkLinks",
    "numberOfVirtualNetworkLinksWithRegistration",
    "systemData",
  ],
  durations: { create: 30, update: 10, delete: 30 },
  create: ({ draws }) => ({
    internalId: draws.hex("internal", 32),
    maxNumberOfRecordSets: 25_000,
    maxNumberOfVirtualNetworkLinks: 1_000,
    maxNumberOfVirtualNetworkLinksWithRegistration: 100,
  }),
  update: () => ({}),
  delete({ world, id }) {
    if (linksOf(world, id).length > 0) {
      throw new ArmError(
        409,
        "CannotDeleteResource",
        "Can not delete resource before nested resources are deleted.",
      );
    }
  },
  removes: ({ world, inputs }, record) =>
    inputs === record.inputs
      ? world.all(tokens.privateRecordSet).filter(({ id }) => sameId(parentOf(id), record.id))
      : [],
  observe(record, world) {
    const links = linksOf(world, record.id);
    return {
      numberOfRecordSets: ownSets + recordSetsOf(world, tokens.privateRecordSet, record.id).length,
      numberOfVirtualNetworkLinks: links.length,
      numberOfVirtualNetworkLinksWithRegistration: links.filter(
        ({ inputs }) => inputs.registrationEnabled === true,
      ).length,
    };
  },
});

const linksOf = (world: WorldView, zone: string): readonly WorldRecord[] =>
  world.all(tokens.virtualNetworkLink).filter(({ id }) => sameId(parentOf(id), zone));
