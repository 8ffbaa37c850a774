import type { Node, TunnelEnd } from "../model";
import { known, labelOf, orElse, read, readList, readNumber, readText, type Resource } from "../resources";
import { proposalsOf } from "./proposals";
import { foundOr, type Reader, reasonOf } from "./reader";
import { types } from "./types";
import { addressOf, digestOf, holdsUnknown, numberIn, regionOf, textIn } from "./values";

/** Gbit/s of one tunnel at best: https://cloud.google.com/network-connectivity/docs/vpn/quotas#limits */
const gbps = 3;

/** A tunnel's inside addresses, as its Cloud Router has them. */
export type Inside = { readonly local?: string | undefined; readonly peer?: string | undefined } | undefined;

/** Reads the ends of IPsec tunnels, of HA VPN and Classic VPN gateways. */
export function readVpnTunnels(
  reader: Reader,
  insideOf: (tunnel: Resource) => Inside,
  spokeOf: (tunnel: Resource) => string | undefined,
): void {
  const nodes = new Set<string>();
  for (const tunnel of reader.stack.all(types.vpnTunnel)) {
    const isHa = read(tunnel, "vpnGateway").state !== "absent";
    const reference = isHa
      ? reader.pointers.to(tunnel, "vpnGateway", types.haVpnGateway)
      : reader.pointers.to(tunnel, "targetVpnGateway", types.vpnGateway);
    const gateway = foundOr(reader, reference, tunnel, "its VPN gateway");
    const node = isAgreed(tunnel)
      ? nodeOf(reader, tunnel, gateway, spokeOf(tunnel))
      : lostNode(tunnel, `what ${labelOf(tunnel)} offers is known only after the update`);
    if (!nodes.has(node.id)) {
      nodes.add(node.id);
      reader.estate.nodes.push(node);
    }
    const outside =
      gateway === undefined
        ? { own: undefined, peer: undefined, references: { own: [], peer: [] } }
        : isHa
          ? haAddresses(reader, tunnel, gateway)
          : classicAddresses(reader, tunnel, gateway);
    reader.estate.tunnelEnds.push(endOf(tunnel, gateway, node, outside, insideOf(tunnel)));
  }
}

/** Where packets out of a tunnel are looked up: at its gateway, and for spokes of a hub at one of their own. */
function nodeOf(
  reader: Reader,
  tunnel: Resource,
  gateway: Resource | undefined,
  spoke: string | undefined,
): Node {
  const vpc = gateway && reader.vpcs.ownerOf(gateway, "network");
  const common = { kind: "gateway", cloud: "gcp" } as const;
  if (gateway === undefined || vpc === undefined) {
    return lostNode(tunnel, `the network that ${labelOf(tunnel)} leads to is not known`);
  }
  const region = regionOf(gateway) || regionOf(tunnel);
  return {
    ...common,
    id: `${gateway.urn}${spoke === undefined ? "" : `#${spoke}`}`,
    name: `VPN gateway ${labelOf(gateway)}`,
    urn: gateway.urn,
    region: region || undefined,
    table: reader.tables.ofArrivals(vpc, region, spoke),
  };
}

/** Whether it can be told whether its other end agrees with it. */
function isAgreed({ inputs }: Resource): boolean {
  return !["ikeVersion", "cipherSuite"].some((property) => holdsUnknown(inputs[property]));
}

/** A place from which nothing can be followed. */
function lostNode(tunnel: Resource, undecided: string): Node {
  const id = `${tunnel.urn}#gateway`;
  const name = `VPN gateway of ${labelOf(tunnel)}`;
  return { id, name, kind: "gateway", cloud: "gcp", urn: tunnel.urn, table: id, undecided };
}

function endOf(
  tunnel: Resource,
  gateway: Resource | undefined,
  { id: node, region }: Node,
  outside: Outside,
  inside: Inside,
): TunnelEnd {
  const version = orElse(readNumber(tunnel, "ikeVersion"), 2);
  return {
    id: tunnel.urn,
    name: labelOf(tunnel),
    urn: tunnel.urn,
    cloud: "gcp",
    gateway: gateway?.urn ?? tunnel.urn,
    region,
    node,
    outsideAddress: outside.own,
    peerOutsideAddress: outside.peer,
    references: outside.references,
    presharedKey: digestOf(known(readText(tunnel, "sharedSecret"))),
    ikeVersions: version === 1 || version === 2 ? [version] : undefined,
    ...proposalsOf(tunnel),
    initiates: true,
    inside,
    gbps,
  };
}

interface Outside {
  readonly own: string | undefined;
  readonly peer: string | undefined;
  readonly references: TunnelEnd["references"];
}

/** https://cloud.google.com/network-connectivity/docs/vpn/concepts/topologies */
function haAddresses(reader: Reader, tunnel: Resource, gateway: Resource): Outside {
  const index = known(readNumber(tunnel, "vpnGatewayInterface"));
  const own = addressAt(gateway, "vpnInterfaces", index);
  const fallback = addressOf(known(readText(tunnel, "peerIp")));
  if (read(tunnel, "peerGcpGateway").state !== "absent") {
    const peer = reader.pointers.to(tunnel, "peerGcpGateway", types.haVpnGateway);
    const found = peer.state === "found" ? peer.resource : undefined;
    return {
      own,
      peer: (found && addressAt(found, "vpnInterfaces", index)) ?? fallback,
      references: { own: [gateway.urn], peer: found ? [found.urn] : [] },
    };
  }
  const external = reader.pointers.to(tunnel, "peerExternalGateway", types.externalVpnGateway);
  if (external.state !== "found") {
    reader.estate.note(tunnel.urn, `${labelOf(tunnel)}: its external VPN gateway ${reasonOf(external)}`);
    return { own, peer: fallback, references: { own: [gateway.urn], peer: [] } };
  }
  const peerIndex = known(readNumber(tunnel, "peerExternalGatewayInterface"));
  return {
    own,
    peer: addressAt(external.resource, "interfaces", peerIndex) ?? fallback,
    references: {
      own: [gateway.urn],
      peer: reader.stack.dependencies(external.resource, "interfaces").map(({ urn }) => urn),
    },
  };
}

/** The address of a Classic VPN gateway is that of its forwarding rules. */
function classicAddresses(reader: Reader, tunnel: Resource, gateway: Resource): Outside {
  const rules = reader.stack.all(types.forwardingRule).filter((rule) => {
    const target = reader.pointers.to(rule, "target", types.vpnGateway);
    return target.state === "found" && target.resource.urn === gateway.urn;
  });
  const addresses = rules.flatMap((rule) => {
    const text = known(readText(rule, "ipAddress"));
    const reserved = reader.pointers.to(rule, "ipAddress", types.address);
    return (
      addressOf(text) ??
      (reserved.state === "found" ? (addressOf(known(readText(reserved.resource, "address"))) ?? []) : [])
    );
  });
  const reserved = rules.flatMap((rule) => reader.stack.dependencies(rule, "ipAddress"));
  return {
    own: addresses[0],
    peer: addressOf(known(readText(tunnel, "peerIp"))),
    references: {
      own: [gateway.urn, ...new Set(reserved.map(({ urn }) => urn))],
      peer: reader.stack.dependencies(tunnel, "peerIp").map(({ urn }) => urn),
    },
  };
}

/** Interfaces are numbered by `id`; where these are left out, in their order. */
function addressAt(gateway: Resource, property: string, index: number | undefined): string | undefined {
  const list = readList(gateway, property);
  if (list.state !== "known" || index === undefined) {
    return undefined;
  }
  const numbered = list.value.find((element) => numberIn(element, "id") === index);
  const chosen = numbered ?? list.value[index];
  return addressOf(textIn(chosen, "ipAddress") ?? textIn(chosen, "ipv6Address"));
}
