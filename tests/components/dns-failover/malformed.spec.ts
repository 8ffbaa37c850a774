import { expect } from "chai";
import type { DnsFailoverArgs } from "../../../components";
import { checkDns } from "../../../components/dns-failover/check";
import { placesIn, replaced } from "../../helpers/places";
import { type Fault, itRefuses, sound } from "./faults";
import { gcp, programs, route53, s14 } from "./programs";

const faults: readonly Fault[] = [
  [
    "nothing at all",
    {},
    /name: must be[^]+pools: there is none[^]+routing: is missing[^]+providers: there is none/,
  ],
  ["a list of pools", { ...sound, pools: [] }, /^ {2}- pools: must be a plain object$/m],
  [
    "an order that is no list",
    { ...sound, routing: { failover: "blue" } },
    /routing\.failover: must be a plain array/,
  ],
  ["a TTL in words", { ...sound, ttl: "60" }, /ttl: must be a plain number known when the program runs/],
  [
    "geography without places",
    { ...sound, routing: { geography: { elsewhere: "blue" } } },
    /routing\.geography\.places: is missing/,
  ],
  [
    "a pool that is undefined",
    { ...sound, pools: { ...sound.pools, red: undefined } },
    /pools\.red: is undefined: leave it out/,
  ],
];

describe("malformed arguments of a DnsFailover", () => {
  describe("are refused, such as", () => {
    itRefuses(faults);
  });

  const junk: readonly unknown[] = [undefined, null, true, 0, -1.5, "", "x", [], [1], {}, { x: null }];
  const probe = { subnetArns: { a: "arn:aws:ec2:eu-central-1:111111111111:subnet/subnet-a" } };
  const names: Readonly<Record<string, DnsFailoverArgs>> = {
    ...programs,
    s14: { ...s14, ttl: 60, visibility: "public", providers: { route53: { ...route53, probe }, gcp } },
  };
  for (const [name, args] of Object.entries(names)) {
    it(`never break the checks, wherever they are in ${name}`, () => {
      for (const place of placesIn(args)) {
        for (const by of junk) {
          const what = `${place.join(".")} = ${JSON.stringify(by)}`;
          const { problems, planned } = checked(replaced(args, place, by) as DnsFailoverArgs, what);
          if (!problems.found) {
            expect(planned, what).not.to.throw();
          }
        }
      }
    });
  }
});

function checked(args: DnsFailoverArgs, what: string): ReturnType<typeof checkDns> {
  try {
    return checkDns("api", args);
  } catch (error) {
    throw new Error(`${what}: ${String(error)}`, { cause: error });
  }
}
