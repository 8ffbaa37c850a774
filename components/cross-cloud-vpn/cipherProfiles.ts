/** A single proposal for IKE and for IPsec that both ends pin. */
export interface CipherProfile {
  /**
   * Values of the `tunnelNPhaseM…` properties, the same in both phases. AWS wants an integrity algorithm listed
   * next to an authenticated cipher too.
   * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
   */
  readonly aws: {
    readonly encryption: string;
    readonly integrity: string;
    readonly dhGroup: number;
  };
  /**
   * Values of one `ipsecPolicies` entry.
   * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto
   */
  readonly azure: {
    readonly ikeEncryption: string;
    readonly ikeIntegrity: string;
    readonly dhGroup: string;
    readonly ipsecEncryption: string;
    readonly ipsecIntegrity: string;
    readonly pfsGroup: string;
  };
}

/**
 * Proposals that all gateways here support. One is pinned because AWS and Azure otherwise settle on the weakest
 * that both know. Every SKU that can be created today takes a custom policy.
 */
export const cipherProfiles = {
  /** AES-256-GCM, SHA-384, Diffie-Hellman group 20 (NIST P-384). On Azure GCM is two to three times as fast as CBC. */
  strong: {
    aws: { encryption: "AES256-GCM-16", integrity: "SHA2-384", dhGroup: 20 },
    azure: {
      ikeEncryption: "GCMAES256",
      ikeIntegrity: "SHA384",
      dhGroup: "ECP384",
      ipsecEncryption: "GCMAES256",
      ipsecIntegrity: "GCMAES256",
      pfsGroup: "ECP384",
    },
  },
  /** AES-256-CBC, SHA-256, Diffie-Hellman group 14 (2048-bit MODP). */
  compatible: {
    aws: { encryption: "AES256", integrity: "SHA2-256", dhGroup: 14 },
    azure: {
      ikeEncryption: "AES256",
      ikeIntegrity: "SHA256",
      dhGroup: "DHGroup14",
      ipsecEncryption: "AES256",
      ipsecIntegrity: "SHA256",
      pfsGroup: "PFS2048",
    },
  },
} as const satisfies Record<string, CipherProfile>;

/** The name of a proposal. */
export type CipherProfileName = keyof typeof cipherProfiles;

/** AWS rekeys IPsec within the hour and IKE within eight; Azure's IKE lifetime is fixed at the same 28800. */
export const lifetimeSeconds = { ike: 28800, ipsec: 3600 } as const;
