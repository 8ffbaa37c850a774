import { computeType } from "../compute/computeType";
import { invalid } from "../compute/error";
import { productOf } from "./products";
import { requireProduct, serviceAt } from "./services";
import { type Fields, oneOf, text, unsimulated } from "../../providers/shapes";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ComputeOperation } from "../compute/computeType";
import type { ResourceType } from "../../providers/resourceType";

const fields: Fields = {
  "backendService!": text,
  description: text,
  loadBalancingScheme: text,
  proxyBind: unsimulated("boolean", "there is no service mesh"),
  proxyHeader: oneOf("NONE", "PROXY_V1"),
};

/** @throws {ComputeError} unless the backend service is one of a proxy balancer, of the scheme that the proxy says. */
function requireService({ inputs, world }: ComputeOperation): void {
  const link = asString(inputs.backendService) ?? "";
  const service = serviceAt(world, link);
  const product = service && productOf(service.inputs);
  if (product) {
    requireProduct(product, "proxy", "resource.service", link);
  }
  const scheme = asString(inputs.loadBalancingScheme);
  if (product && scheme !== undefined && scheme !== product.scheme) {
    throw invalid("resource.loadBalancingScheme", scheme, `The backend service's is ${product.scheme}.`);
  }
}

const created = (context: ComputeOperation): { creationTimestamp: string; proxyId: number } => {
  requireService(context);
  return { creationTimestamp: context.now, proxyId: context.draws.below("proxyId", 2 ** 47) };
};

const shared = {
  collection: "targetTcpProxies",
  labelled: false,
  fields,
  defaults: { proxyHeader: "NONE" },
  computed: ["creationTimestamp", "proxyId"],
  // Rough figures.
  durations: { create: 10, update: 10, delete: 10 },
  create: created,
};

/** https://cloud.google.com/compute/docs/reference/rest/v1/targetTcpProxies */
export const targetTcpProxy: ResourceType = computeType({
  ...shared,
  token: tokens.targetTcpProxy,
  kind: "TargetTcpProxy",
  regional: false,
  mutable: ["backendService", "proxyHeader"],
  update(context) {
    requireService(context);
    return {};
  },
});

/** Nothing of it changes in place. https://cloud.google.com/compute/docs/reference/rest/v1/regionTargetTcpProxies */
export const regionTargetTcpProxy: ResourceType = computeType({
  ...shared,
  token: tokens.regionTargetTcpProxy,
  kind: "RegionTargetTcpProxy",
  regional: true,
  mutable: [],
});
