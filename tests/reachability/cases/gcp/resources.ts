import type { Resource } from "../../../../reachability";
import { nameOf } from "../../../../reachability/resources";

/** What a resource is asked for with; other resources stand for their self links. */
type Args = Readonly<Record<string, unknown>>;

const project = "shop";

/** A region where nothing else is said. */
const region = "europe-west1";

const compute = "https://www.googleapis.com/compute/v1";

function make(type: string, name: string, id: string, inputs: Args, outputs: Args = {}): Resource {
  return {
    urn: `urn:pulumi:prod::shop::${type}::${name}`,
    type,
    id,
    inputs: { name, project, ...inputs },
    outputs: { name, project, selfLink: `${compute}/${id}`, ...inputs, ...outputs },
  };
}

/** How one resource names another. */
export function link({ outputs }: Resource): string {
  return String(outputs.selfLink);
}

const global = (kind: string, name: string): string => `projects/${project}/global/${kind}/${name}`;
const regional = (kind: string, name: string, where: unknown): string =>
  `projects/${project}/regions/${String(where)}/${kind}/${name}`;

/** A network in custom mode without default routes, unless told otherwise. */
export function network(name: string, args: Args = {}): Resource {
  const mode = { autoCreateSubnetworks: false, deleteDefaultRoutesOnCreate: true, routingMode: "REGIONAL" };
  return make("gcp:compute/network:Network", name, global("networks", name), { ...mode, ...args });
}

export function subnet(name: string, net: Resource, ipCidrRange: string, args: Args = {}): Resource {
  const where = args.region ?? region;
  const inputs = { network: link(net), ipCidrRange, region: where, ...args };
  return make("gcp:compute/subnetwork:Subnetwork", name, regional("subnetworks", name, where), inputs);
}

/** A machine with one interface, in the zone b of its subnet's region. */
export function instance(name: string, inSubnet: Resource, networkIp: string, args: Args = {}): Resource {
  const { nic = {}, ...rest } = args as { nic?: Args };
  const zone = `${(inSubnet.outputs.region as string | undefined) ?? region}-b`;
  const inputs = { networkInterfaces: [{ subnetwork: link(inSubnet), networkIp, ...nic }], zone, ...rest };
  const id = `projects/${project}/zones/${zone}/instances/${name}`;
  return make("gcp:compute/instance:Instance", name, id, inputs);
}

/** An ingress rule that allows everything, unless told otherwise. */
export function firewall(name: string, net: Resource, args: Args = {}): Resource {
  const isDeny = "denies" in args;
  const inputs = {
    network: link(net),
    direction: "INGRESS",
    priority: 1000,
    ...(isDeny ? {} : { allows: [{ protocol: "all" }] }),
    ...args,
  };
  return make("gcp:compute/firewall:Firewall", name, global("firewalls", name), inputs);
}

export function route(name: string, net: Resource, destRange: string, args: Args): Resource {
  const inputs = { network: link(net), destRange, priority: 1000, ...args };
  return make("gcp:compute/route:Route", name, global("routes", name), inputs);
}

export const toInternet = { nextHopGateway: "default-internet-gateway" };

/** One side of a peering. */
export function peering(name: string, net: Resource, peer: Resource, args: Args = {}): Resource {
  const inputs = { network: link(net), peerNetwork: link(peer), ...args };
  return make("gcp:compute/networkPeering:NetworkPeering", name, `${link(net)}/${name}`, inputs);
}

/** An HA VPN gateway whose interfaces have the addresses 35.x.0.1 and 35.x.0.2. */
export function haGateway(name: string, net: Resource, x: number, args: Args = {}): Resource {
  const where = args.region ?? region;
  const vpnInterfaces = [0, 1].map((id) => ({ id, ipAddress: `35.${x}.0.${id + 1}` }));
  return make(
    "gcp:compute/haVpnGateway:HaVpnGateway",
    name,
    regional("vpnGateways", name, where),
    { network: link(net), region: where, ...args },
    { vpnInterfaces },
  );
}

/** A tunnel between interfaces 0 of two HA VPN gateways. */
export function tunnel(name: string, gateway: Resource, peer: Resource, args: Args = {}): Resource {
  const where = gateway.outputs.region;
  const inputs = {
    vpnGateway: link(gateway),
    vpnGatewayInterface: 0,
    peerGcpGateway: link(peer),
    sharedSecret: "a key that both ends know",
    region: where,
    ...args,
  };
  return make("gcp:compute/vPNTunnel:VPNTunnel", name, regional("vpnTunnels", name, where), inputs);
}

export function router(name: string, net: Resource, asn: number, args: Args = {}): Resource {
  const { bgp = {}, ...rest } = args as { bgp?: Args };
  const where = args.region ?? region;
  const inputs = { network: link(net), region: where, bgp: { asn, ...bgp }, ...rest };
  return make("gcp:compute/router:Router", name, regional("routers", name, where), inputs);
}

/**
 * A session through a tunnel, with its interface.
 *
 * @param ends - the last numbers of the addresses in 169.254.x.0/30: `[x, own, peer]`
 */
export function session(
  name: string,
  cloudRouter: Resource,
  through: Resource,
  peerAsn: number,
  [x, own, peer]: readonly [number, number, number],
  args: Args = {},
): Resource[] {
  const where = cloudRouter.outputs.region;
  const common = { router: nameOf(cloudRouter.urn), region: where };
  const ipAddress = `169.254.${x}.${own}`;
  return [
    make("gcp:compute/routerInterface:RouterInterface", name, `${String(where)}/${common.router}/${name}`, {
      ...common,
      ipRange: `${ipAddress}/30`,
      vpnTunnel: link(through),
    }),
    make("gcp:compute/routerPeer:RouterPeer", name, regional("routers", `${common.router}/${name}`, where), {
      ...common,
      interface: name,
      peerAsn,
      ipAddress,
      peerIpAddress: `169.254.${x}.${peer}`,
      ...args,
    }),
  ];
}

export function routePolicy(name: string, cloudRouter: Resource, args: Args): Resource {
  const where = cloudRouter.outputs.region;
  const owner = nameOf(cloudRouter.urn);
  return make("gcp:compute/routerRoutePolicy:RouterRoutePolicy", name, `${owner}/routePolicies/${name}`, {
    router: owner,
    region: where,
    ...args,
  });
}

export function hub(name: string, args: Args = {}): Resource {
  const id = `projects/${project}/locations/global/hubs/${name}`;
  return make("gcp:networkconnectivity/hub:Hub", name, id, args);
}

export function spoke(name: string, ofHub: Resource, args: Args): Resource {
  const id = `projects/${project}/locations/global/spokes/${name}`;
  return make("gcp:networkconnectivity/spoke:Spoke", name, id, { hub: ofHub.id, ...args });
}

export const vpcSpoke = (name: string, ofHub: Resource, net: Resource, args: Args = {}): Resource => {
  const { group, ...filters } = args;
  return spoke(name, ofHub, {
    linkedVpcNetwork: { uri: link(net), ...filters },
    ...(group ? { group } : {}),
  });
};

export const vpnSpoke = (
  name: string,
  ofHub: Resource,
  tunnels: readonly Resource[],
  args: Args = {},
): Resource => {
  const { group, ...linked } = args;
  const linkedVpnTunnels = { uris: tunnels.map(link), siteToSiteDataTransfer: false, ...linked };
  return spoke(name, ofHub, { linkedVpnTunnels, ...(group ? { group } : {}) });
};

/** Any other type, by its last word. */
export function other(type: string, name: string, inputs: Args): Resource {
  const [, word = type] = type.split(":").slice(1);
  const collection = `${word.charAt(0).toLowerCase()}${word.slice(1)}s`;
  const where = inputs.region;
  const id = where === undefined ? global(collection, name) : regional(collection, name, where);
  return make(type, name, id, inputs);
}

/** Two networks, and tunnels with BGP between them: `left` at ASN 64513, `right` at 64514. */
export function joined(
  left: Resource,
  right: Resource,
  args: { readonly left?: Args; readonly right?: Args; readonly leftBgp?: Args } = {},
): Resource[] {
  const [here, there] = [haGateway("left-gateway", left, 1), haGateway("right-gateway", right, 2)];
  const [out, back] = [tunnel("left-tunnel", here, there), tunnel("right-tunnel", there, here)];
  const [near, far] = [
    router("left-router", left, 64513, { bgp: args.leftBgp ?? {} }),
    router("right-router", right, 64514),
  ];
  return [
    ...[here, there, out, back, near, far],
    ...session("left-session", near, out, 64514, [1, 1, 2], args.left),
    ...session("right-session", far, back, 64513, [1, 2, 1], args.right),
  ];
}
