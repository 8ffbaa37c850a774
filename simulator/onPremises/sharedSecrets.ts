import { ConfigError } from "./configError";
import { checkSection, type Rule } from "./fields";
import type { Section, Setting } from "./settings";

interface SharedSecret {
  readonly secret: string;
  /** Empty where the key is for anybody. */
  readonly owners: readonly string[];
}

const any: Rule = () => undefined;

/**
 * The IKE preshared keys of a `secrets` section.
 *
 * Source: https://docs.strongswan.org/docs/latest/swanctl/swanctlConf.html#_secrets
 */
export function sharedSecrets(secrets: Section | undefined): SharedSecret[] {
  if (secrets === undefined) {
    return [];
  }
  checkSection(secrets, "secrets", {}, /^ike/);
  return [...secrets.sections].map(([name, section]) => {
    const path = `secrets.${name}`;
    const ids = [...section.values].filter(([key]) => key.startsWith("id"));
    checkSection(
      section,
      path,
      { secret: any, ...Object.fromEntries(ids.map(([key]) => [key, any])) },
      undefined,
    );
    const secret = section.values.get("secret");
    if (secret === undefined) {
      throw new ConfigError(section, `${path} has no secret`);
    }
    return { secret: decoded(secret), owners: ids.map(([, { text }]) => text) };
  });
}

/** Plain text, hexadecimal behind `0x`, or Base64 behind `0s`. */
function decoded(setting: Setting): string {
  const { text } = setting;
  const digits = text.slice(2);
  if (text.startsWith("0x")) {
    return /^([0-9a-f]{2})+$/i.test(digits)
      ? Buffer.from(digits, "hex").toString()
      : refuse(setting, "hexadecimal");
  }
  if (text.startsWith("0s")) {
    return /^[A-Za-z0-9+/]+={0,2}$/.test(digits)
      ? Buffer.from(digits, "base64").toString()
      : refuse(setting, "Base64");
  }
  return text;
}

function refuse(setting: Setting, encoding: string): never {
  throw new ConfigError(setting, `the secret is not the ${encoding} that its first two characters announce`);
}

/**
 * The key for a pair of identities: the one that names the peer best, then the one that names this end best, then the
 * first. One that names neither is for others.
 */
export function presharedKeyOf(
  secrets: readonly SharedSecret[],
  localId: string,
  remoteId: string,
): string | undefined {
  const ranked = secrets
    .map(({ secret, owners }) => ({ secret, remote: rank(owners, remoteId), local: rank(owners, localId) }))
    .filter(({ remote, local }) => remote > 0 || local > 0)
    .sort((a, b) => b.remote - a.remote || b.local - a.local);
  return ranked[0]?.secret;
}

/** 2 where an owner is this very identity, 1 where the key is for anybody. */
const rank = (owners: readonly string[], id: string): number =>
  owners.includes(id) ? 2 : owners.length === 0 || owners.includes("%any") ? 1 : 0;
