import { known, labelOf, read, readText, type Resource } from "../resources";
import { type Reader, reasonOf } from "./reader";
import { types } from "./types";
import { regionOf } from "./values";
import type { Vpc } from "./vpc";

/** A Cloud Router with what belongs to it. */
export interface Router {
  /** Its URN; where its network can't be told, there is one for each that it may be in. */
  readonly id: string;
  readonly resource: Resource;
  readonly label: string;
  readonly vpc: Vpc;
  readonly region: string;
  /** The table of what it learned. */
  readonly table: string;
  readonly interfaces: readonly Resource[];
  readonly peers: readonly Resource[];
  /** Peers that may be of it, or of another, by the reason. */
  readonly perhaps: ReadonlyMap<Resource, string>;
  readonly policies: readonly Resource[];
  /** Why it may have more of them. */
  readonly doubts: readonly string[];
  /** Why it may be in another network. */
  readonly networkDoubt?: string;
}

/** Reads Cloud Routers, each with its interfaces, BGP peers and route policies. */
export function readRouters(reader: Reader): readonly Router[] {
  const doubts = new Map<string, Map<Resource, string>>();
  const members = (type: string): ReadonlyMap<string, Resource[]> => byRouter(reader, type, doubts);
  const interfaces = members(types.routerInterface);
  const peers = members(types.routerPeer);
  const policies = members(types.routerRoutePolicy);
  return reader.stack.all(types.router).flatMap((resource): Router[] => {
    const { urn } = resource;
    const label = labelOf(resource);
    const own = reader.vpcs.ownerOf(resource, "network");
    const open = doubts.get(urn) ?? new Map<Resource, string>();
    const networkDoubt = `the network of ${label} is known only after the update`;
    return (own === undefined ? reader.vpcs.candidates(resource, "network") : [own]).map((vpc) => ({
      id: own === undefined ? `${urn}#${vpc.id}` : urn,
      resource,
      label,
      vpc,
      region: regionOf(resource),
      table: own === undefined ? `${urn}#learned ${vpc.id}` : `${urn}#learned`,
      interfaces: interfaces.get(urn) ?? [],
      peers: peers.get(urn) ?? [],
      perhaps: new Map([...open].filter(([{ type }]) => type === types.routerPeer)),
      policies: policies.get(urn) ?? [],
      doubts: [...open.values()],
      ...(own === undefined && { networkDoubt }),
    }));
  });
}

function byRouter(
  reader: Reader,
  type: string,
  doubts: Map<string, Map<Resource, string>>,
): ReadonlyMap<string, Resource[]> {
  const map = new Map<string, Resource[]>();
  for (const member of reader.stack.all(type)) {
    const reference = reader.pointers.to(member, "router", types.router);
    if (reference.state === "found") {
      const { urn } = reference.resource;
      map.set(urn, [...(map.get(urn) ?? []), member]);
      continue;
    }
    reader.estate.note(member.urn, `${labelOf(member)}: its Cloud Router ${reasonOf(reference)}`);
    const named = reference.state === "unknown" ? reference.candidates : [];
    const candidates = named.length > 0 ? named : reader.stack.all(types.router);
    for (const router of reference.state === "unknown" ? candidates : []) {
      const why = `whether ${labelOf(member)} is of ${labelOf(router)} is known only after the update`;
      doubts.set(router.urn, (doubts.get(router.urn) ?? new Map<Resource, string>()).set(member, why));
    }
  }
  return map;
}

/** What a BGP session goes through. */
export type Way =
  | { readonly through: "tunnel"; readonly tunnel: Resource; readonly interface: Resource }
  /** An Interconnect attachment or a router appliance. */
  | { readonly through: "other"; readonly why: string }
  /** A tunnel, but which can't be told. */
  | { readonly through: "some tunnel"; readonly why: string }
  | { readonly through: "nothing"; readonly why: string };

/** The interface that a BGP peer names, and the tunnel behind it. */
export function wayOf(reader: Reader, router: Router, peer: Resource): Way {
  const label = labelOf(peer);
  const face = interfaceOf(reader, router, peer);
  if (typeof face === "string") {
    const isOpen =
      router.doubts.length > 0 ||
      [peer, ...router.interfaces].some(
        (one) => readText(one, one === peer ? "interface" : "name").state === "unknown",
      );
    return { through: isOpen ? "some tunnel" : "nothing", why: `${label}: ${face}` };
  }
  if (read(face, "vpnTunnel").state === "absent") {
    const kind = read(face, "interconnectAttachment").state !== "absent" ? "an Interconnect attachment" : "";
    const appliance = read(face, "subnetwork").state !== "absent" ? "a router appliance" : "";
    const what = kind || appliance;
    return what
      ? { through: "other", why: `${label} learns over ${what}, whose other end is not known` }
      : { through: "nothing", why: `${label}: its interface ${labelOf(face)} has no tunnel` };
  }
  const tunnel = reader.pointers.to(face, "vpnTunnel", types.vpnTunnel);
  return tunnel.state === "found"
    ? { through: "tunnel", tunnel: tunnel.resource, interface: face }
    : { through: "some tunnel", why: `${label}: the tunnel of its interface ${reasonOf(tunnel)}` };
}

/** @returns text that says why there is none */
function interfaceOf(reader: Reader, router: Router, peer: Resource): Resource | string {
  const name = readText(peer, "interface");
  if (name.state === "known") {
    return (
      router.interfaces.find((one) => known(readText(one, "name")) === name.value) ??
      `its router has no interface ${name.value}`
    );
  }
  const reference = reader.stack.reference(peer, "interface", types.routerInterface);
  return reference.state === "found" ? reference.resource : `its interface ${reasonOf(reference)}`;
}
