import { asList, asObject, asString, type Props } from "../protocol/values";
import type { ProposalSet } from "../tunnels/end";

interface Proposals {
  readonly ike: ProposalSet;
  readonly esp: ProposalSet;
}

/**
 * What Azure accepts where a connection has no policy of its own, as initiator or responder.
 *
 * Source: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-ipsec, "Default IPsec policies", which
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-devices repeats for VPN gateways.
 */
const defaults: Proposals = {
  ike: { encryption: ["aes256-cbc", "aes128-cbc"], integrity: ["sha256", "sha1"], dhGroups: [2] },
  esp: {
    encryption: ["aes256-gcm16", "aes256-cbc", "aes128-cbc"],
    integrity: ["sha256", "sha1"],
    dhGroups: [1, 2, 14, 24],
  },
};

const encryptions: Readonly<Record<string, string>> = {
  None: "null",
  DES: "des-cbc",
  DES3: "3des-cbc",
  AES128: "aes128-cbc",
  AES192: "aes192-cbc",
  AES256: "aes256-cbc",
  GCMAES128: "aes128-gcm16",
  GCMAES192: "aes192-gcm16",
  GCMAES256: "aes256-gcm16",
};

const groups: Readonly<Record<string, number>> = {
  DHGroup1: 1,
  DHGroup2: 2,
  DHGroup14: 14,
  DHGroup2048: 14,
  DHGroup24: 24,
  ECP256: 19,
  ECP384: 20,
  PFS1: 1,
  PFS2: 2,
  PFS14: 14,
  PFS2048: 14,
  PFS24: 24,
};

const group = (name: string): number[] => (groups[name] === undefined ? [] : [groups[name]]);

/** What a connection accepts: its policy if it has one, else Azure's defaults. */
export function proposalsOf(connection: Props): Proposals {
  const [first] = asList(connection.ipsecPolicies);
  if (first === undefined) {
    return defaults;
  }
  const policy = asObject(first);
  const text = (name: string): string => asString(policy[name]) ?? "";
  const pfs = text("pfsGroup") === "PFSMM" ? text("dhGroup") : text("pfsGroup");
  return {
    ike: {
      encryption: [encryptions[text("ikeEncryption")] ?? ""],
      integrity: [text("ikeIntegrity").toLowerCase()],
      dhGroups: group(text("dhGroup")),
    },
    esp: {
      encryption: [encryptions[text("ipsecEncryption")] ?? ""],
      integrity: [text("ipsecIntegrity").toLowerCase()],
      dhGroups: group(pfs),
    },
  };
}
