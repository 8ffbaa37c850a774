import type { Fields } from "../arm/inputShape";

const headers = [{ name: "string", value: "string" }] as const;

/** What an endpoint may say, in a profile's list or as a resource of its own. */
export const endpointFields: Fields = {
  alwaysServe: "string",
  customHeaders: headers,
  endpointLocation: "string",
  endpointMonitorStatus: "unsimulated string",
  endpointStatus: "string",
  geoMapping: ["string"],
  id: "unsimulated string",
  minChildEndpoints: "number",
  minChildEndpointsIPv4: "number",
  minChildEndpointsIPv6: "number",
  name: "string",
  priority: "number",
  subnets: [{ first: "string", last: "string", scope: "number" }],
  target: "string",
  targetResourceId: "string",
  type: "string",
  weight: "number",
};

export const profileFields: Fields = {
  allowedEndpointRecordTypes: ["string"],
  dnsConfig: { relativeName: "string", ttl: "number" },
  endpoints: [endpointFields],
  id: "unsimulated string",
  maxReturn: "number",
  monitorConfig: {
    customHeaders: headers,
    expectedStatusCodeRanges: [{ max: "number", min: "number" }],
    intervalInSeconds: "number",
    path: "string",
    port: "number",
    profileMonitorStatus: "unsimulated string",
    protocol: "string",
    timeoutInSeconds: "number",
    toleratedNumberOfFailures: "number",
  },
  name: "unsimulated string",
  profileStatus: "string",
  trafficRoutingMethod: "string",
  trafficViewEnrollmentStatus: "unsimulated string",
  type: "unsimulated string",
};
