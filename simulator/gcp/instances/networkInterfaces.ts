import { addressInUse, invalid, invalidField } from "../compute/error";
import { selfLink } from "../compute/paths";
import { drawAddress } from "../compute/publicAddress";
import { addressProblem } from "../compute/ranges";
import { regionOf } from "../compute/regions";
import { referred } from "../compute/references";
import { addressUsers } from "../rules/addressUsers";
import {
  freeAddress,
  occupants,
  requirePlaceable,
  requireUsable,
  reservations,
  subnetAt,
} from "../rules/subnetAddresses";
import { tokens } from "../tokens";
import {
  asList,
  asObject,
  asString,
  hasUnknown,
  type Props,
  UNKNOWN,
  type Value,
} from "../../protocol/values";
import { list, object, oneOf, type Shape, text, textWhich, unsimulated } from "../../providers/shapes";
import type { CheckContext, OperationContext } from "../../providers/resourceType";
import type { ComputeOperation } from "../compute/computeType";

const onlyIpv4 = "instances are IPv4 only";

/** https://cloud.google.com/vpc/docs/create-use-multiple-interfaces#max-interfaces, for machine types with 8 processors. */
const mostInterfaces = 8;

export const networkInterfacesShape: Shape = list(
  object({
    accessConfigs: list(
      object({
        natIp: textWhich(addressProblem),
        networkTier: oneOf("PREMIUM", "STANDARD"),
        publicPtrDomainName: unsimulated("string", "there are no reverse lookups"),
        securityPolicy: unsimulated("string", "there are no network edge policies"),
      }),
      1,
    ),
    aliasIpRanges: unsimulated("array", "instances have their primary addresses only"),
    ipv6AccessConfigs: unsimulated("array", onlyIpv4),
    network: text,
    networkIp: textWhich((address, path) => {
      const problem = addressProblem(address);
      return problem === undefined
        ? undefined
        : invalidField(`resource.${path}`, address, `Must be an IPv4 address: ${problem}.`);
    }),
    nicType: oneOf("GVNIC", "VIRTIO_NET"),
    stackType: textWhich((stack, path) =>
      stack === "IPV4_ONLY" ? undefined : `"${path}" ${stack} is not simulated: ${onlyIpv4}`,
    ),
    subnetwork: text,
    subnetworkProject: unsimulated("string", "networks are of the instance's own project"),
  }),
  mostInterfaces,
);

/** Each interface says where it is. */
export function checkNetworkInterfaces({ inputs, fail }: CheckContext): void {
  const { networkInterfaces } = inputs;
  if (Array.isArray(networkInterfaces) && networkInterfaces.length === 0) {
    fail("networkInterfaces", "At least 1 networkInterfaces block is required.");
  }
  asList(networkInterfaces).forEach((nic, i) => {
    const { network, subnetwork } = asObject(nic);
    if (!hasUnknown(nic) && network === undefined && subnetwork === undefined) {
      fail(
        `networkInterfaces[${i}]`,
        "exactly one of network, subnetwork, or network_attachment must be provided",
      );
    }
  });
}

/** The interfaces with their addresses, after all that the API asks of them. */
export function placeInterfaces(context: ComputeOperation, before: readonly Props[]): Props[] {
  const nics = asList(context.inputs.networkInterfaces).map(asObject);
  const placed = nics.map((nic, i) => placeInterface(context, nic, i, before[i]));
  const networks = placed.map(({ network }) => network);
  const twice = networks.findIndex((network, i) => networks.indexOf(network) < i);
  if (twice >= 0) {
    throw invalid(
      `resource.networkInterfaces[${twice}]`,
      asString(networks[twice]) ?? "",
      "Networks must be distinct for NICs attached to a VM.",
    );
  }
  return placed;
}

function placeInterface(context: ComputeOperation, nic: Props, i: number, before: Props | undefined): Props {
  const field = `resource.networkInterfaces[${i}]`;
  const { inputs, world } = context;
  const subnet = subnetAt(world, nic.subnetwork);
  if (!subnet) {
    const network = referred(world, "network", nic.network);
    const rule =
      network?.inputs.autoCreateSubnetworks === true
        ? "The subnets of an auto mode network cannot be named in the simulator; use a custom mode network."
        : "Network interface must specify a subnet if the network resource is in custom subnet mode.";
    throw invalid(`${field}.network`, asString(nic.network) ?? "", rule);
  }
  requirePlaceable(subnet, `${field}.subnetwork`);
  if (subnet.inputs.region !== regionOf(asString(inputs.zone) ?? "")) {
    const rule = `The subnetwork must be in the region of the zone '${asString(inputs.zone) ?? ""}'.`;
    throw invalid(`${field}.subnetwork`, selfLink(subnet.id), rule);
  }
  if (nic.network !== undefined && nic.network !== subnet.inputs.network) {
    throw invalid(`${field}.network`, asString(nic.network) ?? "", "The subnetwork is of another network.");
  }
  const kept = before?.subnetwork === nic.subnetwork ? asString(before?.networkIp) : undefined;
  const asked = asString(nic.networkIp);
  if (asked !== undefined && asked !== kept) {
    requireUsable(subnet, asked, `${field}.networkIP`);
    requireFree(context, asked, i);
  }
  return {
    nicType: "",
    queueCount: 0,
    stackType: "IPV4_ONLY",
    ...nic,
    name: `nic${i}`,
    network: subnet.inputs.network ?? "",
    networkIp: asked ?? kept ?? freeAddress(world, subnet),
    subnetwork: selfLink(subnet.id),
    subnetworkProject: inputs.project ?? "",
    accessConfigs: asList(nic.accessConfigs).map((config, j) =>
      publicAccess(
        context,
        asObject(config),
        `${field}.accessConfigs[${j}]`,
        asList(before?.accessConfigs)[j],
      ),
    ),
  };
}

/** What a preview knows of interfaces: only Google chooses addresses that the program leaves out. */
export const previewInterfaces = (networkInterfaces: Value | undefined): Value[] =>
  asList(networkInterfaces).map((nic, i) => {
    const given = asObject(nic);
    return {
      network: UNKNOWN,
      networkIp: UNKNOWN,
      ...given,
      name: `nic${i}`,
      accessConfigs: asList(given.accessConfigs).map((config) => ({
        natIp: UNKNOWN,
        networkTier: "PREMIUM",
        ...asObject(config),
      })),
    };
  });

/** The provider moves an interface to another network in place; another address in the same one needs a new instance. */
export function changesAddress(before: Value | undefined, after: Value | undefined): boolean {
  const [olds, news] = [asList(before).map(asObject), asList(after).map(asObject)];
  return (
    olds.length !== news.length ||
    news.some((nic, i) => {
      const { networkIp, network, subnetwork } = olds[i] ?? {};
      const moved = nic.network !== network || nic.subnetwork !== subnetwork;
      return !moved && nic.networkIp !== undefined && nic.networkIp !== networkIp;
    })
  );
}

function requireFree({ inputs, world, path }: ComputeOperation, address: string, i: number): void {
  const nic = asObject(asList(inputs.networkInterfaces)[i]);
  const subnet = subnetAt(world, nic.subnetwork);
  if (!subnet) {
    return;
  }
  const reserved = reservations(world, subnet).find((one) => one.address === address);
  if (reserved?.record.inputs.purpose === "SHARED_LOADBALANCER_VIP") {
    const rule =
      "The address is reserved with purpose SHARED_LOADBALANCER_VIP, for internal forwarding rules.";
    throw invalid(`resource.networkInterfaces[${i}].networkIP`, address, rule);
  }
  if (occupants(world, subnet).some((one) => one.address === address && one.record.id !== path)) {
    throw addressInUse(address);
  }
}

/** Source: https://cloud.google.com/compute/docs/ip-addresses/configure-static-external-ip-address */
function publicAccess(
  context: OperationContext,
  config: Props,
  field: string,
  before: Value | undefined,
): Props {
  const natIp = asString(config.natIp);
  const kept = asString(asObject(before).natIp);
  const networkTier = config.networkTier ?? "PREMIUM";
  if (natIp === undefined) {
    return { ...config, natIp: kept ?? drawAddress(context, field), networkTier };
  }
  if (natIp !== kept) {
    const region = regionOf(asString(context.inputs.zone) ?? "") ?? "";
    const reserved = context.world
      .all(tokens.address)
      .find(
        ({ inputs, outputs }) =>
          outputs.address === natIp && inputs.region === region && inputs.addressType === "EXTERNAL",
      );
    if (!reserved) {
      throw invalid(
        `${field}.natIP`,
        natIp,
        `The specified external IP address '${natIp}' was not found in region '${region}'.`,
      );
    }
    if (addressUsers(reserved, context.world).length > 0) {
      throw invalid(`${field}.natIP`, natIp, `External IP address: ${natIp} is already in-use.`);
    }
    if (reserved.outputs.networkTier !== networkTier) {
      throw invalid(
        `${field}.networkTier`,
        asString(networkTier) ?? "",
        "It must be the network tier of the address.",
      );
    }
  }
  return { ...config, natIp, networkTier };
}
