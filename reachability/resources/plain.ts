import { encrypted, type Properties, unknown } from "./resource";

/** The properties in what the engine or a mock wrote: marks of unknowns and secrets are told from plain values. */
export function propertiesIn(value: unknown): Properties {
  const properties = plain(value);
  return isRecord(properties) ? properties : {};
}

/** The engine's mark for what a preview does not know. https://github.com/pulumi/pulumi sdk/go/common/resource/plugin */
const unknownMark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The engine's key of a special value, and the signature of a secret under it. */
const specialKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** What a preview writes in place of a secret. */
const hiddenSecret = "[secret]";

function plain(value: unknown): unknown {
  if (value === unknownMark) {
    return unknown;
  }
  if (value === hiddenSecret) {
    return encrypted;
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (!isRecord(value)) {
    return value;
  }
  if (value[specialKey] === secretSignature) {
    // A state holds the text of a secret's JSON, if it holds it; an argument holds the value itself.
    const { plaintext, value: bare } = value;
    return typeof plaintext === "string"
      ? plain(parsed(plaintext))
      : bare === undefined
        ? encrypted
        : plain(bare);
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

/** A secret's text is JSON once more. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return encrypted;
  }
}

export function isRecord(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
