import { checkCertificates, requireCertificates } from "./certificates";
import { type ComputeDefinition, computeType } from "../compute/computeType";
import { fingerprint } from "../compute/labels";
import { pathIn } from "../compute/paths";
import { serviceAt, serviceLinks } from "./services";
import { between, type Fields, list, oneOf, text, unsimulated } from "../../providers/shapes";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { OperationContext, ResourceType } from "../../providers/resourceType";

/** Source: https://cloud.google.com/load-balancing/docs/https#timeout-keepalive-client: 5 to 1200 s. */
const keepAlive = between(5, 1200);

const common: Fields = {
  description: text,
  httpKeepAliveTimeoutSec: keepAlive,
  "urlMap!": text,
};
const forMesh = unsimulated("boolean", "there is no service mesh");
const secure: Fields = {
  certificateManagerCertificates: list(text),
  serverTlsPolicy: unsimulated("string", "clients show no certificates"),
  sslCertificates: list(text),
  sslPolicy: unsimulated("string", "any TLS version is spoken"),
};

const proxyType = (
  own: Pick<ComputeDefinition, "token" | "kind" | "collection" | "regional" | "fields" | "mutable" | "check">,
  require?: (context: OperationContext) => void,
): ResourceType =>
  computeType({
    labelled: false,
    // Rough figures.
    durations: { create: 10, update: 10, delete: 10 },
    ...own,
    computed: ["creationTimestamp", "proxyId", ...(own.regional ? [] : ["fingerprint"])],
    create(context) {
      require?.(context);
      return {
        creationTimestamp: context.now,
        proxyId: context.draws.below("proxyId", 2 ** 47),
        ...settings(context, own.regional),
      };
    },
    update(context) {
      require?.(context);
      return settings(context, own.regional);
    },
  });

const settings = ({ inputs, draws }: OperationContext, regional: boolean): Props =>
  regional ? {} : { fingerprint: fingerprint(draws, JSON.stringify(inputs)) };

/** The scheme of the balancer that a proxy with a URL map is of; undefined where it only redirects. */
function schemeOf({ inputs, world }: OperationContext): string | undefined {
  const path = pathIn(asString(inputs.urlMap) ?? "");
  const map = world.get(tokens.urlMap, path) ?? world.get(tokens.regionUrlMap, path);
  const [first] = map ? serviceLinks(map.inputs) : [];
  return asString(serviceAt(world, first?.link)?.inputs.loadBalancingScheme);
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/targetHttpProxies */
export const targetHttpProxy: ResourceType = proxyType({
  token: tokens.targetHttpProxy,
  kind: "TargetHttpProxy",
  collection: "targetHttpProxies",
  regional: false,
  fields: { ...common, proxyBind: forMesh },
  mutable: ["httpKeepAliveTimeoutSec", "urlMap"],
});

/** https://cloud.google.com/compute/docs/reference/rest/v1/regionTargetHttpProxies */
export const regionTargetHttpProxy: ResourceType = proxyType({
  token: tokens.regionTargetHttpProxy,
  kind: "RegionTargetHttpProxy",
  collection: "targetHttpProxies",
  regional: true,
  fields: common,
  mutable: ["httpKeepAliveTimeoutSec", "urlMap"],
});

/** https://cloud.google.com/compute/docs/reference/rest/v1/targetHttpsProxies */
export const targetHttpsProxy: ResourceType = proxyType(
  {
    token: tokens.targetHttpsProxy,
    kind: "TargetHttpsProxy",
    collection: "targetHttpsProxies",
    regional: false,
    fields: {
      ...common,
      ...secure,
      certificateMap: text,
      proxyBind: forMesh,
      quicOverride: oneOf("NONE", "ENABLE", "DISABLE"),
      tlsEarlyData: oneOf("STRICT", "PERMISSIVE", "UNRESTRICTED", "DISABLED"),
    },
    mutable: [
      "certificateManagerCertificates",
      "certificateMap",
      "httpKeepAliveTimeoutSec",
      "quicOverride",
      "sslCertificates",
      "tlsEarlyData",
      "urlMap",
    ],
    check: checkCertificates,
  },
  (context) => requireCertificates(context, schemeOf(context)),
);

/** https://cloud.google.com/compute/docs/reference/rest/v1/regionTargetHttpsProxies */
export const regionTargetHttpsProxy: ResourceType = proxyType(
  {
    token: tokens.regionTargetHttpsProxy,
    kind: "RegionTargetHttpsProxy",
    collection: "targetHttpsProxies",
    regional: true,
    fields: { ...common, ...secure },
    mutable: ["certificateManagerCertificates", "httpKeepAliveTimeoutSec", "sslCertificates", "urlMap"],
    check: checkCertificates,
  },
  (context) => requireCertificates(context, schemeOf(context)),
);
