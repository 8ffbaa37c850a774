import { azureAutonameLength, azureNameProblem } from "../../names";
import type { Problems } from "../../problems";
import type { MultiCloudLoadBalancerArgs } from "../args";
import { cloudsIn } from "../clouds";
import type { CheckContext } from "../frontEnd";
import type { AzureFrontEnd } from "./args";
import { planBackend, planListener } from "../planLoadBalancer";
import { checkCertificate } from "./checkCertificate";
import { checkSubnet } from "./checkSubnet";
import { instancesOf } from "./instances";

const path = "frontEnd.azure";
const known = [
  ...["kind", "subnetPrefix", "privateAddress", "clientAddressPrefixes", "instances", "zones"],
  ...["firewallPolicyId", "workspaceId", "routeTableId", "gatewayName", "backendHostName"],
  "trustedRootCertificate",
];

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftnetwork */
const longestName = 80;

/** Adds what is wrong with a front end in Azure, and with what only Azure has rules for. */
export function checkAzureFrontEnd({ problems, name, args }: CheckContext): void {
  const frontEnd = args.frontEnd.azure;
  if (frontEnd === undefined) {
    return;
  }
  problems.unknownKeys(frontEnd, known, `${path}.`);
  checkKind(problems, frontEnd.kind);
  checkInstances(problems, frontEnd);
  checkZones(problems, frontEnd);
  checkSubnet(problems, args, frontEnd);
  checkClients(problems, frontEnd);
  checkListener(problems, args, frontEnd);
  checkBackend(problems, args, frontEnd);
  checkPorts(problems, args);
  checkTargets(problems, args);
  checkCertificate(problems, args);
  checkNames(problems, name, frontEnd);
}

function checkKind(problems: Problems, kind: string | undefined): void {
  if (kind === "load-balancer") {
    problems.add(
      `${path}.kind`,
      `an Azure Load Balancer takes addresses of its own VNet only: take "application-gateway", which has TCP too ` +
        `(https://learn.microsoft.com/azure/load-balancer/backend-pool-management)`,
    );
  } else if (kind === "front-door") {
    problems.add(
      `${path}.kind`,
      `Azure Front Door takes public origins and Private Link only: take "application-gateway" ` +
        `(https://learn.microsoft.com/azure/frontdoor/private-link)`,
    );
  } else if (kind !== "application-gateway") {
    problems.add(`${path}.kind`, `"${kind}" is no kind: use "application-gateway"`);
  }
}

function checkInstances(problems: Problems, frontEnd: AzureFrontEnd): void {
  const { minimum, maximum } = instancesOf(frontEnd);
  const whole = [minimum, maximum].every((count) => Number.isInteger(count) && count >= 0 && count <= 125);
  if (!whole || minimum > maximum || maximum < (minimum === maximum ? 1 : 2)) {
    problems.add(
      `${path}.instances`,
      `${minimum} to ${maximum} instances cannot be: use whole numbers up to 125, a maximum from 2, or the same number twice from 1 ` +
        `(https://learn.microsoft.com/azure/application-gateway/application-gateway-autoscaling-zone-redundant)`,
    );
  }
}

function checkZones(problems: Problems, { zones }: AzureFrontEnd): void {
  for (const [index, zone] of (zones ?? []).entries()) {
    if (!["1", "2", "3"].includes(zone)) {
      problems.add(`${path}.zones[${index}]`, `"${zone}" is no availability zone: use "1", "2" or "3"`);
    } else if (zones?.indexOf(zone) !== index) {
      problems.add(`${path}.zones[${index}]`, `"${zone}" is given twice: remove one`);
    }
  }
}

function checkClients(problems: Problems, { clientAddressPrefixes }: AzureFrontEnd): void {
  if (clientAddressPrefixes !== undefined) {
    problems.ipv4Cidrs(`${path}.clientAddressPrefixes`, clientAddressPrefixes);
  }
}

/** https://learn.microsoft.com/azure/application-gateway/application-gateway-components#ports */
function checkListener(
  problems: Problems,
  { listener }: MultiCloudLoadBalancerArgs,
  frontEnd: AzureFrontEnd,
): void {
  const { port, protocol } = listener;
  if (typeof port === "number" && port >= 65000 && port <= 65535) {
    problems.add(
      "listener.port",
      `${port} is one that an Application Gateway keeps: use 1 to 64999, without 22`,
    );
  } else if (port === 22) {
    problems.add("listener.port", "22 is one that an Application Gateway keeps: use another");
  }
  if (protocol === "TCP" && frontEnd.firewallPolicyId !== undefined) {
    problems.add(
      `${path}.firewallPolicyId`,
      "has no effect on TCP, which no web application firewall looks into: leave it out, or listen to HTTP or HTTPS " +
        "(https://learn.microsoft.com/azure/application-gateway/tcp-tls-proxy-overview#limitations)",
    );
  }
}

function checkBackend(
  problems: Problems,
  { listener, backend }: MultiCloudLoadBalancerArgs,
  { backendHostName, trustedRootCertificate }: AzureFrontEnd,
): void {
  const https = backend?.protocol === "HTTPS";
  if (https && backendHostName === undefined) {
    problems.add(
      `${path}.backendHostName`,
      "is missing: HTTPS to targets needs the host name that their certificate is for " +
        "(https://learn.microsoft.com/azure/application-gateway/ssl-overview#end-to-end-tls-encryption)",
    );
  }
  if (trustedRootCertificate !== undefined && !https) {
    problems.add(
      `${path}.trustedRootCertificate`,
      'has no effect without backend.protocol "HTTPS": leave it out, or give that',
    );
  }
  if (backendHostName === undefined) {
    return;
  }
  if (listener.protocol === "TCP") {
    problems.add(`${path}.backendHostName`, "has no effect on TCP, which carries no host: leave it out");
  } else if (!/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(backendHostName)) {
    problems.add(
      `${path}.backendHostName`,
      `"${backendHostName}" is no host name: give one such as "shop.internal"`,
    );
  }
}

/** A gateway's backend settings hold one port for all targets of a rule. */
function checkPorts(problems: Problems, { backends, backend, listener }: MultiCloudLoadBalancerArgs): void {
  const ports = new Map<string, number>();
  const usual = planBackend(backend, planListener(listener)).port;
  for (const cloud of cloudsIn(backends)) {
    const targets = backends[cloud]?.targets ?? {};
    for (const [key, target] of Object.entries(targets)) {
      ports.set(`backends.${cloud}.targets.${key}`, (target as { port?: number } | undefined)?.port ?? usual);
    }
  }
  if (new Set(ports.values()).size > 1) {
    const text = [...ports].map(([at, port]) => `${at} ${port}`).join(", ");
    problems.add(
      "backends",
      `have different ports (${text}), but an Application Gateway asks all targets at one: leave them out and give backend.port`,
    );
  }
}

function checkTargets(problems: Problems, { backends }: MultiCloudLoadBalancerArgs): void {
  for (const cloud of cloudsIn(backends)) {
    for (const [key, target] of Object.entries(backends[cloud]?.targets ?? {})) {
      for (const field of ["zone", "instance"] as const) {
        if ((target as { zone?: unknown; instance?: unknown } | undefined)?.[field] !== undefined) {
          problems.add(
            `backends.${cloud}.targets.${key}.${field}`,
            "has no effect behind an Application Gateway: leave it out",
          );
        }
      }
    }
  }
}

function checkNames(problems: Problems, name: string, { gatewayName }: AzureFrontEnd): void {
  const longest = azureNameProblem(`${name}-network-security-group`, longestName - azureAutonameLength);
  if (longest !== undefined) {
    problems.add("name", longest);
  }
  const problem = gatewayName === undefined ? undefined : azureNameProblem(gatewayName, longestName);
  if (problem !== undefined) {
    problems.add(`${path}.gatewayName`, problem);
  }
}
