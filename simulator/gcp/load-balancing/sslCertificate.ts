import { type ComputeDefinition, computeType } from "../compute/computeType";
import { invalidField } from "../compute/error";
import { type Fields, text, unsimulated } from "../../providers/shapes";
import { loadBalancingTokens as tokens } from "./tokens";
import { asString } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";

/** "The chain must be no greater than 5 certs long": the provider's description of `certificate`. */
const longestChain = 5;

const block = (name: string): RegExp =>
  new RegExp(`-----BEGIN ${name}-----\\s+[A-Za-z0-9+/=\\s]+-----END ${name}-----`, "g");

/** What is wrong with the PEM text of a chain, which is looked at from outside only. */
export function chainProblem(chain: string): string | undefined {
  const count = chain.match(block("CERTIFICATE"))?.length ?? 0;
  return count === 0
    ? "The SSL certificate could not be parsed."
    : count > longestChain
      ? `The chain must be no greater than ${longestChain} certificates long, and has ${count}.`
      : undefined;
}

/** What is wrong with the PEM text of a private key; its words are never repeated. */
export const keyProblem = (key: string): string | undefined =>
  (key.match(block("(?:RSA |EC )?PRIVATE KEY"))?.length ?? 0) === 1
    ? undefined
    : "The SSL private key could not be parsed: it must be one unencrypted key in PEM format.";

const fields: Fields = {
  "certificate!": text,
  description: text,
  namePrefix: unsimulated("string", "leave the name out for one with a random suffix"),
  privateKey: text,
  privateKeyWo: unsimulated("string", "give privateKey"),
  privateKeyWoVersion: unsimulated("string", "give privateKey"),
};

const certificateType = (own: Pick<ComputeDefinition, "token" | "kind" | "regional">): ResourceType =>
  computeType({
    ...own,
    collection: "sslCertificates",
    labelled: false,
    fields,
    mutable: [],
    secrets: ["certificate", "privateKey"],
    computed: ["certificateId", "creationTimestamp", "expireTime"],
    // Rough figures.
    durations: { create: 8, update: 8, delete: 8 },
    check: checkPem,
    create: ({ now, draws }) => ({
      certificateId: draws.below("certificateId", 2 ** 47),
      creationTimestamp: now,
      expireTime: "",
    }),
  });

/**
 * A certificate of the user's own, for global proxies.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/sslCertificates
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/sslcertificate/
 */
export const sslCertificate: ResourceType = certificateType({
  token: tokens.sslCertificate,
  kind: "SslCertificate",
  regional: false,
});

/** The same for proxies of its region. https://www.pulumi.com/registry/packages/gcp/api-docs/compute/regionsslcertificate/ */
export const regionSslCertificate: ResourceType = certificateType({
  token: tokens.regionSslCertificate,
  kind: "RegionSslCertificate",
  regional: true,
});

function checkPem({ inputs, fail }: CheckContext): void {
  const [chain, key] = [asString(inputs.certificate), asString(inputs.privateKey)];
  const problem = chain === undefined ? undefined : chainProblem(chain);
  if (problem !== undefined) {
    fail("certificate", invalidField("resource.certificate", "", problem));
  }
  if (inputs.privateKey === undefined) {
    fail("privateKey", "one of `private_key,private_key_wo` must be specified");
  }
  const mistake = key === undefined ? undefined : keyProblem(key);
  if (mistake !== undefined) {
    fail("privateKey", invalidField("resource.privateKey", "", mistake));
  }
}
