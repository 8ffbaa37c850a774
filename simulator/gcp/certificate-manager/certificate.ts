import { connectivityType } from "../connectivity/connectivityType";
import { invalidField } from "../compute/error";
import { failedPrecondition } from "../connectivity/error";
import { regionNames } from "../compute/regions";
import { certificateUser } from "../load-balancing/certificates";
import { chainProblem, keyProblem } from "../load-balancing/sslCertificate";
import { dnsNameProblem } from "../dns/names";
import { list, object, oneOf, text, textWhich, unsimulated } from "../../providers/shapes";
import { tokens } from "../tokens";
import { asObject, asString, asStrings, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";

const pathOf = ({ project, location, name }: Props): string =>
  `projects/${asString(project) ?? ""}/locations/${asString(location) ?? ""}/certificates/${asString(name) ?? ""}`;

/** https://cloud.google.com/certificate-manager/docs/quotas: domains of a managed certificate. */
const mostDomains = 100;

const domain = textWhich((name, path) => {
  const problem = name.endsWith(".") ? "it has no last dot" : dnsNameProblem(`${name}.`);
  return problem === undefined ? undefined : `"${path}" (${name}) must be a domain name: ${problem}`;
});

/**
 * A certificate of the user's own, or one that Google renews once its domains point here.
 *
 * API: https://cloud.google.com/certificate-manager/docs/reference/certificate-manager/rest/v1/projects.locations.certificates
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/certificatemanager/certificate/
 */
export const certificate: ResourceType = {
  ...connectivityType({
    token: tokens.certificate,
    kind: "Certificate",
    pathOf,
    hasState: false,
    fields: {
      location: textWhich((location, path) =>
        location === "global" || regionNames.includes(location)
          ? undefined
          : `"${path}" ${location} is no location; simulated are global and ${regionNames.join(", ")}`,
      ),
      managed: object({
        dnsAuthorizations: unsimulated("array", "domains are authorised by their balancer"),
        domains: list(domain, mostDomains),
        issuanceConfig: unsimulated("string", "there are no private authorities"),
      }),
      scope: oneOf("DEFAULT", "EDGE_CACHE", "ALL_REGIONS", "CLIENT_AUTH"),
      selfManaged: object({
        certificatePem: unsimulated("string", "it is deprecated; give pemCertificate"),
        pemCertificate: text,
        pemPrivateKey: text,
        privateKeyPem: unsimulated("string", "it is deprecated; give pemPrivateKey"),
      }),
    },
    mutable: ["selfManaged"],
    defaults: { location: "global", scope: "DEFAULT" },
    computed: ["managed", "sanDnsnames"],
    // Rough figures; a managed certificate is provisioned long after.
    durations: { create: 8, update: 8, delete: 8 },
    check: checkKind,
    create: ({ inputs }) => ({
      managed: inputs.managed === undefined ? {} : { ...asObject(inputs.managed), state: "PROVISIONING" },
      sanDnsnames: asStrings(asObject(inputs.managed).domains),
    }),
    update: () => ({}),
    delete({ world }, record) {
      const entry = world
        .all(tokens.certificateMapEntry)
        .find(({ inputs }) => asStrings(inputs.certificates).some((link) => link.endsWith(record.id)));
      const user = entry?.id ?? certificateUser(world, record);
      if (user !== undefined) {
        throw failedPrecondition(
          `can't delete certificate that is referenced by a Certificate Map Entry or other resources: ${user}`,
        );
      }
    },
  }),
  credentials: ["selfManaged"],
};

function checkKind({ inputs, fail }: CheckContext): void {
  const { managed, selfManaged, scope, location } = inputs;
  if ((managed === undefined) === (selfManaged === undefined)) {
    fail(
      managed === undefined ? "managed" : "selfManaged",
      "exactly one of managed, selfManaged must be specified",
    );
    return;
  }
  if (
    typeof location === "string" &&
    location !== "global" &&
    typeof scope === "string" &&
    scope !== "DEFAULT"
  ) {
    fail("scope", invalidField("certificate.scope", scope, "Regional certificates have the scope DEFAULT."));
  }
  if (managed !== undefined && !hasUnknown(managed) && asStrings(asObject(managed).domains).length === 0) {
    fail("managed.domains", invalidField("certificate.managed.domains", "", "There must be a domain."));
  }
  checkPem(asObject(selfManaged), fail, selfManaged === undefined || hasUnknown(selfManaged));
}

function checkPem(
  { pemCertificate, pemPrivateKey }: Props,
  fail: CheckContext["fail"],
  isOpen: boolean,
): void {
  if (isOpen) {
    return;
  }
  const problems = {
    pemCertificate: chainProblem(asString(pemCertificate) ?? ""),
    pemPrivateKey: keyProblem(asString(pemPrivateKey) ?? ""),
  };
  for (const [property, problem] of Object.entries(problems)) {
    if (problem !== undefined) {
      fail(`selfManaged.${property}`, invalidField(`certificate.selfManaged.${property}`, "", problem));
    }
  }
}
