import { expect } from "chai";
import { estimate, itemsOf } from "../../pricing";
import { DnsFailover } from "../../components";
import { record } from "../helpers/recordedMocks";

const profile = "azure-native:trafficmanager:Profile";
const check = "aws:route53/healthCheck:HealthCheck";
const endpoint = (kind: string) => ({ type: `Microsoft.Network/trafficManagerProfiles/${kind}` });

/** What a resource costs by the month, and what has no price. */
function costOf(type: string, inputs: Readonly<Record<string, unknown>>): [number, string[]] {
  const { items, notPriced } = itemsOf([{ urn: "urn:pulumi:dev::shop::it", type, inputs }]);
  expect(notPriced).to.deep.equal([]);
  const { totalPerMonth, unpriced } = estimate(items);
  return [totalPerMonth, unpriced.map(({ item }) => item)];
}

describe("the prices of names", () => {
  const examples: [
    type: string,
    inputs: Readonly<Record<string, unknown>>,
    dollars: number,
    unpriced?: string,
  ][] = [
    ["aws:route53/zone:Zone", {}, 0.5, "aws.dnsQueries"],
    ["aws:route53/record:Record", {}, 0],
    [check, { type: "TCP", requestInterval: 30 }, 0.75],
    [check, { type: "HTTP", requestInterval: 10 }, 2.75],
    [check, { type: "HTTPS_STR_MATCH", requestInterval: 10, measureLatency: true }, 8.75],
    [check, { type: "CLOUDWATCH_METRIC" }, 0, "aws.derivedHealthCheck"],
    ["aws:networkmonitor/probe:Probe", {}, 0, "aws.networkProbe"],
    ["azure-native:dns:Zone", {}, 0.5, "azure.dnsQueries"],
    [profile, { endpoints: [endpoint("externalEndpoints"), endpoint("nestedEndpoints")] }, 0.9],
    [profile, { endpoints: [endpoint("externalEndpoints")], monitorConfig: { intervalInSeconds: 10 } }, 2.54],
    [profile, {}, 0],
    ["azure-native:trafficmanager:Endpoint", { endpointType: "AzureEndpoints" }, 0.36],
    ["gcp:dns/managedZone:ManagedZone", {}, 0.2, "gcp.dnsQueries"],
    ["gcp:dns/recordSet:RecordSet", {}, 0],
  ];
  for (const [type, inputs, dollars, ...unpriced] of examples) {
    it(`are known of ${type} ${JSON.stringify(inputs)}`, () => {
      expect(costOf(type, inputs)).to.deep.equal([dollars, unpriced]);
    });
  }

  it("are known of all that DnsFailover makes", async () => {
    const target = (number: number) => ({ target: { address: `203.0.113.${number}` } });
    const { resources } = await record(
      () =>
        new DnsFailover("api", {
          name: "api.example.com",
          pools: {
            blue: { members: { one: target(1), two: target(2) } },
            green: { members: { one: target(3) } },
          },
          routing: { weighted: { blue: 90, green: 10 } },
          healthCheck: { protocol: "HTTPS" },
          providers: {
            route53: { zoneId: "Z1" },
            azure: { resourceGroupName: "dns", zoneName: "example.com" },
            gcp: { managedZone: "example" },
          },
        }),
    );
    const { items, notPriced } = itemsOf(resources.filter(({ custom }) => custom));
    expect(notPriced).to.deep.equal([]);
    // Three HTTPS checks; three external endpoints, and a nested one.
    expect(estimate(items).totalPerMonth).to.be.closeTo(3 * 2.75 + 3 * 0.54 + 0.36, 0.001);
  });
});
