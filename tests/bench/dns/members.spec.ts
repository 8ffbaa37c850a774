import { expect } from "chai";

import { dnsFailover } from "../../../bench/dns/members";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { countTypes } from "../typeCounts";

const check = "aws:route53/healthCheck:HealthCheck";
const record = "aws:route53/record:Record";

describe("a DNS name of a given size", () => {
  for (const { size, records } of [
    { size: 2, records: 1 + 2 },
    // The name's own, two for each step of the order of pools, and one for each member.
    { size: 20, records: 1 + 2 * 4 + 20 },
    { size: 100, records: 1 + 2 * 9 + 100 },
    { size: 200, records: 1 + 2 * 14 + 200 },
  ]) {
    it(`has a health check for each of ${size} members and ${records} records`, async () => {
      const counted = countTypes(await inSimulatedClouds(() => dnsFailover(size)));
      expect(counted).to.include({ [check]: size, [record]: records });
    });
  }
});
