import type { Proposal } from "../model";
import { known, readList, type Resource } from "../resources";
import { wordOf } from "./reader";

export type TunnelNumber = 1 | 2;

/** The property of a VPN connection that is about one of its tunnels. */
export function tunnelPath(tunnel: TunnelNumber, option: string): string {
  return `tunnel${tunnel}${option}`;
}

const encryption = ["aes128-cbc", "aes256-cbc", "aes128-gcm16", "aes256-gcm16"];
const integrity = ["sha1", "sha2-256", "sha2-384", "sha2-512"];
const strongGroups = [14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24];

/** What a tunnel accepts where the connection doesn't restrict it: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html */
const defaults = {
  Phase1: { encryption, integrity, groups: [2, ...strongGroups] },
  Phase2: { encryption, integrity, groups: [2, 5, ...strongGroups] },
} as const satisfies Record<string, Proposal>;

/** What a tunnel offers and accepts in a phase; undefined while it is not known. */
export function proposalOf(
  connection: Resource,
  tunnel: TunnelNumber,
  phase: keyof typeof defaults,
): Proposal | undefined {
  const list = <T>(option: string, standard: readonly T[], convert: (value: unknown) => T) => {
    const value = readList(connection, tunnelPath(tunnel, `${phase}${option}`));
    const chosen = known(value);
    if (value.state === "unknown" || chosen?.some((one) => typeof one === "symbol") === true) {
      return undefined;
    }
    return chosen === undefined || chosen.length === 0 ? standard : chosen.map(convert);
  };
  const standard: Proposal = defaults[phase];
  const ciphers = list("EncryptionAlgorithms", standard.encryption, cipherName);
  const hashes = list("IntegrityAlgorithms", standard.integrity, (name) => wordOf(name).toLowerCase());
  const groups = list("DhGroupNumbers", standard.groups, (group) => Number(wordOf(group)));
  return ciphers && hashes && groups ? { encryption: ciphers, integrity: hashes, groups } : undefined;
}

/** AWS writes AES256 and AES256-GCM-16. */
function cipherName(name: unknown): string {
  const [cipher = "", mode, bits = ""] = wordOf(name).toLowerCase().split("-");
  return mode === undefined ? `${cipher}-cbc` : `${cipher}-${mode}${bits}`;
}

/** The versions of IKE that a tunnel speaks: both, where the connection doesn't say; undefined while not known. */
export function ikeVersionsOf(connection: Resource, tunnel: TunnelNumber): readonly (1 | 2)[] | undefined {
  const value = readList(connection, tunnelPath(tunnel, "IkeVersions"));
  const chosen = known(value);
  if (value.state === "unknown" || chosen?.some((one) => typeof one === "symbol") === true) {
    return undefined;
  }
  return chosen === undefined || chosen.length === 0
    ? [1, 2]
    : ([1, 2] as const).filter((version) => chosen.includes(`ikev${version}`));
}
