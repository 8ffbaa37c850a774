import { expect } from "chai";

import { addressOf, project, region, tokens } from "./scene";
import { tokens as aws } from "../../../simulator/aws/tokens";
import { asList, asObject, asString, type Props } from "../../../simulator/protocol/values";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import { type Made, SimulatedAccount } from "../../helpers/simulated";

const keyOf = (i: number): string => `Preshared.Key_${i}`;

const strong = {
  aws: {
    IkeVersions: ["ikev2"],
    Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
    Phase1IntegrityAlgorithms: ["SHA2-384"],
    Phase1DhGroupNumbers: [20],
    Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
    Phase2IntegrityAlgorithms: ["SHA2-384"],
    Phase2DhGroupNumbers: [20],
  } as Props,
  gcp: {
    phase1: { encryptions: ["AES-GCM-16-256"], prves: ["PRF-HMAC-SHA2-384"], dhs: ["Group-20"] },
    phase2: { encryptions: ["AES-GCM-16-256"], pfs: ["Group-20"] },
  } as Props,
};

/** What one of the four tunnels has other than the rest. */
interface Change {
  readonly tunnel?: Props;
  readonly interface?: Props;
  readonly peer?: Props;
  /** Options of the AWS tunnel, without their prefix. */
  readonly aws?: Props;
}

/** Two AWS connections of two tunnels each, to the two interfaces of an HA VPN gateway, with BGP in all four. */
class Link {
  private constructor(
    readonly account: SimulatedAccount,
    readonly tunnels: readonly Made[],
    readonly connections: readonly Made[],
  ) {}

  static async build(changes: Readonly<Record<number, Change>> = {}, router: Props = {}): Promise<Link> {
    const account = await SimulatedAccount.open(
      { aws: { region: "eu-central-1" }, gcp: { project, region } },
      { shortestBusySeconds: 0.001 },
    );
    const make = (token: string, name: string, inputs: Props): Promise<Made> =>
      account.create(token, name, { name, ...inputs });
    await make(tokens.network, "net", { autoCreateSubnetworks: false });
    const gateway = await make(tokens.haVpnGateway, "gw", { network: "net" });
    await make(tokens.router, "cr", { network: "net", bgp: { asn: 64514 }, ...router });

    const vgw = await account.create(aws.vpnGateway, "vgw", { amazonSideAsn: "64512" });
    const connections: Made[] = [];
    for (const id of [0, 1] as const) {
      const cgw = await account.create(aws.customerGateway, `cgw${id}`, {
        type: "ipsec.1",
        bgpAsn: "64514",
        ipAddress: addressOf(gateway, id),
      });
      const options = [1, 2].flatMap((number) => {
        const i = id * 2 + number - 1;
        const all = {
          ...strong.aws,
          InsideCidr: `169.254.30.${i * 4}/30`,
          PresharedKey: keyOf(i),
          ...changes[i]?.aws,
        };
        return Object.entries(all).map(([option, value]) => [`tunnel${number}${option}`, value] as const);
      });
      connections.push(
        await account.create(aws.vpnConnection, `vpn${id}`, {
          type: "ipsec.1",
          customerGatewayId: cgw.id,
          vpnGatewayId: vgw.id,
          ...(Object.fromEntries(options) as Props),
        }),
      );
    }

    await make(tokens.externalVpnGateway, "ext", {
      redundancyType: "FOUR_IPS_REDUNDANCY",
      interfaces: [0, 1, 2, 3].map((i) => ({
        id: i,
        ipAddress: asString(connections[i >> 1]?.outputs[`tunnel${(i % 2) + 1}Address`]) ?? "",
      })),
    });
    const tunnels: Made[] = [];
    for (const i of [0, 1, 2, 3]) {
      const change = changes[i];
      tunnels.push(
        await make(tokens.vpnTunnel, `t${i}`, {
          vpnGateway: "gw",
          vpnGatewayInterface: i >> 1,
          peerExternalGateway: "ext",
          peerExternalGatewayInterface: i,
          router: "cr",
          sharedSecret: keyOf(i),
          cipherSuite: strong.gcp,
          ...change?.tunnel,
        }),
      );
      await make(tokens.routerInterface, `if${i}`, {
        router: "cr",
        ipRange: `169.254.30.${i * 4 + 2}/30`,
        vpnTunnel: `t${i}`,
        ...change?.interface,
      });
      await make(tokens.routerPeer, `peer${i}`, {
        router: "cr",
        interface: `if${i}`,
        peerAsn: 64512,
        ...change?.peer,
      });
    }
    return new Link(account, tunnels, connections);
  }

  /** Of every Google tunnel, in their order: whether it is up, and why not. */
  states(): { up: boolean; ipsec: boolean; reasons: string }[] {
    const all = allTunnelStates(this.account.clouds.world.view());
    return this.tunnels.map(({ id }) => {
      const state = all.find(({ ends }) => ends.some(({ recordId }) => recordId === id));
      return {
        up: state?.up ?? false,
        ipsec: state?.ipsec ?? false,
        reasons: state?.reasons.join("\n") ?? "none",
      };
    });
  }

  googleStatus(): unknown[] {
    return this.tunnels.map((tunnel) => this.account.read(tunnel)?.detailedStatus);
  }

  awsStatus(): unknown[] {
    return this.connections
      .flatMap((connection) => asList(this.account.read(connection)?.vgwTelemetries))
      .map((telemetry) => asObject(telemetry).status);
  }
}

describe("four tunnels between AWS and Google Cloud", () => {
  it("come up with all BGP sessions, and both clouds say so", async () => {
    const link = await Link.build();
    expect(link.states()).to.deep.equal(
      Array.from({ length: 4 }, () => ({ up: true, ipsec: true, reasons: "" })),
    );
    expect(link.googleStatus()).to.deep.equal(Array.from({ length: 4 }, () => "Tunnel is up and running."));
    expect(link.awsStatus()).to.deep.equal(["UP", "UP", "UP", "UP"]);
  });

  it("come up with Google's default ciphers, too", async () => {
    const defaults = Object.fromEntries(
      [0, 1, 2, 3].map((i) => [i, { tunnel: { cipherSuite: {} } }] as const),
    );
    expect((await Link.build(defaults)).states().every(({ up }) => up)).to.equal(true);
  });

  const phase1 = (more: Props): Change => ({
    tunnel: { cipherSuite: { ...strong.gcp, phase1: { ...asObject(strong.gcp.phase1), ...more } } },
  });
  const phase2 = (more: Props): Change => ({
    tunnel: { cipherSuite: { ...strong.gcp, phase2: { ...asObject(strong.gcp.phase2), ...more } } },
  });
  const mismatches: [what: string, change: Change, ipsec: boolean, reason: RegExp][] = [
    ["another key", { tunnel: { sharedSecret: "Another" } }, false, /^The preshared keys of .* differ\.$/],
    ["IKEv1", { aws: { IkeVersions: ["ikev1"] } }, false, /^No common IKE versions/],
    ["another IKE cipher", phase1({ encryptions: ["AES-GCM-16-128"] }), false, /^No common IKE encryption/],
    [
      "another pseudo-random function",
      phase1({ prves: ["PRF-HMAC-SHA1"] }),
      false,
      /^No common IKE integrity/,
    ],
    ["another IKE group", phase1({ dhs: ["Group-14"] }), false, /^No common IKE Diffie-Hellman groups/],
    ["another ESP cipher", phase2({ encryptions: ["AES-CBC-256"] }), false, /^No common ESP encryption/],
    ["another ESP group", phase2({ pfs: ["Group-19"] }), false, /^No common ESP Diffie-Hellman groups/],
    ["another inside range", { aws: { InsideCidr: "169.254.31.0/30" } }, true, /expects the inside address/],
    [
      "Google on the first host",
      { interface: { ipRange: "169.254.30.5/30" } },
      true,
      /expects the inside address/,
    ],
    ["another peer ASN", { peer: { peerAsn: 64999 } }, true, /expects the ASN 64999 .* has 64512\.$/],
    ["a session that is off", { peer: { enable: false } }, true, /^The BGP session of gcp .* is disabled\.$/],
    [
      "an MD5 key",
      { peer: { md5AuthenticationKey: { name: "md5", key: "Secret.MD5" } } },
      true,
      /^gcp .* authenticates its BGP session by an MD5 key, and aws .* does not\.$/,
    ],
  ];
  for (const [what, change, ipsec, reason] of mismatches) {
    it(`leave exactly one down for ${what}`, async () => {
      const link = await Link.build({ 1: change });
      const states = link.states();
      expect(states.map(({ up }) => up)).to.deep.equal([true, false, true, true]);
      expect(states[1]?.ipsec).to.equal(ipsec);
      expect(states[1]?.reasons)
        .to.match(reason)
        .and.not.match(/Key_|Another|Secret/);
      expect(link.awsStatus()).to.deep.equal(["UP", "DOWN", "UP", "UP"]);
      expect(link.googleStatus()[1]).to.match(ipsec ? /up and running/ : /^Handshake with peer broken/);
    });
  }

  it("leave two down that are wired to the other interface", async () => {
    const link = await Link.build({
      1: { tunnel: { vpnGatewayInterface: 1 } },
      2: { tunnel: { vpnGatewayInterface: 0 } },
    });
    expect(link.states().map(({ up }) => up)).to.deep.equal([true, false, false, true]);
    expect(link.states()[1]?.reasons).to.match(/expects its peer at .*, but aws .* there expects/);
    expect(link.googleStatus()[1]).to.equal("No incoming packets from peer");
  });

  it("are all down for another ASN of the router", async () => {
    const link = await Link.build({}, { bgp: { asn: 64520 } });
    expect(link.states().map(({ up, ipsec }) => [up, ipsec])).to.deep.equal(
      Array.from({ length: 4 }, () => [false, true]),
    );
    expect(link.states()[0]?.reasons).to.match(/expects the ASN 64514 .* has 64520/);
  });
});
