import { isAead, supported } from "./rules/cipherSuite";
import { asObject, asStrings, type Props } from "../protocol/values";
import type { ProposalSet } from "../tunnels/end";

interface Proposals {
  readonly ike: ProposalSet;
  readonly esp: ProposalSet;
}

/**
 * The only choice with IKEv1.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers#ikev1-ciphers
 */
const ikev1: ProposalSet = { encryption: ["aes128-cbc"], integrity: ["sha1"], dhGroups: [2] };

/** Diffie-Hellman groups that are not called by their number (RFC 5114). */
const namedGroups: Readonly<Record<string, number>> = {
  "modp-1024-160": 22,
  "modp-2048-224": 23,
  "modp-2048-256": 24,
};

/** What a tunnel accepts: what its cipher suite names, and every supported algorithm for a role that it leaves out. */
export function proposalsOf({ cipherSuite, ikeVersion }: Props): Proposals {
  if (ikeVersion === 1) {
    return { ike: ikev1, esp: ikev1 };
  }
  const suite = asObject(cipherSuite);
  const phase1 = chosen(asObject(suite.phase1), supported.phase1);
  const phase2 = chosen(asObject(suite.phase2), supported.phase2);
  const needsIntegrity = phase1.encryptions.some((name) => !isAead(name));
  const isCombined = phase1.encryptions.some(isAead);
  return {
    ike: {
      encryption: phase1.encryptions.map(encryptionName),
      integrity: unique([
        ...(needsIntegrity ? phase1.integrities.map(integrityName) : []),
        ...(isCombined ? phase1.prves.map(integrityName) : []),
      ]),
      dhGroups: phase1.dhs.map(groupNumber),
    },
    esp: {
      encryption: phase2.encryptions.map(encryptionName),
      integrity: phase2.integrities.map(integrityName),
      dhGroups: phase2.pfs.map(groupNumber),
    },
  };
}

function chosen<Role extends string>(
  given: Props,
  all: Readonly<Record<Role, readonly string[]>>,
): Record<Role, readonly string[]> {
  const roles = Object.entries(all) as [Role, readonly string[]][];
  return Object.fromEntries(
    roles.map(([role, names]) => {
      const named = asStrings(given[role]);
      return [role, named.length > 0 ? named : names];
    }),
  ) as Record<Role, readonly string[]>;
}

/** `AES-GCM-16-256` is `aes256-gcm16`, `AES-CBC-256` is `aes256-cbc`. */
function encryptionName(name: string): string {
  const length = name.slice(name.lastIndexOf("-") + 1);
  return name.startsWith("AES-GCM-16-")
    ? `aes${length}-gcm16`
    : name.startsWith("AES-CBC-")
      ? `aes${length}-cbc`
      : name.toLowerCase();
}

/** `HMAC-SHA2-256-128` and `PRF-HMAC-SHA2-256` are `sha256`, `AES-XCBC-96` and `PRF-AES128-XCBC` are `aesxcbc`. */
function integrityName(name: string): string {
  const [, sha2] = /SHA2-(\d+)/.exec(name) ?? [];
  if (sha2 !== undefined) {
    return `sha${sha2}`;
  }
  const [, mac] = /AES(?:128)?-(XCBC|CMAC)/.exec(name) ?? [];
  return mac === undefined ? (name.includes("SHA1") ? "sha1" : "md5") : `aes${mac.toLowerCase()}`;
}

const groupNumber = (name: string): number => namedGroups[name] ?? Number(name.replace("Group-", ""));

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];
