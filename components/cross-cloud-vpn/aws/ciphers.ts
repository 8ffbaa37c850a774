import type { CipherProposal } from "../ciphers/proposal";

/**
 * The values of the `tunnelNPhaseM…` properties, the same in both phases. AWS wants an integrity algorithm listed next
 * to an authenticated cipher too.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
 */
export function awsCiphers({ encryption, integrity, dhGroup }: CipherProposal) {
  const names = {
    "aes128-gcm": "AES128-GCM-16",
    "aes256-gcm": "AES256-GCM-16",
    "aes128-cbc": "AES128",
    "aes256-cbc": "AES256",
  };
  return {
    encryption: names[encryption],
    integrity: integrity.replace("sha", "SHA2-"),
    dhGroup,
  };
}
