import { NetworkEndpoint, NetworkEndpointGroup } from "@pulumi/gcp/compute";
import { type Input, type Output, output } from "@pulumi/pulumi";
import type { TargetPlan } from "../plan";
import type { EndpointGroupPlan } from "./endpointGroupPlan";
import { resourceNames } from "./resourceNames";
import type { Wiring } from "./wiring";

/** A group with the endpoints in it. */
export interface EndpointGroup {
  readonly id: Output<string>;
  readonly endpoints: readonly NetworkEndpoint[];
}

/**
 * Makes a group and its endpoints. Its name is automatic: a group in use cannot be deleted, so that a replacement comes
 * first. It has no default port, whose change would replace it: every endpoint has its own.
 */
export function createEndpointGroup(wiring: Wiring, group: EndpointGroupPlan): EndpointGroup {
  const { name, network, opts } = wiring;
  const resource = new NetworkEndpointGroup(
    resourceNames.endpointGroup(name, group.key),
    { network: network.networkId, zone: group.zone, ...typeOf(wiring, group) },
    opts,
  );
  const endpoints = group.targets.map((target) => createEndpoint(wiring, group, resource, target));
  return { id: resource.id, endpoints };
}

function typeOf({ network }: Wiring, { subnet }: EndpointGroupPlan) {
  const id = subnet === undefined ? undefined : network.subnets?.[subnet]?.id;
  return id === undefined
    ? { networkEndpointType: "NON_GCP_PRIVATE_IP_PORT" }
    : { networkEndpointType: "GCE_VM_IP_PORT", subnetwork: id };
}

function createEndpoint(
  { name, opts }: Wiring,
  { zone }: EndpointGroupPlan,
  group: NetworkEndpointGroup,
  { key, address, port, instance }: TargetPlan,
): NetworkEndpoint {
  return new NetworkEndpoint(
    `${name}-endpoint-${key}`,
    {
      networkEndpointGroup: group.name,
      zone,
      ipAddress: address,
      port,
      ...(instance !== undefined && { instance: instanceName(instance) }),
    },
    // An instance made anew may have its old address, which can be in the group only once.
    { ...opts, deleteBeforeReplace: instance !== undefined },
  );
}

/** The API wants the instance's name, also of one that is given by its id or URL. */
function instanceName(instance: Input<string>): Output<string> {
  return output(instance).apply((text) => text.slice(text.lastIndexOf("/") + 1));
}
