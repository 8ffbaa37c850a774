import { expect } from "chai";

import { invalid, refusal, Scene, tokens } from "./scene";
import type { Props } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

describe("gcp IPv6 sessions", () => {
  let scene: Scene;
  const ipv6 = { ipRange: "fdff:1::2/126" };
  const peerOf = (more: Props = {}): Promise<Made> =>
    scene.make(tokens.routerPeer, "peer0", { router: "cr", interface: "if0", peerAsn: 64512, ...more });

  async function open(stackType: string): Promise<void> {
    scene = await Scene.open();
    await scene.network();
    await scene.router();
    await scene.gateway("gw", { stackType });
    await scene.external();
    await scene.tunnel();
  }

  describe("of a dual-stack gateway", () => {
    beforeEach(() => open("IPV4_IPV6"));

    it("have selectors for both IP versions, and IKEv2", async () => {
      const everything = ["0.0.0.0/0", "::/0"];
      const tunnel = await scene.tunnel("t1", {
        peerExternalGatewayInterface: 1,
        localTrafficSelectors: everything,
      });
      expect(tunnel.outputs).to.deep.include({
        localTrafficSelectors: everything,
        remoteTrafficSelectors: everything,
      });
      expect(await refusal(scene.tunnel("t2", { peerExternalGatewayInterface: 2, ikeVersion: 1 }))).to.match(
        invalid("resource.ikeVersion", "must use IKEv2"),
      );
    });

    it("exchange IPv6 between the two hosts of a /126", async () => {
      expect((await scene.interface("if0", ipv6)).outputs.ipVersion).to.equal("IPV6");
      const { outputs } = await peerOf({ enableIpv6: true });
      expect(outputs).to.include({
        ipAddress: "fdff:1::2",
        peerIpAddress: "fdff:1::1",
        enableIpv4: false,
        enableIpv6: true,
        ipv4NexthopAddress: "",
        ipv6NexthopAddress: "",
      });
    });

    it("take a peer's address out of the range, and only there", async () => {
      await scene.interface("if0", { ipRange: "fdff:1::12/122" });
      const on = { enableIpv6: true };
      expect(await refusal(peerOf(on))).to.match(/not simulated: give peerIpAddress/);
      for (const peerIpAddress of ["fdff:1::12", "fdff:1::40", "169.254.30.1"]) {
        expect(await refusal(peerOf({ ...on, peerIpAddress })), peerIpAddress).to.match(
          invalid(
            "resource.bgpPeers[].peerIpAddress",
            "another address of the interface's range fdff:1::/122",
          ),
        );
      }
      expect(await refusal(peerOf({ ...on, ipAddress: "fdff:1::13", peerIpAddress: "fdff:1::11" }))).to.match(
        invalid("resource.bgpPeers[].ipAddress", "different from interface IP address fdff:1::12"),
      );
      const made = await peerOf({ ...on, ipAddress: "fdff:1:0::12", peerIpAddress: "fdff:1::11" });
      expect(made.outputs.peerIpAddress).to.equal("fdff:1::11");
    });

    it("have a range of their own among all routers of the network", async () => {
      await scene.interface("if0", ipv6);
      await scene.router("cr-far", { region: "us-east1" });
      const far = { region: "us-east1", router: "cr-far", vpnTunnel: "" };
      expect(await refusal(scene.interface("if1", { ...far, ipRange: "fdff:1::1/126" }))).to.match(
        invalid("resource.interfaces[].ipRange", "conflicts with fdff:1::/126 of interface if0 of router cr"),
      );
      await scene.interface("if1", { ...far, ipRange: "fdff:1::5/126" });
    });

    it("exchange both IP versions with next hops of Google's, also over IPv4", async () => {
      await scene.interface("if0", { ipRange: "169.254.30.2/30" });
      const mp = await peerOf({ enableIpv6: true });
      expect(mp.outputs).to.include({ enableIpv4: true, ipv4NexthopAddress: "" });
      const [own, peer] = [mp.outputs.ipv6NexthopAddress, mp.outputs.peerIpv6NexthopAddress] as string[];
      expect(own).to.match(/^2600:2d00:0:2::/);
      expect(peer).to.match(/^2600:2d00:0:2::/);
      expect(own).not.to.equal(peer);
      const again = await scene.account.update(mp, { ...mp.inputs, advertisedRoutePriority: 50 });
      expect(again.outputs).to.include({ ipv6NexthopAddress: own, peerIpv6NexthopAddress: peer });
      const off = await scene.account.update(again, { ...mp.inputs, enableIpv6: false });
      expect(off.outputs).to.include({ ipv6NexthopAddress: "", peerIpv6NexthopAddress: "" });
    });

    it("have next hops of the other IP version only, no two the same", async () => {
      await scene.interface("if0", { ipRange: "169.254.30.2/30" });
      const given = { ipv6NexthopAddress: "2600:2d00:0:2::1", peerIpv6NexthopAddress: "2600:2d00:0:3::1" };
      const unused = invalid("resource.bgpPeers[].ipv6NexthopAddress", "an IPv4 BGP session with enableIpv6");
      expect(await refusal(peerOf(given))).to.match(unused);
      expect(
        await refusal(peerOf({ enableIpv6: true, ...given, ipv4NexthopAddress: "169.254.9.1" })),
      ).to.match(invalid("resource.bgpPeers[].ipv4NexthopAddress", "an IPv6 BGP session with enableIpv4"));
      expect((await peerOf({ enableIpv6: true, ...given })).outputs).to.include(given);
      await scene.tunnel("t1", { peerExternalGatewayInterface: 1 });
      await scene.interface("if1", { ipRange: "169.254.30.6/30", vpnTunnel: "t1" });
      const second = { interface: "if1", peerIpAddress: "169.254.30.5", enableIpv6: true };
      expect(
        await refusal(scene.peer("peer1", { ...second, ipv6NexthopAddress: "2600:2d00:0:3:0::1" })),
      ).to.match(invalid("resource.bgpPeers[].ipv6NexthopAddress", "next hop of another BGP peer"));
    });

    it("exchange IPv4 over IPv6 where that is on", async () => {
      await scene.interface("if0", ipv6);
      const { outputs } = await peerOf({ enableIpv4: true, enableIpv6: true });
      expect(outputs.ipv4NexthopAddress).to.match(/^169\.254\./);
      expect(outputs.ipv6NexthopAddress).to.equal("");
    });

    it("are two on one tunnel, one an IP version, each for its own", async () => {
      await scene.interface("if0", { ipRange: "169.254.30.2/30" });
      const first = await peerOf({ enableIpv6: true });
      expect(await refusal(scene.interface("if9", { ipRange: "169.254.30.6/30" }))).to.match(
        invalid("resource.interfaces[].linkedVpnTunnel", "already linked to the interface if0"),
      );
      await scene.interface("if1", ipv6);
      expect(await refusal(scene.interface("if9", { ipRange: "fdff:1::6/126" }))).to.match(
        invalid("resource.interfaces[].linkedVpnTunnel", "already linked to the interface if1"),
      );
      const second = { interface: "if1", peerIpAddress: "fdff:1::1", enableIpv6: true };
      expect(await refusal(scene.peer("peer1", second))).to.match(
        invalid("resource.bgpPeers[].interfaceName", 'has the BGP peer "peer0" already'),
      );
      await scene.account.update(first, { ...first.inputs, enableIpv6: false });
      expect(await refusal(scene.peer("peer1", { ...second, enableIpv4: true }))).to.match(
        invalid("resource.bgpPeers[].enableIpv4", "has another interface, if0"),
      );
      await scene.peer("peer1", second);
    });
  });

  describe("of a gateway for IPv4", () => {
    beforeEach(() => open("IPV4_ONLY"));

    it("do not exist", async () => {
      expect(await refusal(scene.interface("if0", ipv6))).to.match(
        invalid("resource.interfaces[].linkedVpnTunnel", "IPv6 is not supported"),
      );
      await scene.interface();
      expect(await refusal(peerOf({ enableIpv6: true }))).to.match(
        invalid("resource.bgpPeers[].enableIpv6", "stack type IPV4_ONLY"),
      );
      expect(
        await refusal(
          scene.tunnel("t1", { peerExternalGatewayInterface: 1, remoteTrafficSelectors: ["::/0"] }),
        ),
      ).to.match(invalid("resource.remoteTrafficSelector", "0.0.0.0/0 only"));
    });
  });
});
