import { expect } from "chai";

import { invalid, itChecks, link, refusal, regional, Scene, tokens } from "./scene";
import { UNKNOWN } from "../../../simulator/protocol/values";

describe("gcp RouterInterface", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open();
    await scene.surroundings();
    await scene.tunnel();
  });

  itChecks(tokens.routerInterface, { router: "cr", vpnTunnel: "t0", ipRange: "169.254.30.2/30" }, [
    {
      rule: "has the address of a host in a link-local /30",
      refused: [
        "169.254.30.0/30",
        "169.254.30.3/30",
        "169.254.30.2/29",
        "169.254.30.2/31",
        "169.253.30.2/30",
        "10.0.0.1/30",
        "169.254.30.2",
        "169.254.30/30",
      ].map((ipRange) => ({ ipRange })),
      accepted: ["169.254.30.1/30", "169.254.30.2/30", "169.254.255.254/30"].map((ipRange) => ({ ipRange })),
      at: "ipRange",
      text: /first or second host of a \/30 within 169\.254\.0\.0\/16/,
    },
    {
      rule: "has an IPv6 address of those for sessions, with 126 bits at most",
      refused: ["fdff:1::1/127", "fdff:1::1/128", "fdff:1:0:1::1/126", "fdff:1::1/63", "fd20::1/126"].map(
        (ipRange) => ({ ipRange }),
      ),
      accepted: ["fdff:1::1/126", "fdff:1::/126", "fdff:1::6/126", "fdff:1::9/122", "fdff:1::1/64"].map(
        (ipRange) => ({ ipRange }),
      ),
      at: "ipRange",
      text: /within fdff:1::\/64 with a mask length of 126 or less/,
    },
    {
      rule: "has the IP version of its range",
      refused: [{ ipVersion: "IPV6" }, { ipVersion: "IPV4", ipRange: "fdff:1::1/126" }],
      accepted: [
        { ipVersion: "IPV4" },
        { ipVersion: "IPV6", ipRange: "fdff:1::1/126" },
        { ipVersion: "IPV6", ipRange: UNKNOWN },
      ],
      at: "ipVersion",
      text: /is not of that version/,
    },
    {
      rule: "is not of Interconnect",
      refused: [{ interconnectAttachment: "a" }],
      accepted: [{}],
      at: "interconnectAttachment",
      text: /not simulated/,
    },
    {
      rule: "has a name after RFC 1035",
      refused: [{ name: "If_0" }],
      accepted: [{ name: "if-0" }],
      at: "name",
      text: /Must be a match of regex/,
    },
  ]);

  it("needs an address", () => {
    const refused = scene.refusals(tokens.routerInterface, { router: "cr", vpnTunnel: "t0" });
    expect(refused).to.have.lengthOf(1);
    expect(refused[0]).to.match(/^ipRange: .*give an address/);
  });

  it("has the provider's id, and links the tunnel however it is named", async () => {
    const made = await scene.interface();
    expect(made.id).to.equal("europe-west3/cr/if0");
    expect(made.outputs.vpnTunnel).to.equal(link(regional("vpnTunnels/t0")));
    const { inputs } = made;
    for (const vpnTunnel of ["t0", regional("vpnTunnels/t0"), link(regional("vpnTunnels/t0"))]) {
      expect(scene.account.diff(made, { ...inputs, vpnTunnel })).to.deep.equal([]);
    }
    const changed = { ...inputs, ipRange: "169.254.30.6/30", vpnTunnel: "t1", router: "cr2" };
    expect(scene.account.diff(made, changed)).to.deep.equal(["ipRange!", "router!", "vpnTunnel!"]);
  });

  it("is there once, and its tunnel has one", async () => {
    await scene.interface();
    expect(await refusal(scene.interface())).to.equal("Router cr has interface if0 already");
    expect(await refusal(scene.interface("if1", { ipRange: "169.254.30.6/30" }))).to.match(
      invalid("resource.interfaces[].linkedVpnTunnel", "already linked to the interface if0"),
    );
  });

  it("belongs to the router of its tunnel, and both exist", async () => {
    expect(await refusal(scene.interface("if0", { vpnTunnel: "nix" }))).to.include(
      `'${regional("vpnTunnels/nix")}' was not found`,
    );
    expect(await refusal(scene.interface("if0", { router: "nix" }))).to.include(
      `'${regional("routers/nix")}' was not found`,
    );
    await scene.router("cr2");
    expect(await refusal(scene.interface("if0", { router: "cr2" }))).to.match(
      invalid("resource.interfaces[].linkedVpnTunnel", "is not associated with the router"),
    );
  });

  it("has a range of its own among all routers of the network, in every region", async () => {
    await scene.interface("if0", { ipRange: "169.254.30.2/30" });
    const far = { region: "us-east1", vpnTunnel: "" };
    await scene.router("cr-far", { region: "us-east1" });
    const clash = scene.interface("if1", { ...far, router: "cr-far", ipRange: "169.254.30.1/30" });
    expect(await refusal(clash)).to.match(
      invalid(
        "resource.interfaces[].ipRange",
        "conflicts with 169.254.30.0/30 of interface if0 of router cr",
      ),
    );
    await scene.interface("if1", { ...far, router: "cr-far", ipRange: "169.254.30.5/30" });
    await scene.network("elsewhere");
    await scene.router("cr-else", { network: "elsewhere" });
    await scene.interface("if2", { vpnTunnel: "", router: "cr-else", ipRange: "169.254.30.1/30" });
  });

  it("stays while a peer refers to it", async () => {
    const made = await scene.interface();
    const peer = await scene.peer();
    expect(await refusal(scene.account.delete(made))).to.match(
      invalid(
        "resource.bgpPeers[].interfaceName",
        'BGP peer "peer0" refers to an interface that does not exist.',
      ),
    );
    await scene.account.delete(peer);
    await scene.account.delete(made);
  });
});
