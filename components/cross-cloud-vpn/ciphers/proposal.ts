/** One choice of algorithms, used for IKE and for IPsec alike. */
export interface CipherProposal {
  /** AES with a key of 128 or 256 bits; `gcm` authenticates by itself, `cbc` needs `integrity` in IPsec too. */
  readonly encryption: "aes128-gcm" | "aes256-gcm" | "aes128-cbc" | "aes256-cbc";
  /** The hash of IKE's pseudo-random function and, with `cbc`, of the integrity algorithms. */
  readonly integrity: "sha256" | "sha384" | "sha512";
  /** The Diffie-Hellman group of IKE and of perfect forward secrecy: 14 to 16 are MODP, 19 to 21 are NIST curves. */
  readonly dhGroup: 14 | 15 | 16 | 19 | 20 | 21;
}

/**
 * Proposals that all gateways here support. One is pinned because gateways otherwise settle on the weakest that both
 * know, and because towards AWS Google Cloud's rekeying fails with several.
 * https://cloud.google.com/network-connectivity/docs/vpn/how-to/creating-ha-vpn
 */
export const cipherProfiles = {
  /** AES-256-GCM, SHA-384, Diffie-Hellman group 20 (NIST P-384). On Azure GCM is two to three times as fast as CBC. */
  strong: { encryption: "aes256-gcm", integrity: "sha384", dhGroup: 20 },
  /** AES-256-CBC, SHA-256, Diffie-Hellman group 14 (2048-bit MODP). */
  compatible: { encryption: "aes256-cbc", integrity: "sha256", dhGroup: 14 },
} as const satisfies Record<string, CipherProposal>;

/** The name of a proposal. */
export type CipherProfileName = keyof typeof cipherProfiles;

/** Two ends of a tunnel rekey at their own pace: these are within what every cloud takes, AWS being the strictest. */
export const lifetimeSeconds = { ike: 28800, ipsec: 3600 } as const;

export function proposalOf(profile: CipherProfileName | CipherProposal = "strong"): CipherProposal {
  return typeof profile === "string" ? cipherProfiles[profile] : profile;
}

export function isAead({ encryption }: CipherProposal): boolean {
  return encryption.endsWith("-gcm");
}
