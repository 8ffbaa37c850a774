import {
  type Answer,
  type Asker,
  type IsHealthy,
  mix,
  nextNearest,
  placesOf,
  samePlace,
  together,
} from "../answers";
import type { Route53Plan, Route53Record } from "./plan";

/**
 * What Route 53 answers by these records.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html
 */
export function route53Answers(
  { records }: Pick<Route53Plan, "records">,
  name: string,
  asker: Asker,
  isHealthy: IsHealthy,
): Answer[] {
  const named = (wanted: string): Route53Record[] => records.filter((record) => record.name === wanted);

  const healthy = ({ value }: Route53Record): boolean =>
    value.kind === "member" ? isHealthy(value.member) : named(value.name).some(healthy);

  const answer = ({ value }: Route53Record): Answer[] =>
    value.kind === "member" ? together([value.member]) : resolve(value.name);

  const resolve = (wanted: string): Answer[] => {
    const group = named(wanted);
    const usable = group.filter(healthy);
    // Where none is healthy, all count as healthy: something must be answered.
    return choose(usable.length > 0 ? usable : group, asker, answer);
  };
  return resolve(name);
}

function choose(
  usable: readonly Route53Record[],
  asker: Asker,
  answer: (record: Route53Record) => Answer[],
): Answer[] {
  const kind = usable[0]?.policy.kind;
  switch (kind) {
    case undefined:
      return [];
    case "simple":
      return usable.flatMap(answer);
    case "failover": {
      const first = usable.find(({ policy }) => policy.kind === "failover" && policy.role === "PRIMARY");
      return (first ? [first] : usable).flatMap(answer);
    }
    case "weighted":
      return weighted(usable, answer);
    case "latency": {
      const nearest = usable.find(
        ({ policy }) => policy.kind === "latency" && asker.from === "near" && policy.pool === asker.pool,
      );
      return nextNearest((nearest ? [nearest] : usable).map(answer));
    }
    case "geolocation": {
      const record = narrowest(usable, asker);
      return record === undefined ? [] : answer(record);
    }
    case "multivalue":
      return together(usable.flatMap(answer).flatMap(({ members }) => members));
  }
}

/** Records of weight 0 count only where there are no others; then all alike. */
function weighted(usable: readonly Route53Record[], answer: (record: Route53Record) => Answer[]): Answer[] {
  const weights = usable.map(({ policy }) => (policy.kind === "weighted" ? policy.weight : 0));
  const allZero = weights.every((weight) => weight === 0);
  return mix(
    usable.flatMap((record, index) => {
      const share = allZero ? 1 : (weights[index] ?? 0);
      return share === 0 ? [] : [{ share, answers: answer(record) }];
    }),
  );
}

function narrowest(usable: readonly Route53Record[], asker: Asker): Route53Record | undefined {
  const inPlaces = placesOf(asker).flatMap((place) =>
    usable.filter(
      ({ policy }) =>
        policy.kind === "geolocation" && policy.place !== undefined && samePlace(policy.place, place),
    ),
  );
  return (
    inPlaces[0] ?? usable.find(({ policy }) => policy.kind === "geolocation" && policy.place === undefined)
  );
}
