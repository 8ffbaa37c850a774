/**
 * Values as the engine sends them and as the simulator works with them.
 *
 * The engine marks unknown and secret values with sentinels inside ordinary JSON. The simulated resource types
 * work on plain values: an unknown is {@link UNKNOWN}, and secretness is kept beside the values, by property.
 *
 * Source: the constants in Pulumi's `sdk/nodejs/runtime/rpc.ts` and `sdk/go/common/resource/plugin/rpc.go`.
 */

/** A value that is not known before the update runs. */
export const UNKNOWN: unique symbol = Symbol("unknown");

export type Value = string | number | boolean | null | typeof UNKNOWN | Value[] | { [key: string]: Value };

/** The properties of one resource. */
export type Props = Record<string, Value>;

/** Properties with the names of those that hold a secret anywhere inside. */
export interface DecodedProps {
  readonly props: Props;
  readonly secrets: ReadonlySet<string>;
}

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknownSentinels = new Set([
  unknownString,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** Takes the sentinels out of what the engine sent. */
export function decodeProps(wire: Record<string, unknown>): DecodedProps {
  const secrets = new Set<string>();
  const props: Props = {};
  for (const [key, value] of Object.entries(wire)) {
    const decoded = decode(value, () => secrets.add(key));
    if (decoded !== undefined && decoded !== null) {
      props[key] = decoded;
    }
  }
  return { props, secrets };
}

function decode(wire: unknown, onSecret: () => void): Value | undefined {
  if (typeof wire === "string") {
    return unknownSentinels.has(wire) ? UNKNOWN : wire;
  }
  if (Array.isArray(wire)) {
    return wire.map((item) => decode(item, onSecret) ?? null);
  }
  if (typeof wire === "object" && wire !== null) {
    return decodeObject(wire as Record<string, unknown>, onSecret);
  }
  return wire as number | boolean | null | undefined;
}

function decodeObject(wire: Record<string, unknown>, onSecret: () => void): Value | undefined {
  switch (wire[signatureKey]) {
    case secretSignature:
      onSecret();
      return decode(wire.value, onSecret);
    case outputSignature:
      if (wire.secret === true) {
        onSecret();
      }
      return "value" in wire ? decode(wire.value, onSecret) : UNKNOWN;
    case resourceSignature:
      return decode(wire.id ?? wire.urn, onSecret);
    default:
      return Object.fromEntries(
        Object.entries(wire).flatMap(([key, value]) => {
          const decoded = decode(value, onSecret);
          return decoded === undefined ? [] : [[key, decoded]];
        }),
      );
  }
}

/** Puts the sentinels back in, for the engine. */
export function encodeProps(props: Props, secrets: ReadonlySet<string> = new Set()): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(props).map(([key, value]) => {
      const wire = encode(value);
      return [key, secrets.has(key) ? { [signatureKey]: secretSignature, value: wire } : wire];
    }),
  );
}

function encode(value: Value): unknown {
  if (value === UNKNOWN) {
    return unknownString;
  }
  if (Array.isArray(value)) {
    return value.map(encode);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)]));
  }
  return value;
}

/** True where any part of the value is unknown. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.some(hasUnknown);
  }
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}

/** The value if it is a known string, else undefined; likewise below for other types. */
export const asString = (value: Value | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

export const asNumber = (value: Value | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

export const asBoolean = (value: Value | undefined): boolean | undefined =>
  typeof value === "boolean" ? value : undefined;

/** The known items of a list; an absent or unknown list is empty. */
export const asList = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);

/** The known strings of a list. */
export const asStrings = (value: Value | undefined): string[] =>
  asList(value).filter((item): item is string => typeof item === "string");

/** The value if it is a known object, else an empty one, so that absent settings read as absent properties. */
export const asObject = (value: Value | undefined): Props =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
