import { transitNumbers } from "../../addressing/linkSlots";
import type { Problems } from "../problems";
import type { TransitHubArgs } from "./args";
import { arrivals } from "./aws/hub";
import { cloudOf, transitClouds } from "./plan";

/** Adds what is wrong with the names and numbers of the map; whether it is sound, without which nothing can be judged. */
export function checkMap(problems: Problems, args: TransitHubArgs): boolean {
  checkNumbered(problems, "segments", args.segments, ["number"]);
  checkNumbered(problems, "hubs", args.hubs, ["number", ...transitClouds]);
  for (const [name, hub] of Object.entries(args.hubs)) {
    checkOneCloud(problems, `hubs.${name}`, hub);
  }
  // Also while there is one hub only: a second must not rename a segment.
  if (Object.hasOwn(args.segments, arrivals)) {
    problems.add(
      `segments.${arrivals}`,
      "is what a transit gateway's table for other hubs' traffic is called: choose another name",
    );
  }
  checkSpokes(problems, args);
  checkAllowed(problems, args);
  for (const name of Object.keys(args.segments)) {
    if (!Object.values(args.spokes).some(({ segment }) => segment === name)) {
      problems.add(`segments.${name}`, "has no spoke: give it one, or leave it out");
    }
  }
  return !problems.found;
}

function checkNumbered(
  problems: Problems,
  path: "segments" | "hubs",
  items: Readonly<Record<string, { readonly number: number }>>,
  keys: readonly string[],
): void {
  const entries = Object.entries(items);
  if (entries.length === 0) {
    problems.add(path, "has none: give at least one");
  }
  const owners = new Map<number, string>();
  for (const [name, item] of entries) {
    problems.unknownKeys(item, keys, `${path}.${name}.`);
    const { number } = item;
    if (!Number.isInteger(number) || number < 0 || number >= transitNumbers) {
      problems.add(
        `${path}.${name}.number`,
        `${number} is not a whole number from 0 to ${transitNumbers - 1}: give it one of these, for good`,
      );
    }
    const owner = owners.get(number);
    if (owner !== undefined) {
      problems.add(
        `${path}.${name}.number`,
        `${number} is that of ${owner} too: give each its own, for good`,
      );
    }
    owners.set(number, owner ?? name);
  }
}

function checkOneCloud(problems: Problems, path: string, given: Parameters<typeof cloudOf>[0]): boolean {
  const found = transitClouds.filter((cloud) => given[cloud] !== undefined);
  if (found.length !== 1) {
    const what = found.length === 0 ? "is in no cloud" : `is in ${found.join(" and ")}`;
    problems.add(path, `${what}: give it exactly one of ${transitClouds.join(", ")}`);
  }
  return found.length === 1;
}

function checkSpokes(problems: Problems, { spokes, hubs, segments }: TransitHubArgs): void {
  if (Object.keys(spokes).length === 0) {
    problems.add("spokes", "has none: give at least one");
  }
  const owners = new Map<unknown, string>();
  for (const [name, spoke] of Object.entries(spokes)) {
    const path = `spokes.${name}`;
    problems.unknownKeys(spoke, ["hub", "segment", ...transitClouds], `${path}.`);
    const sound = checkOneCloud(problems, path, spoke);
    checkKnown(problems, `${path}.hub`, "hub", spoke.hub, hubs);
    checkKnown(problems, `${path}.segment`, "segment", spoke.segment, segments);
    const hub = Object.hasOwn(hubs, spoke.hub) ? hubs[spoke.hub] : undefined;
    const [own, theirs] = [cloudOf(spoke), hub && cloudOf(hub)];
    if (sound && own !== undefined && theirs !== undefined && own !== theirs) {
      problems.add(
        `${path}.hub`,
        `"${spoke.hub}" is in ${theirs}, and the network in ${own}: name a hub there`,
      );
    }
    checkOnce(problems, path, name, spoke, owners);
  }
}

function checkKnown(
  problems: Problems,
  path: string,
  what: string,
  name: string,
  items: Readonly<Record<string, unknown>>,
): void {
  if (!Object.hasOwn(items, name)) {
    problems.add(path, `"${name}" is no ${what}: use one of ${Object.keys(items).join(", ")}`);
  }
}

/** A network is attached once: by a second hub or segment its traffic would find a way between them. */
function checkOnce(
  problems: Problems,
  path: string,
  name: string,
  { aws, azure, gcp }: TransitHubArgs["spokes"][string],
  owners: Map<unknown, string>,
): void {
  const network = aws?.vpcId ?? azure?.virtualNetworkId ?? gcp?.networkId;
  const id = typeof network === "string" ? network.toLowerCase() : network;
  const owner = owners.get(id);
  if (network !== undefined && owner !== undefined) {
    problems.add(
      path,
      `is the same network as spoke ${owner}: a network is in one segment, at one hub: remove one of them`,
    );
  }
  owners.set(id, owner ?? name);
}

function checkAllowed(problems: Problems, { allowed = [], segments }: TransitHubArgs): void {
  const seen = new Set<string>();
  for (const [index, pair] of allowed.entries()) {
    const path = `allowed[${index}]`;
    const [one, other, ...more] = pair as readonly string[];
    if (one === undefined || other === undefined || more.length > 0) {
      problems.add(path, `names ${pair.length} segments: a rule is for two`);
      continue;
    }
    checkKnown(problems, `${path}[0]`, "segment", one, segments);
    checkKnown(problems, `${path}[1]`, "segment", other, segments);
    const key = [one, other].sort().join(" ");
    if (one === other) {
      problems.add(path, `names "${one}" twice: networks of one segment reach each other anyway: remove it`);
    } else if (seen.has(key)) {
      problems.add(path, `allows ${one} and ${other} again: remove it`);
    }
    seen.add(key);
  }
}
