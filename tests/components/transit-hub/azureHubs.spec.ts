import { expect } from "chai";
import { TransitHub } from "../../../components";
import { find, ofType, record, type RecordedResource } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { type AzureEstate, hubNetworks, rangeOf, wanHubs } from "./azureEstates";

const network = "azure-native:network:";

/** A hub over VNets that exist. */
async function recorded({ hubs, allowed = [], spokes }: AzureEstate): Promise<readonly RecordedResource[]> {
  const segments = ["prod", "staging", "shared"].map((name, number) => [name, { number }] as const);
  const used = segments.filter(([name]) => Object.values(spokes).some(([, segment]) => segment === name));
  const { resources } = await record(
    () =>
      new TransitHub("corp", {
        segments: Object.fromEntries(used),
        allowed,
        hubs: Object.fromEntries(
          Object.entries(hubs).map(([name, azure], number) => [
            name,
            { number, azure: { ...azure, addressSpace: `10.${240 + number}.0.0/20` } },
          ]),
        ),
        spokes: Object.fromEntries(
          Object.entries(spokes).map(([name, [hub, segment]]) => {
            const azure = {
              ...{ resourceGroupName: `${name}-group`, virtualNetworkName: name, routeTableName: name },
              virtualNetworkId: `/subscriptions/sub-1/resourceGroups/${name}-group/virtualNetworks/${name}`,
              addressPrefixes: [rangeOf(name)],
            };
            return [name, { hub, segment, azure }];
          }),
        ),
      }),
    clouds,
  );
  return resources;
}

const namesOf = (resources: readonly RecordedResource[], type: string) =>
  ofType(resources, `${network}${type}`).map(({ name }) => name);

/** What comes, goes or changes from one to the other, by its name. */
function difference(before: readonly RecordedResource[], after: readonly RecordedResource[]): string[] {
  const texts = (resources: readonly RecordedResource[]) =>
    new Map(resources.map(({ urn, inputs }) => [urn, JSON.stringify(inputs)]));
  const [old, young] = [texts(before), texts(after)];
  const urns = [...new Set([...old.keys(), ...young.keys()])];
  return urns.filter((urn) => old.get(urn) !== young.get(urn)).map((urn) => urn.split("::").at(-1) ?? "");
}

/** Whether a resource waits for another, over however many between. */
function waitsFor(resources: readonly RecordedResource[], one: string, other: string): boolean {
  const seen = new Set<string>();
  const visit = (urn: string): boolean => {
    seen.add(urn);
    const { dependencies = [] } = resources.find((each) => each.urn === urn) ?? {};
    return dependencies.some((next) => next.endsWith(`::${other}`) || (!seen.has(next) && visit(next)));
  };
  return visit(find(resources, one).urn);
}

describe("a TransitHub with hub VNets", () => {
  it("makes a VNet with a gateway for every segment at a hub, in the range of its number", async () => {
    const resources = await recorded(hubNetworks);
    expect(namesOf(resources, "VirtualNetwork")).to.have.members([
      "corp-west-prod-virtual-network",
      "corp-west-staging-virtual-network",
      "corp-north-shared-virtual-network",
    ]);
    const shared = find(resources, "corp-north-shared-gateway-subnet").inputs;
    expect(shared).to.include({ subnetName: "GatewaySubnet", addressPrefix: "10.241.0.128/26" });
    const gateway = find(resources, "corp-north-shared-gateway").inputs;
    expect(gateway).to.include({ location: "northeurope", gatewayType: "Vpn" });
    expect(namesOf(resources, "VirtualNetworkGateway")).to.have.lengthOf(3);
  });

  it("peers a spoke with its hub, whose gateway it uses, and lets nothing else be forwarded", async () => {
    const resources = await recorded(hubNetworks);
    const fromHub = find(resources, "corp-apple-peering-from-west-prod");
    expect(fromHub.inputs)
      .to.include({ allowGatewayTransit: true })
      .and.not.have.any.keys("allowForwardedTraffic");
    const toHub = find(resources, "corp-apple-hub-peering");
    expect(toHub.inputs).to.include({ virtualNetworkName: "apple", useRemoteGateways: true });
    for (const { deleteBeforeReplace, parent } of [fromHub, toHub]) {
      expect(deleteBeforeReplace).to.equal(true);
      expect(parent).to.match(/TransitHubSpoke::corp-apple$/);
    }
  });

  it("joins networks of segments that may talk, and of no others", async () => {
    const resources = await recorded(hubNetworks);
    const direct = namesOf(resources, "VirtualNetworkPeering").filter(
      (name) => !/-hub-peering$|-from-/.test(name),
    );
    const pairs = ["apple", "berry", "cedar", "daisy"].flatMap((one) =>
      ["elder", "ficus"].flatMap((other) => [
        `corp-${one}-peering-to-${other}`,
        `corp-${other}-peering-to-${one}`,
      ]),
    );
    expect(direct).to.have.members(pairs);
  });

  it("gives each peering its own name, whatever a spoke is called", async () => {
    const spokes = { apple: ["west", "prod"], hub: ["west", "shared"] } as const;
    const names = namesOf(
      await recorded({ ...hubNetworks, allowed: [["prod", "shared"]], spokes }),
      "VirtualNetworkPeering",
    );
    expect(names).to.have.lengthOf(6);
    expect(new Set(names)).to.have.property("size", 6);
  });
});

describe("a TransitHub with hubs of Virtual WAN", () => {
  it("has one virtual WAN for all hubs of a segment, wherever its spokes are", async () => {
    const resources = await recorded(wanHubs);
    expect(namesOf(resources, "VirtualHub")).to.have.lengthOf(6);
    const { wan, location } = {
      wan: find(resources, "corp-prod-virtual-wan"),
      location: find(resources, "corp-north-prod-virtual-hub").inputs["location"],
    };
    expect(wan.inputs).to.include({ location: "westeurope", type: "Standard" });
    expect(location).to.equal("northeurope");
    const { apple, ...others } = wanHubs.spokes;
    expect(apple).to.deep.equal(["west", "prod"]);
    const without = await recorded({ ...wanHubs, spokes: others });
    expect(find(without, "corp-prod-virtual-wan").inputs).to.deep.equal(wan.inputs);
  });

  it("has no gateway, for hubs route by themselves", async () => {
    const resources = await recorded(wanHubs);
    expect(namesOf(resources, "VpnGateway")).to.deep.equal([]);
    expect(namesOf(resources, "VirtualNetworkGateway")).to.deep.equal([]);
    expect(namesOf(resources, "Route")).to.deep.equal([]);
  });
});

for (const [kind, estate] of Object.entries({ "hub VNets": hubNetworks, "Virtual WAN": wanHubs })) {
  describe(`the resources of a TransitHub with ${kind}`, () => {
    it("change one VNet or hub one after another", async () => {
      const resources = await recorded(estate);
      const changing = resources.filter(({ type }) => /VirtualNetworkPeering|HubVirtualNetwork/.test(type));
      for (const [index, one] of changing.entries()) {
        for (const other of changing.slice(index + 1)) {
          const shared = [ends(one), ends(other)].reduce((a, b) => a.filter((end) => b.includes(end)));
          const [early, late] = [one, other];
          expect(
            shared.length === 0 ||
              late.dependencies.includes(early.urn) ||
              early.dependencies.includes(late.urn),
            `${early.name} and ${late.name}`,
          ).to.equal(true);
        }
      }
    });

    it("are the same in whatever order spokes are given", async () => {
      const spokes = Object.fromEntries(Object.entries(estate.spokes).reverse());
      expect(difference(await recorded(estate), await recorded({ ...estate, spokes }))).to.deep.equal([]);
    });

    it("stay as they are but for a spoke that goes, or moves", async () => {
      const before = await recorded(estate);
      const { berry, ...fewer } = estate.spokes;
      const ofBerry = /^corp-berry(-|$)|-to-berry$|-prod-/;
      difference(before, await recorded({ ...estate, spokes: fewer })).forEach((name) =>
        expect(name).to.match(ofBerry),
      );
      const moved = { ...estate.spokes, berry: [berry![0], "staging"] as const };
      difference(before, await recorded({ ...estate, spokes: moved })).forEach((name) =>
        expect(name).to.match(ofBerry),
      );
    });
  });
}

/** The VNets and hubs that a peering or connection changes. */
function ends({ inputs }: RecordedResource): string[] {
  const { id = "" } = inputs["remoteVirtualNetwork"] as { id?: string };
  const local = String(inputs["virtualNetworkName"] ?? inputs["virtualHubName"]);
  return [local, id.split("/").at(-1) ?? ""].map((name) => name.replace(/0123abcd$/, ""));
}

describe("a Virtual WAN hub with a link", () => {
  it("has its gateway after its networks are connected, so that these need not wait for it", async () => {
    const { resources } = await record(
      () =>
        new TransitHub("corp", {
          segments: { prod: { number: 0 } },
          hubs: {
            west: { number: 0, azure: { kind: "virtual-wan", addressSpace: "10.240.0.0/20", scaleUnits: 2 } },
            frankfurt: { number: 1, aws: {} },
          },
          spokes: {
            ...Object.fromEntries(
              ["apple", "berry"].map((name) => [
                name,
                {
                  ...{ hub: "west", segment: "prod" },
                  azure: {
                    ...{ resourceGroupName: name, virtualNetworkName: name, virtualNetworkId: name },
                    addressPrefixes: [rangeOf(name)],
                  },
                },
              ]),
            ),
            cedar: {
              ...{ hub: "frankfurt", segment: "prod" },
              aws: {
                ...{ vpcId: "vpc-1", cidrBlocks: [rangeOf("cedar")] },
                ...{ attachmentSubnetIds: ["subnet-1"], routeTableIds: { main: "rtb-1" } },
              },
            },
          },
        }),
      clouds,
    );
    const gateway = find(resources, "corp-west-prod-hub-vpn-gateway");
    expect(gateway.inputs["vpnGatewayScaleUnit"]).to.equal(2);
    for (const name of ["apple", "berry"]) {
      expect(waitsFor(resources, gateway.name, `corp-${name}-hub-connection`)).to.equal(true);
      expect(waitsFor(resources, `corp-${name}-hub-connection`, gateway.name)).to.equal(false);
    }
    expect(namesOf(resources, "VirtualWan")).to.deep.equal(["corp-prod-virtual-wan"]);
  });
});
