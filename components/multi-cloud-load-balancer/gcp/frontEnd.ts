import { output } from "@pulumi/pulumi";
import type { FrontEnd, FrontEndOutputs, LoadBalancerEndpoint } from "../frontEnd";
import { detectionSeconds } from "../planHealthCheck";
import { checkGcpFrontEnd } from "./check";
import { createEntrances, type Entrance } from "./entrances";
import { gcpLimits } from "./limits";
import { createProxies } from "./proxies";
import { createProxyOnlySubnets } from "./proxyOnlySubnets";
import { createServices } from "./services";
import { gcpSources } from "./sources";
import { type Wiring, wiringOf } from "./wiring";

/** Application Load Balancers and proxy Network Load Balancers of Google Cloud. */
export const gcpFrontEnd: FrontEnd = {
  limitsOf: gcpLimits,
  check: checkGcpFrontEnd,
  sourcesOf: gcpSources,
  create(context, plan): FrontEndOutputs {
    const wiring = wiringOf(context, plan);
    const proxyOnlySubnets = createProxyOnlySubnets(wiring);
    const proxies = createProxies(wiring, createServices(wiring));
    const [first] = createEntrances(wiring, proxies, proxyOnlySubnets);
    if (first === undefined) {
      throw new Error("an internal balancer needs a subnet");
    }
    return { endpoint: endpointOf(wiring, first), id: first.rule.id };
  },
};

function endpointOf(wiring: Wiring, { address, rule }: Entrance): LoadBalancerEndpoint {
  const { facts, frontEnd, network, plan, region } = wiring;
  return {
    address,
    internal: facts.internal,
    // https://cloud.google.com/dns/docs/routing-policies-overview#health-checks
    ...(facts.internal &&
      frontEnd.kind === "alb" && {
        gcpLoadBalancer: {
          loadBalancerType: facts.regional ? "regionalL7ilb" : "globalL7ilb",
          ipAddress: address,
          port: output(String(plan.listener.port)),
          ipProtocol: "tcp",
          networkUrl: network.networkId,
          project: rule.project,
          ...(facts.regional && { region: output(region) }),
          detectionSeconds: detectionSeconds(plan.healthCheck),
        },
      }),
  };
}
