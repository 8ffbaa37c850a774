import { contains, overlaps, parseCidr } from "../../../addressing/cidr";
import { invalid, notFound } from "../compute/error";
import { lastName, pathIn, pathOf, referredPath } from "../compute/paths";
import { placeOf } from "../compute/references";
import { networkRanges } from "../rules/networkRanges";
import { tokens } from "../tokens";
import { asList, asNumber, asObject, asString, type Props } from "../../protocol/values";
import type { OperationContext, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** One endpoint of a group, whether it is a resource of its own or one of a list. */
export interface Endpoint {
  readonly record: WorldRecord;
  readonly instance: string;
  readonly ipAddress: string;
  /** 0 if neither it nor its group has one. */
  readonly port: number;
}

/**
 * The ranges of addresses that are nobody's on the internet.
 *
 * Source: https://cloud.google.com/vpc/docs/subnets#valid-ranges
 */
const privateRanges = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "192.0.0.0/24",
  "198.18.0.0/15",
  "240.0.0.0/4",
].map((range) => parseCidr(range));

export const groupPath = (inputs: Props): string => {
  const { project, zone } = placeOf(inputs);
  return referredPath(asString(inputs.networkEndpointGroup) ?? "", "networkEndpointGroups", {
    project,
    zone,
  });
};

/** Every endpoint of a group. */
export const endpointsIn = (world: WorldView, group: string): Endpoint[] =>
  [tokens.networkEndpoint, tokens.networkEndpointList]
    .flatMap((token) => world.all(token))
    .filter(({ inputs }) => groupPath(inputs) === group)
    .flatMap((record) =>
      endpointsOf(record.inputs, world.get(tokens.networkEndpointGroup, group)).map((one) => ({
        ...one,
        record,
      })),
    );

function endpointsOf(inputs: Props, group: WorldRecord | undefined): Omit<Endpoint, "record">[] {
  const written =
    inputs.networkEndpoints === undefined ? [inputs] : asList(inputs.networkEndpoints).map(asObject);
  return written.map(({ instance, ipAddress, port }) => ({
    instance: lastName(asString(instance) ?? ""),
    ipAddress: asString(ipAddress) ?? "",
    port: asNumber(port) ?? asNumber(group?.inputs.defaultPort) ?? 0,
  }));
}

/**
 * @throws {ComputeError} unless the group exists and can hold the endpoints.
 * @returns the endpoints.
 */
export function requireEndpoints(
  { inputs, world }: OperationContext,
  self: WorldRecord | undefined,
): Omit<Endpoint, "record">[] {
  const path = groupPath(inputs);
  const group = world.get(tokens.networkEndpointGroup, path);
  if (!group) {
    throw notFound(path);
  }
  const endpoints = endpointsOf(inputs, group);
  const others = endpointsIn(world, path).filter(({ record }) => record !== self);
  endpoints.forEach((endpoint, i) => {
    const field = `networkEndpoints[${i}]`;
    if (endpoint.port === 0) {
      const rule = "A port must be specified, as the network endpoint group has no default port.";
      throw invalid(`${field}.port`, "", rule);
    }
    if (group.inputs.networkEndpointType === "NON_GCP_PRIVATE_IP_PORT") {
      requireOutside(world, group, endpoint, field);
    } else {
      requireOfInstance(world, group, endpoint, field);
    }
    const isTaken = [...others, ...endpoints.slice(0, i)].some(
      ({ ipAddress, port }) => ipAddress === endpoint.ipAddress && port === endpoint.port,
    );
    if (isTaken) {
      const rule = `The network endpoint group has an endpoint with port ${endpoint.port} of the address already.`;
      throw invalid(`${field}.ipAddress`, endpoint.ipAddress, rule);
    }
  });
  return endpoints;
}

/**
 * "IP:Port belonging to a VM that is not in Compute Engine and that must be routable using hybrid connectivity".
 *
 * Source: https://cloud.google.com/load-balancing/docs/negs, "Hybrid connectivity NEG"
 */
function requireOutside(
  world: WorldView,
  group: WorldRecord,
  { instance, ipAddress }: Omit<Endpoint, "record">,
  field: string,
): void {
  if (instance !== "") {
    const rule = "An endpoint of a NON_GCP_PRIVATE_IP_PORT network endpoint group has no instance.";
    throw invalid(`${field}.instance`, instance, rule);
  }
  const address = parseCidr(`${ipAddress}/32`);
  if (!privateRanges.some((range) => contains(range, address))) {
    const rule = "The address must be a private one, which hybrid connectivity leads to.";
    throw invalid(`${field}.ipAddress`, ipAddress, rule);
  }
  const inside = networkRanges(world, asString(group.inputs.network) ?? "").find(({ cidr }) =>
    overlaps(cidr, address),
  );
  if (inside) {
    const rule = `The address is in '${inside.holder}' of the network endpoint group's own network; it must be outside Google Cloud.`;
    throw invalid(`${field}.ipAddress`, ipAddress, rule);
  }
}

/**
 * An address of an interface of an instance, in the group's zone and subnet.
 *
 * Source: https://cloud.google.com/load-balancing/docs/negs/zonal-neg-concepts#gce-vm-ip-port
 */
function requireOfInstance(
  world: WorldView,
  group: WorldRecord,
  { instance, ipAddress }: Omit<Endpoint, "record">,
  field: string,
): void {
  if (instance === "") {
    throw invalid(
      `${field}.instance`,
      "",
      "An endpoint of a GCE_VM_IP_PORT network endpoint group needs an instance.",
    );
  }
  const { project, zone } = placeOf(group.inputs);
  const path = pathOf({ project, zone }, "instances", instance);
  const found = world.get(tokens.instance, path);
  if (!found) {
    throw notFound(path);
  }
  const has = asList(found.outputs.networkInterfaces)
    .map(asObject)
    .some((nic) => nic.subnetwork === group.inputs.subnetwork && nic.networkIp === ipAddress);
  if (!has) {
    const rule = `The address is none of the instance '${instance}' in '${pathIn(asString(group.inputs.subnetwork) ?? "")}'.`;
    throw invalid(`${field}.ipAddress`, ipAddress, rule);
  }
}
