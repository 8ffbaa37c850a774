import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import type { Hop, Intent, IntentFailure, IntentResult, Intents } from "../../reachability";
import { projectFolder } from "../engine/projectFolder";
import type { Plan } from "../plan";
import { reachability } from "../reading/reachability";
import { rootUrn } from "../reading/rootUrn";
import type { Finding, Rule } from "../rule";

interface Options {
  /** Intents, or the path of a file of them. */
  readonly intents: readonly Intent[] | string;
}

/** Failures of one intent beyond these are counted: they mostly have one cause. */
const mostFailures = 5;

/**
 * What the networks are for, as `crosscloud check` knows it, proved on what the update would make: who must reach whom,
 * who must not, and what the loss of a tunnel must not end. Other stacks count where the configuration names their files.
 */
export const intents: Rule<Options> = {
  name: "intents",
  description: "The networks do what the configuration says that they are for.",
  level: "mandatory",
  options: {
    intents: {
      type: ["array", "string"],
      description:
        "What must be allowed, denied or redundant, as a list or as the path of a YAML file of it, which leads from the folder of the Pulumi project.",
      items: { type: "object", additionalProperties: {} },
      default: [],
    },
  },
  check: function* (plan: Plan, { intents: given }: Options): Iterable<Finding> {
    if (given.length === 0) {
      return;
    }
    const wanted = read(given);
    const results = "problem" in wanted ? wanted : prove(plan, wanted.intents);
    if ("problem" in results) {
      yield { urn: rootUrn(plan), message: results.problem };
      return;
    }
    for (const result of results) {
      yield* findings(plan, result);
    }
  },
};

interface Problem {
  readonly problem: string;
}

function read(given: Options["intents"]): { readonly intents: Intents } | Problem {
  if (typeof given !== "string") {
    return { intents: given };
  }
  const file = resolve(projectFolder(), given);
  try {
    return { intents: { text: readFileSync(file, "utf8"), name: given } };
  } catch (error) {
    const { code = "?" } = error as NodeJS.ErrnoException;
    return {
      problem: `the file of intents ${file} can't be read (${code}): set the option intents to its absolute path, or to its path from the folder of the Pulumi project`,
    };
  }
}

function prove({ stack, others }: Plan, wanted: Intents): readonly IntentResult[] | Problem {
  const { analyse, checkIntents, IntentsError } = reachability();
  const analysis = analyse([...stack.resources, ...others.flatMap(({ resources }) => resources)]);
  try {
    return checkIntents(analysis, wanted);
  } catch (error) {
    if (error instanceof IntentsError) {
      return { problem: error.message };
    }
    throw error;
  }
}

function* findings(plan: Plan, { name, expect, failures }: IntentResult): Iterable<Finding> {
  for (const failure of failures.slice(0, mostFailures)) {
    const { from, to, traffic, pairs, verdict, reason, urn } = failure;
    const alike =
      pairs > 1 ? ` (and ${pairs - 1} more ${pairs === 2 ? "pair" : "pairs"} of hosts alike)` : "";
    const isUndecided = verdict === "undecided";
    const join = verdict === "reachable" ? joinOf(failure) : undefined;
    const why = join === undefined ? reason : `${hopText(join)}, on the way ${wayOf(failure)}`;
    yield {
      urn: join?.rule.urn ?? urn ?? rootUrn(plan),
      message:
        `${JSON.stringify(name)} ` +
        (isUndecided ? `can't be proved before the update` : `is broken: ${wish[expect]}`) +
        `. ${from} to ${to}, ${traffic}${alike}: ${verdict}: ${why}. ` +
        (isUndecided
          ? 'Give what is unknown a value, or let the intent say "undecided: accept"'
          : "Change that, or what the intent says; crosscloud trace and crosscloud check show every hop"),
      ...(isUndecided && { undecided: true }),
    };
  }
  if (failures.length > mostFailures) {
    const message = `${JSON.stringify(name)} fails in ${failures.length - mostFailures} more ways: crosscloud check lists all`;
    yield { urn: rootUrn(plan), message };
  }
}

const wish: Readonly<Record<IntentResult["expect"], string>> = {
  allowed: "it must get through",
  redundant: "it must get through, also without any single tunnel",
  denied: "it must not get through",
  leaves: "it must leave these stacks",
};

/** What brings packets out of their network: the first route that leads elsewhere, or else the last that leads on. */
function joinOf({ trace }: IntentFailure): Hop | undefined {
  const hops = trace.forward[0]?.hops ?? [];
  return hops.find(({ kind, rule }) => kind === "route" && rule.urn !== undefined) ?? hops.at(-1);
}

function hopText({ at, rule }: Hop): string {
  return `${at} lets it on (${rule.text})`;
}

function wayOf({ trace }: IntentFailure): string {
  return trace.forward[0]?.places.join(", ") ?? "";
}
