import { refused } from "./refusals";
import { isValidated, validationNamesOf } from "./validation";
import { regionOf, regionProperty, withRegion } from "../common";
import { normalized } from "../route53/domainNames";
import { tokens } from "../tokens";
import { asString, asStrings } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * Waits until a certificate is issued. It makes nothing in AWS. The provider waits for 75 minutes; the simulator says
 * at once that nothing would come of it.
 *
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/acm/certificatevalidation/
 */
export const certificateValidation: ResourceType = {
  token: tokens.certificateValidation,
  properties: {
    ...regionProperty,
    certificateArn: { type: "string", required: true, replace: true },
    validationRecordFqdns: { type: "array", replace: true },
  },
  computed: [],
  // Rough figures: ACM looks for the records every few minutes.
  durations: { create: 120, update: 1, delete: 1 },
  check: withRegion,
  create({ inputs, world, draws }) {
    const arn = asString(inputs.certificateArn) ?? "";
    const certificate = world.get(tokens.certificate, arn);
    if (!certificate || regionOf(certificate.inputs) !== regionOf(inputs)) {
      throw refused("DescribeCertificate", "ResourceNotFoundException", `Could not find certificate ${arn}.`);
    }
    const wanted = validationNamesOf(certificate);
    const given = asStrings(inputs.validationRecordFqdns).map(normalized);
    const missing = wanted.filter((name) => !given.includes(name));
    if (inputs.validationRecordFqdns !== undefined && missing.length > 0) {
      throw new Error(`validationRecordFqdns: missing DNS validation record: ${missing.join(", ")}`);
    }
    if (!isValidated(certificate, world)) {
      throw new Error(
        `timeout while waiting for the ACM certificate ${arn} to be issued (last state: 'PENDING_VALIDATION'): its CNAME records are not in a public zone of Route 53, where the simulator looks for them`,
      );
    }
    return { id: `${arn}@${draws.hex("id", 8)}`, outputs: {} };
  },
};
