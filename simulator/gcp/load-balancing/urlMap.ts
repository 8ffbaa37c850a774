import { type ComputeDefinition, computeType } from "../compute/computeType";
import { fingerprint } from "../compute/labels";
import { requireServices } from "./services";
import { checkUrlMap } from "./urlMapRules";
import { urlMapFields } from "./urlMapShapes";
import { loadBalancingTokens as tokens } from "./tokens";
import type { Props } from "../../protocol/values";
import type { OperationContext, ResourceType } from "../../providers/resourceType";

const urlMapType = (own: Pick<ComputeDefinition, "token" | "kind" | "regional">): ResourceType =>
  computeType({
    ...own,
    collection: "urlMaps",
    labelled: false,
    fields: urlMapFields,
    mutable: Object.keys(urlMapFields),
    computed: ["creationTimestamp", "fingerprint", "mapId"],
    // Rough figures.
    durations: { create: 10, update: 10, delete: 10 },
    check: checkUrlMap,
    create(context) {
      requireServices(context);
      return {
        creationTimestamp: context.now,
        mapId: context.draws.below("mapId", 2 ** 47),
        ...settings(context),
      };
    },
    update(context) {
      requireServices(context);
      return settings(context);
    },
  });

const settings = ({ inputs, draws }: OperationContext): Props => ({
  fingerprint: fingerprint(draws, JSON.stringify(inputs)),
});

/**
 * Which requests of a global balancer go where.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/urlMaps
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/urlmap/
 */
export const urlMap: ResourceType = urlMapType({ token: tokens.urlMap, kind: "UrlMap", regional: false });

/**
 * Which requests of a regional balancer go where.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/regionUrlMaps
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/regionurlmap/
 */
export const regionUrlMap: ResourceType = urlMapType({
  token: tokens.regionUrlMap,
  kind: "RegionUrlMap",
  regional: true,
});
