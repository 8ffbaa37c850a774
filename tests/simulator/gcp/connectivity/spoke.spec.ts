import { expect } from "chai";

import {
  hubPath,
  makeHub,
  makeNetwork,
  makeRouting,
  makeSpoke,
  networkLink,
  tunnelLink,
  tunnels,
  vpc,
} from "./hubScene";
import { but, refusal, Scene, tokens, usedBy } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

describe("gcp networkconnectivity Spoke of a VPC network", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open();
    await makeHub(scene);
  });
  const stars = (): Promise<unknown> => makeHub(scene, { presetTopology: "STAR" }, "star");

  it("of a VPC network keeps it, and may export other ranges", async () => {
    await makeNetwork(scene, "app", "10.1.0.0/16");
    const made = await makeSpoke(scene, "app", vpc("app"));
    expect(made.id).to.equal("projects/shop-dev/locations/global/spokes/app");
    expect(made.outputs).to.deep.include({ group: `${hubPath()}/groups/default`, reasons: [] });
    expect(scene.account.read(made)?.state).to.equal("ACTIVE");
    const diff = (inputs: Props): string[] => scene.account.diff(made, { name: "app", ...inputs });
    expect(diff(vpc("app", {}, { excludeExportRanges: ["10.1.0.0/16"] }))).to.deep.equal([
      "linkedVpcNetwork",
    ]);
    expect(diff(vpc("other"))).to.deep.equal(["linkedVpcNetwork.uri!"]);
    expect(diff(vpc("app", { group: "default" }))).to.deep.equal(["group!"]);
    expect(diff({ ...vpc("app"), hub: hubPath("other") })).to.deep.equal(["hub!"]);
  });

  it("needs a hub, and a network of custom mode", async () => {
    expect(await refusal(makeSpoke(scene, "app", vpc("app")))).to.match(
      /Error creating Spoke: googleapi: Error 404: .*networks\/app' was not found/,
    );
    await makeNetwork(scene, "app", "10.1.0.0/16");
    const lost = vpc("app", { hub: hubPath("none") });
    expect(await refusal(makeSpoke(scene, "app", lost))).to.match(/hubs\/none' was not found/);
    await scene.network("auto", { autoCreateSubnetworks: true });
    expect(await refusal(makeSpoke(scene, "auto", vpc("auto")))).to.match(
      /auto mode, which is not supported/,
    );
    await makeSpoke(scene, "app", vpc("app"));
  });

  it("keeps its network and its tunnels from deletion", async () => {
    const network = await makeNetwork(scene, "app", "10.1.0.0/16");
    const [tunnel] = await makeRouting(scene, "transit");
    await makeSpoke(scene, "app", vpc("app"));
    const sites = await makeSpoke(scene, "sites", tunnels([tunnelLink("transit-t0")]));
    expect(await refusal(scene.account.delete(network))).to.match(/is already being used by/);
    expect(await refusal(scene.account.delete(tunnel))).to.equal(
      `Error deleting VpnTunnel: ${usedBy("vpn_tunnel", tunnel.id, sites.id)}`,
    );
    await scene.account.delete(sites);
    await scene.account.delete(tunnel);
  });

  it("of a star says its group, by name or path", async () => {
    await stars();
    await makeNetwork(scene, "app", "10.1.0.0/16");
    await makeNetwork(scene, "web", "10.2.0.0/16");
    const of = (network: string, group?: string): Props =>
      vpc(network, { hub: hubPath("star"), ...(group === undefined ? {} : { group }) });
    expect(await refusal(makeSpoke(scene, "app", of("app")))).to.include(
      "field `spoke.group` must be defined when hub.policy_mode = `PRESET` and hub.preset_topology = `STAR`: invalid argument",
    );
    expect(await refusal(makeSpoke(scene, "app", of("app", "default")))).to.match(
      /groups\/default' was not found/,
    );
    const foreign = `${hubPath()}/groups/edge`;
    expect(await refusal(makeSpoke(scene, "app", of("app", foreign)))).to.match(/is not a group of the hub/);
    const made = await makeSpoke(scene, "app", of("app", `${hubPath("star")}/groups/center`));
    expect(made.outputs.group).to.equal(`${hubPath("star")}/groups/center`);
    await makeSpoke(scene, "web", of("web", "edge"));
    await makeNetwork(scene, "lone", "10.3.0.0/16");
    expect(await refusal(makeSpoke(scene, "lone", vpc("lone", { group: "edge" })))).to.match(
      /groups\/edge' was not found/,
    );
  });

  it("connects a network to one hub", async () => {
    await makeHub(scene, {}, "other");
    await makeNetwork(scene, "app", "10.1.0.0/16");
    const made = await makeSpoke(scene, "app", vpc("app"));
    const second = (): Promise<unknown> => makeSpoke(scene, "app2", vpc("app", { hub: hubPath("other") }));
    expect(await refusal(second())).to.match(
      /already connected to the hub '.*\/hubs\/hub' by the spoke '.*\/spokes\/app'/,
    );
    await scene.account.delete(made);
    await second();
  });

  it("exports ranges that no other spoke of the hub does", async () => {
    await makeNetwork(scene, "app", "10.1.0.0/16");
    await makeNetwork(scene, "twin", "10.1.128.0/20");
    await makeSpoke(scene, "app", vpc("app"));
    const clash = /10\.1\.128\.0\/20 of '.*twin-sub' conflicts with 10\.1\.0\.0\/16 of '.*app-sub'/;
    expect(await refusal(makeSpoke(scene, "twin", vpc("twin")))).to.match(clash);
    const narrow = vpc("twin", {}, { excludeExportRanges: ["10.1.128.0/24"] });
    expect(await refusal(makeSpoke(scene, "twin", narrow))).to.match(clash);
    const excluding = vpc("twin", {}, { excludeExportRanges: ["10.1.128.0/17"] });
    const made = await makeSpoke(scene, "twin", excluding);
    expect(await refusal(scene.account.update(made, { name: "twin", ...vpc("twin") }))).to.match(clash);
    await scene.subnet("more", { network: "twin", ipCidrRange: "10.1.144.0/20" });
    expect(await refusal(scene.subnet("hit", { network: "twin", ipCidrRange: "10.1.0.0/20" }))).to.match(
      /10\.1\.0\.0\/20 conflicts with 10\.1\.0\.0\/16 .* in a network that is joined/,
    );
  });

  it("lets its own subnets change and grow", async () => {
    await scene.network("app");
    const subnet = await scene.subnet("app-sub", { network: "app", ipCidrRange: "10.1.0.0/20" });
    await makeSpoke(scene, "app", vpc("app"));
    const grown = { ...subnet.inputs, ipCidrRange: "10.1.0.0/19", privateIpGoogleAccess: true };
    expect((await scene.account.update(subnet, grown)).outputs.ipCidrRange).to.equal("10.1.0.0/19");
  });

  it("exports what is included as a whole", async () => {
    await makeNetwork(scene, "app", "10.1.0.0/16");
    await makeNetwork(scene, "twin", "10.1.0.0/20");
    await makeSpoke(scene, "app", vpc("app", {}, { includeExportRanges: ["10.1.0.0/17"] }));
    await makeSpoke(scene, "twin", vpc("twin"));
  });

  it("is no peer of another spoke, but of other networks and among edges", async () => {
    await stars();
    for (const [name, range] of [
      ["a", "10.1.0.0/16"],
      ["b", "10.2.0.0/16"],
      ["c", "10.3.0.0/16"],
    ] as const) {
      await makeNetwork(scene, name, range);
    }
    const peer = (network: string, other: string): Promise<unknown> =>
      scene.make(tokens.networkPeering, `${network}-${other}`, {
        network: networkLink(network),
        peerNetwork: networkLink(other),
      });
    await makeSpoke(scene, "a", vpc("a"));
    await peer("a", "b");
    expect(await refusal(makeSpoke(scene, "b", vpc("b")))).to.match(
      /has the peering 'a\/a-b' with another VPC spoke/,
    );
    await makeSpoke(scene, "c", vpc("c"));
    expect(await refusal(peer("c", "a"))).to.match(/Both networks are VPC spokes/);
    await makeNetwork(scene, "d", "10.4.0.0/16");
    await makeNetwork(scene, "e", "10.5.0.0/16");
    const edge = { hub: hubPath("star"), group: "edge" };
    await makeSpoke(scene, "d", vpc("d", edge));
    await peer("d", "e");
    await makeSpoke(scene, "e", vpc("e", edge));
    await peer("e", "d");
  });

  it("of another project waits until its group accepts that", async () => {
    const foreign = "projects/other/global/networks/app";
    await scene.make(tokens.network, "app", { project: "other", autoCreateSubnetworks: false });
    const inputs = vpc("app", { project: "other", linkedVpcNetwork: { uri: foreign } });
    const made = await makeSpoke(scene, "app", inputs);
    expect(scene.account.read(made)).to.have.property("state", "INACTIVE");
    expect(scene.account.read(made)).to.have.nested.property("reasons[0].code", "PENDING_REVIEW");
    await scene.make(tokens.group, "default", {
      hub: hubPath(),
      autoAccept: { autoAcceptProjects: ["other"] },
    });
    expect(scene.account.read(made)).to.deep.include({ state: "ACTIVE", reasons: [] });
  });

  it("is one of 250 that a hub has active", async () => {
    for (let number = 0; number <= 250; number++) {
      await scene.network(`n${number}`);
    }
    const made: Made[] = [];
    for (let number = 0; number < 250; number++) {
      made.push(await makeSpoke(scene, `n${number}`, vpc(`n${number}`)));
    }
    expect(await refusal(makeSpoke(scene, "n250", vpc("n250")))).to.match(/has 250 active VPC spokes/);
    await scene.account.delete(made[0]!);
    await makeSpoke(scene, "n250", vpc("n250"));
  });

  it("has a project", async () => {
    const homeless = await Scene.open({ region: "europe-west3" });
    expect(homeless.refusals(tokens.spoke, but(vpc("app"), {}))).to.deep.equal([
      "project: project: required field is not set",
    ]);
  });
});
