import type { PropertyRule, ResourceType } from "./resourceType";
import { hasUnknown, type Props, UNKNOWN, type Value } from "../protocol/values";

/** Judges inputs by the type's table alone: names, presence and types, as a provider's schema does. */
export function schemaFailures(type: ResourceType, inputs: Props): { property: string; reason: string }[] {
  const unexpected = Object.keys(inputs)
    .filter((name) => !Object.hasOwn(type.properties, name))
    .map((name) => ({
      property: name,
      reason: `the simulated ${type.token} does not know the property "${name}"; if the real one does, add it to the type's table`,
    }));
  const known = Object.entries(type.properties).flatMap(([name, rule]) => {
    const value = inputs[name];
    if (value === undefined) {
      return rule.required ? [{ property: name, reason: `Missing required argument "${name}"` }] : [];
    }
    return hasType(value, rule.type)
      ? []
      : [{ property: name, reason: `expected ${rule.type} for "${name}", got ${typeNameOf(value)}` }];
  });
  return [...unexpected, ...known];
}

/** Fills in what the provider itself fills in. */
export function withDefaults(type: ResourceType, inputs: Props): Props {
  const defaults = Object.entries(type.properties).flatMap(([name, rule]) =>
    rule.default === undefined || inputs[name] !== undefined
      ? []
      : [[name, structuredClone(rule.default)] as const],
  );
  return { ...inputs, ...Object.fromEntries(defaults) };
}

function hasType(value: Value, type: PropertyRule["type"]): boolean {
  return value === UNKNOWN || typeNameOf(value) === type;
}

function typeNameOf(value: Value): string {
  return Array.isArray(value) ? "array" : typeof value;
}

export type ChangeKind = "add" | "delete" | "update";

/** One changed property. */
export interface Change {
  /** Property path, such as `tags` or `bgpSettings.asn`. */
  readonly path: string;
  readonly kind: ChangeKind;
  readonly replaces: boolean;
  /** The innermost values that differ: what the engine shows, and what `replaceOnChanges` may name. */
  readonly details: readonly ChangeDetail[];
}

export interface ChangeDetail {
  /** Property path, such as `routes[0].name` or `tags["kubernetes.io/role"]`. */
  readonly path: string;
  readonly kind: ChangeKind;
  readonly replaces: boolean;
}

/** Which properties differ, and which of the differences need a new resource. */
export function changes(type: ResourceType, olds: Props, news: Props): Change[] {
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();
  return names.flatMap((name) => {
    const rule = type.properties[name];
    const before = olds[name];
    const after = news[name];
    if (same(before, after)) {
      return [];
    }
    const path = rule?.replacePaths?.find((inner) => !same(at(before, inner), at(after, inner)));
    const toggled = rule?.replaceIfToggled === true && (before === undefined) !== (after === undefined);
    const judged =
      rule?.replaceIf && (hasUnknown(before) || hasUnknown(after) || rule.replaceIf(before, after, olds));
    const immutable =
      rule === undefined || rule.replace === true || toggled || judged === true || type.update === undefined;
    const causes = rule?.replacePaths?.map((inner) => `${name}.${inner}`) ?? [];
    return [
      {
        path: path === undefined ? name : `${name}.${path}`,
        kind: kindOf(before, after),
        replaces: immutable || path !== undefined,
        details: differences(name, before, after).map((difference) => ({
          ...difference,
          replaces:
            immutable ||
            causes.some((cause) => isWithin(difference.path, cause) || isWithin(cause, difference.path)),
        })),
      },
    ];
  });
}

/** True where a property path is another one, or leads to something inside it. */
export const isWithin = (path: string, outer: string): boolean =>
  path.startsWith(outer) && /^($|[.[])/.test(path.slice(outer.length));

function differences(
  path: string,
  before: Value | undefined,
  after: Value | undefined,
): Omit<ChangeDetail, "replaces">[] {
  if (same(before, after)) {
    return [];
  }
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(joined(path, key), before[key], after[key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const longer = before.length > after.length ? before : after;
    return longer.flatMap((_, i) => differences(`${path}[${i}]`, before[i], after[i]));
  }
  return [{ path, kind: kindOf(before, after) }];
}

const kindOf = (before: Value | undefined, after: Value | undefined): ChangeKind =>
  before === undefined ? "add" : after === undefined ? "delete" : "update";

const joined = (path: string, key: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;

function at(value: Value | undefined, path: string): Value | undefined {
  return path
    .split(".")
    .reduce<Value | undefined>(
      (inner, key) =>
        typeof inner === "object" && inner !== null && !Array.isArray(inner) ? inner[key] : undefined,
      value,
    );
}

/** Deep equality in which an unknown differs from everything, because it may turn out to. */
export function same(a: Value | undefined, b: Value | undefined): boolean {
  if (hasUnknown(a) || hasUnknown(b)) {
    return false;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => same(item, b[i]));
  }
  if (isRecord(a) && isRecord(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
  }
  return a === b;
}

const isRecord = (value: Value | undefined): value is Props =>
  typeof value === "object" && value !== null && !Array.isArray(value);
