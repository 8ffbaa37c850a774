import { Route } from "@pulumi/azure-native/network";
import { expect } from "chai";
import { analyse, matrix, type Resource } from "../../../reachability";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { type AzureEstate, azureHub, hubNetworks, networkNames, rangeOf, wanHubs } from "./azureEstates";

/** What becomes of traffic from each network to each other, by their names. */
function verdicts(resources: readonly Resource[]): Readonly<Record<string, string>> {
  const { groups, cells } = matrix(analyse(resources), { between: "subnets", protocol: "icmp" });
  const ofGroup = (number: number) => groups.find((group) => group.number === number)?.members ?? [];
  return Object.fromEntries(
    [...cells].flatMap(({ from, to, verdict }) =>
      ofGroup(from).flatMap((one) =>
        ofGroup(to)
          .filter((other) => other !== one)
          .map((other) => [`${networkOf(one)} to ${networkOf(other)}`, verdict]),
      ),
    ),
  );
}

const networkOf = ({ name }: { readonly name: string }): string =>
  networkNames.find((network) => name.includes(network)) ?? name;

/** The same as the segments say it. */
function wanted({ spokes, allowed = [] }: AzureEstate): Readonly<Record<string, string>> {
  const entries = Object.entries(spokes);
  return Object.fromEntries(
    entries.flatMap(([one, [, own]]) =>
      entries
        .filter(([other]) => other !== one)
        .map(([other, [, theirs]]) => {
          const may = own === theirs || allowed.some((pair) => pair.includes(own) && pair.includes(theirs));
          return [`${one} to ${other}`, may ? "reachable" : "blocked"];
        }),
    ),
  );
}

const estates = {
  "over hub VNets": hubNetworks,
  "over hub VNets without allowed pairs": { ...hubNetworks, allowed: [] },
  "over hubs of Virtual WAN in two regions": wanHubs,
  "over hubs of Virtual WAN without allowed pairs": { ...wanHubs, allowed: [] },
  "with a hub VNet in one region and Virtual WAN in the other": {
    ...hubNetworks,
    hubs: { ...hubNetworks.hubs, north: wanHubs.hubs["north"]! },
  },
} satisfies Record<string, AzureEstate>;

describe("networks in Azure reach those that their segments say, and no others,", function () {
  this.timeout(60_000);

  for (const [what, estate] of Object.entries(estates)) {
    it(what, async () => {
      const { recorded } = await inSimulatedClouds(() => azureHub(estate));
      expect(verdicts(recorded)).to.deep.equal(wanted(estate));
    });
  }

  for (const [nextHopType, estate] of [
    ["VirtualNetworkGateway", hubNetworks],
    ["VnetLocal", hubNetworks],
    ["VnetLocal", wanHubs],
  ] as const) {
    it(`whatever more specific routes there are by ${nextHopType}`, async () => {
      const { recorded } = await inSimulatedClouds(() => {
        const { networks } = azureHub(estate);
        for (const [from, to] of ["apple cedar", "cedar apple"].map((pair) => pair.split(" "))) {
          const { resourceGroupName, routeTableName } = networks[from!]!;
          const addressPrefix = rangeOf(to!).replace("/16", "/17");
          new Route(`${from}-to-${to}`, { resourceGroupName, routeTableName, addressPrefix, nextHopType });
        }
      });
      expect(verdicts(recorded)).to.deep.equal(wanted(estate));
    });
  }

  it("also when a network's range is one of the summary ranges", async () => {
    const estate: AzureEstate = {
      ...hubNetworks,
      ranges: { berry: "192.168.0.0/16", elder: "172.16.0.0/12" },
    };
    const { recorded } = await inSimulatedClouds(() => azureHub(estate));
    expect(verdicts(recorded)).to.deep.equal(wanted(estate));
  });

  it("and without a route table only what is beyond the hub", async () => {
    const estate: AzureEstate = { ...hubNetworks, withoutRoutes: ["apple"] };
    const { recorded } = await inSimulatedClouds(() => azureHub(estate));
    expect(verdicts(recorded)).to.deep.equal({
      ...wanted(estate),
      "apple to berry": "blocked",
      "berry to apple": "blocked",
    });
  });
});
