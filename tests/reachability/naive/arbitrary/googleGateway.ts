import type { Choices } from "./choices";
import type { Estate, Site } from "./estate";
import { idOf, linkOf, type Network } from "./google";
import type { Told } from "./tunnel";

const region = "europe-west1";

/** The VPN side of Google Cloud: an HA VPN gateway and its Cloud Router. */
export class GoogleGateway {
  readonly asn = 64514;
  readonly addresses = ["35.1.1.1", "35.1.1.2"] as const;
  readonly #router: string;

  constructor(
    private readonly choices: Choices,
    private readonly estate: Estate,
    readonly home: Network,
    friends: readonly Network[],
    others: readonly Site[],
  ) {
    this.#router = `${home.name}-router`;
    estate.uses("HA VPN gateway");
    const selfLink = this.#gateway();
    estate.add(
      "gcp:compute/haVpnGateway:HaVpnGateway",
      `${home.name}-gateway`,
      idOf(selfLink),
      { name: `${home.name}-gateway`, network: home.link, region },
      { selfLink, vpnInterfaces: this.addresses.map((ipAddress, id) => ({ id, ipAddress })) },
    );
    const router = linkOf(`regions/${region}`, "routers", this.#router);
    estate.add(
      "gcp:compute/router:Router",
      this.#router,
      idOf(router),
      {
        name: this.#router,
        network: home.link,
        region,
        bgp: { asn: this.asn, ...this.#advertises(friends, others) },
      },
      { selfLink: router },
    );
  }

  #advertises(friends: readonly Network[], others: readonly Site[]): object {
    const { estate, choices, home } = this;
    if (choices.chance(friends.length > 0 ? 30 : 60)) {
      return { advertiseMode: "DEFAULT" };
    }
    if (choices.chance(25)) {
      estate.uses("advertised range left out");
      return { advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: choices.pick(home.subnets) }] };
    }
    estate.uses("custom advertisement");
    const ranges = friends.flatMap(({ subnets }) => subnets).map((range) => ({ range }));
    if (others.length > 0 && choices.chance(30)) {
      estate.uses("advertised range of somebody else");
      ranges.push({ range: choices.pick(["10.0.0.0/8", choices.pick(choices.pick(others).subnets)]) });
    }
    return { advertiseMode: "CUSTOM", advertisedGroups: ["ALL_SUBNETS"], advertisedIpRanges: ranges };
  }

  external(name: string, addresses: readonly string[]): string {
    const selfLink = linkOf("global", "externalVpnGateways", name);
    const redundancyType = {
      1: "SINGLE_IP_INTERNALLY_REDUNDANT",
      2: "TWO_IPS_REDUNDANCY",
      4: "FOUR_IPS_REDUNDANCY",
    };
    this.estate.add(
      "gcp:compute/externalVpnGateway:ExternalVpnGateway",
      name,
      idOf(selfLink),
      {
        name,
        redundancyType: redundancyType[addresses.length as 1 | 2 | 4],
        interfaces: addresses.map((ipAddress, id) => ({ id, ipAddress })),
      },
      { selfLink },
    );
    return selfLink;
  }

  connect(
    name: string,
    face: number,
    peer: {
      readonly external: string;
      readonly index: number;
      readonly asn: number;
      readonly inside: string;
    },
    { key, group }: Told,
    inside: string,
  ): void {
    const { estate, choices } = this;
    const selfLink = linkOf(`regions/${region}`, "vpnTunnels", name);
    estate.add(
      "gcp:compute/vPNTunnel:VPNTunnel",
      name,
      idOf(selfLink),
      {
        name,
        region,
        vpnGateway: this.#gateway(),
        vpnGatewayInterface: face,
        peerExternalGateway: peer.external,
        peerExternalGatewayInterface: peer.index,
        sharedSecret: key,
        router: this.#router,
        ikeVersion: 2,
        cipherSuite: {
          phase1: { encryptions: ["AES-GCM-16-256"], prves: ["PRF-HMAC-SHA2-384"], dhs: [`Group-${group}`] },
          phase2: { encryptions: ["AES-GCM-16-256"], pfs: [`Group-${group}`] },
        },
      },
      { selfLink },
    );
    const where = { router: this.#router, region };
    const router = linkOf(`regions/${region}`, "routers", this.#router);
    estate.add("gcp:compute/routerInterface:RouterInterface", `${name}-if`, `${idOf(router)}/${name}-if`, {
      ...where,
      name: `${name}-if`,
      vpnTunnel: name,
      ipRange: `${inside}/30`,
    });
    const enable = choices.chance(97);
    if (!enable) {
      estate.uses("BGP peer switched off");
    }
    estate.add(
      "gcp:compute/routerPeer:RouterPeer",
      `${name}-peer`,
      `${idOf(router)}/${name}-peer`,
      {
        ...where,
        name: `${name}-peer`,
        interface: `${name}-if`,
        peerAsn: peer.asn,
        peerIpAddress: peer.inside,
        enable,
        advertiseMode: "DEFAULT",
      },
      { ipAddress: inside },
    );
  }

  #gateway(): string {
    return linkOf(`regions/${region}`, "vpnGateways", `${this.home.name}-gateway`);
  }
}
