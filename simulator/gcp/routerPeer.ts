import { addressBits, cidrHost, contains, parseAddress, parseCidr } from "../../addressing/cidr";
import { invalid } from "./compute/error";
import { anyAddressProblem, type InterfaceRange, readInterfaceRange } from "./compute/ranges";
import { asnOf, type MemberOperation, routerMember } from "./compute/routerMember";
import {
  between,
  flag,
  list,
  number,
  object,
  oneOf,
  text,
  textWhich,
  unsimulated,
} from "../providers/shapes";
import { requirePolicies } from "./rules/appliedPolicies";
import { advertisementFields, checkAdvertisement, learnedRange } from "./rules/advertisement";
import { nextHopShape, peerFamilies } from "./rules/peerFamilies";
import { checkPriorities, priorityOutputs } from "./rules/peerPriorities";
import { checkPeerOptions, md5Shape, peerNameProblem } from "./rules/peerOptions";
import { partnerInterconnectAsn } from "./rules/routerBgp";
import { interfaceOf, membersOfType } from "./routerMembers";
import { tokens } from "./tokens";
import { asObject, asString, hasUnknown, type Props } from "../protocol/values";
import type { CheckContext, ResourceType } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

const address = textWhich((value, path) => {
  const problem = anyAddressProblem(value);
  return problem && `${path}: ${problem}`;
});

/**
 * A BGP session of a Cloud Router. The SDK does not mark its MD5 key as a secret.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/routers, `bgpPeers[]`
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/routerpeer/
 */
export const routerPeer: ResourceType = routerMember({
  token: tokens.routerPeer,
  kind: "RouterBgpPeer",
  idOf: ({ project, region, router, name }) =>
    `projects/${project}/regions/${region}/routers/${router}/${name}`,
  taken: ({ router, name }) =>
    `Error creating RouterBgpPeer: unable to create it, existing object already found: peer ${name} of router ${router}`,
  nameProblem: peerNameProblem,
  fields: {
    ...advertisementFields,
    advertisedRoutePriority: between(0, 65535),
    bfd: object({
      minReceiveInterval: between(1000, 30000),
      minTransmitInterval: between(1000, 30000),
      multiplier: between(5, 16),
      "sessionInitializationMode!": oneOf("ACTIVE", "DISABLED", "PASSIVE"),
    }),
    customLearnedIpRanges: list(learnedRange),
    customLearnedRoutePriority: between(0, 65535),
    enable: flag,
    enableIpv4: flag,
    enableIpv6: flag,
    exportPolicies: list(text),
    importPolicies: list(text),
    "interface!": text,
    ipAddress: address,
    ipv4NexthopAddress: nextHopShape("ipv4"),
    ipv6NexthopAddress: nextHopShape("ipv6"),
    md5AuthenticationKey: md5Shape,
    "peerAsn!": number,
    peerIpAddress: address,
    peerIpv4NexthopAddress: nextHopShape("ipv4"),
    peerIpv6NexthopAddress: nextHopShape("ipv6"),
    routerApplianceInstance: unsimulated("string", "there are no instances"),
    zeroAdvertisedRoutePriority: flag,
    zeroCustomLearnedRoutePriority: flag,
  },
  mutable: [
    "advertiseMode",
    "advertisedGroups",
    "advertisedIpRanges",
    "advertisedRoutePriority",
    "bfd",
    "customLearnedIpRanges",
    "customLearnedRoutePriority",
    "enable",
    "enableIpv4",
    "enableIpv6",
    "exportPolicies",
    "importPolicies",
    "ipAddress",
    "ipv4NexthopAddress",
    "ipv6NexthopAddress",
    "md5AuthenticationKey",
    "peerAsn",
    "peerIpAddress",
    "peerIpv4NexthopAddress",
    "peerIpv6NexthopAddress",
    "routerApplianceInstance",
    "zeroAdvertisedRoutePriority",
    "zeroCustomLearnedRoutePriority",
  ],
  defaults: {
    advertiseMode: "DEFAULT",
    enable: true,
    enableIpv6: false,
    zeroCustomLearnedRoutePriority: false,
  },
  computed: [
    "bfd",
    "enableIpv4",
    "ipAddress",
    "ipv4NexthopAddress",
    "ipv6NexthopAddress",
    "isAdvertisedRoutePrioritySet",
    "isCustomLearnedPrioritySet",
    "managementType",
    "peerIpAddress",
    "peerIpv4NexthopAddress",
    "peerIpv6NexthopAddress",
  ],
  credentials: ["md5AuthenticationKey"],
  check(context) {
    sortRanges(context);
    checkAdvertisement(context.inputs, "", context.fail);
    checkPriorities(context);
    checkPeerOptions(context);
  },
  create: settings,
  update: settings,
});

/** The provider keeps the ranges as a set: another order is no change. */
function sortRanges({ inputs }: CheckContext): void {
  const ranges = inputs.advertisedIpRanges;
  if (Array.isArray(ranges) && !hasUnknown(ranges)) {
    inputs.advertisedIpRanges = [...ranges].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
}

/**
 * Everything that follows from the inputs, the interface and the router.
 *
 * Source for the ASN: https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp
 */
function settings(context: MemberOperation, record?: WorldRecord): Props {
  const { inputs, router } = context;
  if (asnOf(router) === undefined) {
    throw invalid("resource.bgp.asn", "", `The router '${router.id}' has no BGP ASN.`);
  }
  if (asnOf(router) === partnerInterconnectAsn) {
    throw invalid(
      "resource.bgp.asn",
      String(partnerInterconnectAsn),
      "A router with the ASN of Partner Interconnect cannot manage BGP sessions of any other kind.",
    );
  }
  const owner = interfaceOf(context.world, inputs);
  const addresses = sessionAddresses(context, owner);
  requireOnlyPeer(context);
  requirePolicies(context);
  return {
    ...addresses,
    ...(owner ? peerFamilies(context, owner, record) : {}),
    ...priorityOutputs(inputs, record),
    bfd: inputs.bfd ?? {
      minReceiveInterval: 1000,
      minTransmitInterval: 1000,
      multiplier: 5,
      sessionInitializationMode: "DISABLED",
    },
    managementType: "MANAGED_BY_USER",
  };
}

/**
 * The session's own address is the interface's, and its peer's is in the same range: the other host of an IPv4 /30.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/vpn/how-to/creating-ha-vpn
 */
function sessionAddresses({ inputs, router }: MemberOperation, owner: WorldRecord | undefined): Props {
  const name = asString(inputs.name) ?? "";
  const range = readInterfaceRange(asString(owner?.inputs.ipRange) ?? "");
  if (!range) {
    throw invalid(
      "resource.bgpPeers[].interfaceName",
      asString(inputs.interface) ?? "",
      `BGP peer "${name}" refers to an interface that the router '${router.id}' does not have.`,
    );
  }
  const ipAddress = asString(inputs.ipAddress) ?? range.address;
  if (parseAddress(ipAddress).text !== range.address) {
    throw invalid(
      "resource.bgpPeers[].ipAddress",
      ipAddress,
      `BGP Peer "${name}" has IP address ${ipAddress} different from interface IP address ${range.address}.`,
    );
  }
  return { ipAddress, peerIpAddress: peerAddress(inputs, range) };
}

function peerAddress(inputs: Props, { address: own, network }: InterfaceRange): string {
  const given = asString(inputs.peerIpAddress);
  const hosts = [cidrHost(network, 1), cidrHost(network, 2)];
  const other = hosts.find((host) => host !== own) ?? "";
  const isPair = network.version === 4 || (network.prefixLength === 126 && hosts.includes(own));
  if (given === undefined && !isPair) {
    throw new Error(
      `a peer address that Google chooses in ${network.text} beside ${own} is not simulated: give peerIpAddress`,
    );
  }
  const peer = parseAddress(given ?? other);
  const fits =
    network.version === 4
      ? peer.text === other
      : contains(network, parseCidr(`${peer.text}/${addressBits[peer.version]}`)) && peer.text !== own;
  if (!fits) {
    const wanted = network.version === 4 ? `${other}, the other host of` : `another address of`;
    throw invalid(
      "resource.bgpPeers[].peerIpAddress",
      given ?? other,
      `In BGP Peer "${asString(inputs.name) ?? ""}", the peer IP address must be ${wanted} the interface's range ${network.text}.`,
    );
  }
  return given ?? other;
}

/** An interface has one session, and a session's MD5 key a name of its own in the router. */
function requireOnlyPeer({ inputs, world, router, id }: MemberOperation): void {
  const others = membersOfType(world, tokens.routerPeer, router.id).filter((one) => one.id !== id);
  const keyName = (owner: Props): string | undefined => asString(asObject(owner.md5AuthenticationKey).name);
  const onInterface = others.find((one) => one.inputs.interface === inputs.interface);
  if (onInterface) {
    throw invalid(
      "resource.bgpPeers[].interfaceName",
      asString(inputs.interface) ?? "",
      `The interface already has the BGP peer "${asString(onInterface.inputs.name) ?? ""}".`,
    );
  }
  const name = keyName(inputs);
  const withKey = name === undefined ? undefined : others.find((one) => keyName(one.inputs) === name);
  if (withKey) {
    throw invalid(
      "resource.md5AuthenticationKeys[].name",
      name ?? "",
      `The key is in use by the BGP peer "${asString(withKey.inputs.name) ?? ""}".`,
    );
  }
}
