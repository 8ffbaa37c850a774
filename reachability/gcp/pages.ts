const connectivity = "https://cloud.google.com/network-connectivity/docs";

/** The pages of Google Cloud's documentation that rules come from. */
export const pages = {
  routes: "https://cloud.google.com/vpc/docs/routes",
  staticRoutes: "https://cloud.google.com/vpc/docs/static-routes",
  policyBasedRoutes: "https://cloud.google.com/vpc/docs/policy-based-routes",
  proxyOnlySubnets: "https://cloud.google.com/load-balancing/docs/proxy-only-subnets",
  specialPaths: "https://cloud.google.com/vpc/docs/routes#special_return_paths",
  subnets: "https://cloud.google.com/vpc/docs/subnets",
  peering: "https://cloud.google.com/vpc/docs/vpc-peering",
  firewallRules: "https://cloud.google.com/firewall/docs/firewalls",
  firewallPolicies: "https://cloud.google.com/firewall/docs/firewall-policies-rule-details",
  vpnRouting: `${connectivity}/vpn/concepts/choosing-networks-routing`,
  learnedRoutes: `${connectivity}/router/concepts/learned-routes`,
  advertisedRoutes: `${connectivity}/router/concepts/advertised-routes`,
  vpcSpokes: `${connectivity}/network-connectivity-center/concepts/vpc-spokes-overview`,
  topologies: `${connectivity}/network-connectivity-center/concepts/connectivity-topologies`,
  dynamicExchange: `${connectivity}/network-connectivity-center/concepts/dynamic-route-exchange-with-vpc-spokes`,
  privateNat: "https://cloud.google.com/nat/docs/private-nat",
  siteToSite: `${connectivity}/network-connectivity-center/concepts/site-to-site-overview`,
} as const;
