import type { ApplicationGatewayArgs } from "@pulumi/azure-native/network";
import type { Input } from "@pulumi/pulumi";
import type { Protocol } from "../plan";
import { parts, portOf, probeTiming, type Surroundings } from "./parts";
import type { Wiring } from "./wiring";

const protocols: Readonly<Record<Protocol, string>> = { HTTP: "Http", HTTPS: "Https", TCP: "Tcp" };

/** A server that takes long to answer is probed as long as it is waited for. */
const shortestRequestTimeout = 30;

/** The parts of a gateway that are there for HTTP and HTTPS only. */
export function httpParts(wiring: Wiring, surroundings: Surroundings): Partial<ApplicationGatewayArgs> {
  return {
    backendHttpSettingsCollection: [settings(wiring, surroundings)],
    probes: [probe(wiring, surroundings)],
    ...listeners(wiring, surroundings),
    ...certificates(wiring),
  };
}

function settings({ args, plan, frontEnd }: Wiring, { reference }: Surroundings) {
  const { backendHostName, trustedRootCertificate } = frontEnd;
  const { drainingSeconds, stickiness } = args;
  return {
    name: parts.settings,
    port: portOf(plan),
    protocol: protocols[plan.backend.protocol],
    cookieBasedAffinity: stickiness === undefined ? "Disabled" : "Enabled",
    requestTimeout: Math.max(shortestRequestTimeout, plan.healthCheck.timeoutSeconds),
    probe: reference("probes", parts.probe),
    ...(backendHostName !== undefined && { hostName: backendHostName }),
    ...(drainingSeconds !== undefined && {
      connectionDraining: { enabled: true, drainTimeoutInSec: drainingSeconds },
    }),
    ...(trustedRootCertificate !== undefined && {
      trustedRootCertificates: [reference("trustedRootCertificates", parts.rootCertificate)],
    }),
  };
}

/**
 * Without a host of its own a probe would ask for 127.0.0.1, which a server with several sites doesn't know. A client that
 * goes by address sends the balancer's, and so does the probe.
 */
function probe({ plan, frontEnd }: Wiring, { address }: Surroundings) {
  const { host, path, port, statusCodes = [] } = plan.healthCheck;
  return {
    ...probeTiming(plan),
    protocol: protocols[plan.healthCheck.protocol],
    path,
    ...(host === undefined && frontEnd.backendHostName !== undefined
      ? { pickHostNameFromBackendHttpSettings: true }
      : { pickHostNameFromBackendHttpSettings: false, host: host ?? address }),
    ...(port !== undefined && { port }),
    match: { statusCodes: [...statusCodes] },
  };
}

function listeners({ plan }: Wiring, surroundings: Surroundings): Partial<ApplicationGatewayArgs> {
  const { reference, frontendIPConfiguration, frontendPort } = surroundings;
  const { protocol, port, redirectHttp } = plan.listener;
  const main = {
    name: parts.listener,
    frontendIPConfiguration,
    frontendPort: frontendPort(port),
    protocol: protocols[protocol],
    ...(protocol === "HTTPS" && { sslCertificate: reference("sslCertificates", parts.certificate) }),
  };
  const mainRule = {
    name: parts.listener,
    ruleType: "Basic",
    priority: 100,
    httpListener: reference("httpListeners", parts.listener),
    backendAddressPool: reference("backendAddressPools", parts.targets),
    backendHttpSettings: reference("backendHttpSettingsCollection", parts.settings),
  };
  if (!redirectHttp) {
    return { httpListeners: [main], requestRoutingRules: [mainRule] };
  }
  const redirect = {
    name: parts.redirect,
    frontendIPConfiguration,
    frontendPort: frontendPort(80),
    protocol: "Http",
  };
  const redirectRule = {
    name: parts.redirect,
    ruleType: "Basic",
    priority: 110,
    httpListener: reference("httpListeners", parts.redirect),
    redirectConfiguration: reference("redirectConfigurations", parts.redirect),
  };
  return {
    httpListeners: [main, redirect],
    requestRoutingRules: [mainRule, redirectRule],
    redirectConfigurations: [
      {
        name: parts.redirect,
        redirectType: "Permanent",
        targetListener: reference("httpListeners", parts.listener),
        includePath: true,
        includeQueryString: true,
      },
    ],
  };
}

/** https://learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview */
const sslPolicy = { policyType: "Predefined", policyName: "AppGwSslPolicy20220101" };

function certificates({ args, frontEnd }: Wiring): Partial<ApplicationGatewayArgs> {
  const certificate = args.listener.certificate?.azure;
  const root: Input<string> | undefined = frontEnd.trustedRootCertificate;
  return {
    ...(certificate !== undefined && {
      sslCertificates: [{ name: parts.certificate, keyVaultSecretId: certificate.keyVaultSecretId }],
      sslPolicy,
      identity: { type: "UserAssigned", userAssignedIdentities: [certificate.identityId] },
    }),
    ...(root !== undefined && { trustedRootCertificates: [{ name: parts.rootCertificate, data: root }] }),
  };
}
