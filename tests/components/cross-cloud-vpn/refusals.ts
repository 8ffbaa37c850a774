import { expect } from "chai";
import type { CrossCloudVpnArgs } from "../../../components";
import { refused } from "../../helpers/recordedMocks";
import { link } from "./programs";

/** What is wrong, how, and what the user must read: the argument's path, the value, the rule and the fix. */
export type Refusal = readonly [what: string, args: Partial<CrossCloudVpnArgs>, message: RegExp];

/** A test for each: one problem is told, and nothing was made. */
export function refuses(refusals: readonly Refusal[]): void {
  for (const [what, args, expected] of refusals) {
    it(what, async () => {
      const { message, children } = await refused(() => link(args));
      expect(message).to.match(expected);
      expect(message.match(/^ {2}- /gm), message).to.have.length(1);
      expect(children).to.deep.equal([]);
    });
  }
}
