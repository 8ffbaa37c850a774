import { backendService, regionBackendService } from "./backendService";
import { forwardingRule, globalForwardingRule } from "./forwardingRule";
import { healthCheck, regionHealthCheck } from "./healthCheck";
import { networkEndpoint, networkEndpointList } from "./networkEndpoint";
import { networkEndpointGroup } from "./networkEndpointGroup";
import { securityPolicy } from "./securityPolicy";
import { serviceLbPolicies } from "./serviceLbPolicies";
import { regionSslCertificate, sslCertificate } from "./sslCertificate";
import {
  regionTargetHttpProxy,
  regionTargetHttpsProxy,
  targetHttpProxy,
  targetHttpsProxy,
} from "./targetProxies";
import { regionTargetTcpProxy, targetTcpProxy } from "./targetTcpProxies";
import { regionUrlMap, urlMap } from "./urlMap";
import type { ResourceType } from "../../providers/resourceType";

/** Load balancers, from their front to what is behind them. */
export const loadBalancing: readonly ResourceType[] = [
  backendService,
  forwardingRule,
  globalForwardingRule,
  healthCheck,
  networkEndpoint,
  networkEndpointGroup,
  networkEndpointList,
  regionBackendService,
  regionHealthCheck,
  regionSslCertificate,
  regionTargetHttpProxy,
  regionTargetHttpsProxy,
  regionTargetTcpProxy,
  regionUrlMap,
  securityPolicy,
  serviceLbPolicies,
  sslCertificate,
  targetHttpProxy,
  targetHttpsProxy,
  targetTcpProxy,
  urlMap,
];
