import { endpointType } from "./endpointType";
import { addressProblem } from "../compute/ranges";
import { between, list, object, text, textWhich } from "../../providers/shapes";
import { loadBalancingTokens as tokens } from "./tokens";
import type { ResourceType } from "../../providers/resourceType";

const address = textWhich((value, path) => {
  const problem = addressProblem(value);
  return problem === undefined ? undefined : `"${path}" must be an IPv4 address: ${problem}`;
});
const port = between(1, 65535);

/**
 * One endpoint of a zonal network endpoint group, added beside those of others.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/networkEndpointGroups/attachNetworkEndpoints
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/networkendpoint/
 */
export const networkEndpoint: ResourceType = endpointType({
  token: tokens.networkEndpoint,
  kind: "NetworkEndpoint",
  fields: { instance: text, "ipAddress!": address, port },
  mutable: [],
  idOf: (place, [endpoint]) =>
    endpoint === undefined ? place : `${place}/${endpoint.instance}/${endpoint.ipAddress}/${endpoint.port}`,
});

/**
 * All endpoints of a zonal network endpoint group.
 *
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/networkendpointlist/
 */
export const networkEndpointList: ResourceType = endpointType({
  token: tokens.networkEndpointList,
  kind: "NetworkEndpoints",
  fields: { networkEndpoints: list(object({ instance: text, "ipAddress!": address, port })) },
  mutable: ["networkEndpoints"],
  idOf: (place) => place,
});
