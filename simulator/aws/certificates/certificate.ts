import { refused } from "./refusals";
import { isValidated, namesOf, validationOption } from "./validation";
import { arn } from "../arn";
import { checkOneOf, isMissing, refuseUnsimulated, unsimulated } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { domainNameProblem } from "../route53/domainNames";
import { tokens } from "../tokens";
import { asStrings, asString } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";
import { checkInputs, object, oneOf } from "../../providers/shapes";

/** https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html */
const mostNames = 10;

const options = object({
  certificateTransparencyLoggingPreference: oneOf("ENABLED", "DISABLED"),
  export: oneOf("ENABLED", "DISABLED"),
});

const noImport = "certificates are asked for, not imported; give domainName and validationMethod";

/**
 * A public certificate that ACM issues once DNS shows who controls its names.
 *
 * API: https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/acm/certificate/
 */
export const certificate: ResourceType = {
  token: tokens.certificate,
  properties: {
    ...regionProperty,
    ...tagProperties,
    domainName: { type: "string", replace: true },
    keyAlgorithm: { type: "string", replace: true },
    options: { type: "object" },
    subjectAlternativeNames: { type: "array", replace: true },
    validationMethod: { type: "string", replace: true },
    ...unsimulated("array", ["validationOptions"]),
    ...unsimulated("number", ["privateKeyWoVersion"]),
    ...unsimulated("string", [
      "certificateAuthorityArn",
      "certificateBody",
      "certificateChain",
      "earlyRenewalDuration",
      "privateKey",
      "privateKeyWo",
    ]),
  },
  computed: [
    "arn",
    "domainValidationOptions",
    "keyAlgorithm",
    "notAfter",
    "notBefore",
    "pendingRenewal",
    "renewalEligibility",
    "status",
    "subjectAlternativeNames",
    "tagsAll",
    "type",
    "validationEmails",
  ],
  // Rough figures: the provider waits for the validation records, not for the certificate.
  durations: { create: 8, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    checkNames(context);
    checkInputs(context.inputs, { options }, context.fail);
    if (context.inputs.validationMethod === "EMAIL") {
      context.fail("validationMethod", `"EMAIL" is not simulated: nobody reads mail; use DNS`);
    }
    checkOneOf(context, "validationMethod", ["DNS", "EMAIL"]);
    if (isMissing(context.inputs.validationMethod)) {
      context.fail("validationMethod", "a certificate that is asked for needs validationMethod");
    }
    checkOneOf(context, "keyAlgorithm", [
      ...["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096"],
      ...["EC_prime256v1", "EC_secp384r1", "EC_secp521r1"],
    ]);
    refuseUnsimulated(context, {
      certificateAuthorityArn: "there are no private certificate authorities",
      certificateBody: noImport,
      certificateChain: noImport,
      earlyRenewalDuration: "certificates are not renewed",
      privateKey: noImport,
      privateKeyWo: noImport,
      privateKeyWoVersion: noImport,
      validationOptions: "they are for validation by mail",
    });
  },
  create(context) {
    const { inputs, draws } = context;
    const id = arn("acm", regionOf(inputs), `certificate/${draws.uuid("id")}`);
    const names = namesOf(inputs);
    return {
      id,
      outputs: {
        arn: id,
        domainValidationOptions: names.map((name) => validationOption(id, name)),
        keyAlgorithm: inputs.keyAlgorithm ?? "RSA_2048",
        notAfter: "",
        notBefore: "",
        pendingRenewal: false,
        renewalEligibility: "INELIGIBLE",
        subjectAlternativeNames: names.sort(),
        type: "AMAZON_ISSUED",
        validationEmails: [],
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
  delete({ world }, { id }) {
    const used = [tokens.listener, tokens.listenerCertificate].some((token) =>
      world.all(token).some(({ inputs }) => inputs.certificateArn === id),
    );
    if (used) {
      throw refused("DeleteCertificate", "ResourceInUseException", `Certificate ${id} is in use.`);
    }
  },
  observe: (record, world) => ({ status: isValidated(record, world) ? "ISSUED" : "PENDING_VALIDATION" }),
};

function checkNames({ inputs, fail }: CheckContext): void {
  if (isMissing(inputs.domainName)) {
    fail("domainName", "one of domainName, privateKey must be specified; certificates are not imported here");
  }
  const domainName = asString(inputs.domainName);
  if (domainName !== undefined && domainName.length > 64) {
    fail(
      "domainName",
      `ValidationException: the first name of a certificate has at most 64 characters: ${domainName}`,
    );
  }
  for (const [property, name] of [
    ["domainName", domainName],
    ...asStrings(inputs.subjectAlternativeNames).map((one) => ["subjectAlternativeNames", one] as const),
  ] as const) {
    const problem = name === undefined ? undefined : nameProblem(name);
    if (problem !== undefined) {
      fail(property, `ValidationException: ${problem}`);
    }
  }
  if (namesOf(inputs).length > mostNames) {
    fail("subjectAlternativeNames", `LimitExceededException: a certificate has at most ${mostNames} names`);
  }
}

function nameProblem(name: string): string | undefined {
  if (name.endsWith(".") || !name.includes(".")) {
    return `"${name}" is not a fully qualified domain name without a dot at its end`;
  }
  return name.includes("_") ? `"${name}" has an underscore` : domainNameProblem(name);
}
