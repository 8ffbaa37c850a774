/** Type tokens of Network Connectivity Center. */
export const connectivityTokens = {
  hub: "gcp:networkconnectivity/hub:Hub",
  group: "gcp:networkconnectivity/group:Group",
  internalRange: "gcp:networkconnectivity/internalRange:InternalRange",
  spoke: "gcp:networkconnectivity/spoke:Spoke",
} as const;
