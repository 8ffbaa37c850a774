import type { WorldView } from "../../providers/resourceType";
import { asList, asString, hasUnknown, type Props, UNKNOWN, type Value } from "../../protocol/values";
import type { ArmCheck, ArmOperation } from "../arm/armType";
import { checkRange, eachItem } from "../arm/checks";
import { badRequest } from "../arm/error";
import { lastName, parentOf, sameId } from "../arm/ids";
import type { Fields } from "../arm/inputShape";
import { isAddress } from "../rules/routes";

/** Source: https://learn.microsoft.com/azure/dns/dns-zones-records#time-to-live */
const seconds = [1, 2_147_483_647] as const;
/** Source: https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-dns-limits */
const mostRecords = 20;

/** The types of records that are simulated, and the property that each has its records in. */
const properties: Readonly<Record<string, string>> = {
  A: "aRecords",
  AAAA: "aaaaRecords",
  CNAME: "cnameRecord",
  MX: "mxRecords",
  NS: "nsRecords",
  TXT: "txtRecords",
};

export const recordFields: Fields = {
  aRecords: [{ ipv4Address: "string" }],
  aaaaRecords: [{ ipv6Address: "string" }],
  cnameRecord: { cname: "string" },
  metadata: "map",
  mxRecords: [{ exchange: "string", preference: "number" }],
  ptrRecords: "unsimulated array",
  soaRecord: "unsimulated object",
  srvRecords: "unsimulated array",
  ttl: "number",
  txtRecords: [{ value: ["string"] }],
};

/**
 * What is wrong with a record set by itself.
 *
 * Source: https://learn.microsoft.com/azure/dns/dns-zones-records
 */
export function checkRecords({ inputs, refuse }: ArmCheck, types: readonly string[], isAlias: boolean): void {
  checkRange(inputs.ttl, "ttl", seconds, refuse);
  if (inputs.ttl === undefined && !isAlias) {
    refuse("ttl", "BadRequest", `A record set must have a ttl of ${seconds.join(" to ")} seconds.`);
  }
  const type = asString(inputs.recordType)?.toUpperCase();
  if (type === undefined) {
    return;
  }
  if (!types.includes(type)) {
    refuse(
      "recordType",
      "BadRequest",
      `Records of type '${type}' are not known or not simulated; use ${types.join(", ")}.`,
    );
    return;
  }
  for (const [other, property] of Object.entries(properties)) {
    if (other !== type && inputs[property] !== undefined) {
      refuse(property, "BadRequest", `A record set of type ${type} has no ${property}.`);
    }
  }
  if (type === "CNAME") {
    checkCname(inputs, isAlias, refuse);
  }
  const property = properties[type] ?? "";
  if (isAlias && inputs[property] !== undefined) {
    refuse(property, "BadRequest", "An alias record set has a targetResource and no records of its own.");
  }
  checkList(inputs, property, refuse);
}

/** Source: the same page, "CNAME records" */
function checkCname(
  { relativeRecordSetName, cnameRecord }: Props,
  isAlias: boolean,
  refuse: ArmCheck["refuse"],
): void {
  if (relativeRecordSetName === "@") {
    refuse(
      "relativeRecordSetName",
      "BadRequest",
      "A CNAME record set cannot be created at the zone apex (name '@').",
    );
  }
  if (cnameRecord === undefined && !isAlias) {
    refuse("cnameRecord", "BadRequest", "A CNAME record set must have its one record.");
  }
}

const valueOf: Readonly<Record<string, (record: Props) => Value | undefined>> = {
  aRecords: ({ ipv4Address }) => ipv4Address,
  aaaaRecords: ({ ipv6Address }) => ipv6Address,
};

function checkList(inputs: Props, property: string, refuse: ArmCheck["refuse"]): void {
  const records = asList(inputs[property]);
  if (records.length > mostRecords) {
    refuse(property, "BadRequest", `A record set can have ${mostRecords} records, got ${records.length}.`);
  }
  eachItem(inputs[property], property, (record, path) => {
    const value = valueOf[property]?.(record);
    const fits = (text: string): boolean =>
      isAddress(text) && text.includes(":") === (property === "aaaaRecords");
    if (value !== UNKNOWN && valueOf[property] && (typeof value !== "string" || !fits(value))) {
      refuse(
        path,
        "BadRequest",
        `'${asString(value) ?? ""}' is not an ${property === "aaaaRecords" ? "IPv6" : "IPv4"} address.`,
      );
    }
  });
  const texts = records.map((record) => JSON.stringify(record));
  if (!hasUnknown(inputs[property]) && new Set(texts).size < texts.length) {
    refuse(property, "BadRequest", "A record set cannot contain two identical records.");
  }
}

/** A CNAME is alone at its name: the same page, "CNAME records". */
export function requireAlone({ world, id }: ArmOperation, token: string): void {
  const [name, zone] = [lastName(id).toLowerCase(), zoneOf(id)];
  const others = recordSetsOf(world, token, zone).filter(
    (other) => !sameId(other, id) && lastName(other).toLowerCase() === name,
  );
  const isCname = (one: string): boolean => typeOf(one) === "cname";
  if (isCname(id) && others.length > 0) {
    throw badRequest(
      "BadRequest",
      `The CNAME record could not be created because a record with the same name already exists in this zone: ${others[0] ?? ""}.`,
    );
  }
  if (others.some(isCname)) {
    throw badRequest(
      "BadRequest",
      "The record could not be created because a CNAME record with the same name already exists in this zone.",
    );
  }
}

/** `cname` of `…/dnsZones/example.com/CNAME/www`. */
const typeOf = (id: string): string | undefined => id.split("/").at(-2)?.toLowerCase();

export const zoneOf = (id: string): string => parentOf(id);

/** Ids of the record sets of a zone. */
export const recordSetsOf = (world: WorldView, token: string, zone: string): string[] =>
  world.all(token).flatMap(({ id }) => (sameId(zoneOf(id), zone) ? id : []));
