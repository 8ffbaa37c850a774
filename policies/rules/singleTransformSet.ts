import { tokens as aws } from "../../reachability/aws/tokens";
import { types as gcp } from "../../reachability/gcp/types";
import {
  follow,
  known,
  type Properties,
  read,
  readList,
  readText,
  type Resource,
  type Stack,
} from "../../reachability/resources";
import { type DeclaredTunnel, declaredTunnels, type Role } from "../reading/declaredTunnels";
import { shown } from "../reading/unknowns";
import type { Finding, Rule } from "../rule";

const page = "https://cloud.google.com/network-connectivity/docs/vpn/how-to/connect-ha-vpn-aws-peer-gateway";

/**
 * Towards Google Cloud an AWS tunnel must offer one algorithm for each purpose. With several, AWS's proposal is so large
 * that it is fragmented, and the tunnel goes down at some rekey, hours after it came up.
 *
 * Sources: https://cloud.google.com/network-connectivity/docs/vpn/how-to/connect-ha-vpn-aws-peer-gateway,
 * https://cloud.google.com/network-connectivity/docs/vpn/how-to/creating-ha-vpn
 */
export const singleTransformSet: Rule = {
  name: "single-transform-set",
  description: "Every AWS tunnel to Google Cloud is pinned to IKEv2 and one algorithm for each purpose.",
  level: "mandatory",
  *check({ stack }) {
    const addresses = googleAddresses(stack);
    for (const tunnel of declaredTunnels(stack)) {
      const peer = tunnel.cloud === "aws" ? leadsToGoogle(stack, tunnel.resource, addresses) : false;
      if (peer !== false) {
        yield* judge(tunnel, peer);
      }
    }
  },
};

type Peer = true | "unknown";

function* judge(tunnel: DeclaredTunnel, peer: Peer): Iterable<Finding> {
  const { urn } = tunnel.resource;
  const roles = [tunnel.ike, ...tunnel.phases.flatMap(({ roles }) => Object.values(roles))];
  const open = roles.flatMap(({ unknown }) => unknown ?? []);
  const several = roles.filter((role) => role.unknown === undefined && !isSingle(tunnel, role));
  if (several.length > 0 && peer === true) {
    const pins = several.map((role) => `${shown(role.path)} (${offered(tunnel, role)})`).join(", ");
    const message =
      `${tunnel.name} leads to Google Cloud and leaves a choice in ${pins}: such a tunnel comes up, but fails ` +
      `to renew its keys hours later. Pin each to one value, as the Google Cloud end has it (${page})`;
    yield { urn, message };
  }
  if (several.length > 0 && peer === "unknown") {
    const message =
      `${tunnel.name} offers several algorithms, and whether it leads to Google Cloud, where such a tunnel fails to ` +
      "renew its keys, can't be told: the ipAddress of its customer gateway is known only after the update. Pin each " +
      `of ${several.map(({ path }) => path).join(", ")} to one value (${page})`;
    yield { urn, message, undecided: true };
  }
  if (open.length > 0 && peer === true) {
    const message =
      `${tunnel.name} leads to Google Cloud, and whether it offers a single transform set can't be told, because ` +
      `${open.join(", ")} is known only after the update: write the algorithms into the program (${page})`;
    yield { urn, message, undecided: true };
  }
}

function isSingle({ resource, ike }: DeclaredTunnel, role: Role): boolean {
  const list = known(readList(resource, role.path));
  const isOne = list?.length === 1;
  return role === ike ? isOne && ike.versions?.includes(2) === true : isOne;
}

function offered({ resource }: DeclaredTunnel, { path }: Role): string {
  const list = known(readList(resource, path)) ?? [];
  const names = list.map((one) => (typeof one === "string" || typeof one === "number" ? one : "?"));
  return names.length === 0 ? "AWS's defaults" : names.join(", ");
}

/** Whether the customer gateway of a connection stands for Google Cloud's. */
function leadsToGoogle(stack: Stack, connection: Resource, addresses: ReadonlySet<string>): Peer | false {
  const reference = stack.reference(connection, "customerGatewayId", aws.customerGateway);
  if (reference.state !== "found") {
    return false;
  }
  const customer = reference.resource;
  const sources = stack.dependencies(customer, "ipAddress");
  if (sources.some(({ type }) => type.startsWith("gcp:compute/"))) {
    return true;
  }
  const address = readText(customer, "ipAddress");
  if (address.state === "known") {
    return addresses.has(address.value);
  }
  return address.state === "unknown" && sources.length === 0 ? "unknown" : false;
}

/** The outside addresses of the stack's gateways in Google Cloud. */
function googleAddresses(stack: Stack): ReadonlySet<string> {
  const interfaces = stack
    .all(gcp.haVpnGateway)
    .flatMap((gateway) => known(readList(gateway, "vpnInterfaces")) ?? [])
    .map((one) =>
      typeof one === "object" && one !== null ? follow(one as Properties, "ipAddress") : undefined,
    );
  const reserved = stack.all(gcp.address).map((address) => read(address, "address"));
  const forwarded = stack.all(gcp.forwardingRule).map((rule) => read(rule, "ipAddress"));
  const values = [...interfaces, ...reserved, ...forwarded].map((value) => value && known(value));
  return new Set(values.filter((value) => typeof value === "string"));
}
