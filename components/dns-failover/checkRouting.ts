import type { Problems } from "../problems";
import type { DnsFailoverArgs, DnsRouting } from "./args";
import { continentOf, continents } from "./continents";
import { providersOf, routingPolicies } from "./model";

/** Adds what is wrong with the routing, its pools only if they are sound. Returns whether a model can be made of it. */
export function checkRouting(problems: Problems, args: DnsFailoverArgs, pooled: boolean): boolean {
  const routing: DnsRouting | undefined = args.routing;
  if (typeof routing !== "object") {
    problems.add("routing", 'is missing: give one, such as { failover: ["blue", "green"] }');
    return false;
  }
  problems.unknownKeys(routing, routingPolicies, "routing.");
  const given = routingPolicies.filter((policy) => routing[policy] !== undefined);
  if (given.length !== 1) {
    problems.add(
      "routing",
      `${given.length === 0 ? "there is none" : `${given.join(" and ")} are given`}: give exactly one of ${routingPolicies.join(", ")}`,
    );
    return false;
  }
  if (!pooled) {
    return false;
  }
  const [policy = "failover"] = given;
  const named = poolsOf(routing);
  const known = checkNamed(problems, args, `routing.${policy}`, named);
  checkWeights(problems, routing.weighted);
  checkLatency(problems, args);
  const placed = checkPlaces(problems, routing.geography);
  if (policy !== "weighted" && policy !== "multivalue" && new Set(named).size < 2) {
    problems.add(`routing.${policy}`, "names one pool, which leaves nothing to choose: give at least two");
  }
  checkLastResort(problems, args);
  checkMultivalue(problems, args);
  return known && placed;
}

/** The pools that the routing names, again and again where it does. */
function poolsOf({ failover, weighted, latency, geography, multivalue }: DnsRouting): string[] {
  return [
    ...(failover ?? []),
    ...Object.keys(weighted ?? {}),
    ...Object.keys(latency ?? {}),
    ...(geography === undefined ? [] : [...Object.keys(geography.places), geography.elsewhere]),
    ...(multivalue ?? []),
  ];
}

function checkNamed(
  problems: Problems,
  { pools, routing }: DnsFailoverArgs,
  path: string,
  named: readonly string[],
): boolean {
  const unknown = [...new Set(named)].filter((pool) => !Object.hasOwn(pools, pool));
  for (const pool of unknown) {
    problems.add(path, `"${pool}" is no pool: use ${Object.keys(pools).join(", ")}`);
  }
  for (const pool of Object.keys(pools).filter((pool) => !named.includes(pool))) {
    problems.add(
      path,
      `does not name pool "${pool}", which would never be answered: add it, or take it out of pools`,
    );
  }
  for (const list of [routing.failover, routing.multivalue]) {
    for (const pool of new Set(list?.filter((pool, index) => list.indexOf(pool) !== index))) {
      problems.add(path, `names pool "${pool}" twice: remove one`);
    }
  }
  return unknown.length === 0;
}

const mostWeight = 255;

function checkWeights(problems: Problems, weighted: DnsRouting["weighted"]): void {
  const weights = Object.entries(weighted ?? {});
  for (const [pool, weight] of weights) {
    if (!Number.isInteger(weight) || weight < 0 || weight > mostWeight) {
      problems.add(
        `routing.weighted.${pool}`,
        `${weight} is no whole number from 0 to ${mostWeight}, what Route 53 takes ` +
          "(https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html): use shares of 100",
      );
    }
  }
  if (weights.length > 0 && weights.every(([, weight]) => weight === 0)) {
    problems.add(
      "routing.weighted",
      "all weights are 0, which Route 53 takes for all alike and Traffic Manager for none at all: give one pool a weight",
    );
  }
}

function checkLatency(problems: Problems, { routing: { latency }, providers }: DnsFailoverArgs): void {
  const asked = providersOf({ providers: { ...providers } });
  const taken = new Map<string, string>();
  for (const [pool, regions] of Object.entries(latency ?? {})) {
    const path = `routing.latency.${pool}`;
    problems.unknownKeys(regions, ["aws", "azure"], `${path}.`);
    if (asked.includes("route53")) {
      const { aws } = regions;
      const twin = taken.get(aws ?? "");
      if (aws === undefined) {
        problems.add(
          `${path}.aws`,
          'is missing: Route 53 knows latency to regions of AWS, such as "eu-central-1"',
        );
      } else if (twin !== undefined) {
        problems.add(
          `${path}.aws`,
          `"${aws}" is pool ${twin}'s too, and Route 53 takes one latency record for a region ` +
            "(https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html): make them one pool",
        );
      } else {
        taken.set(aws, pool);
      }
    }
    if (asked.includes("azure") && regions.azure === undefined) {
      problems.add(
        `${path}.azure`,
        'is missing: Traffic Manager knows latency to regions of Azure, such as "westeurope"',
      );
    }
  }
}

function checkPlaces(problems: Problems, geography: DnsRouting["geography"]): boolean {
  const taken = new Map<string, string>();
  let sound = true;
  for (const [pool, places] of Object.entries(geography?.places ?? {})) {
    const path = `routing.geography.places.${pool}`;
    problems.unknownKeys(places, ["continents", "countries"], `${path}.`);
    const { continents: own = [], countries = [] } = places;
    if (own.length + countries.length === 0) {
      problems.add(path, "names no place: give continents or countries, or leave the pool to elsewhere");
    }
    for (const continent of own.filter((each) => !continents.includes(each))) {
      problems.add(`${path}.continents`, `"${continent}" is no continent: use ${continents.join(", ")}`);
      sound = false;
    }
    for (const country of countries.filter((each) => continentOf(each) === undefined)) {
      problems.add(`${path}.countries`, `"${country}" is no country's ISO 3166-1 code: use one such as "DE"`);
      sound = false;
    }
    for (const place of [
      ...own.map((each) => `continent ${each}`),
      ...countries.map((each) => `country ${each}`),
    ]) {
      const twin = taken.get(place);
      if (twin !== undefined) {
        problems.add(path, `${place} is given twice, also to pool ${twin}: a place has one pool`);
      }
      taken.set(place, pool);
    }
  }
  return sound;
}

function checkLastResort(problems: Problems, { pools, routing: { failover } }: DnsFailoverArgs): void {
  for (const [key, { lastResort }] of Object.entries(pools)) {
    if (lastResort === true && failover?.at(-1) !== key) {
      problems.add(
        `pools.${key}.lastResort`,
        "is answered unchecked, so nothing would ever be answered after it: only the last pool of routing.failover can be one",
      );
    }
  }
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-multivalue.html */
const mostAddresses = 8;

function checkMultivalue(problems: Problems, { pools, routing: { multivalue } }: DnsFailoverArgs): void {
  if (multivalue === undefined) {
    return;
  }
  const members = Object.values(pools).flatMap((pool) => Object.values(pool.members));
  if (members.length > mostAddresses) {
    problems.add(
      "routing.multivalue",
      `${members.length} members, and Route 53 answers ${mostAddresses} of them at random ` +
        "(https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-multivalue.html): use routing.weighted",
    );
  }
  if (members.some(({ weight = 1 }) => weight !== 1)) {
    problems.add(
      "routing.multivalue",
      "answers all members at once, without weights: leave them out, or use weighted",
    );
  }
}
