import type { Problems } from "../problems";
import type { DnsFailoverArgs, DnsMember, DnsPool } from "./args";
import { isLabel } from "./dnsNames";

const longestKey = 30;

/** Words that the names of records for a routing, an order of pools and places start with. */
const keptWords = /^(after|by|from|in)(-|$)/;

/** Adds what is wrong with the pools themselves. Returns whether a model can be made of them. */
export function checkPools(problems: Problems, pools: DnsFailoverArgs["pools"]): boolean {
  if (typeof pools !== "object" || Object.keys(pools).length === 0) {
    problems.add(
      "pools",
      "there is none: give at least one, such as { blue: { members: { aws: { target } } } }",
    );
    return false;
  }
  const shaped = Object.entries(pools).map(([key, pool]) => checkPool(problems, key, pool));
  if (shaped.every(Boolean)) {
    checkKeys(problems, pools);
    checkTwins(problems, pools);
  }
  return shaped.every(Boolean);
}

function checkPool(problems: Problems, key: string, pool: DnsPool): boolean {
  const path = `pools.${key}`;
  checkKey(problems, path, key);
  problems.unknownKeys(pool, ["members", "lastResort"], `${path}.`);
  const members: Readonly<Record<string, DnsMember>> | undefined = pool.members;
  if (typeof members !== "object" || Object.keys(members).length === 0) {
    problems.add(
      `${path}.members`,
      "there is none, so the pool could never be answered: give one, or take the pool out",
    );
    return false;
  }
  const targeted = Object.entries(members).map(([name, member]) =>
    checkMember(problems, `${path}.members.${name}`, name, member),
  );
  return targeted.every(Boolean);
}

function checkMember(problems: Problems, path: string, name: string, member: DnsMember): boolean {
  checkKey(problems, path, name);
  problems.unknownKeys(member, ["target", "weight"], `${path}.`);
  const { weight } = member;
  if (weight !== undefined && !(Number.isInteger(weight) && weight >= 1 && weight <= 255)) {
    problems.add(
      `${path}.weight`,
      `${weight} is no whole number from 1 to 255: weight 0 belongs to pools, in routing.weighted`,
    );
  }
  const target: DnsMember["target"] | undefined = member.target;
  if (typeof target !== "object") {
    problems.add(
      `${path}.target`,
      'is missing: give { address: "…" }, { hostname: "…" } or { alias: { … } }',
    );
    return false;
  }
  return true;
}

function checkKey(problems: Problems, path: string, key: string): void {
  if (!isLabel(key) || key.length > longestKey) {
    problems.add(
      path,
      `"${key}" is part of DNS and resource names: use up to ${longestKey} lowercase letters, digits and "-"`,
    );
  } else if (keptWords.test(key)) {
    problems.add(
      path,
      `"${key}" starts as names of records for a routing do (after, by, from, in): choose another name`,
    );
  }
}

/** `<pool>` and `<pool>-<member>` name resources, so no two may read alike. */
function checkKeys(problems: Problems, pools: DnsFailoverArgs["pools"]): void {
  const named = new Map<string, string>();
  for (const [pool, { members }] of Object.entries(pools)) {
    const paths = [
      [pool, `pools.${pool}`],
      ...Object.keys(members).map((member) => [`${pool}-${member}`, `pools.${pool}.members.${member}`]),
    ];
    for (const [key = "", path = ""] of paths) {
      const twin = named.get(key);
      if (twin === undefined) {
        named.set(key, path);
      } else {
        problems.add(
          path,
          `has the name "${key}" in common with ${twin}, and resources are called by it: rename one`,
        );
      }
    }
  }
}

/** A member that is another's twin is down when the other is. */
function checkTwins(problems: Problems, pools: DnsFailoverArgs["pools"]): void {
  const answered = new Map<string, string>();
  for (const [pool, { members }] of Object.entries(pools)) {
    for (const [member, { target }] of Object.entries(members)) {
      for (const form of ["address", "hostname"] as const) {
        const value = target[form];
        const path = `pools.${pool}.members.${member}.target.${form}`;
        if (typeof value !== "string") {
          continue;
        }
        const twin = answered.get(value.toLowerCase());
        if (twin !== undefined) {
          problems.add(path, `"${value}" is ${twin} too: two members must be two places`);
        } else {
          answered.set(value.toLowerCase(), path);
        }
      }
    }
  }
}
