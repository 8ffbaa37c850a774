import type { ArmCheck } from "../arm/armType";
import type { Fields } from "../arm/inputShape";
import { asList, asNumber, asObject, asString, type Props } from "../../protocol/values";

/** A policy is one full combination, so every field is required. */
export const ipsecPolicyFields: Fields = {
  "dhGroup!": "string",
  "ikeEncryption!": "string",
  "ikeIntegrity!": "string",
  "ipsecEncryption!": "string",
  "ipsecIntegrity!": "string",
  "pfsGroup!": "string",
  "saDataSizeKilobytes!": "number",
  "saLifeTimeSeconds!": "number",
};

const choices: Readonly<Record<string, readonly string[]>> = {
  dhGroup: ["None", "DHGroup1", "DHGroup2", "DHGroup14", "DHGroup2048", "ECP256", "ECP384", "DHGroup24"],
  ikeEncryption: ["DES", "DES3", "AES128", "AES192", "AES256", "GCMAES256", "GCMAES128"],
  ikeIntegrity: ["MD5", "SHA1", "SHA256", "SHA384", "GCMAES256", "GCMAES128"],
  ipsecEncryption: [
    "None",
    "DES",
    "DES3",
    "AES128",
    "AES192",
    "AES256",
    "GCMAES128",
    "GCMAES192",
    "GCMAES256",
  ],
  ipsecIntegrity: ["MD5", "SHA1", "SHA256", "GCMAES128", "GCMAES192", "GCMAES256"],
  pfsGroup: ["None", "PFS1", "PFS2", "PFS2048", "ECP256", "ECP384", "PFS24", "PFS14", "PFSMM"],
};

const limits = {
  saLifeTimeSeconds: [300, 172_799],
  saDataSizeKilobytes: [1024, 2_147_483_647],
} as const;

/** Source: https://learn.microsoft.com/azure/vpn-gateway/ipsec-ike-policy-howto */
export function checkIpsecPolicies({ inputs, refuse }: Pick<ArmCheck, "inputs" | "refuse">): void {
  const policies = asList(inputs.ipsecPolicies).map(asObject);
  if (policies.length > 1) {
    refuse(
      "ipsecPolicies",
      "BadRequest",
      `A connection can have only one IPsec policy, got ${policies.length}.`,
    );
  }
  policies.forEach((policy, i) => checkPolicy(policy, `ipsecPolicies[${i}]`, refuse));
}

function checkPolicy(policy: Props, path: string, refuse: ArmCheck["refuse"]): void {
  for (const [property, values] of Object.entries(choices)) {
    const value = asString(policy[property]);
    if (value !== undefined && !values.includes(value)) {
      refuse(
        `${path}.${property}`,
        "BadRequest",
        `${property} '${value}' is not one of ${values.join(", ")}.`,
      );
    }
  }
  for (const [property, [least, most]] of Object.entries(limits)) {
    const value = asNumber(policy[property]);
    if (value !== undefined && (value < least || value > most)) {
      refuse(`${path}.${property}`, "BadRequest", `${property} must be ${least} to ${most}, got ${value}.`);
    }
  }
  const [encryption, integrity] = [asString(policy.ipsecEncryption), asString(policy.ipsecIntegrity)];
  const usesGcm = [encryption, integrity].some((value) => value?.startsWith("GCM"));
  if (usesGcm && encryption !== undefined && integrity !== undefined && encryption !== integrity) {
    refuse(
      `${path}.ipsecIntegrity`,
      "BadRequest",
      `With GCM the IPsec encryption and integrity must be the same algorithm and key length, got ${encryption} and ${integrity}.`,
    );
  }
}
