import { expect } from "chai";
import { type DnsFailoverArgs, DnsFailover } from "../../../components";
import { refused } from "../../helpers/recordedMocks";
import { address, pool, route53, azure, gcp, s14 } from "./programs";

/** Arguments with something wrong: what, and what must be said of it. */
export type Fault = readonly [what: string, args: object, message: RegExp];

export const blueGreen = { blue: pool("aws", address(1)), green: pool("gcp", address(2)) };

/** Arguments that nothing is wrong with. */
export const sound: DnsFailoverArgs = {
  ...s14,
  pools: blueGreen,
  routing: { failover: ["blue", "green"] },
};

export const everywhere = { ...sound, providers: { route53, azure, gcp } };

/** Tests that each is refused with its message before anything is made. */
export function itRefuses(faults: readonly Fault[]): void {
  for (const [what, args, message] of faults) {
    it(what, async () => {
      const { message: text, children } = await refused(
        () => new DnsFailover("api", args as DnsFailoverArgs),
      );
      expect(text).to.match(message);
      expect(children).to.deep.equal([]);
    });
  }
}
