import { expect } from "chai";

import { type Analysis, analyse, type Outcome, QuestionError, type Resource } from "../../reachability";
import { groupBy } from "../../reachability/groupBy";
import { awsCases } from "./cases/aws";
import { azureCases } from "./cases/azure";
import type { CaseFlow } from "./cases/case";
import { gcpCases } from "./cases/gcp";
import type { Place } from "../helpers/places";
import { blanked, kindOf, placesOf } from "./blanks";
import { threeClouds, threeHosts } from "./threeClouds";

/** Of as many places of one kind the catalogue is asked, evenly from all its cases. */
const mostOfAKind = 20;

/** Resources, and what is asked of them. */
interface Estate {
  readonly name: string;
  readonly resources: readonly Resource[];
  readonly flows: readonly Question[];
}

type Question = Pick<CaseFlow, "from" | "to" | "protocol" | "port">;

interface Blank {
  readonly one: Estate;
  readonly index: number;
  readonly resource: Resource;
  readonly place: Place;
}

function blanksOf(cases: readonly Estate[], most: number): readonly Blank[] {
  const all = cases.flatMap((one) =>
    one.resources.flatMap((resource, index) =>
      placesOf(resource).map((place): Blank => ({ one, index, resource, place })),
    ),
  );
  const byKind = groupBy(all, ({ resource, place }) => kindOf(resource, place));
  return [...byKind.values()].flatMap((blanks) => {
    const stride = Math.max(1, blanks.length / most);
    return blanks.filter((_, at) => Math.floor(at / stride) > Math.floor((at - 1) / stride));
  });
}

/** What two ends are assumed to agree in: each verdict that rests on it says so. */
const assumed =
  /(sharedSecret|PresharedKey|sharedKey|[aA]sn|peerAsn|bgpSettings.*|bgpPeeringAddress|ipConfigurations\.#\.name)$/;

/** An address at which nothing is known to be is of no stack, even if one is not known: 30.0.0.1 may be anybody's. */
const outside = /:(PublicIPAddress ipAddress|VirtualNetworkGateway ipConfigurations.*)$/;

/** Why a verdict is the contrary of what it was; nothing where it is not. */
function contraryOf({ one, index, resource, place }: Blank, truths: Truths): string[] {
  const analysis = analyse(one.resources.with(index, blanked(resource, place)));
  const kind = kindOf(resource, place);
  return one.flows.flatMap((flow) => {
    const truth = truths.of(one, flow);
    const found = answerOf(analysis, flow);
    // Where an end is no longer known, or an address is no longer that host's, the question is another.
    if (found?.ends !== truth.ends || ["undecided", truth.verdict].includes(found.verdict)) {
      return [];
    }
    const isSaid = assumed.test(kind) && found.assumptions > 0;
    const isOutside = outside.test(kind) && found.verdict === "leaves the model";
    return isSaid || isOutside
      ? []
      : [
          `${one.name}: ${kind} of ${resource.urn}, ${flow.from} to ${flow.to} was ${truth.verdict}: ${found.text}`,
        ];
  });
}

interface Answer {
  readonly verdict: Outcome;
  /** Which endpoints the question is about. */
  readonly ends: string;
  readonly assumptions: number;
  readonly text: string;
}

function answerOf(analysis: Analysis, flow: Question): Answer | undefined {
  try {
    const { from, to } = analysis.resolve(flow);
    const { verdict, reason, assumptions } = analysis.trace(flow);
    const text = `${verdict} ${reason}`;
    return { verdict, ends: `${from.id} ${to.id}`, assumptions: assumptions.length, text };
  } catch (error) {
    if (error instanceof QuestionError) {
      return undefined;
    }
    throw error;
  }
}

/** What can be said while everything is known. */
class Truths {
  readonly #known = new Map<Estate, ReadonlyMap<Question, Answer | undefined>>();

  of(one: Estate, flow: Question): Answer {
    let answers = this.#known.get(one);
    if (answers === undefined) {
      const analysis = analyse(one.resources);
      answers = new Map(one.flows.map((each) => [each, answerOf(analysis, each)]));
      this.#known.set(one, answers);
    }
    return answers.get(flow)!;
  }
}

describe("reachability where a value is not known", function () {
  this.timeout(120_000);

  const catalogue = { AWS: awsCases, Azure: azureCases, "Google Cloud": gcpCases };
  for (const [cloud, cases] of Object.entries(catalogue)) {
    it(`never concludes the contrary in ${cloud}`, () => {
      const truths = new Truths();
      const contrary = blanksOf(cases, mostOfAKind).flatMap((blank) => contraryOf(blank, truths));
      expect(contrary).to.deep.equal([]);
    });
  }

  it("never concludes the contrary in an estate of three clouds", async () => {
    const flows = threeHosts.flatMap((from) =>
      threeHosts.filter((to) => to !== from).map((to) => ({ from, to, port: 22 })),
    );
    const estate = { name: "three clouds", resources: await threeClouds(), flows };
    const truths = new Truths();
    const contrary = blanksOf([estate], 1).flatMap((blank) => contraryOf(blank, truths));
    expect(contrary).to.deep.equal([]);
  });
});
