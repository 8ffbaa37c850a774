import { expect } from "chai";
import fc from "fast-check";
import { overlaps, parseCidr } from "../../../addressing/cidr";
import type { CrossCloudMeshArgs } from "../../../components";
import { checkMesh } from "../../../components/cross-cloud-mesh/check";
import type { NetworkPlan, PlannedLink } from "../../../components/cross-cloud-mesh/plan";
import { asnOf } from "../../../components/cross-cloud-vpn/sides";
import { linkNames, meshOf, topologies } from "./topologies";

function planned(args: CrossCloudMeshArgs) {
  const { problems, networks, links } = checkMesh("corp", args);
  problems.throwIfAny(undefined as never);
  return { networks, links };
}

const linksOf = (network: NetworkPlan, links: readonly PlannedLink[]) =>
  links.filter((link) => link.networks.includes(network));

const repeated = <T>(values: readonly T[]): T[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

const meshes = { numRuns: 150 };

describe("a mesh of any networks", () => {
  it("is sound, and joins every two networks of different clouds but those pruned", () => {
    fc.assert(
      fc.property(topologies(30), (topology) => {
        const { links } = planned(meshOf(topology));
        const wanted = linkNames(topology.networks).filter((name) => !topology.pruned.includes(name));
        expect(links.map(({ name }) => name)).to.have.members(wanted);
        for (const { plan } of links) {
          expect(plan.tunnels).to.not.be.empty;
          expect(plan.routing).to.equal("bgp");
        }
      }),
      meshes,
    );
  });

  it("has no inside CIDR twice at one gateway", () => {
    fc.assert(
      fc.property(topologies(30), (topology) => {
        const { networks, links } = planned(meshOf(topology));
        for (const network of networks) {
          const taken = linksOf(network, links).flatMap(({ plan }) => plan.tunnels.map((t) => t.insideCidr));
          expect(repeated(taken), network.name).to.deep.equal([]);
          // A /30 overlaps another only if it is the same.
          taken.forEach((cidr) => expect(parseCidr(cidr).prefixLength).to.equal(30));
        }
      }),
      meshes,
    );
  });

  it("has an ASN for every gateway that its peers can tell from all others", () => {
    fc.assert(
      fc.property(topologies(30), (topology) => {
        const { networks, links } = planned(meshOf(topology));
        const own = networks.filter(({ sides }) => sides.azure?.virtualHub === undefined);
        expect(repeated(own.map(({ cloud, sides }) => asnOf(sides, cloud)))).to.deep.equal([]);
        for (const { plan } of links) {
          expect(plan.sides[0].asn).to.not.equal(plan.sides[1].asn);
        }
      }),
      meshes,
    );
  });

  it("calls no two tunnels, links or gateways the same", () => {
    fc.assert(
      fc.property(topologies(30), (topology) => {
        const { networks, links } = planned(meshOf(topology));
        const names = [
          ...networks.map(({ name }) => name),
          ...links.map(({ name }) => name),
          ...links.flatMap(({ name, plan }) => plan.tunnels.map(({ key }) => `${name}-${key}`)),
        ];
        expect(repeated(names)).to.deep.equal([]);
      }),
      meshes,
    );
  });

  it("has ranges of tunnels to Azure and of others apart", () => {
    const azureRange = ["169.254.21.0/24", "169.254.22.0/24"].map(parseCidr);
    fc.assert(
      fc.property(topologies(30), (topology) => {
        for (const { networks, plan } of planned(meshOf(topology)).links) {
          const azure = networks.some(({ cloud }) => cloud === "azure");
          for (const { insideCidr } of plan.tunnels) {
            const cidr = parseCidr(insideCidr);
            expect(azureRange.some((range) => overlaps(range, cidr))).to.equal(azure);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("a mesh that changes", () => {
  const byName = (args: CrossCloudMeshArgs) =>
    new Map(planned(args).links.map(({ name, plan }) => [name, plan]));

  /** Whichever links both have are the same. */
  function expectUnmoved(before: ReturnType<typeof byName>, after: ReturnType<typeof byName>): void {
    for (const [name, plan] of after) {
      if (before.has(name)) {
        expect(plan, name).to.deep.equal(before.get(name));
      }
    }
  }

  const withLinks = (args: CrossCloudMeshArgs, links: CrossCloudMeshArgs["links"]) => ({
    ...args,
    links: { ...args.links, ...links },
  });

  it("keeps every other link when networks come, go, or change places", () => {
    fc.assert(
      fc.property(
        topologies(14, 3).chain((topology) =>
          fc.tuple(fc.constant(topology), fc.shuffledSubarray([...topology.networks], { minLength: 2 })),
        ),
        ([topology, some]) => {
          const fewer = { networks: some, pruned: [] };
          const before = byName(meshOf({ ...topology, pruned: [] }));
          const after = byName(meshOf(fewer));
          expectUnmoved(before, after);
          expect([...after.keys()]).to.have.members(
            [...before.keys()].filter((name) => linkNames(some).includes(name)),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it("keeps every other link when one is pruned", () => {
    fc.assert(
      fc.property(topologies(12, 3), fc.nat(1000), (topology, pick) => {
        const args = meshOf({ ...topology, pruned: [] });
        const before = byName(args);
        const names = [...before.keys()];
        fc.pre(names.length > 1);
        const pruned = names[pick % names.length] ?? "";
        const after = byName(withLinks(args, { [pruned]: false }));
        expectUnmoved(before, after);
        expect([...after.keys()]).to.deep.equal(names.filter((name) => name !== pruned));
      }),
      { numRuns: 100 },
    );
  });

  it("keeps the first tunnels of a link that gets more, and every other link", () => {
    const growing: CrossCloudMeshArgs = meshOf({
      networks: (["aws", "gcp", "azure", "gcp", "azure"] as const).map((cloud, number) => ({
        name: `n${number}`,
        number,
        cloud,
        large: true,
      })),
      pruned: [],
    });
    for (const [name, counts] of [
      ["n0-n1", [2, 4, 8, 16]],
      ["n0-n2", [4, 8]],
      ["n1-n2", [1, 2, 4, 8]],
    ] as const) {
      const plans = counts.map((tunnels) => byName(withLinks(growing, { [name]: { tunnels } })));
      for (const [index, plan] of plans.entries()) {
        const [fewer, more] = [plans[index - 1]?.get(name)?.tunnels ?? [], plan.get(name)?.tunnels ?? []];
        expect(more.length).to.equal(counts[index]);
        // With two tunnels AWS has one connection, to the one address of its peer.
        expect(more.slice(0, fewer.length)).to.deep.equal(fewer);
        for (const [other, same] of byName(growing)) {
          if (other !== name) {
            expect(plan.get(other)).to.deep.equal(same);
          }
        }
      }
    }
  });
});
