import { expect } from "chai";

import { makeNetwork, networkLink } from "./hubScene";
import { global, invalid, itChecks, refusal, Scene, tokens, usedBy } from "../scene";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const range: Props = {
  network: networkLink("app"),
  ipCidrRange: "10.32.0.0/16",
  peering: "FOR_SELF",
  usage: "EXTERNAL_TO_VPC",
};

describe("gcp networkconnectivity InternalRange", () => {
  itChecks(tokens.internalRange, range, [
    {
      rule: "has a well-formed range",
      refused: [{ ipCidrRange: "10.32.0.1/16" }, { ipCidrRange: "fd20::/20" }],
      accepted: [{ ipCidrRange: UNKNOWN }],
      at: "ipCidrRange",
      text: /must be an IPv4 range here/,
    },
    {
      rule: "has a length that fits its range",
      refused: [{ prefixLength: 17 }],
      accepted: [{ prefixLength: 16 }],
      at: "prefixLength",
      text: /does not match/,
    },
    {
      rule: "is for the network or outside of it",
      refused: [{ usage: "FOR_MIGRATION" }],
      accepted: [{ usage: "FOR_VPC" }],
      at: "usage",
      text: /not simulated/,
    },
    {
      rule: "is not for peers, which is not simulated",
      refused: [{ peering: "FOR_PEER" }],
      accepted: [{ peering: "NOT_SHARED" }],
      at: "peering",
      text: /not simulated/,
    },
    {
      rule: "is given, not searched for",
      refused: [{ targetCidrRanges: ["10.0.0.0/8"] }],
      accepted: [{ targetCidrRanges: [] }],
      at: "targetCidrRanges",
      text: /not simulated/,
    },
  ]);

  let scene: Scene;
  const make = (name: string, more: Props = {}): Promise<Made> =>
    scene.make(tokens.internalRange, name, { ...range, ...more });
  beforeEach(async () => {
    scene = await Scene.open();
    await makeNetwork(scene, "app", "10.1.0.0/16");
  });

  it("has a range that it was given", async () => {
    expect(scene.refusals(tokens.internalRange, { ...range, ipCidrRange: null }).join()).to.match(
      /ipCidrRange/,
    );
    const made = await make("aws");
    expect(made.id).to.equal("projects/shop-dev/locations/global/internalRanges/aws");
    expect(made.outputs).to.include({ ipCidrRange: "10.32.0.0/16" }).and.not.to.have.property("state");
    expect(scene.account.diff(made, { ...made.inputs, description: "d", immutable: true })).to.deep.equal([
      "description",
      "immutable!",
    ]);
  });

  it("is apart from other ranges, subnets and routes, unless it may overlap them", async () => {
    expect(await refusal(make("none", { network: networkLink("none") }))).to.match(
      /networks\/none' was not found/,
    );
    await make("aws");
    expect(await refusal(make("twin", { ipCidrRange: "10.32.8.0/24" }))).to.match(
      /overlaps 10\.32\.0\.0\/16 of '.*\/aws'/,
    );
    const over = { ipCidrRange: "10.1.0.0/24" };
    expect(await refusal(make("sub", over))).to.match(/overlaps 10\.1\.0\.0\/16 of '.*app-sub'/);
    await make("sub", { ...over, overlaps: ["OVERLAP_EXISTING_SUBNET_RANGE"] });
    const route = { network: "app", destRange: "10.40.0.0/16", nextHopGateway: "default-internet-gateway" };
    await scene.make(tokens.route, "r", route);
    const routed = { ipCidrRange: "10.40.0.0/14" };
    expect(await refusal(make("routed", routed))).to.match(/overlaps 10\.40\.0\.0\/16 of '.*routes\/r'/);
    await make("routed", { ...routed, overlaps: ["OVERLAP_ROUTE_RANGE"] });
    await scene.make(tokens.route, "r2", { ...route, destRange: "10.41.0.0/16" });
  });

  it("keeps subnets and routes out, but for those that were there", async () => {
    await make("aws");
    const hit = { network: "app", ipCidrRange: "10.32.1.0/24" };
    expect(await refusal(scene.subnet("hit", hit))).to.match(
      invalid("resource.ipCidrRange", "overlaps the internal range"),
    );
    const route = { network: "app", destRange: "10.32.1.0/24", nextHopGateway: "default-internet-gateway" };
    expect(await refusal(scene.make(tokens.route, "r", route))).to.match(
      invalid("resource.destRange", "within the internal range"),
    );
    const early = await scene.subnet("early", { network: "app", ipCidrRange: "10.50.0.0/24" });
    await make("later", { ipCidrRange: "10.50.0.0/16", overlaps: ["OVERLAP_EXISTING_SUBNET_RANGE"] });
    await scene.account.update(early, { ...early.inputs, privateIpGoogleAccess: true });
    expect(
      await refusal(scene.account.update(early, { ...early.inputs, ipCidrRange: "10.50.0.0/23" })),
    ).to.match(invalid("resource.ipCidrRange", "overlaps the internal range"));
  });

  it("changes its range if it may, and nothing else", async () => {
    const made = await make("aws");
    const updated = await scene.account.update(made, { ...made.inputs, ipCidrRange: "10.32.0.0/15" });
    expect(updated.outputs.ipCidrRange).to.equal("10.32.0.0/15");
    expect(await refusal(scene.account.update(updated, { ...updated.inputs, usage: "FOR_VPC" }))).to.match(
      /The usage of the internal range .* cannot be changed/,
    );
    const frozen = await make("frozen", { ipCidrRange: "10.60.0.0/16", immutable: true });
    expect(
      await refusal(scene.account.update(frozen, { ...frozen.inputs, ipCidrRange: "10.61.0.0/16" })),
    ).to.match(/is immutable: its ipCidrRange cannot be changed/);
    await scene.account.update(frozen, { ...frozen.inputs, description: "d" });
  });

  it("goes before its network", async () => {
    const network = await scene.network("bare");
    const made = await make("aws", { network: networkLink("bare") });
    expect(await refusal(scene.account.delete(network))).to.equal(
      `Error deleting Network: ${usedBy("network", global("networks/bare"), made.id)}`,
    );
    await scene.account.delete(made);
    await scene.account.delete(network);
  });
});
