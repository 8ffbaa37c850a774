import { BackendService, type BackendServiceArgs, RegionBackendService } from "@pulumi/gcp/compute";
import { ServiceLbPolicies } from "@pulumi/gcp/networkservices";
import { interpolate, type Output } from "@pulumi/pulumi";
import { createEndpointGroup } from "./endpointGroups";
import { planServices, type ServicePlan } from "./endpointGroupPlan";
import { createHealthCheck } from "./healthCheck";
import { resourceNames } from "./resourceNames";
import type { Wiring } from "./wiring";

const defaultTargetCapacity = 1000;

/** A backend service, and its share where there are weights. */
export interface WeightedService {
  readonly id: Output<string>;
  readonly weight: number | undefined;
}

/** Makes the backend services with their groups. */
export function createServices(wiring: Wiring): WeightedService[] {
  const healthCheck = createHealthCheck(wiring);
  const policy = createPolicy(wiring);
  return planServices(wiring.args, wiring.plan).map((service) => {
    const { name, facts, region, opts } = wiring;
    const at = resourceNames.service(name, service.key);
    const args = {
      ...serviceArgs(wiring),
      healthChecks: healthCheck.id,
      backends: backendsOf(wiring, service),
    };
    const resource = facts.regional
      ? new RegionBackendService(at, { ...args, region }, opts)
      : new BackendService(at, { ...args, ...policy }, opts);
    return { id: resource.id, weight: service.weight };
  });
}

/** https://cloud.google.com/load-balancing/docs/service-lb-policy */
function createPolicy({ name, args, labels, opts }: Wiring): Pick<BackendServiceArgs, "serviceLbPolicy"> {
  const failoverHealthThreshold = args.locality?.spillOverPercent;
  if (failoverHealthThreshold === undefined) {
    return {};
  }
  const policy = new ServiceLbPolicies(
    `${name}-service-lb-policy`,
    { location: "global", failoverConfig: { failoverHealthThreshold }, ...labels },
    opts,
  );
  return { serviceLbPolicy: interpolate`//networkservices.googleapis.com/${policy.id}` };
}

function serviceArgs({ args, plan, frontEnd, facts }: Wiring) {
  const { securityPolicy, accessLogs } = frontEnd;
  const { drainingSeconds } = args;
  return {
    protocol: plan.backend.protocol,
    loadBalancingScheme: facts.loadBalancingScheme,
    ...affinity(args.stickiness, plan.listener.protocol === "TCP"),
    ...(drainingSeconds !== undefined && { connectionDrainingTimeoutSec: drainingSeconds }),
    ...(securityPolicy !== undefined && { securityPolicy }),
    ...(accessLogs !== undefined && { logConfig: { enable: true, sampleRate: accessLogs.sampleRate ?? 1 } }),
  };
}

/** Without a hashing policy the cookie is ignored: https://cloud.google.com/load-balancing/docs/backend-service#session_affinity */
function affinity(stickiness: Wiring["args"]["stickiness"], tcp: boolean) {
  if (stickiness === undefined) {
    return {};
  }
  if (tcp) {
    return { sessionAffinity: "CLIENT_IP" };
  }
  const { seconds } = stickiness;
  return {
    sessionAffinity: "GENERATED_COOKIE",
    localityLbPolicy: "MAGLEV",
    ...(seconds !== undefined && { affinityCookieTtlSec: seconds }),
  };
}

/** Zonal and hybrid groups go together in one service: https://cloud.google.com/load-balancing/docs/backend-service#backends */
function backendsOf(wiring: Wiring, { backends }: ServicePlan) {
  const capacity = wiring.frontEnd.targetCapacity ?? defaultTargetCapacity;
  const mode =
    wiring.frontEnd.kind === "alb"
      ? { balancingMode: "RATE", maxRatePerEndpoint: capacity }
      : { balancingMode: "CONNECTION", maxConnectionsPerEndpoint: capacity };
  return backends.map(({ group, preferred }) => ({
    group: createEndpointGroup(wiring, group).id,
    ...mode,
    capacityScaler: 1,
    ...(preferred !== undefined && { preference: preferred ? "PREFERRED" : "DEFAULT" }),
  }));
}
