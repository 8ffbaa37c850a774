import { type Answer, type Asker, type IsHealthy, mix, nextNearest, together } from "../answers";
import type { GcpLocatedItem, GcpPlan, GcpWeightedItem } from "./plan";

/**
 * What Cloud DNS answers by this policy: all healthy targets of the chosen item. Where none at all is healthy, the
 * policy is followed as if all were; the documentation does not say so, but an empty answer it does not know either.
 * https://docs.cloud.google.com/dns/docs/routing-policies-overview
 * https://docs.cloud.google.com/dns/docs/reference/rest/v1/resourceRecordSets
 */
export function gcpAnswers(
  { policy }: Pick<GcpPlan, "policy">,
  asker: Asker,
  isHealthy: IsHealthy,
): Answer[] {
  switch (policy.kind) {
    case "weighted":
      return weighted(policy.items, isHealthy);
    case "geography":
      return located(policy.items, asker, isHealthy);
    case "failover": {
      const primary = policy.primary.filter(isHealthy);
      const backup = policy.backup.filter(isHealthy);
      return together(primary.length > 0 ? primary : backup.length > 0 ? backup : policy.backup);
    }
  }
}

/** An item without a healthy target leaves its share to the others. */
function weighted(items: readonly GcpWeightedItem[], isHealthy: IsHealthy): Answer[] {
  const usable = healthyItems(items, isHealthy);
  return mix(
    (usable.length > 0 ? usable : items).map(({ weight, members }) => ({
      share: weight,
      answers: together(members),
    })),
  );
}

/** An item without a healthy target leaves its askers to the next nearest one. */
function located(items: readonly GcpLocatedItem[], asker: Asker, isHealthy: IsHealthy): Answer[] {
  const place = asker.from === "place" && "continent" in asker.place ? asker.place.continent : "elsewhere";
  const near = items.filter((item) => item.place === place);
  const healthy = [healthyItems(near, isHealthy), healthyItems(items, isHealthy), near, items];
  const chosen = healthy.find(({ length }) => length > 0) ?? [];
  const answers = new Map(chosen.map(({ members }) => [members.join(" "), together(members)]));
  return nextNearest([...answers.values()]);
}

function healthyItems<T extends { readonly members: readonly string[] }>(
  items: readonly T[],
  isHealthy: IsHealthy,
): T[] {
  return items.flatMap((item) => {
    const members = item.members.filter(isHealthy);
    return members.length > 0 ? [{ ...item, members }] : [];
  });
}
