import { invalidField } from "../compute/error";
import { list, object, oneOf, type Shape } from "../../providers/shapes";
import { asObject, asStrings, hasUnknown } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/**
 * The algorithms of Cloud VPN with IKEv2, in the order in which it proposes them.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers
 */
const aead = ["AES-GCM-16-128", "AES-GCM-16-192", "AES-GCM-16-256"];
const groups = [
  "Group-14",
  "modp-2048-224",
  "modp-2048-256",
  "Group-5",
  "Group-15",
  "Group-16",
  "Group-18",
  "Group-2",
  "modp-1024-160",
  "Group-19",
  "Group-20",
  "Group-21",
  "Group-31",
];

export const supported = {
  phase1: {
    encryptions: [...aead, "AES-CBC-128", "AES-CBC-192", "AES-CBC-256", "3DES-CBC"],
    integrities: [
      "AES-XCBC-96",
      "AES-CMAC-96",
      "HMAC-SHA1-96",
      "HMAC-MD5-96",
      "HMAC-SHA2-256-128",
      "HMAC-SHA2-384-192",
      "HMAC-SHA2-512-256",
    ],
    prves: [
      "PRF-AES128-XCBC",
      "PRF-AES128-CMAC",
      "PRF-HMAC-SHA1",
      "PRF-HMAC-MD5",
      "PRF-HMAC-SHA2-256",
      "PRF-HMAC-SHA2-384",
      "PRF-HMAC-SHA2-512",
    ],
    dhs: groups,
  },
  phase2: {
    encryptions: [...aead, "AES-CBC-128", "AES-CBC-256", "AES-CBC-192"],
    integrities: ["HMAC-SHA2-256-128", "HMAC-SHA2-512-256", "HMAC-SHA1-96"],
    pfs: groups,
  },
} as const;

export const isAead = (encryption: string): boolean => aead.includes(encryption);

const phase = (roles: Readonly<Record<string, readonly string[]>>): Shape =>
  object(Object.fromEntries(Object.entries(roles).map(([role, names]) => [role, list(oneOf(...names))])));

export const cipherSuiteShape: Shape = object({
  phase1: phase(supported.phase1),
  phase2: phase(supported.phase2),
});

/**
 * Ciphers can be chosen for IKEv2 only, and an integrity algorithm only where a cipher needs one.
 *
 * Sources: https://cloud.google.com/network-connectivity/docs/vpn/how-to/creating-ha-vpn and
 * https://github.com/terraform-google-modules/terraform-google-vpn/pull/202
 */
export function checkCipherSuite({ inputs, fail }: CheckContext): void {
  if (inputs.cipherSuite !== undefined && inputs.ikeVersion === 1) {
    fail(
      "cipherSuite",
      invalidField("resource.cipherSuite", "", "Ciphers can be configured for tunnels that use IKEv2 only."),
    );
  }
  for (const name of ["phase1", "phase2"]) {
    const suite = asObject(asObject(inputs.cipherSuite)[name]);
    const encryptions = asStrings(suite.encryptions);
    const integrities = asStrings(suite.integrities);
    const onlyAead = encryptions.length > 0 && encryptions.every(isAead) && !hasUnknown(suite.encryptions);
    if (onlyAead && integrities.length > 0) {
      const field = `cipherSuite.${name}.integrities`;
      fail(
        field,
        invalidField(
          `resource.${field}`,
          integrities.join(", "),
          `Integrity cannot be specified when using only AEAD algorithms for ${name} encryption.`,
        ),
      );
    }
  }
}
