import { tunnelsProblem } from "../cross-cloud-vpn/checkLink";
import { checkCiphers } from "../cross-cloud-vpn/ciphers/check";
import { endpointOf } from "../cross-cloud-vpn/sides";
import { clouds } from "../cross-cloud-vpn/clouds";
import type { Problems } from "../problems";
import type { TransitHubArgs, TransitLinkArgs } from "./args";
import { type HubPlan, hubLinkName, type TransitPlan } from "./plan";
import { plannedSides } from "./sides";

const keys: readonly (keyof TransitLinkArgs)[] = ["tunnels", "cipherProfile"];

/** Adds what is wrong with `links` and the ciphers. */
export function checkLinks(problems: Problems, args: TransitHubArgs, plan: TransitPlan): void {
  const pairs = hubPairs(plan.hubs);
  problems.unknownKeys(
    args.links ?? {},
    pairs.map(([first, second]) => hubLinkName(first, second)),
    "links.",
  );
  for (const [first, second] of pairs) {
    const name = hubLinkName(first, second);
    const own = args.links?.[name];
    if (own === undefined || own === false) {
      checkCiphers(problems, "cipherProfile", args.cipherProfile, [first.cloud, second.cloud]);
      continue;
    }
    problems.unknownKeys(own, keys, `links.${name}.`);
    const profile = own.cipherProfile === undefined ? "cipherProfile" : `links.${name}.cipherProfile`;
    checkCiphers(problems, profile, own.cipherProfile ?? args.cipherProfile, [first.cloud, second.cloud]);
    const sample = plan.links.find(({ nodes }) => nodes[0].hub === first && nodes[1].hub === second);
    if (sample !== undefined) {
      const [one, other] = sample.nodes.map((node) => endpointOf(plannedSides(node, args), node.hub.cloud));
      const problem =
        one === undefined || other === undefined
          ? undefined
          : tunnelsProblem([one, other], "bgp", own.tunnels);
      if (problem !== undefined) {
        problems.add(`links.${name}.tunnels`, problem);
      }
    }
  }
}

/** Every two hubs of different clouds, in the order of `clouds`. */
function hubPairs(hubs: readonly HubPlan[]): [HubPlan, HubPlan][] {
  const order = ({ cloud }: HubPlan) => clouds.indexOf(cloud);
  return hubs.flatMap((one, index) =>
    hubs.slice(index + 1).flatMap((other): [HubPlan, HubPlan][] => {
      if (one.cloud === other.cloud) {
        return [];
      }
      return order(one) < order(other) ? [[one, other]] : [[other, one]];
    }),
  );
}
