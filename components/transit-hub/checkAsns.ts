import { transitNumbers } from "../../addressing/linkSlots";
import { networkAsn } from "../../addressing/asns";
import { sideAsnProblems } from "../cross-cloud-vpn/checkLink";
import type { SideFacts } from "../cross-cloud-vpn/sides";
import type { Problems } from "../problems";
import type { HubPlan, TransitPlan } from "./plan";

/**
 * Adds what is wrong with the ASNs of all hubs, for segments to come too: a gateway's is fixed, so a new segment must not
 * find its own taken. Hubs of Virtual WAN all have the same, and are not joined by BGP of ours.
 */
export function checkAsns(problems: Problems, { hubs }: TransitPlan): void {
  const sound = hubs
    .filter(({ isVirtualWan }) => !isVirtualWan)
    .filter((hub) => checkAccepted(problems, hub, hubs));
  const taken = new Set(sound.flatMap(asnsOf));
  for (const [index, hub] of sound.entries()) {
    const own = asnsOf(hub);
    const rivals = sound.slice(0, index).filter((other) => asnsOf(other).some((asn) => own.includes(asn)));
    if (rivals.length > 0) {
      const free = freeAsn(taken, own.length);
      asnsOf({ ...hub, asn: free }).forEach((asn) => taken.add(asn));
      const theirs = rivals.map((rival) => `${textOf(rival)} of hub ${rival.name}`).join(" and ");
      problems.add(
        pathOf(hub),
        `${textOf(hub)} overlaps ${theirs}: BGP takes its own ASN in a path for a loop: give another, such as ${free}`,
      );
    }
  }
}

/** Those that a hub's gateways have, or will have with all segments. */
function asnsOf({ cloud, asn }: Pick<HubPlan, "cloud" | "asn">): number[] {
  return Array.from({ length: cloud === "aws" ? 1 : transitNumbers }, (_, segment) => asn + segment);
}

function checkAccepted(problems: Problems, hub: HubPlan, hubs: readonly HubPlan[]): boolean {
  const peers = [...new Set(hubs.map(({ cloud }) => cloud))].filter((cloud) => cloud !== hub.cloud);
  const found = asnsOf(hub).map((asn) => sideAsnProblems(plainSide(hub.cloud, asn), hub.cloud, peers));
  const segment = found.findIndex((each) => each.length > 0);
  for (const problem of found[segment] ?? []) {
    problems.add(
      pathOf(hub),
      segment === 0
        ? problem
        : `${hub.asn} is that of segment number 0 and leads to number ${segment}'s: ${problem}`,
    );
  }
  return segment < 0;
}

/** After the defaults of all hubs, which stay free for them. */
function freeAsn(taken: ReadonlySet<number>, length: number): number {
  let first = networkAsn(0) + transitNumbers * transitNumbers;
  while (Array.from({ length }, (_, index) => first + index).some((asn) => taken.has(asn))) {
    first += transitNumbers;
  }
  return first;
}

function textOf(hub: HubPlan): string {
  const [first, ...more] = asnsOf(hub);
  return more.length === 0 ? `${first}` : `${first} to ${more.at(-1)}, one for each segment,`;
}

function pathOf({ name, cloud }: HubPlan): string {
  return `hubs.${name}.${cloud}.asn`;
}

function plainSide(cloud: HubPlan["cloud"], asn: number): SideFacts {
  switch (cloud) {
    case "aws":
      return { aws: { cidrBlocks: [], asn } };
    case "azure":
      return { azure: { addressPrefixes: [], asn } };
    case "gcp":
      return { gcp: { ipCidrRanges: [], asn } };
  }
}
