import { labelOf, type Properties, type Resource } from "../../../reachability/resources";
import {
  blockAt,
  blockIn,
  blocksIn,
  flagAt,
  flagIn,
  numberIn,
  textIn,
  textsIn,
} from "../../balancers/fields";
import { type Answers, certainly, mixed, noAnswer } from "../answers";
import { nearest } from "../client";
import type { Healthy, Query } from "../health";
import { plainName } from "../nameServer";

/** What one item of a policy answers. */
export interface Item {
  readonly weight: number;
  readonly location: string | undefined;
  /** Answered whatever their health. */
  readonly unchecked: readonly string[];
  /** Answered while they are healthy. */
  readonly checked: readonly string[];
}

/**
 * The routing policy of a record set.
 *
 * Source: https://cloud.google.com/dns/docs/routing-policies-overview
 */
export type Policy =
  | { readonly kind: "weighted"; readonly items: readonly Item[] }
  | { readonly kind: "geo"; readonly items: readonly Item[]; readonly isFenced: boolean }
  | {
      readonly kind: "failover";
      readonly primary: Item;
      readonly backups: readonly Item[];
      readonly isFenced: boolean;
      /** The share that backups get while a primary is healthy. */
      readonly trickle: number;
    };

export function policyOf(set: Resource): Policy | undefined {
  const policy = blockAt(set, "routingPolicy");
  if (policy === undefined) {
    return undefined;
  }
  const failover = blockIn(policy, "primaryBackup");
  if (failover !== undefined) {
    const trickle = failover["trickleRatio"];
    return {
      kind: "failover",
      primary: {
        weight: 1,
        location: undefined,
        unchecked: [],
        checked: checkedIn(blockIn(failover, "primary"), set),
      },
      backups: blocksIn(failover, "backupGeos").map((one) => itemOf(one, set)),
      isFenced: flagIn(failover, "enableGeoFencingForBackups") === true,
      trickle: typeof trickle === "number" ? trickle : 0,
    };
  }
  const geos = blocksIn(policy, "geos");
  if (geos.length > 0) {
    const isFenced = flagAt(set, "routingPolicy.enableGeoFencing") === true;
    return { kind: "geo", items: geos.map((one) => itemOf(one, set)), isFenced };
  }
  return { kind: "weighted", items: blocksIn(policy, "wrrs").map((one) => itemOf(one, set)) };
}

export function itemsOf(policy: Policy): readonly Item[] {
  return policy.kind === "failover" ? [policy.primary, ...policy.backups] : policy.items;
}

export function answerOf(policy: Policy, query: Query): Answers {
  switch (policy.kind) {
    case "weighted": {
      const { items } = policy;
      const healthy = items.filter((item) => isHealthy(item, query.healthy));
      // Where all are unhealthy the weights go on as if none were.
      const candidates = healthy.length > 0 ? healthy : items;
      return mixed(
        candidates.map((item) => ({ weight: item.weight, answers: valuesOf(item, query.healthy) })),
      );
    }
    case "geo":
      return nearestAnswer(policy.items, policy.isFenced, query);
    case "failover": {
      const { primary, backups, isFenced, trickle } = policy;
      const backup = nearestAnswer(backups, isFenced, query);
      return isHealthy(primary, query.healthy)
        ? mixed([
            { weight: 1 - trickle, answers: valuesOf(primary, query.healthy) },
            ...(trickle > 0 ? [{ weight: trickle, answers: backup }] : []),
          ])
        : backup;
    }
  }
}

/** The nearest item; without a fence the nearest one that is healthy, if any is. */
function nearestAnswer(items: readonly Item[], isFenced: boolean, query: Query): Answers {
  const healthy = items.filter((item) => isHealthy(item, query.healthy));
  const candidates = isFenced || healthy.length === 0 ? items : healthy;
  const chosen = nearest(query.client, candidates, ({ location }) => location);
  return chosen.length === 0
    ? noAnswer
    : mixed(chosen.map((item) => ({ weight: 1, answers: valuesOf(item, query.healthy) })));
}

/** Every checked value as long as none is healthy. */
function valuesOf({ unchecked, checked }: Item, healthy: Healthy): Answers {
  const up = checked.filter(healthy);
  return certainly([...unchecked, ...(up.length > 0 || unchecked.length > 0 ? up : checked)]);
}

function isHealthy({ unchecked, checked }: Item, healthy: Healthy): boolean {
  return unchecked.length > 0 || checked.length === 0 || checked.some(healthy);
}

function itemOf(item: Properties, set: Resource): Item {
  return {
    weight: numberIn(item, "weight") ?? 0,
    location: textIn(item, "location"),
    unchecked: textsIn(item, "rrdatas").map(plainName),
    checked: checkedIn(blockIn(item, "healthCheckedTargets"), set),
  };
}

/** Addresses that are not known yet are called as the record set that they are of. */
function checkedIn(targets: Properties | undefined, set: Resource): readonly string[] {
  const external = targets?.["externalEndpoints"];
  const outside = Array.isArray(external) ? external : [];
  return [
    ...outside.map((one: unknown, index) => (typeof one === "string" ? one : `${labelOf(set)} ${index + 1}`)),
    ...blocksIn(targets, "internalLoadBalancers").map(
      (one, index) => textIn(one, "ipAddress") ?? `${labelOf(set)} ${index + 1}`,
    ),
  ];
}
