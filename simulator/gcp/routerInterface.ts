import { contains } from "../../addressing/cidr";
import { invalid, invalidField } from "./compute/error";
import { apiNameProblem } from "./compute/names";
import { isHost, linkLocal, readInterfaceRange } from "./compute/ranges";
import { referred } from "./compute/references";
import { type MemberOperation, routerMember } from "./compute/routerMember";
import { oneOf, text, textWhich, unsimulated } from "../providers/shapes";
import { selfLink } from "./compute/paths";
import { membersOfType } from "./routerMembers";
import { requireFreeRange } from "./rules/sessionRanges";
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
    ipVersion: oneOf("IPV4"),
    privateIpAddress: unsimulated("string", onlyTunnels),
    redundantInterface: unsimulated("string", onlyTunnels),
    subnetwork: unsimulated("string", onlyTunnels),
    vpnTunnel: text,
  },
  mutable: [],
  computed: ["ipRange", "ipVersion", "redundantInterface"],
  check: checkPresence,
  create(context) {
    requireFreeTunnel(context);
    const { inputs, world, router, id } = context;
    requireFreeRange(world, router.inputs.network, {
      field: "resource.interfaces[].ipRange",
      text: asString(inputs.ipRange) ?? "",
      by: id,
    });
    return { ipVersion: "IPV4" };
  },
  update: () => ({}),
  delete: requireNoPeer,
});

/** Source: https://cloud.google.com/network-connectivity/docs/vpn/how-to/creating-ha-vpn, "BGP IPv4 addresses". */
function rangeProblem(range: string): string | undefined {
  const read = readInterfaceRange(range);
  const fits =
    read &&
    read.network.prefixLength === 30 &&
    contains(linkLocal, read.network) &&
    isHost(read.address, read.network);
  return fits
    ? undefined
    : invalidField(
        "resource.interfaces[].ipRange",
        range,
        `Must be the first or second host of a /30 within ${linkLocal.text}, such as 169.254.21.1/30.`,
      );
}

function checkPresence({ inputs, fail }: CheckContext): void {
  if (inputs.vpnTunnel === undefined && inputs.ipRange === undefined) {
    fail("vpnTunnel", "one of ipRange, interconnectAttachment, subnetwork, vpnTunnel must be specified");
  }
  if (inputs.ipRange === undefined) {
    fail("ipRange", '"ipRange" left to Google is not simulated: give an address such as 169.254.21.1/30');
  }
}

/** A tunnel is linked to one interface of the router that it names. */
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
  const other = world.all(tokens.routerInterface).find((one) => one.inputs.vpnTunnel === inputs.vpnTunnel);
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
