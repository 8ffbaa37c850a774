import { expect } from "chai";

import {
  addressOf,
  but,
  invalid,
  itChecks,
  link,
  refusal,
  regional,
  Scene,
  tokens,
  tunnel,
  usedBy,
} from "./scene";
import { supported } from "../../../simulator/gcp/rules/cipherSuite";
import type { Props, Value } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const gcm = ["AES-GCM-16-256"];
const cbc = ["AES-CBC-256"];
const suite = (phase1: Props, phase2: Props = {}): Props => ({ cipherSuite: { phase1, phase2 } });

describe("gcp VPNTunnel", () => {
  itChecks(tokens.vpnTunnel, tunnel, [
    {
      rule: "speaks IKE 1 or 2",
      refused: [{ ikeVersion: 0 }, { ikeVersion: 3 }],
      accepted: [{ ikeVersion: 1 }, { ikeVersion: 2 }],
      at: "ikeVersion",
      text: /\(1 - 2\)/,
    },
    {
      rule: "ends at interface 0 or 1",
      refused: [{ vpnGatewayInterface: 2 }],
      accepted: [{ vpnGatewayInterface: 0 }, { vpnGatewayInterface: 1 }],
      at: "vpnGatewayInterface",
      text: /\(0 - 1\)/,
    },
    {
      rule: "has one peer",
      refused: [{ peerGcpGateway: "gw2" }],
      accepted: [{}],
      at: "peerExternalGateway",
      text: /conflicts with peerGcpGateway/,
    },
    {
      rule: "takes the peer's address from the peer",
      refused: [{ peerIp: "3.64.0.1" }],
      accepted: [{}],
      at: "peerIp",
      text: /Cannot specify peer IP for HA VPN tunnel creation/,
    },
    {
      rule: "carries everything, as BGP routes it",
      refused: [{ localTrafficSelectors: ["10.0.0.0/8"] }],
      accepted: [
        { localTrafficSelectors: ["0.0.0.0/0"], remoteTrafficSelectors: ["0.0.0.0/0"] },
        { localTrafficSelectors: ["0.0.0.0/0", "::/0"] },
      ],
      at: "localTrafficSelectors",
      text: /0\.0\.0\.0\/0 and ::\/0 only/,
    },
    {
      rule: "is not of Classic VPN",
      refused: [{ targetVpnGateway: "classic" }],
      accepted: [{}],
      at: "targetVpnGateway",
      text: /Classic VPN/,
    },
    {
      rule: "has a secret",
      refused: [{ sharedSecret: "" }],
      accepted: [{ sharedSecret: "k" }],
      at: "sharedSecret",
      text: /must not be empty/,
    },
    {
      rule: "chooses ciphers with IKEv2 only",
      refused: [{ ikeVersion: 1, ...suite({ encryptions: gcm }) }],
      accepted: [{ ikeVersion: 2, ...suite({ encryptions: gcm }) }, { ikeVersion: 1 }],
      at: "cipherSuite",
      text: /IKEv2 only/,
    },
    {
      rule: "needs no integrity in phase 1 beside an AEAD cipher",
      refused: [suite({ encryptions: gcm, integrities: ["HMAC-SHA2-256-128"] })],
      accepted: [
        suite({ encryptions: gcm }),
        suite({ encryptions: cbc, integrities: ["HMAC-SHA2-256-128"] }),
        suite({ encryptions: [...gcm, ...cbc], integrities: ["HMAC-SHA2-256-128"] }),
      ],
      at: "cipherSuite.phase1.integrities",
      text: /only AEAD algorithms for phase1/,
    },
    {
      rule: "needs no integrity in phase 2 beside an AEAD cipher",
      refused: [suite({}, { encryptions: gcm, integrities: ["HMAC-SHA2-256-128"] })],
      accepted: [suite({}, { encryptions: cbc, integrities: ["HMAC-SHA2-256-128"] })],
      at: "cipherSuite.phase2.integrities",
      text: /only AEAD algorithms for phase2/,
    },
    {
      rule: "has no SHA-384 integrity in phase 2",
      refused: [suite({}, { encryptions: cbc, integrities: ["HMAC-SHA2-384-192"] })],
      accepted: [suite({ encryptions: cbc, integrities: ["HMAC-SHA2-384-192"] })],
      at: "cipherSuite.phase2.integrities[0]",
      text: /"HMAC-SHA2-512-256"/,
    },
  ]);

  for (const [phase, roles] of Object.entries(supported)) {
    for (const [role, names] of Object.entries(roles) as [string, readonly string[]][]) {
      it(`knows the ${role} of ${phase}, in Google's spelling`, async () => {
        const scene = await Scene.open();
        const ciphers = (name: string): Props => ({
          ...tunnel,
          cipherSuite: {
            [phase]: { ...(role === "integrities" ? { encryptions: cbc } : {}), [role]: [name] },
          },
        });
        for (const name of names) {
          expect(scene.refusals(tokens.vpnTunnel, ciphers(name)), name).to.deep.equal([]);
        }
        expect(
          scene.refusals(tokens.vpnTunnel, ciphers(names[0]!.toLowerCase().replace("-", "_"))),
        ).to.have.lengthOf(1);
      });
    }
  }

  const missing: [what: string, changes: Record<string, Value | undefined>, at: string][] = [
    ["gateway", { vpnGateway: undefined }, "vpnGateway"],
    ["interface", { vpnGatewayInterface: undefined }, "vpnGatewayInterface"],
    ["router", { router: undefined }, "router"],
    ["secret", { sharedSecret: undefined }, "sharedSecret"],
    [
      "peer",
      { peerExternalGateway: undefined, peerExternalGatewayInterface: undefined },
      "peerExternalGateway",
    ],
    ["peer's interface", { peerExternalGatewayInterface: undefined }, "peerExternalGatewayInterface"],
    [
      "external peer for its interface",
      { peerExternalGateway: undefined, peerGcpGateway: "gw2" },
      "peerExternalGatewayInterface",
    ],
  ];
  for (const [what, changes, at] of missing) {
    it(`needs a ${what}`, async () => {
      const refusals = (await Scene.open()).refusals(tokens.vpnTunnel, but(tunnel, changes));
      expect(refusals).to.have.lengthOf(1);
      expect(refusals[0]).to.match(new RegExp(`^${at}: `));
    });
  }

  describe("between gateways that exist", () => {
    let scene: Scene;
    let gateway: Made;
    beforeEach(async () => {
      scene = await Scene.open();
      ({ gateway } = await scene.surroundings());
    });

    it("answers with the addresses of its ends, and keeps its key", async () => {
      const made = await scene.tunnel("t0", { peerExternalGatewayInterface: 2 });
      expect(made.id).to.equal(regional("vpnTunnels/t0"));
      expect(made.outputs).to.deep.include({
        detailedStatus: "No incoming packets from peer",
        ikeVersion: 2,
        localTrafficSelectors: ["0.0.0.0/0"],
        peerIp: "3.64.0.3",
        router: link(regional("routers/cr")),
        selfLink: link(made.id),
        vpnGateway: link(gateway.id),
      });
      const { secrets } = scene.account.clouds.world.find(tokens.vpnTunnel, made.id)!;
      expect(secrets).to.include.members(["sharedSecret", "effectiveLabels", "pulumiLabels"]);
    });

    it("replaces for everything but labels", async () => {
      const made = await scene.tunnel();
      const changed = {
        ...tunnel,
        name: "t0",
        sharedSecret: "Another.Key_2",
        ikeVersion: 1,
        labels: { a: "b" },
        peerExternalGatewayInterface: 1,
        ...suite({ encryptions: gcm }),
      };
      const paths = scene.account.clouds
        .diff(tokens.vpnTunnel, made.inputs, {
          ...made.inputs,
          ...changed,
          vpnGateway: made.inputs.vpnGateway!,
        })
        .changes.map(({ path, replaces }) => (replaces ? `${path}!` : path));
      expect(paths).to.include.members([
        "cipherSuite!",
        "ikeVersion!",
        "labels",
        "peerExternalGatewayInterface!",
        "sharedSecret!",
      ]);
      const updated = await scene.account.update(made, { ...made.inputs, labels: { a: "b" } });
      expect(updated.outputs).to.deep.include({ peerIp: "3.64.0.1", labels: { a: "b" } });
    });

    it("has a peer with that interface", async () => {
      expect(await refusal(scene.tunnel("t0", { peerExternalGatewayInterface: 4 }))).to.match(
        invalid("resource.peerExternalGatewayInterface", "has no such interface"),
      );
    });

    it("is there once between two interfaces, and by its name", async () => {
      const first = await scene.tunnel();
      expect(await refusal(scene.tunnel("t1"))).to.match(
        invalid(
          "resource.peerExternalGatewayInterface",
          `A tunnel with same peer external VPN gateway interface and VPN gateway interface already exists: '${first.id}'`,
        ),
      );
      expect(await refusal(scene.tunnel())).to.include("already exists, alreadyExists");
      await scene.tunnel("t1", { vpnGatewayInterface: 1 });
      await scene.tunnel("t2", { peerExternalGatewayInterface: 1 });
    });

    it("has a router of its gateway's network and region", async () => {
      await scene.network("elsewhere");
      await scene.router("cr-else", { network: "elsewhere" });
      expect(await refusal(scene.tunnel("t0", { router: "cr-else" }))).to.match(
        invalid("resource.router", "in the same network as the VPN gateway"),
      );
      await scene.router("cr-far", { region: "us-east1" });
      expect(await refusal(scene.tunnel("t0", { router: "regions/us-east1/routers/cr-far" }))).to.match(
        invalid("resource.router", "in the region of the tunnel, europe-west3"),
      );
      await scene.gateway("gw-far", { region: "us-east1" });
      expect(
        await refusal(scene.tunnel("t0", { vpnGateway: "regions/us-east1/vpnGateways/gw-far" })),
      ).to.match(invalid("resource.vpnGateway", "in the region of the tunnel, europe-west3"));
    });

    it("uses IKEv2 on a dual-stack gateway", async () => {
      await scene.gateway("dual", { stackType: "IPV4_IPV6" });
      expect(await refusal(scene.tunnel("t0", { vpnGateway: "dual", ikeVersion: 1 }))).to.match(
        invalid("resource.ikeVersion", "must use IKEv2"),
      );
      await scene.tunnel("t0", { vpnGateway: "dual" });
    });

    it("has parts that exist", async () => {
      for (const [property, path] of [
        ["vpnGateway", regional("vpnGateways/nix")],
        ["router", regional("routers/nix")],
        ["peerExternalGateway", "projects/shop-dev/global/externalVpnGateways/nix"],
      ] as const) {
        expect(await refusal(scene.tunnel("t0", { [property]: "nix" }))).to.equal(
          `Error creating VpnTunnel: googleapi: Error 404: The resource '${path}' was not found, notFound`,
        );
      }
    });

    it("connects two HA VPN gateways at the interface of the same id", async () => {
      const peer = await scene.gateway("gw2");
      const between = (vpnGatewayInterface: number, more: Props = {}): Props => ({
        ...but(tunnel, { peerExternalGateway: undefined, peerExternalGatewayInterface: undefined }),
        vpnGatewayInterface,
        peerGcpGateway: "gw2",
        ...more,
      });
      const make = (name: string, inputs: Props): Promise<Made> => scene.make(tokens.vpnTunnel, name, inputs);
      expect((await make("t0", between(0))).outputs.peerIp).to.equal(addressOf(peer, 0));
      expect((await make("t1", between(1))).outputs.peerIp).to.equal(addressOf(peer, 1));
      expect(await refusal(make("t2", between(1)))).to.match(
        invalid("resource.vpnGatewayInterface", "already exists"),
      );
      expect(await refusal(make("t2", between(1, { peerGcpGateway: "gw" })))).to.match(
        invalid("resource.peerGcpGateway", "its own peer"),
      );
      await scene.gateway("gw-far", { region: "us-east1" });
      const far = { peerGcpGateway: "regions/us-east1/vpnGateways/gw-far" };
      expect(await refusal(make("t2", between(1, far)))).to.match(
        invalid("resource.peerGcpGateway", "in the same region"),
      );
      expect(await refusal(scene.account.delete(peer))).to.equal(
        `Error deleting HaVpnGateway: ${usedBy("vpn_gateway", peer.id, regional("vpnTunnels/t0"))}`,
      );
    });

    it("stays while an interface of its router is linked to it", async () => {
      const made = await scene.tunnel();
      const linked = await scene.interface();
      expect(await refusal(scene.account.delete(made))).to.equal(
        `Error deleting VpnTunnel: ${usedBy("vpn_tunnel", made.id, regional("routers/cr"))}`,
      );
      await scene.account.delete(linked);
      await scene.account.delete(made);
    });
  });
});
