import { fqdnOf, recordName } from "./names";
import { checkRecords, recordFields, requireAlone } from "./records";
import { armType, type ArmOperation } from "../arm/armType";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * The records of one type at one name of a private zone; there are no aliases.
 *
 * https://learn.microsoft.com/azure/dns/dns-private-records,
 * https://learn.microsoft.com/rest/api/dns/privatedns/record-sets/create-or-update
 */
export const privateRecordSet: ResourceType = armType({
  token: tokens.privateRecordSet,
  armType: "Microsoft.Network/privateDnsZones",
  kindProperty: "recordType",
  apiVersion: "2024-06-01",
  nameProperty: "relativeRecordSetName",
  nameRule: recordName,
  parent: { token: tokens.privateZone, nameProperty: "privateZoneName" },
  inputs: recordFields,
  regional: false,
  envelope: ["etag"],
  computed: ["fqdn", "isAutoRegistered", "systemData"],
  durations: { create: 3, update: 3, delete: 3 },
  check: (context) => checkRecords(context, ["A", "AAAA", "CNAME", "MX", "TXT"], false),
  create: shown,
  update: shown,
});

function shown(context: ArmOperation): Props {
  const { inputs } = context;
  requireAlone(context, tokens.privateRecordSet);
  const zone = asString(inputs.privateZoneName) ?? "";
  return { fqdn: fqdnOf(asString(inputs.relativeRecordSetName) ?? "", zone), isAutoRegistered: false };
}
