import { expect } from "chai";

import { hubPath, makeHub, makeRouting, makeSpoke, tunnelLink, tunnels, vpc } from "./hubScene";
import { refusal, Scene } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";

describe("gcp networkconnectivity Spoke of VPN tunnels", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open();
    await makeHub(scene);
  });
  const stars = (): Promise<unknown> => makeHub(scene, { presetTopology: "STAR" }, "star");

  it("of tunnels has those of one network in its region, which are in no other", async () => {
    await makeRouting(scene, "transit");
    await makeRouting(scene, "second");
    await makeRouting(scene, "far", "us-east1");
    const near = [tunnelLink("transit-t0"), tunnelLink("transit-t1")];
    const refused = (uris: string[], more: Props = {}): Promise<string> =>
      refusal(makeSpoke(scene, "sites", tunnels(uris, more)));
    expect(await refused([tunnelLink("none")])).to.match(/vpnTunnels\/none' was not found/);
    expect(await refused([tunnelLink("far-t0", "us-east1")])).to.match(
      /is not in the spoke's location europe-west3/,
    );
    expect(await refused([tunnelLink("transit-t0"), tunnelLink("second-t0")])).to.match(
      /must be in the same VPC network/,
    );
    expect(await refused(near, { project: "other" })).to.match(/must be in the project of its hub/);
    const made = await makeSpoke(scene, "sites", tunnels([tunnelLink("transit-t0")]));
    expect(made.id).to.equal("projects/shop-dev/locations/europe-west3/spokes/sites");
    expect(await refusal(makeSpoke(scene, "again", tunnels(near)))).to.match(
      /already associated with the spoke '.*\/sites'/,
    );
    await makeSpoke(scene, "rest", tunnels([tunnelLink("transit-t1")]));
    await makeSpoke(scene, "second", tunnels([tunnelLink("second-t0")]));
    const diff = (inputs: Props): string[] => scene.account.diff(made, { name: "sites", ...inputs });
    expect(diff(tunnels(near))).to.deep.equal(["linkedVpnTunnels.uris!"]);
    const importing = { includeImportRanges: ["ALL_IPV4_RANGES"] };
    expect(diff(tunnels([tunnelLink("transit-t0")], {}, importing))).to.deep.equal(["linkedVpnTunnels"]);
  });

  it("transfers data between sites of one network, where that is known to be supported", async () => {
    await makeRouting(scene, "transit", "europe-west1");
    await makeRouting(scene, "far", "us-east1");
    await makeRouting(scene, "here");
    const transfer = (name: string, region: string, more: Props = {}): Promise<unknown> =>
      makeSpoke(
        scene,
        name,
        tunnels([tunnelLink(name, region)], { location: region, ...more }, { siteToSiteDataTransfer: true }),
      );
    expect(await refusal(transfer("here-t0", "europe-west3"))).to.match(
      /not simulated: site-to-site data transfer in europe-west3/,
    );
    await transfer("transit-t0", "europe-west1");
    await transfer("transit-t1", "europe-west1");
    expect(await refusal(transfer("far-t0", "us-east1"))).to.match(
      /same VPC network, unlike 'far' and that of/,
    );
    await makeSpoke(scene, "far", tunnels([tunnelLink("far-t0", "us-east1")], { location: "us-east1" }));
    await stars();
    const edge = { hub: hubPath("star"), group: "edge" };
    expect(await refusal(transfer("far-t1", "us-east1", edge))).to.match(
      /must be in the center group of a star/,
    );
    await makeSpoke(scene, "edge", tunnels([tunnelLink("here-t0")], edge));
  });

  it("of a routing network may be a VPC spoke as well, where it is the only one", async () => {
    await makeRouting(scene, "transit");
    await makeRouting(scene, "second");
    await makeSpoke(scene, "sites", tunnels([tunnelLink("transit-t0")]));
    const both = await makeSpoke(scene, "transit", vpc("transit"));
    await scene.account.delete(await makeSpoke(scene, "rest", tunnels([tunnelLink("transit-t1")])));
    const other = (): Promise<unknown> => makeSpoke(scene, "second", tunnels([tunnelLink("second-t0")]));
    expect(await refusal(other())).to.match(
      /second routing network only if none is a VPC spoke, and '.*\/transit' is one/,
    );
    await scene.account.delete(both);
    await other();
    expect(await refusal(makeSpoke(scene, "transit", vpc("transit")))).to.match(
      /has no other routing network/,
    );
    await makeHub(scene, {}, "other");
    const elsewhere = { hub: hubPath("other") };
    expect(await refusal(makeSpoke(scene, "x", tunnels([tunnelLink("transit-t1")], elsewhere)))).to.match(
      /not simulated: a network with spokes of two hubs/,
    );
    expect(await refusal(makeSpoke(scene, "x", vpc("transit", elsewhere)))).to.match(
      /not simulated: a VPC spoke of/,
    );
  });
});
