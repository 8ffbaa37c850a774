import { invalid } from "../compute/error";
import { pathIn, selfLink } from "../compute/paths";
import { type Layer, type Product, productOf } from "./products";
import { tokens } from "../tokens";
import { asList, asObject, asString, type Props, type Value } from "../../protocol/values";
import type { OperationContext, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** A place in a URL map that names a backend service. */
export interface ServiceLink {
  /** Property path. */
  readonly field: string;
  readonly link: string;
}

/** Everything that a URL map sends requests to. */
export function serviceLinks(urlMap: Props): ServiceLink[] {
  const matchers = asList(urlMap.pathMatchers)
    .map(asObject)
    .flatMap((matcher, i) => {
      const path = `pathMatchers[${i}]`;
      const rules = (["pathRules", "routeRules"] as const).flatMap((kind) =>
        asList(matcher[kind])
          .map(asObject)
          .flatMap((rule, j) => [
            ...linkAt(`${path}.${kind}[${j}].service`, rule.service),
            ...weighted(`${path}.${kind}[${j}].routeAction`, rule.routeAction),
          ]),
      );
      return [
        ...linkAt(`${path}.defaultService`, matcher.defaultService),
        ...weighted(`${path}.defaultRouteAction`, matcher.defaultRouteAction),
        ...rules,
      ];
    });
  return [
    ...linkAt("defaultService", urlMap.defaultService),
    ...weighted("defaultRouteAction", urlMap.defaultRouteAction),
    ...matchers,
  ];
}

const linkAt = (field: string, link: Value | undefined): ServiceLink[] =>
  typeof link === "string" && link !== "" ? [{ field, link }] : [];

const weighted = (field: string, action: Value | undefined): ServiceLink[] =>
  asList(asObject(action).weightedBackendServices).flatMap((one, i) =>
    linkAt(`${field}.weightedBackendServices[${i}].backendService`, asObject(one).backendService),
  );

export const serviceAt = (world: WorldView, link: Value | undefined): WorldRecord | undefined => {
  const path = pathIn(asString(link) ?? "");
  return world.get(tokens.backendService, path) ?? world.get(tokens.regionBackendService, path);
};

/**
 * @throws {ComputeError} unless all services of the URL map speak HTTP and are of one scheme; a classic balancer does
 * not split requests by weights.
 *
 * Source: https://cloud.google.com/load-balancing/docs/url-map-concepts and .../features#routing-and-traffic-management
 */
export function requireServices({ inputs, world }: OperationContext): void {
  const links = serviceLinks(inputs);
  const [first] = links.map(({ link }) => serviceAt(world, link));
  for (const { field, link } of links) {
    const service = serviceAt(world, link);
    const product = service && productOf(service.inputs);
    if (!product) {
      continue;
    }
    requireProduct(product, "application", `resource.${field}`, link);
    if (service.inputs.loadBalancingScheme !== first?.inputs.loadBalancingScheme) {
      throw invalid(`resource.${field}`, link, "All backend services of a URL map must have one scheme.");
    }
    if (field.includes("weightedBackendServices") && product.scheme === "EXTERNAL") {
      throw invalid(
        `resource.${field}`,
        link,
        "Weighted backend services need the scheme EXTERNAL_MANAGED or INTERNAL_MANAGED.",
      );
    }
  }
}

export function requireProduct(product: Product, layer: Layer, field: string, link: string): void {
  if (product.layer !== layer) {
    throw invalid(
      field,
      link,
      `The backend service is of a ${product.name} Load Balancer, which it cannot be here.`,
    );
  }
}

/** @throws {ComputeError} where a used backend service is about to speak what its users cannot. */
export function requireLayer(world: WorldView, path: string, inputs: Props): void {
  const product = productOf(inputs);
  const link = selfLink(path);
  const maps = [tokens.urlMap, tokens.regionUrlMap].flatMap((token) => world.all(token));
  const proxies = [tokens.targetTcpProxy, tokens.regionTargetTcpProxy].flatMap((token) => world.all(token));
  const isInMap = maps.some((one) => serviceLinks(one.inputs).some((other) => other.link === link));
  const isInProxy = proxies.some((one) => one.inputs.backendService === link);
  if (product && isInMap) {
    requireProduct(product, "application", "resource.protocol", link);
  }
  if (product && isInProxy) {
    requireProduct(product, "proxy", "resource.protocol", link);
  }
}
