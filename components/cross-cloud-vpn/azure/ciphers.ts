import { type CipherProposal, isAead, lifetimeSeconds } from "../ciphers/proposal";

/**
 * The one entry of `ipsecPolicies`. Azure's IKE lifetime is fixed at 28800 s; the volume is its default.
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto
 */
export function azureIpsecPolicy(proposal: CipherProposal) {
  const { encryption, integrity, dhGroup } = proposal;
  const [cipher = ""] = encryption.split("-");
  const name = isAead(proposal) ? `GCM${cipher.toUpperCase()}` : cipher.toUpperCase();
  const hash = integrity.toUpperCase();
  return {
    ikeEncryption: name,
    ikeIntegrity: hash,
    dhGroup: dhGroupNames[dhGroup] ?? "",
    ipsecEncryption: name,
    ipsecIntegrity: isAead(proposal) ? name : hash,
    pfsGroup: pfsGroupNames[dhGroup] ?? "",
    saLifeTimeSeconds: lifetimeSeconds.ipsec,
    saDataSizeKilobytes: 102400000,
  };
}

const dhGroupNames: Readonly<Record<number, string>> = { 14: "DHGroup14", 19: "ECP256", 20: "ECP384" };
const pfsGroupNames: Readonly<Record<number, string>> = { 14: "PFS2048", 19: "ECP256", 20: "ECP384" };
