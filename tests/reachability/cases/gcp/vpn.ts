import type { Resource } from "../../../../reachability";
import type { Case } from "../case";
import {
  firewall,
  haGateway,
  instance,
  joined,
  link,
  network,
  other,
  route,
  router,
  session,
  subnet,
  tunnel,
} from "./resources";

const topologies = "https://cloud.google.com/network-connectivity/docs/vpn/concepts/topologies";
const ciphers = "https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers";
const routing = "https://cloud.google.com/network-connectivity/docs/vpn/concepts/choosing-networks-routing";

const left = network("left");
const right = network("right");
const leftSubnet = subnet("left-a", left, "10.1.0.0/24");
const rightSubnet = subnet("right-a", right, "10.2.0.0/24");
const hosts = [
  ...[left, right, leftSubnet, rightSubnet, firewall("left-open", left), firewall("right-open", right)],
  ...[instance("web", leftSubnet, "10.1.0.5"), instance("db", rightSubnet, "10.2.0.5")],
];

/** The usual pair, one of its resources with other properties. */
function changed(name: string, properties: Readonly<Record<string, unknown>>): Resource[] {
  return joined(left, right).map((one) =>
    one.outputs.name === name && !one.type.includes("Interface")
      ? { ...one, inputs: { ...one.inputs, ...properties }, outputs: { ...one.outputs, ...properties } }
      : one,
  );
}

const suite = (encryption: string, group: string) => ({
  cipherSuite: {
    phase1: { encryptions: [encryption], prves: ["PRF-HMAC-SHA2-384"], dhs: [group] },
    phase2: { encryptions: [encryption], pfs: [group] },
  },
});

/** A Classic VPN gateway at an address, and its tunnel to another's. */
function classic(
  side: string,
  net: Resource,
  [own, peer]: readonly [string, string],
  args: Readonly<Record<string, unknown>>,
): Resource[] {
  const region = "europe-west1";
  const gateway = other("gcp:compute/vPNGateway:VPNGateway", `${side}-classic`, {
    network: link(net),
    region,
  });
  return [
    gateway,
    other("gcp:compute/forwardingRule:ForwardingRule", `${side}-esp`, {
      target: link(gateway),
      ipAddress: own,
      ipProtocol: "ESP",
      region,
    }),
    tunnel(`${side}-tunnel`, gateway, gateway, {
      vpnGateway: undefined,
      vpnGatewayInterface: undefined,
      peerGcpGateway: undefined,
      targetVpnGateway: link(gateway),
      peerIp: peer,
      ...args,
    }),
  ];
}

/** Two of them, with routes to each other's networks. */
function classicPair(selectors: Readonly<Record<string, unknown>>): Resource[] {
  const near = classic("left", left, ["35.1.0.1", "35.2.0.1"], selectors);
  const far = classic("right", right, ["35.2.0.1", "35.1.0.1"], {});
  return [
    ...[...near, ...far],
    route("to-right", left, "10.2.0.0/16", { nextHopVpnTunnel: link(near[2] as Resource) }),
    route("to-left", right, "10.1.0.0/16", { nextHopVpnTunnel: link(far[2] as Resource) }),
  ];
}

export const cases: readonly Case[] = [
  {
    name: "two HA VPN gateways with BGP join their networks",
    source: topologies,
    resources: [...hosts, ...joined(left, right)],
    flows: [
      {
        from: "web",
        to: "db",
        verdict: "reachable",
        hops: ["web", "subnet left-a", "VPN gateway right-gateway", "subnet right-a", "db"],
      },
      { from: "db", to: "web", verdict: "reachable" },
    ],
  },
  {
    name: "a tunnel ends at the address of its external gateway's interface",
    source: topologies,
    resources: [
      ...hosts,
      ...changed("left-tunnel", {
        peerGcpGateway: undefined,
        peerExternalGateway: "peer",
        peerExternalGatewayInterface: 1,
      }),
      other("gcp:compute/externalVpnGateway:ExternalVpnGateway", "peer", {
        redundancyType: "TWO_IPS_REDUNDANCY",
        interfaces: [
          { id: 1, ipAddress: "35.2.0.1" },
          { id: 0, ipAddress: "35.2.0.9" },
        ],
      }),
    ],
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "what a peer outside the stacks advertises is not known",
    source: topologies,
    resources: [
      ...[...hosts, haGateway("out", left, 1)],
      ...(() => {
        const gateway = haGateway("out", left, 1);
        const toSite = tunnel("to-site", gateway, gateway, {
          peerGcpGateway: undefined,
          peerExternalGateway: "projects/shop/global/externalVpnGateways/site",
          peerIp: "34.9.0.1",
        });
        const near = router("near", left, 64513);
        return [toSite, near, ...session("site", near, toSite, 64999, [5, 1, 2])];
      })(),
    ],
    flows: [{ from: "web", to: "db", verdict: "undecided", because: /site/ }],
  },
  {
    name: "tunnels with two keys stay down",
    source: "https://cloud.google.com/network-connectivity/docs/vpn/how-to/generating-pre-shared-key",
    resources: [...hosts, ...changed("left-tunnel", { sharedSecret: "another key" })],
    flows: [{ from: "web", to: "db", verdict: "blocked" }],
  },
  {
    name: "tunnels of two IKE versions stay down",
    source: ciphers,
    resources: [...hosts, ...changed("left-tunnel", { ikeVersion: 1 })],
    flows: [{ from: "web", to: "db", verdict: "blocked" }],
  },
  {
    name: "a tunnel with chosen ciphers agrees with one that takes all",
    source: ciphers,
    resources: [...hosts, ...changed("left-tunnel", suite("AES-GCM-16-256", "Group-20"))],
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "tunnels with no cipher in common stay down",
    source: ciphers,
    resources: [
      ...hosts,
      ...changed("left-tunnel", suite("AES-GCM-16-256", "Group-20")).filter(
        ({ outputs }) => outputs.name !== "right-tunnel",
      ),
      ...changed("right-tunnel", suite("AES-GCM-16-128", "Group-20")).filter(
        ({ outputs }) => outputs.name === "right-tunnel",
      ),
    ],
    flows: [{ from: "web", to: "db", verdict: "blocked" }],
  },
  {
    name: "tunnels with no Diffie-Hellman group in common stay down",
    source: ciphers,
    resources: [
      ...hosts,
      ...changed("left-tunnel", suite("AES-GCM-16-256", "Group-20")).filter(
        ({ outputs }) => outputs.name !== "right-tunnel",
      ),
      ...changed("right-tunnel", suite("AES-GCM-16-256", "Group-19")).filter(
        ({ outputs }) => outputs.name === "right-tunnel",
      ),
    ],
    flows: [{ from: "web", to: "db", verdict: "blocked" }],
  },
  {
    name: "Classic VPN carries what static routes lead into it",
    source: `${routing}#ts-tun-routing`,
    resources: [...hosts, ...classicPair({})],
    flows: [{ from: "web", to: "db", verdict: "reachable" }],
  },
  {
    name: "a policy-based tunnel takes only what its traffic selectors name",
    source: `${routing}#ts-tun-routing`,
    resources: [
      ...hosts,
      ...classicPair({ localTrafficSelectors: ["10.1.0.0/24"], remoteTrafficSelectors: ["10.2.0.0/28"] }),
      instance("outside-selector", rightSubnet, "10.2.0.77"),
    ],
    flows: [
      { from: "web", to: "db", verdict: "reachable" },
      { from: "web", to: "outside-selector", verdict: "blocked", because: /traffic selectors/ },
    ],
  },
  {
    name: "what comes out of a tunnel passes the firewall of the machine that it is for",
    source: "https://cloud.google.com/firewall/docs/firewalls",
    resources: [
      ...[...hosts.filter(({ outputs }) => outputs.name !== "right-open"), ...joined(left, right)],
      firewall("from-left", right, {
        sourceRanges: ["10.1.0.0/24"],
        allows: [{ protocol: "tcp", ports: ["443"] }],
      }),
    ],
    flows: [
      { from: "web", to: "db", verdict: "reachable" },
      { from: "web", to: "db", port: 22, verdict: "blocked", because: /deny ingress/ },
    ],
  },
  {
    name: "what comes out of a tunnel does not go on to the internet gateway",
    source: "https://cloud.google.com/vpc/docs/routes#routingpacketsinternet",
    resources: [
      ...[...hosts, route("out", left, "0.0.0.0/0", { nextHopGateway: "default-internet-gateway" })],
      ...joined(left, right, {
        left: { advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "0.0.0.0/0" }] },
      }),
      ...(() => {
        const third = network("third");
        return [third, subnet("far", third, "192.168.0.0/24")];
      })(),
    ],
    flows: [
      { from: "db", to: "far", verdict: "blocked", because: /no route/ },
      {
        from: "web",
        to: "far",
        verdict: "blocked",
        because: /the internet.*, which carries no private addresses/,
      },
    ],
  },
  {
    name: "source tags mean machines of the network itself, not those behind a tunnel",
    source: "https://cloud.google.com/firewall/docs/firewalls#sources_or_destinations_for_the_rule",
    resources: [
      ...hosts.filter(({ outputs }) => !["right-open", "web"].includes(String(outputs.name))),
      ...joined(left, right),
      instance("web", leftSubnet, "10.1.0.5", { tags: ["web"] }),
      firewall("from-web", right, { sourceTags: ["web"] }),
    ],
    flows: [{ from: "web", to: "db", verdict: "blocked" }],
  },
];
