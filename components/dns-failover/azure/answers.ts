import { type Answer, type Asker, type IsHealthy, mix, nextNearest, placesOf, together } from "../answers";
import { type AzureEndpoint, type AzurePlan, type AzureProfile, everywhereElse, geoCodes } from "./plan";

/**
 * What Traffic Manager answers by these profiles.
 * https://learn.microsoft.com/azure/traffic-manager/traffic-manager-monitoring
 * https://learn.microsoft.com/azure/traffic-manager/traffic-manager-nested-profiles
 */
export function azureAnswers(
  { profiles }: Pick<AzurePlan, "profiles">,
  asker: Asker,
  isHealthy: IsHealthy,
): Answer[] {
  const endpointsOf = (key: string): readonly AzureEndpoint[] =>
    (profiles.find((profile) => profile.key === key)?.endpoints ?? []).filter(({ enabled }) => enabled);

  const online = ({ to, alwaysServe }: AzureEndpoint): boolean =>
    alwaysServe || ("member" in to ? isHealthy(to.member) : endpointsOf(to.profile).some(online));

  const answer = ({ to }: AzureEndpoint): Answer[] =>
    "member" in to ? together([to.member]) : resolve(to.profile);

  const resolve = (key: string): Answer[] => {
    const method = profiles.find((profile) => profile.key === key)?.method;
    const enabled = endpointsOf(key);
    const usable = enabled.filter(online);
    if (method === "Geographic") {
      // A place has one endpoint, which is answered whether it is online or not.
      const mapped = endpointFor(enabled, asker);
      return mapped === undefined ? [] : answer(mapped);
    }
    // Where all are degraded, all are answered as if they were online.
    return choose(method, usable.length > 0 ? usable : enabled, asker, answer);
  };
  return resolve("");
}

function choose(
  method: Exclude<AzureProfile["method"], "Geographic"> | undefined,
  usable: readonly AzureEndpoint[],
  asker: Asker,
  answer: (endpoint: AzureEndpoint) => Answer[],
): Answer[] {
  switch (method) {
    case "Priority": {
      const [first] = usable.toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
      return first === undefined ? [] : answer(first);
    }
    case "Weighted":
      return mix(usable.map((endpoint) => ({ share: endpoint.weight ?? 1, answers: answer(endpoint) })));
    case "Performance": {
      const nearest = usable.find(({ key }) => asker.from === "near" && key === asker.pool);
      return nextNearest((nearest ? [nearest] : usable).map(answer));
    }
    case "MultiValue":
      return together(usable.flatMap(answer).flatMap(({ members }) => members));
    case undefined:
      return [];
  }
}

function endpointFor(endpoints: readonly AzureEndpoint[], asker: Asker): AzureEndpoint | undefined {
  const codes = [...placesOf(asker).flatMap(geoCodes), everywhereElse];
  const mapped = codes.flatMap((code) => endpoints.filter(({ geoMapping }) => geoMapping?.includes(code)));
  return mapped[0];
}
