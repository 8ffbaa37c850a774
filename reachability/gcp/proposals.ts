import type { Proposal } from "../model";
import { read, readNumber, orElse, type Resource } from "../resources";
import { textsOf } from "./values";

const aead = ["aes128-gcm16", "aes192-gcm16", "aes256-gcm16"];
const cbc = ["aes128-cbc", "aes192-cbc", "aes256-cbc"];
const groups = [14, 24, 23, 5, 15, 16, 18, 2, 22, 19, 20, 21, 31];

/**
 * What Cloud VPN offers and accepts with IKEv2 where a tunnel chooses nothing.
 * https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers#ikev2-ciphers
 */
const ikev2 = {
  phase1: {
    encryption: [...aead, ...cbc, "3des-cbc"],
    integrity: ["sha2-256", "sha2-384", "sha2-512", "sha1", "md5", "aes-xcbc", "aes-cmac"],
    groups,
  },
  phase2: { encryption: [...aead, ...cbc], integrity: ["sha2-256", "sha2-512", "sha1"], groups },
} as const;

/** https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers#ikev1-ciphers */
const ikev1: Proposal = { encryption: ["aes128-cbc"], integrity: ["sha1"], groups: [2] };

/** Groups that go by the names of RFC 5114. */
const namedGroups: Readonly<Record<string, number>> = {
  "modp-1024-160": 22,
  "modp-2048-224": 23,
  "modp-2048-256": 24,
};

/** What both phases of a tunnel offer; undefined where it is not known yet. */
export function proposalsOf(tunnel: Resource): {
  readonly phase1: Proposal | undefined;
  readonly phase2: Proposal | undefined;
} {
  if (orElse(readNumber(tunnel, "ikeVersion"), 2) === 1) {
    return { phase1: ikev1, phase2: ikev1 };
  }
  return {
    phase1: chosen(tunnel, "phase1", "dhs", ikev2.phase1),
    phase2: chosen(tunnel, "phase2", "pfs", ikev2.phase2),
  };
}

/** What the suite leaves out stays as it is by default. */
function chosen(
  tunnel: Resource,
  phase: "phase1" | "phase2",
  groupProperty: "dhs" | "pfs",
  defaults: Proposal,
): Proposal | undefined {
  const [encryption, integrity, prfs, dh] = ["encryptions", "integrities", "prves", groupProperty].map(
    (role) => textsOf(read(tunnel, `cipherSuite.${phase}.${role}`)),
  );
  if (encryption === undefined || integrity === undefined || prfs === undefined || dh === undefined) {
    return undefined;
  }
  return {
    encryption: encryption.length > 0 ? encryption.map(encryptionName) : defaults.encryption,
    integrity: integrity.length > 0 ? integrity.map(integrityName) : defaults.integrity,
    groups: dh.length > 0 ? dh.map(groupNumber) : defaults.groups,
  };
}

/** `AES-GCM-16-256` is aes256-gcm16, `AES-CBC-256` aes256-cbc. */
function encryptionName(name: string): string {
  const [, gcm] = /^AES-GCM-16-(\d+)$/i.exec(name) ?? [];
  const [, cbcLength] = /^AES-CBC-(\d+)$/i.exec(name) ?? [];
  return gcm !== undefined
    ? `aes${gcm}-gcm16`
    : cbcLength !== undefined
      ? `aes${cbcLength}-cbc`
      : name.toLowerCase();
}

/** `HMAC-SHA2-256-128` is sha2-256. */
function integrityName(name: string): string {
  const [, sha2] = /SHA2-(\d+)/i.exec(name) ?? [];
  const [, mac] = /(SHA1|MD5)/i.exec(name) ?? [];
  return sha2 !== undefined ? `sha2-${sha2}` : (mac ?? name).toLowerCase().replace(/-96$/, "");
}

function groupNumber(name: string): number {
  return namedGroups[name.toLowerCase()] ?? Number(/\d+$/.exec(name)?.[0]);
}
