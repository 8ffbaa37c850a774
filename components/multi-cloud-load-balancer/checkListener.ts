import { cloudNames } from "../cross-cloud-vpn/clouds";
import type { Problems } from "../problems";
import type { BackendProtocolArgs, ListenerArgs, MultiCloudLoadBalancerArgs } from "./args";
import { cloudsIn, type LoadBalancerCloud, loadBalancerClouds } from "./clouds";
import type { FrontEndLimits } from "./frontEnd";
import { checkPort } from "./numbers";
import type { Protocol } from "./plan";
import { defaultBackendProtocol, wellKnownPorts } from "./planLoadBalancer";

const listenerArguments: readonly (keyof ListenerArgs)[] = [
  "protocol",
  "port",
  "certificate",
  "redirectHttp",
];
const backendArguments: readonly (keyof BackendProtocolArgs)[] = ["protocol", "port"];
const protocols: readonly Protocol[] = ["HTTP", "HTTPS", "TCP"];

/** Checks what the balancer listens to, and how it talks to targets. */
export function checkListener(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  frontEnd: LoadBalancerCloud | undefined,
  limits: FrontEndLimits | undefined,
): void {
  const { listener } = args;
  problems.unknownKeys(listener, listenerArguments, "listener.");
  const known = checkProtocol(problems, listener.protocol, limits);
  checkListenerPort(problems, listener, known, limits);
  if (known) {
    checkCertificate(problems, listener, frontEnd);
    checkRedirect(problems, listener, limits);
    checkBackend(problems, args, limits);
  }
}

function checkProtocol(problems: Problems, protocol: unknown, limits: FrontEndLimits | undefined): boolean {
  const path = "listener.protocol";
  if (protocol === "UDP") {
    problems.add(
      path,
      "UDP reaches no target in another cloud: a Network Load Balancer passes the client's address on with it, so that the answers " +
        'go around the balancer, and the other front ends have none: use "TCP", or DnsFailover over a balancer in each cloud',
    );
    return false;
  }
  if (!protocols.some((each) => each === protocol)) {
    problems.add(path, `${String(protocol)} is no protocol of a listener: use "HTTP", "HTTPS" or "TCP"`);
    return false;
  }
  if (limits !== undefined && !limits.listenerProtocols.some((each) => each === protocol)) {
    problems.add(
      path,
      `${limits.label} has no ${String(protocol)}, only ${limits.listenerProtocols.join(" and ")}: use ${limits.otherProtocols}`,
    );
  }
  return true;
}

function checkListenerPort(
  problems: Problems,
  { protocol, port, redirectHttp }: ListenerArgs,
  known: boolean,
  limits: FrontEndLimits | undefined,
): void {
  const path = "listener.port";
  if (port === undefined) {
    if (known && wellKnownPorts[protocol] === undefined) {
      problems.add(path, `is missing: ${protocol} has no port of its own`);
    }
    return;
  }
  checkPort(problems, path, port);
  if (limits?.listenerPorts !== undefined && !limits.listenerPorts.includes(port)) {
    problems.add(
      path,
      `${port} is no port of ${limits.label}: use one of ${limits.listenerPorts.join(", ")}`,
    );
  }
  if (redirectHttp === true && port === wellKnownPorts.HTTP) {
    problems.add(path, `${port} is where redirectHttp listens: use 443, or leave out redirectHttp`);
  }
}

function checkCertificate(
  problems: Problems,
  { protocol, certificate }: ListenerArgs,
  frontEnd: LoadBalancerCloud | undefined,
): void {
  const path = "listener.certificate";
  if (protocol !== "HTTPS") {
    if (certificate !== undefined) {
      problems.add(path, `has no effect with ${protocol}: leave it out, or use HTTPS`);
    }
    return;
  }
  problems.unknownKeys(certificate ?? {}, loadBalancerClouds, `${path}.`);
  for (const cloud of cloudsIn(certificate ?? {}).filter((each) => each !== frontEnd)) {
    problems.add(`${path}.${cloud}`, `is in ${cloudNames[cloud]}, where the balancer is not: leave it out`);
  }
  if (frontEnd !== undefined && certificate?.[frontEnd] === undefined) {
    problems.add(`${path}.${frontEnd}`, `is missing: HTTPS needs a certificate in ${cloudNames[frontEnd]}`);
  }
}

function checkRedirect(
  problems: Problems,
  { protocol, redirectHttp }: ListenerArgs,
  limits: FrontEndLimits | undefined,
): void {
  const path = "listener.redirectHttp";
  if (redirectHttp !== undefined && typeof redirectHttp !== "boolean") {
    problems.add(path, "must be plain: give true or false");
  } else if (redirectHttp === true && protocol !== "HTTPS") {
    problems.add(path, `redirects to HTTPS, but the listener has ${protocol}: leave it out, or use HTTPS`);
  } else if (redirectHttp === true && limits?.redirectHttp === false) {
    problems.add(path, `${limits.label} cannot redirect: ${limits.instead?.redirectHttp ?? "leave it out"}`);
  }
}

function checkBackend(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  limits: FrontEndLimits | undefined,
): void {
  const { backend = {}, listener } = args;
  problems.unknownKeys(backend, backendArguments, "backend.");
  if (backend.port !== undefined) {
    checkPort(problems, "backend.port", backend.port);
  }
  const protocol = backend.protocol ?? defaultBackendProtocol(listener.protocol);
  const possible = limits?.backendProtocols[listener.protocol] ?? [];
  if (possible.length > 0 && !possible.includes(protocol)) {
    problems.add(
      "backend.protocol",
      `${limits?.label} cannot speak ${protocol} to targets behind ${listener.protocol}: use ${possible.join(" or ")}`,
    );
  }
}
