import type { Cidr } from "../../addressing";
import type { EstateBuilder, Rule, Session, TunnelEnd } from "../model";
import { known, labelOf, orElse, read, readBoolean, readList, readNumber, type Resource } from "../resources";
import { type Arm, found, isUnknown, lastName, objectsIn, sameId, textAt, textIn } from "./arm";
import { digestOf } from "./digest";
import { addLostEnd } from "./lostEnds";
import { pages } from "./pages";
import { prefixesOf } from "./prefixes";
import { proposalsOf } from "./proposals";
import { throughputOf } from "./throughput";
import { tokens } from "./tokens";
import type { GatewayInstance, VirtualNetworkGateway } from "./virtualNetworkGateways";

/** A site-to-site connection, or one between two virtual networks, of one gateway. */
export interface Connection {
  readonly resource: Resource;
  readonly name: string;
  readonly gateway: VirtualNetworkGateway;
  /** The local network gateway or the virtual network gateway at the other end. */
  readonly peer: Resource | undefined;
  /** What is routed into it without BGP. */
  readonly ranges: readonly Cidr[];
  /** Undefined while not known. */
  readonly usesBgp: boolean | undefined;
  /** One for each instance of the gateway, and for each address of the peer. */
  readonly ends: readonly TunnelEnd[];
  readonly sessions: readonly Omit<Session, "advertises" | "learns">[];
  readonly rule: Rule;
  /** Why what goes through it can't be told. */
  readonly undecided: string | undefined;
  /** Why it never has a tunnel. */
  readonly down: string | undefined;
}

/** One address at the other end. */
interface Remote {
  readonly key: string;
  readonly outsideAddress: string | undefined;
  readonly references: readonly string[];
  readonly bgpAddress: string | undefined;
}

/** What both kinds of connection have at their other end. */
interface Peer {
  readonly resource: Resource | undefined;
  readonly remotes: readonly Remote[];
  readonly ranges: readonly Cidr[];
  readonly asn: number | undefined;
  readonly why: string | undefined;
}

/**
 * The connections of all gateways. Each instance of a gateway makes a tunnel of its own to each address of the peer.
 *
 * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-highlyavailable
 */
export function readConnections(
  arm: Arm,
  gateways: ReadonlyMap<string, VirtualNetworkGateway>,
  estate: EstateBuilder,
): readonly Connection[] {
  const connections = arm.stack.all(tokens.connection).flatMap((resource) => {
    const reference = arm.refer(resource, "virtualNetworkGateway1.id", tokens.virtualNetworkGateway);
    const gateway = gateways.get(found(reference)?.urn ?? "");
    if (gateway === undefined) {
      const why = `the gateway of connection ${labelOf(resource)} is not known`;
      estate.note(resource.urn, why);
      if (reference.state === "unknown") {
        arm.doubt(resource, why);
        addLostEnd(resource, why, estate);
      }
      return [];
    }
    const connection = connectionOf(arm, resource, gateway, gateways);
    if (connection.undecided !== undefined) {
      estate.note(resource.urn, connection.undecided);
      arm.doubt(resource, connection.undecided);
    }
    return [connection];
  });
  const pairs = new Set(connections.map(({ gateway, peer }) => `${gateway.urn} ${peer?.urn ?? ""}`));
  return connections.map((connection) => {
    const { gateway, peer, name } = connection;
    const alone =
      peer !== undefined &&
      gateways.has(peer.urn) &&
      !pairs.has(`${peer.urn} ${gateway.urn}`) &&
      arm.doubts.length === 0;
    const down = alone ? `${labelOf(peer)} has no connection back to that of ${name}` : undefined;
    return { ...connection, down };
  });
}

function connectionOf(
  arm: Arm,
  resource: Resource,
  gateway: VirtualNetworkGateway,
  gateways: ReadonlyMap<string, VirtualNetworkGateway>,
): Omit<Connection, "down"> {
  const name = labelOf(resource);
  const peer = peerOf(arm, resource, gateways);
  const usesBgp = orElse(readBoolean(resource, "enableBgp"), false);
  const pairs = peer.remotes.flatMap((remote) => gateway.instances.map((instance) => ({ instance, remote })));
  const made = pairs.map(({ instance, remote }) => {
    const local = bgpAddressTowards(remote.bgpAddress, resource, instance);
    const end = endOf(resource, gateway, instance, remote, usesBgp === true ? local : undefined);
    return { end, session: sessionOf(end, gateway, peer, local, remote.bgpAddress) };
  });
  return {
    resource,
    name,
    gateway,
    peer: peer.resource,
    ranges: peer.ranges,
    usesBgp,
    ends: made.map(({ end }) => end),
    sessions: usesBgp === true ? made.map(({ session }) => session) : [],
    rule: { text: `connection ${name}`, urn: resource.urn, source: pages.routes },
    undecided: peer.why ?? unmodelled(resource, usesBgp),
  };
}

function peerOf(arm: Arm, resource: Resource, gateways: ReadonlyMap<string, VirtualNetworkGateway>): Peer {
  const site = arm.refer(resource, "localNetworkGateway2.id", tokens.localNetworkGateway);
  if (site.state === "found") {
    return sitePeer(arm, site.resource);
  }
  const other = arm.refer(resource, "virtualNetworkGateway2.id", tokens.virtualNetworkGateway);
  const gateway = gateways.get(found(other)?.urn ?? "");
  if (gateway !== undefined) {
    return gatewayPeer(gateway);
  }
  const unknown = [site, other].some(({ state }) => state === "unknown");
  const where = unknown ? "known only after the update" : "in none of these stacks";
  const why = `what connection ${labelOf(resource)} leads to is ${where}`;
  const remote = { key: "", outsideAddress: undefined, references: [], bgpAddress: undefined };
  return { resource: undefined, remotes: unknown ? [remote] : [], ranges: [], asn: undefined, why };
}

function sitePeer({ stack }: Arm, site: Resource): Peer {
  const { ranges, incomplete } = prefixesOf(readList(site, "localNetworkAddressSpace.addressPrefixes"));
  const address = textAt(site, "gatewayIpAddress");
  return {
    resource: site,
    remotes: [
      {
        key: "",
        outsideAddress: address,
        references: ["gatewayIpAddress", "fqdn"].flatMap((path) =>
          stack.dependencies(site, path).map(({ urn }) => urn),
        ),
        bgpAddress: textAt(site, "bgpSettings.bgpPeeringAddress"),
      },
    ],
    ranges,
    asn: known(readNumber(site, "bgpSettings.asn")),
    why: incomplete ? `the address space of local network gateway ${labelOf(site)} is not known` : undefined,
  };
}

/** Both gateways route each other's virtual network: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-vnet-vnet-resource-manager-portal */
function gatewayPeer({ resource, instances, subnet, asn }: VirtualNetworkGateway): Peer {
  return {
    resource,
    remotes: instances.map(({ name, outsideAddress, references, bgpAddress }) => ({
      key: ` to ${name}`,
      outsideAddress,
      references,
      bgpAddress,
    })),
    ranges: subnet?.network.ranges ?? [],
    asn,
    why:
      subnet === undefined ? `the virtual network of gateway ${labelOf(resource)} is not known` : undefined,
  };
}

/**
 * Towards a peer with an address of 169.254.0.0/16 an instance speaks from the custom address that the connection
 * chose for it, else from its first one; towards any other from its address in GatewaySubnet.
 *
 * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp
 */
function bgpAddressTowards(
  peer: string | undefined,
  connection: Resource,
  instance: GatewayInstance,
): string | undefined {
  const chosen = chosenAddress(connection, instance);
  if (peer === undefined) {
    return chosen;
  }
  const unsure = instance.incomplete || isUnknown(read(connection, "gatewayCustomBgpIpAddresses"));
  const first = unsure ? undefined : (instance.customAddresses[0] ?? instance.bgpAddress);
  return isLinkLocal(peer) ? (chosen ?? first) : instance.bgpAddress;
}

function chosenAddress(connection: Resource, { name, customAddresses }: GatewayInstance): string | undefined {
  const chosen = objectsIn(known(readList(connection, "gatewayCustomBgpIpAddresses"))).map((one) => ({
    instance: lastName(textIn(one, "ipConfigurationId")),
    address: textIn(one, "customBgpIpAddress"),
  }));
  const named = chosen.find((one) => sameId(one.instance, name));
  // While the gateway's id is unknown the address itself tells whose it is.
  const owned = chosen.find(
    (one) => one.instance === undefined && one.address !== undefined && customAddresses.includes(one.address),
  );
  return (named ?? owned)?.address;
}

export function isLinkLocal(address: string): boolean {
  return address.startsWith("169.254.");
}

function endOf(
  resource: Resource,
  gateway: VirtualNetworkGateway,
  instance: GatewayInstance,
  remote: Remote,
  local: string | undefined,
): TunnelEnd {
  const several = gateway.instances.length > 1;
  const mode = textAt(resource, "connectionMode");
  const peer = local === undefined ? undefined : remote.bgpAddress;
  return {
    id: `${resource.urn}#${instance.name}${remote.key}`,
    name: `${labelOf(resource)}${several ? ` (instance ${instance.index})` : ""}`,
    urn: resource.urn,
    cloud: "azure",
    gateway: gateway.urn,
    region: gateway.region,
    node: gateway.node,
    outsideAddress: instance.outsideAddress,
    peerOutsideAddress: remote.outsideAddress,
    references: { own: instance.references, peer: remote.references },
    presharedKey: digestOf(read(resource, "sharedKey")),
    ikeVersions: ikeVersions(textAt(resource, "connectionProtocol")),
    ...proposalsOf(readList(resource, "ipsecPolicies")),
    initiates: mode?.toLowerCase() !== "responderonly",
    inside: insideOf(local, peer),
    gbps: throughputOf(gateway.sku),
  };
}

/** IKEv2 unless told otherwise: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-devices */
export function ikeVersions(protocol: string | undefined): readonly (1 | 2)[] {
  return protocol?.toLowerCase() === "ikev1" ? [1] : [2];
}

/** The addresses inside a tunnel that carries BGP. Azure knows no prefix length; its peers use /30. */
export function insideOf(local: string | undefined, peer: string | undefined): TunnelEnd["inside"] {
  const inside = (address: string | undefined): string | undefined =>
    address !== undefined && isLinkLocal(address) ? `${address}/30` : undefined;
  const both = { local: inside(local), peer: inside(peer) };
  return both.local === undefined && both.peer === undefined ? undefined : both;
}

function sessionOf(
  end: TunnelEnd,
  gateway: VirtualNetworkGateway,
  { asn }: Peer,
  localAddress: string | undefined,
  peerAddress: string | undefined,
): Omit<Session, "advertises" | "learns"> {
  return {
    id: `${end.id}#bgp`,
    name: `BGP of ${end.name}`,
    urn: end.urn,
    end: end.id,
    localAsn: gateway.asn,
    peerAsn: asn,
    localAddress,
    peerAddress,
    // https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#bgp
    prefixLimit: 4000,
  };
}

function unmodelled(resource: Resource, usesBgp: boolean | undefined): string | undefined {
  const name = labelOf(resource);
  if (usesBgp === undefined) {
    return `whether connection ${name} uses BGP is known only after the update`;
  }
  const open = [
    "connectionMode",
    "connectionProtocol",
    "ipsecPolicies",
    "usePolicyBasedTrafficSelectors",
    "trafficSelectorPolicies",
    "egressNatRules",
    "ingressNatRules",
  ].find((path) => isUnknown(read(resource, path)));
  if (open !== undefined) {
    return `${open} of connection ${name} is known only after the update`;
  }
  const lists = ["trafficSelectorPolicies", "egressNatRules", "ingressNatRules"];
  const set = lists.find((list) => known(readList(resource, list))?.length);
  if (set !== undefined) {
    return `${set} of connection ${name} is not modelled`;
  }
  return known(readBoolean(resource, "usePolicyBasedTrafficSelectors")) === true
    ? `policy-based traffic selectors of connection ${name} are not modelled`
    : undefined;
}
