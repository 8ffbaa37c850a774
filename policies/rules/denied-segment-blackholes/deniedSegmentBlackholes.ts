import { type Cidr, contains, overlaps, parseCidrOrReport } from "../../../addressing";
import { without } from "../../../reachability/azure/prefixes";
import { labelOf, type Resource, type Stack } from "../../../reachability/resources";
import type { Plan } from "../../plan";
import { rootUrn } from "../../reading/rootUrn";
import type { Finding, Rule } from "../../rule";
import { type TransitTable, TransitTables } from "./routeTables";

/** What must be kept apart. */
export interface DeniedSegments {
  /** By name, the ranges of a segment: what all its VPCs lie in. */
  readonly segments: Readonly<Record<string, readonly string[]>>;
  /** Pairs of names of segments that must not reach each other, either way. */
  readonly denied: readonly (readonly [string, string])[];
}

const source = "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html";

/**
 * That a transit gateway's route table has no route to another segment does not keep the two apart: a default route to a
 * firewall or a peer, or whatever a VPN tells by BGP, may lead there all the same. A blackhole does, but only against
 * routes that are no more specific than itself.
 *
 * A table serves the segments of the VPCs that are associated with it. What a VPN or a peer tells is in no stack: the rule
 * `intents` follows what is known of that over all clouds.
 */
export const deniedSegmentBlackholes: Rule<DeniedSegments> = {
  name: "denied-segment-blackholes",
  description:
    "Every transit gateway route table throws away what is for a segment that its own must not reach.",
  level: "mandatory",
  options: {
    segments: {
      type: "object",
      description: "The ranges of each segment by its name: all its VPCs lie in them.",
      additionalProperties: { type: "array", items: { type: "string" } },
      default: {},
    },
    denied: {
      type: "array",
      description: "Pairs of names of segments that must not reach each other.",
      items: { type: "array", items: { type: "string" }, minItems: 2, maxItems: 2 },
      default: [],
    },
  },
  check: function* (plan: Plan, options: DeniedSegments): Iterable<Finding> {
    if (options.denied.length === 0) {
      return;
    }
    const { segments, problems } = readSegments(options);
    yield* problems.map((message) => ({ urn: rootUrn(plan), message }));
    yield* checkTables(plan.stack, segments, options.denied);
  },
};

type Segments = ReadonlyMap<string, readonly Cidr[]>;

function readSegments({ segments, denied }: DeniedSegments): { segments: Segments; problems: string[] } {
  const problems: string[] = [];
  const read = Object.entries(segments).map(([name, texts]) => {
    const ranges = texts.flatMap((text, index) => {
      const report = (problem: string) => problems.push(`the option segments.${name}[${index}]: ${problem}`);
      return parseCidrOrReport(text, report) ?? [];
    });
    return [name, ranges] as const;
  });
  denied.forEach((pair, index) => {
    for (const name of pair.filter((one) => !Object.hasOwn(segments, one))) {
      const names = Object.keys(segments).join(", ") || "none";
      problems.push(
        `the option denied[${index}]: no segment is called ${JSON.stringify(name)}. The option segments has ${names}`,
      );
    }
    if (pair[0] === pair[1]) {
      problems.push(`the option denied[${index}]: ${JSON.stringify(pair[0])} can't be kept from itself`);
    }
  });
  return { segments: new Map(read), problems };
}

function* checkTables(stack: Stack, segments: Segments, denied: DeniedSegments["denied"]): Iterable<Finding> {
  const tables = new TransitTables(stack);
  for (const { urn } of tables.unknownAssociations) {
    const message =
      "which VPC it puts into which transit gateway route table isn't known before the update, so neither is what " +
      "that table must throw away. Take both ids from one resource each";
    yield { urn, message, undecided: true };
  }
  for (const table of tables.all.values()) {
    const served = new Map<string, Resource>();
    for (const vpc of table.vpcs) {
      const { ranges, isComplete } = tables.vpc(vpc);
      if (!isComplete) {
        const message =
          `the ranges of VPC ${labelOf(vpc)} aren't all known before the update, so it can't be told which segment the ` +
          `transit gateway route table ${labelOf(table.resource)} serves. Give it a cidrBlock that is known`;
        yield { urn: vpc.urn, message, undecided: true };
      }
      for (const [name, own] of segments) {
        if (ranges.some((range) => own.some((each) => overlaps(each, range)))) {
          served.set(name, served.get(name) ?? vpc);
        }
      }
    }
    for (const [name, vpc] of served) {
      const others = denied
        .filter((pair) => pair.includes(name))
        .map((pair) => pair.find((one) => one !== name));
      for (const other of new Set(others)) {
        if (other !== undefined) {
          yield* checkPair(table, { name, vpc }, other, segments.get(other) ?? [], served.get(other));
        }
      }
    }
  }
}

function* checkPair(
  table: TransitTable,
  own: { readonly name: string; readonly vpc: Resource },
  other: string,
  ranges: readonly Cidr[],
  alsoServed: Resource | undefined,
): Iterable<Finding> {
  const { urn } = table.resource;
  const subject = `transit gateway route table ${labelOf(table.resource)} serves segment ${own.name} (VPC ${labelOf(own.vpc)})`;
  if (alsoServed !== undefined) {
    if (own.name < other) {
      const message =
        `${subject} and segment ${other} (VPC ${labelOf(alsoServed)}), which must not reach each other: no route in it can ` +
        `tell the two apart. Associate each with a route table of its own (${source})`;
      yield { urn, message };
    }
    return;
  }
  const open = ranges.flatMap((range) => without(range, table.blackholes));
  if (open.length > 0) {
    const [doubtful] = table.unknown;
    const texts = open.map(({ text }) => text).join(", ");
    const message =
      `${subject}, which must not reach segment ${other}, but ` +
      (doubtful
        ? `whether it throws away ${texts} isn't known before the update (${labelOf(doubtful)}). `
        : `nothing in it throws away ${texts}. `) +
      "A default route, or one that a peer or a VPN tells, may lead there. " +
      `Add an aws.ec2transitgateway.Route with blackhole: true for ${texts} (${source})`;
    yield { urn, message, ...(doubtful && { undecided: true }) };
  }
  for (const route of table.routes) {
    const through = ranges
      .filter((range) => overlaps(range, route.range))
      .flatMap((range) =>
        without(contains(range, route.range) ? route.range : range, stronger(table, route.range)),
      );
    if (through.length > 0) {
      const texts = through.map(({ text }) => text).join(", ");
      const message =
        `${subject}, which must not reach segment ${other}, but has a route to it (${route.text}) that no blackhole is ` +
        `as specific as, so ${texts} can be reached. Remove it, or add a blackhole for ${texts} (${source})`;
      yield { urn: route.urn, message };
    }
  }
}

/** The longest prefix wins, and among equal ones the static route, which a blackhole is. */
function stronger({ blackholes }: TransitTable, { prefixLength }: Cidr): readonly Cidr[] {
  return blackholes.filter((one) => one.prefixLength >= prefixLength);
}
