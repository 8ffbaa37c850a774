import { expect } from "chai";
import { type DnsFailoverArgs, DnsFailover } from "../../../components";
import { find, record, type RecordedResource } from "../../helpers/recordedMocks";
import { gcp, pool, programs } from "./programs";

const recordType = "gcp:dns/recordSet:RecordSet";
const checkType = "gcp:compute/healthCheck:HealthCheck";

async function made(args: DnsFailoverArgs): Promise<readonly RecordedResource[]> {
  const { resources } = await record(() => new DnsFailover("api", { ...args, providers: { gcp } }), {
    outputs: ({ type }) => (type === checkType ? { selfLink: "projects/p/global/healthChecks/api" } : {}),
  });
  return resources;
}

const policyOf = (resources: readonly RecordedResource[]): unknown =>
  find(resources, "api-gcp", recordType).inputs["routingPolicy"];

describe("DnsFailover in Cloud DNS", () => {
  it("answers the backup set when the primary is down, probed from three regions", async () => {
    const resources = await made(programs["failover"]!);
    expect(find(resources, "api-gcp", recordType).inputs).to.deep.equal({
      managedZone: "example-com",
      name: "api.example.com.",
      type: "A",
      ttl: 60,
      routingPolicy: {
        healthCheck: "projects/p/global/healthChecks/api",
        primaryBackup: {
          primary: { externalEndpoints: ["203.0.113.1"] },
          backupGeos: [
            {
              location: "us-central1",
              healthCheckedTargets: { externalEndpoints: ["203.0.113.3", "203.0.113.4"] },
            },
          ],
        },
      },
    });
    expect(find(resources, "api-gcp", checkType).inputs).to.deep.equal({
      description: "Members of api.example.com",
      sourceRegions: ["us-east1", "europe-west1", "asia-east1"],
      checkIntervalSec: 30,
      timeoutSec: 5,
      unhealthyThreshold: 3,
      httpsHealthCheck: { host: "api.example.com", port: 443, requestPath: "/healthz" },
    });
  });

  it("answers by weights", async () => {
    expect(policyOf(await made(programs["weighted"]!))).to.deep.equal({
      healthCheck: "projects/p/global/healthChecks/api",
      wrrs: [
        { weight: 90, healthCheckedTargets: { externalEndpoints: ["203.0.113.1"] } },
        { weight: 10, healthCheckedTargets: { externalEndpoints: ["203.0.113.3", "203.0.113.4"] } },
      ],
    });
  });

  it("leaves a pool of weight 0 out, of which nobody says when it would be answered", async () => {
    expect(policyOf(await made(programs["weighted-out"]!))).to.deep.include({
      wrrs: [{ weight: 100, healthCheckedTargets: { externalEndpoints: ["203.0.113.2"] } }],
    });
  });

  it("gives every continent its regions, each once", async () => {
    const { geos } = policyOf(await made(programs["geography"]!)) as {
      geos: { location: string; healthCheckedTargets: { externalEndpoints: string[] } }[];
    };
    const locations = geos.map(({ location }) => location);
    expect(new Set(locations).size).to.equal(locations.length);
    const answered = (location: string) =>
      geos.find((geo) => geo.location === location)?.healthCheckedTargets.externalEndpoints;
    expect(answered("europe-west1")).to.deep.equal(["203.0.113.1"]);
    expect(answered("us-east1")).to.deep.equal(["203.0.113.2"]);
    expect(answered("southamerica-east1")).to.deep.equal(["203.0.113.2"]);
    expect(answered("asia-south1")).to.deep.equal(["203.0.113.3"]);
  });

  it("answers all healthy addresses as one weighted item", async () => {
    expect(policyOf(await made(programs["multivalue"]!))).to.deep.include({
      wrrs: [
        {
          weight: 1,
          healthCheckedTargets: { externalEndpoints: ["203.0.113.1", "203.0.113.2", "203.0.113.3"] },
        },
      ],
    });
  });

  it("asks internal load balancers for their health in private zones, with no check of its own", async () => {
    const balancer = (ipAddress: string) => ({
      loadBalancerType: "regionalL7ilb" as const,
      ipAddress,
      port: "443",
      ipProtocol: "tcp" as const,
      networkUrl: "projects/p/global/networks/n",
      project: "p",
      region: "europe-west3",
    });
    const resources = await made({
      name: "api.example.com",
      visibility: "private",
      pools: {
        blue: pool("gcp", { gcpLoadBalancer: { ...balancer("10.0.0.5"), detectionSeconds: 15 } }),
        green: pool("aws", { gcpLoadBalancer: balancer("10.0.0.6") }),
      },
      routing: { failover: ["blue", "green"] },
      providers: { gcp },
    });
    expect(resources.filter(({ custom }) => custom)).to.have.length(1);
    expect(policyOf(resources)).to.deep.equal({
      primaryBackup: {
        primary: { internalLoadBalancers: [balancer("10.0.0.5")] },
        backupGeos: [
          {
            location: "us-central1",
            healthCheckedTargets: { internalLoadBalancers: [balancer("10.0.0.6")] },
          },
        ],
      },
    });
  });
});
