import { checkAlias, requireAliasTarget } from "./alias";
import { fqdnOf, recordName } from "./names";
import { checkRecords, recordFields, requireAlone } from "./records";
import { armType, type ArmOperation } from "../arm/armType";
import { reference } from "../arm/inputShape";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * The records of one type at one name of a public zone, or an alias.
 *
 * https://learn.microsoft.com/azure/dns/dns-zones-records, https://learn.microsoft.com/rest/api/dns/record-sets/create-or-update
 */
export const recordSet: ResourceType = armType({
  token: tokens.recordSet,
  armType: "Microsoft.Network/dnsZones",
  kindProperty: "recordType",
  apiVersion: "2023-07-01-preview",
  nameProperty: "relativeRecordSetName",
  nameRule: recordName,
  parent: { token: tokens.zone, nameProperty: "zoneName" },
  inputs: {
    ...recordFields,
    caaRecords: "unsimulated array",
    dsRecords: "unsimulated array",
    naptrRecords: "unsimulated array",
    nsRecords: [{ nsdname: "string" }],
    targetResource: reference,
    tlsaRecords: "unsimulated array",
    trafficManagementProfile: "unsimulated object",
  },
  regional: false,
  envelope: ["etag", "provisioningState"],
  computed: ["fqdn", "systemData"],
  durations: { create: 3, update: 3, delete: 3 },
  check(context) {
    checkRecords(
      context,
      ["A", "AAAA", "CNAME", "MX", "NS", "TXT"],
      context.inputs.targetResource !== undefined,
    );
    checkAlias(context);
  },
  create(context) {
    const { inputs, id } = context;
    if (inputs.relativeRecordSetName === "@" && asString(inputs.recordType)?.toUpperCase() === "NS") {
      throw new Error(`cannot create already existing resource '${id}'`);
    }
    return shown(context);
  },
  update: shown,
});

function shown(context: ArmOperation): Props {
  const { inputs } = context;
  requireAlone(context, tokens.recordSet);
  requireAliasTarget(context);
  return {
    fqdn: fqdnOf(asString(inputs.relativeRecordSetName) ?? "", asString(inputs.zoneName) ?? ""),
    ttl: inputs.ttl ?? 3600,
  };
}
