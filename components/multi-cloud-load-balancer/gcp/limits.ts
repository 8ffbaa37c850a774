import type { MultiCloudLoadBalancerArgs } from "../args";
import type { FrontEndLimits } from "../frontEnd";
import type { GcpFrontEnd } from "./args";
import { kinds, type Settings, settingsOf } from "./reaches";

/** What the balancer asked for can do, or undefined where kind or reach say none. */
export function gcpLimits(args: MultiCloudLoadBalancerArgs): FrontEndLimits | undefined {
  const settings = settingsOf(args);
  return settings === undefined ? undefined : { ...shared(settings), ...byKind[settings.frontEnd.kind] };
}

function shared({ frontEnd, facts }: Settings) {
  const label = `a ${facts.label} ${kinds[frontEnd.kind]} of Google Cloud`;
  return {
    label,
    source: "https://cloud.google.com/load-balancing/docs/features",
    crossZone: [true],
    drainingSeconds: { minimum: 0, maximum: 3600 },
    outsideTargets: {
      ranges: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"],
      source: "https://cloud.google.com/load-balancing/docs/negs/hybrid-neg-concepts",
    },
    // Preferred backends and service load balancing policies: https://cloud.google.com/load-balancing/docs/service-lb-policy
    ...(!facts.regional && { locality: { spillOverPercent: { minimum: 1, maximum: 99 } } }),
    healthCheck: {
      source: "https://cloud.google.com/load-balancing/docs/health-check-concepts",
      protocols: ["HTTP", "HTTPS", "TCP"],
      intervalSeconds: { minimum: 1, maximum: 300 },
      timeoutSeconds: { minimum: 1, maximum: 300 },
      timeout: "up-to-interval",
      healthyThreshold: { minimum: 1, maximum: 10 },
      unhealthyThreshold: { minimum: 1, maximum: 10 },
      host: true,
      port: true,
    },
  } satisfies Partial<FrontEndLimits>;
}

const noLocality =
  'only reaches "global-external" and "cross-region-internal" have preferred backends: take one of them';
const insteadOfAll = {
  locality: noLocality,
  spillOverPercent: noLocality,
  slowStartSeconds: 'leave it out, or take frontEnd.aws.kind "alb", which has one',
  crossZone: "leave it out: requests always go to the targets of all zones",
};

type KindLimits = Pick<
  FrontEndLimits,
  | "listenerProtocols"
  | "otherProtocols"
  | "backendProtocols"
  | "redirectHttp"
  | "largestWeight"
  | "stickiness"
  | "instead"
>;

const byKind: Readonly<Record<GcpFrontEnd["kind"], KindLimits>> = {
  alb: {
    listenerProtocols: ["HTTP", "HTTPS"],
    otherProtocols: 'frontEnd.gcp.kind "proxy-nlb"',
    backendProtocols: { HTTP: ["HTTP", "HTTPS"], HTTPS: ["HTTP", "HTTPS"], TCP: [] },
    redirectHttp: true,
    // https://cloud.google.com/load-balancing/docs/url-map-concepts#traffic_splitting
    largestWeight: 1000,
    // https://cloud.google.com/load-balancing/docs/backend-service#generated_cookie_affinity
    stickiness: { seconds: { minimum: 1, maximum: 86400 } },
    instead: insteadOfAll,
  },
  "proxy-nlb": {
    listenerProtocols: ["TCP"],
    otherProtocols: 'frontEnd.gcp.kind "alb"',
    backendProtocols: { HTTP: [], HTTPS: [], TCP: ["TCP"] },
    redirectHttp: false,
    // By the client's address, for as long as the same targets are healthy.
    stickiness: {},
    instead: {
      ...insteadOfAll,
      weight: 'it has one backend service: take frontEnd.gcp.kind "alb", or weights in DNS by DnsFailover',
      stickinessSeconds: "leave it out: clients are kept apart by their addresses, for no set time",
      redirectHttp: 'take frontEnd.gcp.kind "alb"',
    },
  },
};
