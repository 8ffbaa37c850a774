import { type Cloud, cloudNames } from "../cross-cloud-vpn/clouds";
import type { LinkPlan, SidePlan } from "../cross-cloud-vpn/plan";
import { rangesKeys } from "../cross-cloud-vpn/sides";
import type { Problems } from "../problems";
import type { VpnOffer } from "./offer";

/** Everything that the two sides of a link must take to be the same, by the arguments' names. */
export type Agreement = Readonly<Record<string, string>>;

/** What a plan says of a link, whichever stack made it. */
export function agreementOn(plan: LinkPlan, bgpMd5: boolean): Agreement {
  const { encryption, integrity, dhGroup } = plan.proposal;
  const insideCidrs = plan.tunnels.map(({ insideCidr }) => insideCidr);
  return {
    routing: plan.routing,
    tunnels: String(plan.tunnels.length),
    cipherProfile: `${encryption}, ${integrity}, group ${dhGroup}`,
    insideCidrs: insideCidrs.join(", "),
    priority: plan.tunnels.every(({ preferred }) => preferred) ? "active-active" : "active-passive",
    bgpMd5: String(bgpMd5),
    ...Object.fromEntries(plan.sides.flatMap((side) => agreementOnSide(side, plan))),
  };
}

function agreementOnSide(
  { cloud, asn, ranges, staticRoutes }: SidePlan,
  { routing }: LinkPlan,
): (readonly [string, string])[] {
  const list = (cidrs: readonly string[]) => cidrs.toSorted().join(", ");
  const entries: [string, string][] = [
    [`${cloud}.asn`, String(asn)],
    [`${cloud}.${rangesKeys[cloud]}`, list(ranges)],
  ];
  return cloud === "azure" && routing === "static"
    ? [...entries, ["azure.staticRoutes", list(staticRoutes)]]
    : entries;
}

/** One thing that two stacks say differently of their link. */
interface Difference {
  readonly argument: string;
  readonly text: string;
}

/** What this stack takes the link to be, to compare an offer with. */
export interface OwnView {
  readonly name: string;
  readonly own: Cloud;
  readonly peer: Cloud;
  readonly revision: number;
  readonly agreement: Agreement;
}

/** Adds a problem for all that an offer disagrees about; where this stack is ahead, answers with them instead. */
export function checkAgreement(problems: Problems, view: OwnView, offer: VpnOffer): string[] {
  const stranger = strangerProblem(view, offer);
  if (stranger !== undefined) {
    problems.add("peer.offer", stranger);
    return [];
  }
  const differences = differencesOf(view, offer);
  if (view.revision > offer.revision) {
    return differences.map(({ argument, text }) => `${argument}: ${text}`);
  }
  const fix =
    view.revision < offer.revision
      ? `say the same here, with revision ${offer.revision}`
      : "say the same in both stacks, or go ahead here with a higher revision";
  differences.forEach(({ argument, text }) => problems.add(argument, `${text}: ${fix}`));
  return [];
}

/** Why an offer is none for this link at all. */
function strangerProblem({ name, own, peer }: OwnView, offer: VpnOffer): string | undefined {
  if (offer.link !== name) {
    return `belongs to the link "${offer.link}", this is "${name}": give the offer of this one, or both components the same name`;
  }
  if (offer.from !== peer) {
    const whose = offer.from === own ? "this side's own" : `that of ${cloudNames[offer.from]}`;
    return `is ${whose}: give that of ${cloudNames[peer]}`;
  }
  return offer.agreement[`${own}.asn`] === undefined
    ? `joins ${cloudNames[peer]} to something else than ${cloudNames[own]}: give the offer of this link`
    : undefined;
}

function differencesOf({ peer, agreement }: OwnView, offer: VpnOffer): Difference[] {
  const keys = new Set([...Object.keys(agreement), ...Object.keys(offer.agreement)]);
  return [...keys]
    .filter((key) => agreement[key] !== offer.agreement[key])
    .map((key) => ({
      argument: key.startsWith(`${peer}.`) ? `peer.${key}` : key,
      text: `${agreement[key] ?? "nothing"} here, ${offer.agreement[key] ?? "nothing"} in the peer's offer`,
    }));
}
