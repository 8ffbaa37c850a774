import { expect } from "chai";
import { itemsOf } from "../../../../pricing";
import { record } from "../../../helpers/recordedMocks";
import { clouds } from "../../clouds";
import { existingAzureSide, kindsOfPairs, link, sides } from "../programs";
import { watching } from "./watching";

describe("CrossCloudVpn's cost counts what watches", () => {
  for (const [name, args] of [
    ...kindsOfPairs,
    ["existing gateway", { aws: sides.aws, azure: existingAzureSide }] as const,
  ]) {
    it(name, async () => {
      const program = (monitoring: boolean) => () => link({ ...args, monitoring });
      const base = (await record(program(false), clouds)).result.cost;
      const { result, resources } = await record(program(true), clouds);
      const made = watching(resources).map(({ urn, type, inputs }) => ({ urn, type, inputs }));
      const counts = (items: readonly { item: string; count: number }[]) =>
        items.reduce<Record<string, number>>(
          (sum, { item, count }) => ({ ...sum, [item]: (sum[item] ?? 0) + count }),
          {},
        );
      const { items } = itemsOf(made);
      const perGb = Object.fromEntries(
        result.cost.perGb
          .filter(({ item }) => !base.perGb.some((other) => other.item === item))
          .map(({ item }) => [item, 1]),
      );
      const added = counts(
        [...result.cost.lines, ...result.cost.unpriced].filter(
          ({ item }) => ![...base.lines, ...base.unpriced].some((other) => other.item === item),
        ),
      );
      expect({ ...added, ...perGb }).to.deep.equal(counts(items));
      expect(itemsOf(made).notPriced).to.deep.equal([]);
    });
  }
});
