import { zoneName } from "./names";
import { recordSetsOf, zoneOf } from "./records";
import { armType } from "../arm/armType";
import { sameId } from "../arm/ids";
import { tokens } from "../tokens";
import { UNKNOWN } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/** Every zone has a set of SOA and one of NS at its apex. */
const ownSets = 2;
const nameServerGroups = 9;

/**
 * A public zone.
 *
 * https://learn.microsoft.com/azure/dns/dns-zones-records, https://learn.microsoft.com/rest/api/dns/zones/create-or-update
 */
export const zone: ResourceType = armType({
  token: tokens.zone,
  armType: "Microsoft.Network/dnsZones",
  apiVersion: "2023-07-01-preview",
  nameProperty: "zoneName",
  nameRule: zoneName,
  inputs: {
    registrationVirtualNetworks: "unsimulated array",
    resolutionVirtualNetworks: "unsimulated array",
    zoneType: "string",
  },
  defaults: { zoneType: "Public" },
  regional: true,
  locations: ["global"],
  envelope: ["etag"],
  computed: [
    "maxNumberOfRecordSets",
    "maxNumberOfRecordsPerRecordSet",
    "nameServers",
    "numberOfRecordSets",
    "signingKeys",
    "systemData",
  ],
  durations: { create: 5, update: 3, delete: 10 },
  check({ inputs, refuse }) {
    if (inputs.zoneType !== UNKNOWN && inputs.zoneType !== "Public") {
      refuse("zoneType", "BadRequest", "Private zones have a type of their own, privatedns:PrivateZone.");
    }
  },
  create({ draws }) {
    const group = `0${1 + draws.below("name servers", nameServerGroups)}`;
    return {
      maxNumberOfRecordSets: 10_000,
      maxNumberOfRecordsPerRecordSet: 20,
      nameServers: ["com", "net", "org", "info"].map((top, i) => `ns${i + 1}-${group}.azure-dns.${top}.`),
      signingKeys: [],
    };
  },
  update: () => ({}),
  removes: ({ world, inputs }, record) =>
    inputs === record.inputs
      ? world.all(tokens.recordSet).filter(({ id }) => sameId(zoneOf(id), record.id))
      : [],
  observe: ({ id }, world) => ({
    numberOfRecordSets: ownSets + recordSetsOf(world, tokens.recordSet, id).length,
  }),
});
