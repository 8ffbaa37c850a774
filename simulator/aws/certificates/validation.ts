import { createHash } from "node:crypto";

import { isPrivateZone } from "../route53/zone";
import { normalized } from "../route53/domainNames";
import { tokens } from "../tokens";
import { asList, asObject, asString, asStrings, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** All names of a certificate, each once. */
export const namesOf = (inputs: Props): string[] => [
  ...new Set(
    [asString(inputs.domainName) ?? "", ...asStrings(inputs.subjectAlternativeNames)].map(normalized),
  ),
];

/**
 * The CNAME record by which one shows that one controls a domain. A name and its wildcard share the record.
 *
 * Source: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export function validationOption(certificateArn: string, domainName: string): Props {
  const domain = domainName.replace(/^\*\./, "");
  const hex = (label: string): string =>
    createHash("sha256").update(`${certificateArn}\0${label}\0${domain}`).digest("hex").slice(0, 32);
  return {
    domainName,
    resourceRecordName: `_${hex("name")}.${domain}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${hex("value")}.acm-validations.aws.`,
  };
}

export const validationNamesOf = (certificate: WorldRecord): string[] => [
  ...new Set(
    asList(certificate.outputs.domainValidationOptions).map((option) =>
      normalized(asString(asObject(option).resourceRecordName) ?? ""),
    ),
  ),
];

/** True where every record is in a public zone of Route 53; ACM would find it with any provider of DNS. */
export const isValidated = (certificate: WorldRecord, world: WorldView): boolean =>
  asList(certificate.outputs.domainValidationOptions)
    .map(asObject)
    .every(({ resourceRecordName, resourceRecordValue }) =>
      world.all(tokens.record).some((record) => {
        const zone = world.get(tokens.zone, asString(record.inputs.zoneId));
        return (
          zone !== undefined &&
          !isPrivateZone(zone) &&
          record.inputs.type === "CNAME" &&
          record.outputs.fqdn === normalized(asString(resourceRecordName) ?? "") &&
          asStrings(record.inputs.records)
            .map(normalized)
            .includes(normalized(asString(resourceRecordValue) ?? ""))
        );
      }),
    );
