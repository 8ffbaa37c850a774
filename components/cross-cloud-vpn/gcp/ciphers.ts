import { type CipherProposal, isAead } from "../ciphers/proposal";

/**
 * The tunnel's `cipherSuite`. With an authenticated cipher no integrity algorithm may be given.
 * https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers
 */
export function gcpCipherSuite(proposal: CipherProposal) {
  const { encryption, integrity, dhGroup } = proposal;
  const bits = encryption.slice("aes".length, "aes128".length);
  const encryptions = [isAead(proposal) ? `AES-GCM-16-${bits}` : `AES-CBC-${bits}`];
  const group = `Group-${dhGroup}`;
  const hash = integrity.replace("sha", "SHA2-");
  const integrities = isAead(proposal)
    ? {}
    : { integrities: [`HMAC-${hash}-${Number(integrity.slice(3)) / 2}`] };
  return {
    phase1: { encryptions, ...integrities, prves: [`PRF-HMAC-${hash}`], dhs: [group] },
    phase2: { encryptions, ...integrities, pfs: [group] },
  };
}
