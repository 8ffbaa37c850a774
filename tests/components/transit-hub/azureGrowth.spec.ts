import { expect } from "chai";
import { type Changes, ProgramRun } from "../../helpers/programRun";

/** All VNets are there from the first update to the last, whether they are spokes or not. */
const program = `
const { RouteTable, VirtualNetwork } = require("@pulumi/azure-native/network");
const { ResourceGroup } = require("@pulumi/azure-native/resources");
const { name: resourceGroupName } = new ResourceGroup("networks");
const networks = Object.fromEntries(["apple", "berry", "cedar", "daisy", "elder"].map((name, index) => {
  const addressPrefixes = ["10." + index + ".0.0/16"];
  const network = new VirtualNetwork(name, { resourceGroupName, addressSpace: { addressPrefixes } });
  const { name: routeTableName } = new RouteTable(name, { resourceGroupName });
  return [name, { resourceGroupName, virtualNetworkName: network.name, virtualNetworkId: network.id, addressPrefixes, routeTableName }];
}));
new components.TransitHub("corp", {
  segments: { prod: { number: 0 }, staging: { number: 1 }, shared: { number: 2 } },
  allowed: [["prod", "shared"]],
  hubs: { west: { number: 0, azure: { addressSpace: "10.250.0.0/20", ...args.hub } } },
  spokes: Object.fromEntries(Object.entries(args.spokes).map(([name, segment]) => [
    name,
    { hub: "west", segment, azure: networks[name] },
  ])),
});
`;

const start = { apple: "prod", berry: "prod", cedar: "staging", elder: "shared" };
const more = { ...start, daisy: "staging" };
const moved = { ...more, apple: "staging" };
const fewer = { berry: "prod", cedar: "staging", elder: "shared" };

/** What each update does to what is there of the spokes. Nothing else may be touched. */
const steps: Readonly<Record<string, Readonly<Record<"added" | "moved" | "removed", Changes>>>> = {
  "hub-virtual-network": {
    added: {
      created: [
        "corp-daisy-hub-peering",
        "corp-daisy-peering-from-west-staging",
        "corp-daisy-route-10-0-0-0-8",
        "corp-daisy-route-172-16-0-0-12",
        "corp-daisy-route-192-168-0-0-16",
      ],
      ...{ updated: [], replaced: [], deleted: [] },
    },
    moved: {
      created: ["corp-apple-peering-from-west-staging"],
      updated: [],
      replaced: ["corp-apple-hub-peering"],
      deleted: [
        "corp-apple-peering-from-west-prod",
        "corp-apple-peering-to-elder",
        "corp-elder-peering-to-apple",
      ],
    },
    removed: {
      ...{ created: [], updated: [], replaced: [] },
      deleted: ["apple", "daisy"].flatMap((name) => [
        `corp-${name}-hub-peering`,
        `corp-${name}-peering-from-west-staging`,
        `corp-${name}-route-10-0-0-0-8`,
        `corp-${name}-route-172-16-0-0-12`,
        `corp-${name}-route-192-168-0-0-16`,
      ]),
    },
  },
  "virtual-wan": {
    added: { created: ["corp-daisy-hub-connection"], updated: [], replaced: [], deleted: [] },
    moved: {
      created: [],
      updated: [],
      replaced: ["corp-apple-hub-connection"],
      deleted: ["corp-apple-peering-to-elder", "corp-elder-peering-to-apple"],
    },
    removed: {
      ...{ created: [], updated: [], replaced: [] },
      deleted: ["corp-apple-hub-connection", "corp-daisy-hub-connection"],
    },
  },
};

for (const [kind, { added, moved: ofMove, removed }] of Object.entries(steps)) {
  describe(`a TransitHub in Azure with a ${kind} on the real engine`, function () {
    this.timeout(240_000);
    const hub = { kind };
    let run: ProgramRun;
    before(async () => (run = await ProgramRun.start(program)));
    after(() => run.remove());

    it("touches nothing but a spoke that comes, moves to another segment, or goes", async () => {
      await run.up({ hub, spokes: start });
      expect(await run.up({ hub, spokes: more }), "added").to.deep.equal(added);
      expect(await run.up({ hub, spokes: moved }), "moved").to.deep.equal(ofMove);
      expect(await run.up({ hub, spokes: fewer }), "removed").to.deep.equal(removed);
    });

    if (kind === "hub-virtual-network") {
      it("takes the spokes off a gateway that is replaced, and peers them again", async () => {
        const { created, updated, replaced, deleted } = await run.up({
          hub: { ...hub, sku: "VpnGw2AZ" },
          spokes: fewer,
        });
        expect({ created, updated, deleted }).to.deep.equal({ created: [], updated: [], deleted: [] });
        expect(replaced).to.include.members(["corp-west-prod-gateway", "corp-berry-hub-peering"]);
        await run.refresh();
        const peerings = (await run.records()).filter(({ token }) =>
          token.endsWith(":VirtualNetworkPeering"),
        );
        expect(peerings.map(({ outputs }) => outputs["peeringState"])).to.deep.equal(
          peerings.map(() => "Connected"),
        );
      });
    }

    it("goes without leaving anything", async () => {
      await run.destroy();
      expect(await run.records()).to.deep.equal([]);
    });
  });
}
