import { ConfigError } from "./configError";
import type { Setting } from "./settings";
import type { ProposalSet } from "../tunnels/end";

const encryptions: Readonly<Record<string, string>> = {
  "3des": "3des-cbc",
  aes: "aes128-cbc",
  ...Object.fromEntries(
    [128, 192, 256].flatMap((bits) => [
      [`aes${bits}`, `aes${bits}-cbc`],
      [`aes${bits}gcm8`, `aes${bits}-gcm8`],
      [`aes${bits}gcm64`, `aes${bits}-gcm8`],
      [`aes${bits}gcm12`, `aes${bits}-gcm12`],
      [`aes${bits}gcm96`, `aes${bits}-gcm12`],
      [`aes${bits}gcm16`, `aes${bits}-gcm16`],
      [`aes${bits}gcm128`, `aes${bits}-gcm16`],
    ]),
  ),
};

const hashes: Readonly<Record<string, string>> = {
  md5: "md5",
  sha: "sha1",
  sha1: "sha1",
  sha256: "sha256",
  sha2_256: "sha256",
  sha384: "sha384",
  sha2_384: "sha384",
  sha512: "sha512",
  sha2_512: "sha512",
  aesxcbc: "aesxcbc",
  aescmac: "aescmac",
};

const pseudoRandomFunctions: Readonly<Record<string, string>> = Object.fromEntries(
  ["md5", "sha1", "sha256", "sha384", "sha512", "aesxcbc", "aescmac"].map((hash) => [`prf${hash}`, hash]),
);

const groups: Readonly<Record<string, number>> = {
  modp768: 1,
  modp1024: 2,
  modp1536: 5,
  modp2048: 14,
  modp3072: 15,
  modp4096: 16,
  modp6144: 17,
  modp8192: 18,
  ecp256: 19,
  ecp384: 20,
  ecp521: 21,
  modp1024s160: 22,
  modp2048s224: 23,
  modp2048s256: 24,
  ecp192: 25,
  ecp224: 26,
  ecp256bp: 28,
  ecp384bp: 29,
  ecp512bp: 30,
  curve25519: 31,
  x25519: 31,
  curve448: 32,
  x448: 32,
};

/**
 * What one proposal in strongSwan's notation accepts. IKE needs a pseudo-random function, which an integrity algorithm
 * stands for where none is named, and a Diffie-Hellman group; both protocols need integrity with a cipher without it.
 *
 * Source: https://docs.strongswan.org/docs/latest/config/proposals.html
 */
export function proposalOf(protocol: "IKE" | "ESP", setting: Setting): ProposalSet {
  const refuse = (problem: string): never => {
    throw new ConfigError(setting, `the ${protocol} proposal "${setting.text}" ${problem}`);
  };
  if (/[,\s]/.test(setting.text) || setting.text === "default") {
    return refuse("is not a single one: the default and lists of several are not simulated");
  }
  const keywords = setting.text.toLowerCase().split("-");
  const known = [encryptions, hashes, pseudoRandomFunctions, groups, { noesn: "" }];
  const unknown = keywords.find((keyword) => !known.some((table) => Object.hasOwn(table, keyword)));
  if (unknown !== undefined) {
    return refuse(`has the unknown or not simulated keyword "${unknown}"`);
  }
  const encryption = named(encryptions, keywords);
  const integrity = named(hashes, keywords);
  const prf = named(pseudoRandomFunctions, keywords);
  const dhGroups = named(groups, keywords);
  const combined = encryption.filter((cipher) => cipher.includes("-gcm"));
  if (encryption.length === 0) {
    return refuse("names no cipher");
  }
  if (combined.length > 0 && combined.length < encryption.length) {
    return refuse("mixes ciphers with and without integrity of their own, which is not simulated");
  }
  if (protocol === "ESP" && prf.length > 0) {
    return refuse("names a pseudo-random function, which ESP has not");
  }
  if (combined.length === 0 && integrity.length === 0) {
    return refuse("names no integrity algorithm");
  }
  if (protocol === "ESP") {
    return { encryption, integrity: combined.length > 0 ? [] : integrity, dhGroups };
  }
  const chosenPrf = prf.length > 0 ? prf : integrity;
  if (chosenPrf.length === 0) {
    return refuse("names no pseudo-random function");
  }
  if (combined.length === 0 && !sameItems(chosenPrf, integrity)) {
    return refuse(
      "names another pseudo-random function than its integrity algorithm's, which is not simulated",
    );
  }
  return dhGroups.length === 0
    ? refuse("names no Diffie-Hellman group")
    : { encryption, integrity: combined.length > 0 ? chosenPrf : integrity, dhGroups };
}

const sameItems = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item) => b.includes(item));

const named = <Name>(table: Readonly<Record<string, Name>>, keywords: readonly string[]): Name[] => [
  ...new Set(keywords.flatMap((keyword) => (Object.hasOwn(table, keyword) ? [table[keyword] as Name] : []))),
];
