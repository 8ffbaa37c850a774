/** Type tokens of @pulumi/gcp that make up a load balancer. */
export const tokens = {
  address: "gcp:compute/address:Address",
  backendService: "gcp:compute/backendService:BackendService",
  forwardingRule: "gcp:compute/forwardingRule:ForwardingRule",
  globalAddress: "gcp:compute/globalAddress:GlobalAddress",
  globalForwardingRule: "gcp:compute/globalForwardingRule:GlobalForwardingRule",
  healthCheck: "gcp:compute/healthCheck:HealthCheck",
  instance: "gcp:compute/instance:Instance",
  network: "gcp:compute/network:Network",
  networkEndpoint: "gcp:compute/networkEndpoint:NetworkEndpoint",
  networkEndpointGroup: "gcp:compute/networkEndpointGroup:NetworkEndpointGroup",
  networkEndpointList: "gcp:compute/networkEndpointList:NetworkEndpointList",
  regionBackendService: "gcp:compute/regionBackendService:RegionBackendService",
  regionHealthCheck: "gcp:compute/regionHealthCheck:RegionHealthCheck",
  regionTargetHttpProxy: "gcp:compute/regionTargetHttpProxy:RegionTargetHttpProxy",
  regionTargetHttpsProxy: "gcp:compute/regionTargetHttpsProxy:RegionTargetHttpsProxy",
  regionTargetTcpProxy: "gcp:compute/regionTargetTcpProxy:RegionTargetTcpProxy",
  regionUrlMap: "gcp:compute/regionUrlMap:RegionUrlMap",
  serviceLbPolicies: "gcp:networkservices/serviceLbPolicies:ServiceLbPolicies",
  subnetwork: "gcp:compute/subnetwork:Subnetwork",
  targetHttpProxy: "gcp:compute/targetHttpProxy:TargetHttpProxy",
  targetHttpsProxy: "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
  targetSslProxy: "gcp:compute/targetSSLProxy:TargetSSLProxy",
  targetTcpProxy: "gcp:compute/targetTCPProxy:TargetTCPProxy",
  urlMap: "gcp:compute/uRLMap:URLMap",
} as const;

export const backendServices = [tokens.backendService, tokens.regionBackendService];
export const urlMaps = [tokens.urlMap, tokens.regionUrlMap];
export const httpProxies = [
  tokens.targetHttpProxy,
  tokens.targetHttpsProxy,
  tokens.regionTargetHttpProxy,
  tokens.regionTargetHttpsProxy,
];
export const layer4Proxies = [tokens.targetTcpProxy, tokens.targetSslProxy, tokens.regionTargetTcpProxy];
