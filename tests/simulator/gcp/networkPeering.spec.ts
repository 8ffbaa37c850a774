import { expect } from "chai";

import { makeNetwork, networkLink } from "./connectivity/hubScene";
import { global, itChecks, refusal, Scene, tokens, usedBy } from "./scene";
import { type Props, UNKNOWN } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const side = (network: string, peer: string, more: Props = {}): Props => ({
  network: networkLink(network),
  peerNetwork: networkLink(peer),
  ...more,
});

describe("gcp NetworkPeering", () => {
  itChecks(tokens.networkPeering, side("a", "b"), [
    {
      rule: "names its network by a link",
      refused: [{ network: "a" }],
      accepted: [{ network: global("networks/a") }, { network: UNKNOWN }],
      at: "network",
      text: /doesn't match regexp/,
    },
    {
      rule: "names its peer network by a link",
      refused: [{ peerNetwork: "b" }],
      accepted: [{ peerNetwork: global("networks/b") }],
      at: "peerNetwork",
      text: /doesn't match regexp/,
    },
    {
      rule: "has a stack type",
      refused: [{ stackType: "IPV6_ONLY" }],
      accepted: [{ stackType: "IPV4_IPV6" }],
      at: "stackType",
      text: /"IPV4_ONLY", "IPV4_IPV6"/,
    },
    {
      rule: "is updated without consensus, which is not simulated",
      refused: [{ updateStrategy: "CONSENSUS" }],
      accepted: [{ updateStrategy: "INDEPENDENT" }],
      at: "updateStrategy",
      text: /not simulated/,
    },
  ]);

  let scene: Scene;
  const peer = (network: string, other: string, more: Props = {}): Promise<Made> =>
    scene.make(tokens.networkPeering, `${network}-${other}`, side(network, other, more));
  const stateOf = (made: Made): unknown => scene.account.read(made)?.state;
  beforeEach(async () => {
    scene = await Scene.open();
    await makeNetwork(scene, "a", "10.1.0.0/16");
    await makeNetwork(scene, "b", "10.2.0.0/16");
  });

  it("is active once each network has its side", async () => {
    const first = await peer("a", "b");
    expect(first.id).to.equal("a/a-b");
    expect(first.inputs).to.deep.include({ exportCustomRoutes: false, exportSubnetRoutesWithPublicIp: true });
    expect(stateOf(first)).to.equal("INACTIVE");
    const second = await peer("b", "a");
    expect([first, second].map(stateOf)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    await scene.account.delete(second);
    expect(stateOf(first)).to.equal("INACTIVE");
    const changed = side("a", "b", {
      name: "a-b",
      exportCustomRoutes: true,
      importSubnetRoutesWithPublicIp: true,
    });
    expect(scene.account.diff(first, changed)).to.deep.equal([
      "exportCustomRoutes",
      "importSubnetRoutesWithPublicIp!",
    ]);
    await peer("b", "a");
  });

  it("is the one between two networks that exist", async () => {
    expect(await refusal(peer("a", "none"))).to.match(
      /Error adding network peering: googleapi: Error 404: The resource '.*networks\/none' was not found/,
    );
    expect(await refusal(peer("a", "a"))).to.match(/cannot be the same/);
    await peer("a", "b");
    const twin = scene.make(tokens.networkPeering, "again", side("a", "b"));
    expect(await refusal(twin)).to.match(/already a peering 'a-b'/);
    await makeNetwork(scene, "c", "10.3.0.0/16");
    expect(await refusal(scene.make(tokens.networkPeering, "a-b", side("a", "c")))).to.match(
      /already a peering 'a-b'/,
    );
    await peer("a", "c");
  });

  it("joins no overlapping networks, nor overlapping peers of one", async () => {
    await makeNetwork(scene, "twin", "10.1.128.0/20");
    expect(await refusal(peer("a", "twin"))).to.include(
      `An IP range in the peer network (10.1.128.0/20) overlaps with an IP range in the local network (10.1.0.0/16) allocated by resource (projects/shop-dev/regions/europe-west3/subnetworks/a-sub).`,
    );
    await peer("a", "b");
    await peer("b", "a");
    expect(await refusal(peer("twin", "b"))).to.match(
      /\(10\.1\.0\.0\/16\) overlaps .* \(10\.1\.128\.0\/20\)/,
    );
    expect(await refusal(peer("b", "twin"))).to.match(/overlaps/);
    await makeNetwork(scene, "free", "10.3.0.0/16");
    await peer("free", "b");
  });

  it("joins no two networks of auto mode", async () => {
    await scene.network("auto", { autoCreateSubnetworks: true });
    await scene.network("auto2", { autoCreateSubnetworks: true });
    expect(await refusal(peer("auto", "auto2"))).to.match(/10\.128\.0\.0\/9.*overlaps/);
    await peer("auto", "a");
  });

  it("keeps its networks from growing into each other", async () => {
    await peer("a", "b");
    await scene
      .subnet("early", { network: "a", ipCidrRange: "10.2.0.0/20" })
      .then((made) => scene.account.delete(made));
    await peer("b", "a");
    expect(await refusal(scene.subnet("hit", { network: "a", ipCidrRange: "10.2.0.0/20" }))).to.match(
      /10\.2\.0\.0\/20 conflicts with 10\.2\.0\.0\/16 of '.*b-sub' in a network that is joined/,
    );
    await scene.subnet("free", { network: "a", ipCidrRange: "10.4.0.0/20" });
  });

  it("goes before its network", async () => {
    const network = await scene.network("bare");
    const made = await peer("bare", "a");
    expect(await refusal(scene.account.delete(network))).to.equal(
      `Error deleting Network: ${usedBy("network", network.id, made.id)}`,
    );
    await scene.account.delete(made);
    await scene.account.delete(network);
  });

  it("waits for another change of its networks", async () => {
    await makeNetwork(scene, "c", "10.3.0.0/16");
    const made = await Promise.all([peer("a", "b"), peer("b", "a"), peer("c", "a")]);
    expect(made.map(stateOf)).to.deep.equal(["ACTIVE", "ACTIVE", "INACTIVE"]);
  });
});
