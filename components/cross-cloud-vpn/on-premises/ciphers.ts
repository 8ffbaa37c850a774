import { type CipherProposal, isAead } from "../ciphers/proposal";

/** One proposal each in strongSwan's notation: https://docs.strongswan.org/docs/latest/config/proposals.html */
export function strongswanProposals(proposal: CipherProposal): {
  readonly ike: string;
  readonly esp: string;
} {
  const { encryption, integrity, dhGroup } = proposal;
  const group = groupNames[dhGroup];
  const cipher = encryption.slice(0, "aes128".length);
  return isAead(proposal)
    ? { ike: `${cipher}gcm16-prf${integrity}-${group}`, esp: `${cipher}gcm16-${group}` }
    : { ike: `${cipher}-${integrity}-${group}`, esp: `${cipher}-${integrity}-${group}` };
}

const groupNames: Readonly<Record<CipherProposal["dhGroup"], string>> = {
  14: "modp2048",
  15: "modp3072",
  16: "modp4096",
  19: "ecp256",
  20: "ecp384",
  21: "ecp521",
};
