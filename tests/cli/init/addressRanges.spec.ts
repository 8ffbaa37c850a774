import { expect } from "chai";
import fc from "fast-check";

import { contains, findOverlaps, parseCidr } from "../../../addressing";
import { rangeProblems, stackRanges } from "../../../cli/init/addressRanges";
import { clouds } from "../../../cli/init/clouds";
import { stacks } from "../../../cli/init/stacks";
import { answersWith } from "./answers";

describe("the address plan of a new project", () => {
  it("is the central one, development below production and Azure's hubs at the end", async () => {
    const answers = await answersWith({ clouds: "aws,azure,gcp" });
    const planned = stacks.map((stack) => {
      const ranges = stackRanges(answers, stack);
      return [...clouds.map((cloud) => ranges.network(cloud, 0)), ranges.azureHub];
    });
    expect(planned).to.deep.equal([
      ["10.0.0.0/16", "10.32.0.0/16", "10.16.0.0/16", "10.39.240.0/20"],
      ["10.8.0.0/16", "10.40.0.0/16", "10.24.0.0/16", "10.47.240.0/20"],
    ]);
  });

  it("never has a range twice, in any stack or cloud, where the clouds' ranges are accepted", () => {
    const block = fc
      .tuple(fc.integer({ min: 0, max: 31 }), fc.integer({ min: 8, max: 16 }))
      .map(([start, prefixLength]) => {
        const size = 2 ** (16 - Math.min(prefixLength, 16));
        return `10.${Math.floor((start * 8) / size) * size}.0.0/${prefixLength}`;
      });
    fc.assert(
      fc.property(
        fc.tuple(block, block, block),
        fc.integer({ min: 1, max: 7 }),
        ([aws, azure, gcp], spokes) => {
          const ranges = { aws, azure, gcp };
          const given = clouds.map((cloud) => ({ cloud, flag: cloud, text: ranges[cloud] }));
          fc.pre(rangeProblems(given, spokes).length === 0);
          const all = stacks.flatMap((stack) => {
            const planned = stackRanges({ ranges }, stack);
            const networks = clouds.flatMap((cloud) =>
              Array.from({ length: spokes }, (_, index) => {
                const cidr = parseCidr(planned.network(cloud, index));
                expect(contains(parseCidr(planned.cloud(cloud)), cidr)).to.equal(true);
                expect(contains(parseCidr(ranges[cloud]), cidr)).to.equal(true);
                return { cidr, owner: `${stack} ${cloud} ${index}` };
              }),
            );
            return [...networks, { cidr: parseCidr(planned.azureHub), owner: `${stack} hub` }];
          });
          expect([...findOverlaps(all)]).to.deep.equal([]);
        },
      ),
    );
  });
});
