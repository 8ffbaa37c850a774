import { endpointsOf, type EndpointView } from "./endpoints";
import { badRequest, resourceNotFound } from "../arm/error";
import { sameId } from "../arm/ids";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import { asObject, asString, type Props, type Value } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";

/** What a profile answers with at an endpoint, and where that is. */
export interface EndpointTarget {
  readonly target: Value;
  readonly location: Value;
}

/** Where the endpoint leads to; unknown where the resource that it names is gone or has no name in DNS. */
export function targetOf(world: WorldView, { kind, inputs }: EndpointView): EndpointTarget {
  const resource = asString(inputs.targetResourceId) ?? "";
  const location = inputs.endpointLocation ?? null;
  if (kind === "ExternalEndpoints") {
    return { target: inputs.target ?? null, location };
  }
  if (kind === "AzureEndpoints") {
    const address = findById(world, tokens.publicIPAddress, resource);
    const { fqdn } = asObject(address?.outputs.dnsSettings);
    return { target: fqdn ?? null, location: address?.inputs.location ?? null };
  }
  const child = findById(world, tokens.trafficManagerProfile, resource);
  return { target: asObject(child?.outputs.dnsConfig).fqdn ?? null, location };
}

/**
 * Refuses an endpoint that leads nowhere, or back to its profile.
 *
 * Sources: https://learn.microsoft.com/azure/traffic-manager/traffic-manager-endpoint-types ("PublicIPAddress must have
 * a DNS name"), https://learn.microsoft.com/azure/traffic-manager/traffic-manager-nested-profiles
 */
export function requireTarget(world: WorldView, profileId: string, endpoint: EndpointView): void {
  const { kind, name, inputs } = endpoint;
  const resource = asString(inputs.targetResourceId) ?? "";
  if (kind === "ExternalEndpoints") {
    return;
  }
  const token = kind === "AzureEndpoints" ? tokens.publicIPAddress : tokens.trafficManagerProfile;
  const found = findById(world, token, resource);
  if (!found) {
    throw resourceNotFound(resource);
  }
  if (targetOf(world, endpoint).target === null) {
    throw badRequest(
      "BadRequest",
      `The 'targetResourceId' of endpoint '${name}' is public IP address ${found.id}, which has no DNS name; give it a domainNameLabel.`,
    );
  }
  if (kind === "NestedEndpoints" && leadsTo(world, found.id, profileId)) {
    throw badRequest(
      "BadRequest",
      `Endpoint '${name}' would make Traffic Manager profile ${profileId} a part of itself by ${found.id}.`,
    );
  }
}

function leadsTo(world: WorldView, from: string, to: string): boolean {
  return (
    sameId(from, to) ||
    endpointsOf(world, from).some(
      ({ kind, inputs }) =>
        kind === "NestedEndpoints" && leadsTo(world, asString(inputs.targetResourceId) ?? "", to),
    )
  );
}

/** An endpoint as Azure shows it. */
export const shownEndpoint = (
  endpoint: EndpointView,
  { target, location }: EndpointTarget,
  priority: number,
): Props => ({
  ...endpoint.inputs,
  id: endpoint.id,
  name: endpoint.name,
  type: `Microsoft.Network/trafficManagerProfiles/${endpoint.kind ?? ""}`,
  target,
  ...(location === null ? {} : { endpointLocation: location }),
  alwaysServe: endpoint.inputs.alwaysServe ?? "Disabled",
  endpointStatus: endpoint.inputs.endpointStatus ?? "Enabled",
  priority: endpoint.inputs.priority ?? priority,
  weight: endpoint.inputs.weight ?? 1,
  ...(endpoint.kind === "NestedEndpoints"
    ? { minChildEndpoints: endpoint.inputs.minChildEndpoints ?? 1 }
    : {}),
});
