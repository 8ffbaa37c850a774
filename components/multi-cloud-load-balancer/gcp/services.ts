import { BackendService, type BackendServiceArgs, RegionBackendService } from "@pulumi/gcp/compute";
import { ServiceLbPolicies } from "@pulumi/gcp/networkservices";
import { interpolate, type Output } from "@pulumi/pulumi";
import { createEndpointGroup, type EndpointGroup } from "./endpointGroups";
import { planServices, type ServicePlan } from "./endpointGroupPlan";
import { createHealthCheck } from "./healthCheck";
import { resourceNames } from "./resourceNames";
import type { Wiring } from "./wiring";

const defaultTargetCapacity = 1000;

/** Google Cloud's own, which not every version of the provider has for regional services. */
const defaultDrainingSeconds = 300;

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
    const groups = service.backends.map(({ group }) => createEndpointGroup(wiring, group));
    const args = {
      ...serviceArgs(wiring),
      healthChecks: healthCheck.id,
      backends: backendsOf(wiring, service, groups),
    };
    // Requests would find a new group empty.
    const options = { ...opts, dependsOn: groups.flatMap(({ endpoints }) => endpoints) };
    const resource = facts.regional
      ? new RegionBackendService(at, { ...args, region }, options)
      : new BackendService(at, { ...args, ...policy }, options);
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

/** Says also what is off: the provider leaves what is not mentioned as it was. */
function serviceArgs({ args, plan, frontEnd, facts }: Wiring) {
  const { securityPolicy, accessLogs } = frontEnd;
  const { drainingSeconds } = args;
  return {
    protocol: plan.backend.protocol,
    loadBalancingScheme: facts.loadBalancingScheme,
    ...affinity(args.stickiness, plan.listener.protocol === "TCP"),
    connectionDrainingTimeoutSec: drainingSeconds ?? defaultDrainingSeconds,
    ...(securityPolicy !== undefined && { securityPolicy }),
    logConfig:
      accessLogs === undefined ? { enable: false } : { enable: true, sampleRate: accessLogs.sampleRate ?? 1 },
  };
}

/** Without a hashing policy the cookie is ignored: https://cloud.google.com/load-balancing/docs/backend-service#session_affinity */
function affinity(stickiness: Wiring["args"]["stickiness"], tcp: boolean) {
  if (stickiness === undefined) {
    return { sessionAffinity: "NONE" };
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
function backendsOf(wiring: Wiring, { backends }: ServicePlan, groups: readonly EndpointGroup[]) {
  const capacity = wiring.frontEnd.targetCapacity ?? defaultTargetCapacity;
  const mode =
    wiring.frontEnd.kind === "alb"
      ? { balancingMode: "RATE", maxRatePerEndpoint: capacity }
      : { balancingMode: "CONNECTION", maxConnectionsPerEndpoint: capacity };
  return groups.map(({ id }, index) => {
    const preferred = backends[index]?.preferred;
    return {
      group: id,
      ...mode,
      capacityScaler: 1,
      ...(preferred !== undefined && { preference: preferred ? "PREFERRED" : "DEFAULT" }),
    };
  });
}
