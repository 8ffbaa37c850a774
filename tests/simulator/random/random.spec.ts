import { expect } from "chai";

import type { Props } from "../../../simulator/protocol/values";
import { rejection } from "../../helpers/rejection";
import { SimulatedAccount } from "../../helpers/simulated";

const password = "random:index/randomPassword:RandomPassword";
const string = "random:index/randomString:RandomString";

describe("simulated random provider", () => {
  let account: SimulatedAccount;
  beforeEach(async () => (account = await SimulatedAccount.open()));

  const forms: [Props, RegExp][] = [
    [{ length: 32 }, /^.{32}$/],
    [{ length: 32, special: false }, /^[A-Za-z0-9]{32}$/],
    [{ length: 64, upper: false, special: false, numeric: false }, /^[a-z]{64}$/],
    [{ length: 20, overrideSpecial: "._", lower: false, upper: false, numeric: false }, /^[._]{20}$/],
    [{ length: 4, minUpper: 2, minNumeric: 2 }, /^(?=(.*[A-Z]){2})(?=(.*[0-9]){2}).{4}$/],
  ];
  for (const [inputs, form] of forms) {
    it(`draws ${JSON.stringify(inputs)}`, async () => {
      expect((await account.create(password, "p", inputs)).outputs.result).to.match(form);
    });
  }

  const refused: [Props, RegExp][] = [
    [{ length: 0 }, /at least 1/],
    [{ length: 3, minUpper: 2, minNumeric: 2 }, /at least 4/],
    [{ length: 8, lower: false, upper: false, numeric: false, special: false }, /at least one of/],
    [{}, /length/],
  ];
  for (const [inputs, reason] of refused) {
    it(`refuses ${JSON.stringify(inputs)}`, async () => {
      expect(await rejection(account.create(password, "p", inputs))).to.match(reason);
    });
  }

  it("draws differently for each resource, and the same for the same", async () => {
    const [a, b] = [
      await account.create(string, "a", { length: 32 }),
      await account.create(string, "b", { length: 32 }),
    ];
    const again = await (await SimulatedAccount.open()).create(string, "a", { length: 32 });
    expect(a.outputs.result).not.to.equal(b.outputs.result);
    expect(a.outputs.result).to.equal(again.outputs.result);
  });

  it("draws anew when a keeper changes", async () => {
    const made = await account.create(password, "p", { length: 32, keepers: { round: "1" } });
    expect(account.diff(made, { length: 32, keepers: { round: "2" } })).to.deep.equal(["keepers!"]);
  });
});
