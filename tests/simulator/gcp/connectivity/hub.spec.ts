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
import { itChecks, refusal, Scene, tokens } from "../scene";
import { UNKNOWN } from "../../../../simulator/protocol/values";

describe("gcp networkconnectivity Hub", () => {
  itChecks(tokens.hub, {}, [
    {
      rule: "has a preset topology that is simulated",
      refused: [{ presetTopology: "HYBRID_INSPECTION" }, { presetTopology: "RING" }],
      accepted: [{ presetTopology: "MESH" }, { presetTopology: "STAR" }, { presetTopology: UNKNOWN }],
      at: "presetTopology",
      text: /not simulated: it needs an NCC Gateway|one of "MESH", "STAR"/,
    },
    {
      rule: "has preset policies alone",
      refused: [{ policyMode: "CUSTOM" }],
      accepted: [{ policyMode: "PRESET" }],
      at: "policyMode",
      text: /not simulated/,
    },
    {
      rule: "propagates no Private Service Connect, which is not simulated",
      refused: [{ exportPsc: true }],
      accepted: [{ exportPsc: false }],
      at: "exportPsc",
      text: /not simulated/,
    },
    {
      rule: "has a name as others have",
      refused: [{ name: "Hub" }],
      accepted: [{ name: "hub" }],
      at: "name",
      text: /doesn't match regexp/,
    },
  ]);

  it("answers with its defaults, and keeps its topology", async () => {
    const scene = await Scene.open();
    const made = await makeHub(scene);
    expect(made.id).to.equal(hubPath());
    expect(made.outputs).to.deep.include({
      exportPsc: false,
      policyMode: "PRESET",
      presetTopology: "MESH",
      routingVpcs: [],
      state: "ACTIVE",
    });
    const diff = scene.account.diff(made, { ...made.inputs, presetTopology: "STAR", description: "d" });
    expect(diff).to.deep.equal(["description", "presetTopology!"]);
    expect(await refusal(makeHub(scene))).to.match(
      /Error creating Hub: googleapi: Error 409: .*already exists/,
    );
  });

  it("goes after its spokes, and knows its routing networks", async () => {
    const scene = await Scene.open();
    const made = await makeHub(scene);
    await makeNetwork(scene, "app", "10.1.0.0/16");
    await makeRouting(scene, "transit");
    const spokes = [
      await makeSpoke(scene, "app", vpc("app")),
      await makeSpoke(scene, "sites", tunnels([tunnelLink("transit-t0"), tunnelLink("transit-t1")])),
    ];
    expect(scene.account.read(made)?.routingVpcs).to.deep.equal([{ uri: networkLink("transit") }]);
    expect(await refusal(scene.account.delete(made))).to.match(
      /Error deleting Hub: googleapi: Error 400: .*before its spokes: .*spokes\/app, .*europe-west3\/spokes\/sites/,
    );
    for (const spoke of spokes) {
      await scene.account.delete(spoke);
    }
    await scene.account.delete(made);
  });
});

describe("gcp networkconnectivity Group", () => {
  itChecks(tokens.group, { hub: hubPath(), name: "default" }, [
    {
      rule: "has one of three names",
      refused: [{ name: "prod" }],
      accepted: [{ name: "center" }, { name: "edge" }],
      at: "name",
      text: /one of "default", "center", "edge"/,
    },
    {
      rule: "accepts projects",
      refused: [{ autoAccept: {} }],
      accepted: [{ autoAccept: { autoAcceptProjects: ["other"] } }],
      at: "autoAccept",
      text: /Missing required argument "autoAccept.autoAcceptProjects"/,
    },
  ]);

  it("is one that the hub's topology has", async () => {
    const scene = await Scene.open();
    expect(await refusal(scene.make(tokens.group, "default", { hub: hubPath() }))).to.match(
      /hubs\/hub' was not found/,
    );
    await makeHub(scene);
    await makeHub(scene, { presetTopology: "STAR" }, "star");
    const made = await scene.make(tokens.group, "default", { hub: hubPath() });
    expect(made.id).to.equal(`${hubPath()}/groups/default`);
    expect(await refusal(scene.make(tokens.group, "edge", { hub: hubPath() }))).to.match(
      /groups\/edge' was not found/,
    );
    await scene.make(tokens.group, "edge", { hub: "star" });
    expect(await refusal(scene.make(tokens.group, "default", { hub: "star" }))).to.match(
      /groups\/default' was not found/,
    );
    const accepting = { ...made.inputs, description: "d", autoAccept: { autoAcceptProjects: ["other"] } };
    expect(scene.account.diff(made, accepting)).to.deep.equal(["autoAccept!", "description"]);
    await scene.account.delete(made);
  });
});
