import { contains } from "../../addressing/cidr";
import { invalid, invalidField } from "./compute/error";
import { apiNameProblem } from "./compute/names";
import { ipv6Sessions, isHost, linkLocal, readInterfaceRange } from "./compute/ranges";
import { referred } from "./compute/references";
import { type MemberOperation, routerMember } from "./compute/routerMember";
import { oneOf, text, textWhich, unsimulated } from "../providers/shapes";
import { selfLink } from "./compute/paths";
import { membersOfType } from "./routerMembers";
import { requireFreeRange } from "./rules/sessionRanges";
import { carriedByTunnelOf, familyOf, requireCarried } from "./rules/sessionVersions";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { CheckContext, ResourceType } from "../providers/resourceType";

const onlyTunnels = "interfaces serve VPN tunnels; give vpnTunnel";

/**
 * An interface of a Cloud Router: its end of a VPN tunnel, with its address for the BGP session.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/routers, `interfaces[]`
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/routerinterface/. Every change replaces it.
 */
export const routerInterface: ResourceType = routerMember({
  token: tokens.routerInterface,
  kind: "RouterInterface",
  idOf: ({ region, router, name }) => `${region}/${router}/${name}`,
  taken: ({ router, name }) => `Router ${router} has interface ${name} already`,
  nameProblem: (name) => apiNameProblem("resource.interfaces[].name", name),
  fields: {
    interconnectAttachment: unsimulated("string", onlyTunnels),
    ipRange: textWhich(rangeProblem),
    ipVersion: oneOf("IPV4", "IPV6"),
    privateIpAddress: unsimulated("string", onlyTunnels),
    redundantInterface: unsimulated("string", onlyTunnels),
    subnetwork: unsimulated("string", onlyTunnels),
    vpnTunnel: text,
  },
  mutable: [],
  computed: ["ipRange", "ipVersion", "redundantInterface"],
  check(context) {
    checkPresence(context);
    checkVersion(context);
  },
  create(context) {
    requireFreeTunnel(context);
    const { inputs, world, router, id } = context;
    const family = familyOf(inputs);
    requireCarried(world, inputs, family, "resource.interfaces[].linkedVpnTunnel");
    requireFreeRange(world, router.inputs.network, {
      field: "resource.interfaces[].ipRange",
      text: asString(inputs.ipRange) ?? "",
      by: id,
    });
    return { ipVersion: versionNames[family] };
  },
  update: () => ({}),
  delete: requireNoPeer,
});

const versionNames = { ipv4: "IPV4", ipv6: "IPV6" } as const;

/** Source: https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp#bgp-peering-addresses */
const longestIpv6Prefix = 126;

/**
 * Sources: https://cloud.google.com/network-connectivity/docs/vpn/how-to/creating-ha-vpn, "IPv4 BGP sessions" and
 * "IPv6 BGP sessions".
 */
function rangeProblem(range: string): string | undefined {
  const read = readInterfaceRange(range);
  const refuse = (rule: string): string => invalidField("resource.interfaces[].ipRange", range, rule);
  if (read?.network.version === 6) {
    return contains(ipv6Sessions, read.network) && read.network.prefixLength <= longestIpv6Prefix
      ? undefined
      : refuse(
          `Must be an address within ${ipv6Sessions.text} with a mask length of ${longestIpv6Prefix} or less, such as fdff:1::1/126.`,
        );
  }
  const fits =
    read &&
    read.network.prefixLength === 30 &&
    contains(linkLocal, read.network) &&
    isHost(read.address, read.network);
  return fits
    ? undefined
    : refuse(`Must be the first or second host of a /30 within ${linkLocal.text}, such as 169.254.21.1/30.`);
}

/** The version goes without saying where the range is given. */
function checkVersion({ inputs, fail }: CheckContext): void {
  const [version, range] = [asString(inputs.ipVersion), asString(inputs.ipRange)];
  const read = range === undefined ? undefined : readInterfaceRange(range);
  if (version !== undefined && read && version !== versionNames[familyOf(inputs)]) {
    const rule = `The range ${read.network.text} is not of that version.`;
    fail("ipVersion", invalidField("resource.interfaces[].ipVersion", version, rule));
  }
}

function checkPresence({ inputs, fail }: CheckContext): void {
  if (inputs.vpnTunnel === undefined && inputs.ipRange === undefined) {
    fail("vpnTunnel", "one of ipRange, interconnectAttachment, subnetwork, vpnTunnel must be specified");
  }
  if (inputs.ipRange === undefined) {
    fail("ipRange", '"ipRange" left to Google is not simulated: give an address such as 169.254.21.1/30');
  }
}

/**
 * A tunnel is linked to one interface of the router that it names, or to one for each IP version where it carries both.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp#ipv6-bgp-sessions
 */
function requireFreeTunnel({ inputs, world, router }: MemberOperation): void {
  const tunnel = referred(world, "vpnTunnel", inputs.vpnTunnel);
  if (!tunnel) {
    return;
  }
  const field = "resource.interfaces[].linkedVpnTunnel";
  const link = asString(inputs.vpnTunnel) ?? "";
  if (tunnel.inputs.router !== selfLink(router.id)) {
    throw invalid(field, link, `The VPN tunnel is not associated with the router '${router.id}'.`);
  }
  const others = world.all(tokens.routerInterface).filter((one) => one.inputs.vpnTunnel === inputs.vpnTunnel);
  const isDual = carriedByTunnelOf(world, inputs)?.families.length === 2;
  const other = others.find((one) => !isDual || familyOf(one.inputs) === familyOf(inputs));
  if (other) {
    throw invalid(
      field,
      link,
      `The VPN tunnel is already linked to the interface ${asString(other.inputs.name) ?? ""}.`,
    );
  }
}

function requireNoPeer({ inputs, world, router }: MemberOperation): void {
  const peer = membersOfType(world, tokens.routerPeer, router.id).find(
    (one) => one.inputs.interface === inputs.name,
  );
  if (peer) {
    throw invalid(
      "resource.bgpPeers[].interfaceName",
      asString(inputs.name) ?? "",
      `BGP peer "${asString(peer.inputs.name) ?? ""}" refers to an interface that does not exist.`,
    );
  }
}
