import { asString, type Props } from "../../protocol/values";

export type Layer = "application" | "proxy" | "passthrough";

/** A kind of load balancer that Google Cloud offers. */
export interface Product {
  readonly name: string;
  readonly layer: Layer;
  readonly scope: "global" | "regional";
  /** Of the backend service, and of the forwarding rule. */
  readonly scheme: string;
  /** What the backend service may speak to its backends. */
  readonly protocols: readonly string[];
  /**
   * Who probes hybrid endpoints: Google's central probers, or each Envoy proxy from the proxy-only subnet.
   *
   * Source: https://cloud.google.com/load-balancing/docs/negs, "Hybrid connectivity NEG"
   */
  readonly probers: "central" | "envoy";
}

const http = ["HTTP", "HTTPS", "HTTP2", "H2C"];
const packets = ["TCP", "UDP", "UNSPECIFIED"];

function product(
  name: string,
  layer: Layer,
  scope: Product["scope"],
  scheme: string,
  protocols: readonly string[],
  probers: Product["probers"],
): Product {
  return { name, layer, scope, scheme, protocols, probers };
}

/** Source: https://cloud.google.com/load-balancing/docs/backend-service, tables of schemes and of protocols. */
const products: readonly Product[] = [
  product("global external Application", "application", "global", "EXTERNAL_MANAGED", http, "central"),
  product("classic Application", "application", "global", "EXTERNAL", http, "central"),
  product("regional external Application", "application", "regional", "EXTERNAL_MANAGED", http, "envoy"),
  product("cross-region internal Application", "application", "global", "INTERNAL_MANAGED", http, "envoy"),
  product("regional internal Application", "application", "regional", "INTERNAL_MANAGED", http, "envoy"),
  product("global external proxy Network", "proxy", "global", "EXTERNAL_MANAGED", ["TCP", "SSL"], "central"),
  product("classic proxy Network", "proxy", "global", "EXTERNAL", ["TCP", "SSL"], "central"),
  product("regional external proxy Network", "proxy", "regional", "EXTERNAL_MANAGED", ["TCP"], "envoy"),
  product("regional internal proxy Network", "proxy", "regional", "INTERNAL_MANAGED", ["TCP"], "envoy"),
  product("cross-region internal proxy Network", "proxy", "global", "INTERNAL_MANAGED", ["TCP"], "envoy"),
  product("external passthrough Network", "passthrough", "regional", "EXTERNAL", packets, "central"),
  product("internal passthrough Network", "passthrough", "regional", "INTERNAL", packets, "central"),
];

export const schemesOf = (scope: Product["scope"]): string[] => [
  ...new Set(products.filter((one) => one.scope === scope).map(({ scheme }) => scheme)),
];

/** What a backend service may speak under a scheme. */
export const protocolsOf = (scope: Product["scope"], scheme: string): string[] =>
  products
    .filter((one) => one.scope === scope && one.scheme === scheme)
    .flatMap(({ protocols }) => protocols);

const scopeOf = (inputs: Props): Product["scope"] => (inputs.region === undefined ? "global" : "regional");

/** What the API fills in. */
export function protocolOf(inputs: Props): string {
  const fallback = inputs.loadBalancingScheme === "INTERNAL" ? "TCP" : "HTTP";
  return asString(inputs.protocol) ?? fallback;
}

/** The balancer that a backend service is of; undefined if there is none such. */
export const productOf = (inputs: Props): Product | undefined =>
  products.find(
    (one) =>
      one.scope === scopeOf(inputs) &&
      one.scheme === inputs.loadBalancingScheme &&
      one.protocols.includes(protocolOf(inputs)),
  );

export const isEnvoy = ({ layer, probers }: Product): boolean =>
  layer !== "passthrough" && probers === "envoy";
