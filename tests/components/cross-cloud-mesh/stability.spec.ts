import { expect } from "chai";
import fc from "fast-check";
import { CrossCloudMesh, CrossCloudVpn, type CrossCloudVpnArgs } from "../../../components";
import { record, type RecordedResource } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { gcpSide, officeSide, sides, transitGatewaySide } from "../cross-cloud-vpn/programs";
import { linkNames, meshOf, topologies, type Topology } from "./topologies";

type Resources = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Ids that differ between two meshes of one process are made the same. */
const sameIds = (inputs: unknown): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(inputs).replaceAll(/\b(vpc|rtb|subnet|network|vnet)-\d+-|\/network\/\d+-/g, "$1-"),
  ) as Record<string, unknown>;

async function resourcesOf(program: () => unknown): Promise<Resources> {
  const { resources } = await record(program, clouds);
  return new Map(resources.map(({ urn, inputs }: RecordedResource) => [urn, sameIds(inputs)]));
}

const meshResources = (topology: Topology) => resourcesOf(() => new CrossCloudMesh("corp", meshOf(topology)));

/** The URNs that are in one alone, and those of both whose inputs differ. */
function difference(before: Resources, after: Resources) {
  const names = (urns: Iterable<string>) => [...urns].map((urn) => urn.split("::").at(-1) ?? "");
  const both = [...before].filter(([urn]) => after.has(urn));
  return {
    gone: names([...before.keys()].filter((urn) => !after.has(urn))),
    come: names([...after.keys()].filter((urn) => !before.has(urn))),
    changed: names(
      both
        .filter(([urn, inputs]) => JSON.stringify(inputs) !== JSON.stringify(after.get(urn)))
        .map(([urn]) => urn),
    ),
  };
}

/** A few meshes, the same in every run. */
const seeds = fc.sample(topologies(6, 3), { seed: 7, numRuns: 4 });

describe("the resources of a mesh", () => {
  for (const [index, topology] of seeds.entries()) {
    const what = topology.networks.map(({ cloud, number }) => `${cloud} ${number}`).join(", ");

    it(`are the same in whatever order its networks are given (${what})`, async () => {
      const before = await meshResources(topology);
      const networks = [...topology.networks.slice(index + 1), ...topology.networks.slice(0, index + 1)];
      const after = await meshResources({ ...topology, networks: networks.reverse() });
      const { gone, come, changed } = difference(before, after);
      expect({ gone, come }).to.deep.equal({ gone: [], come: [] });
      expect(changed).to.deep.equal([]);
    });

    it(`change only where a network goes (${what})`, async () => {
      const leaving = topology.networks[index % topology.networks.length]!;
      const before = await meshResources(topology);
      const networks = topology.networks.filter((network) => network !== leaving);
      const after = await meshResources({
        networks,
        pruned: topology.pruned.filter((name) => !name.split("-").includes(leaving.name)),
      });
      const { gone, come, changed } = difference(before, after);
      expect(come).to.deep.equal([]);
      for (const name of gone) {
        expect(name.split("-"), name).to.include(leaving.name);
      }
      // Azure's gateways of the others have fewer custom BGP addresses, Google Cloud's timers are the shortest needed.
      for (const name of changed) {
        expect(name).to.match(/^corp-n\d+-(gateway|hub-vpn-gateway|router)$/);
      }
    });

    it(`change only where a link goes (${what})`, async () => {
      const [leaving] = linkNames(topology.networks).filter((name) => !topology.pruned.includes(name));
      if (leaving === undefined) {
        return;
      }
      const before = await meshResources(topology);
      const after = await meshResources({ ...topology, pruned: [...topology.pruned, leaving] });
      const { gone, come, changed } = difference(before, after);
      expect(come).to.deep.equal([]);
      const left = linkNames(topology.networks).filter(
        (name) => name !== leaving && !topology.pruned.includes(name),
      );
      const alone = leaving.split("-").filter((name) => !left.some((link) => link.split("-").includes(name)));
      const may = [leaving, ...alone].map((name) => `corp-${name}-`);
      for (const name of gone) {
        expect(name).to.satisfy((each: string) => may.some((prefix) => `${each}-`.startsWith(prefix)));
      }
      for (const name of changed) {
        expect(name).to.match(/^corp-n\d+-(gateway|hub-vpn-gateway|router)$/);
      }
    });
  }
});

describe("the resources of a link that gets more tunnels", () => {
  const growing: readonly [string, Partial<CrossCloudVpnArgs>, readonly number[], RegExp][] = [
    ["AWS and Google Cloud", { aws: transitGatewaySide, gcp: gcpSide }, [4, 8, 16], /^$/],
    // Google Cloud groups the other side's addresses, and does not change a group.
    ["AWS and Google Cloud", { aws: sides.aws, gcp: gcpSide }, [2, 4], /^shop-external-vpn-gateway-0$/],
    [
      "Google Cloud and Azure",
      { gcp: gcpSide, azure: sides.azure },
      [1, 2],
      /^shop-(external-vpn-gateway-0|gateway|connection-0-1)$/,
    ],
    // The gateway has the inside address of every tunnel.
    ["AWS and Azure", { aws: transitGatewaySide, azure: sides.azure }, [4, 8], /^shop-gateway$/],
    ["Google Cloud and Azure", { gcp: gcpSide, azure: sides.azure }, [2, 4, 8], /^shop-gateway$/],
    ["AWS and on-premises", { aws: transitGatewaySide, onPremises: officeSide() }, [4, 8, 16], /^$/],
    ["Google Cloud and on-premises", { gcp: gcpSide, onPremises: officeSide() }, [2, 4, 8], /^$/],
  ];
  for (const [pair, args, counts, mayChange] of growing) {
    it(`stay as they are between ${pair}, from ${counts.join(" to ")}`, async () => {
      let before: Resources | undefined;
      for (const tunnels of counts) {
        const after = await resourcesOf(
          () => new CrossCloudVpn("shop", { ...args, routing: "bgp", tunnels }),
        );
        if (before !== undefined) {
          const { gone, come, changed } = difference(before, after);
          expect(gone, `${tunnels}`).to.deep.equal([]);
          expect(come, `${tunnels}`).to.not.be.empty;
          changed.forEach((name) => expect(name, `${tunnels}`).to.match(mayChange));
        }
        before = after;
      }
    });
  }
});
