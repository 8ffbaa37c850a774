import { expect } from "chai";
import { type DnsFailoverArgs, DnsFailover } from "../../../components";
import { find, ofType, record, type RecordedResource } from "../../helpers/recordedMocks";
import { address, azure, healthCheck, hostname, pool, programs } from "./programs";

const profileType = "azure-native:trafficmanager:Profile";
const recordType = "azure-native:dns:RecordSet";

async function made(args: DnsFailoverArgs): Promise<readonly RecordedResource[]> {
  const { resources } = await record(() => new DnsFailover("api", { ...args, providers: { azure } }));
  return resources;
}

type Endpoint = Readonly<Record<string, unknown>>;

const endpointsOf = (resources: readonly RecordedResource[], profile: string): readonly Endpoint[] =>
  find(resources, profile, profileType).inputs["endpoints"] as readonly Endpoint[];

function endpoint(resources: readonly RecordedResource[], profile: string, name: string): Endpoint {
  return endpointsOf(resources, profile).find((each) => each["name"] === name)!;
}

const two: DnsFailoverArgs = {
  name: "api.example.com",
  pools: { blue: pool("aws", hostname(1)), green: pool("gcp", hostname(2)) },
  routing: { failover: ["blue", "green"] },
  healthCheck,
  providers: { azure },
};

describe("DnsFailover in Traffic Manager", () => {
  it("answers pools in order, and points the name at the profile", async () => {
    const resources = await made(two);
    expect(find(resources, "api-azure", profileType).inputs).to.deep.equal({
      resourceGroupName: "dns",
      location: "global",
      trafficRoutingMethod: "Priority",
      profileStatus: "Enabled",
      dnsConfig: { relativeName: "api-example-com", ttl: 60 },
      monitorConfig: {
        protocol: "HTTPS",
        port: 443,
        path: "/healthz",
        intervalInSeconds: 30,
        timeoutInSeconds: 10,
        toleratedNumberOfFailures: 2,
      },
      endpoints: ["blue", "green"].map((name, index) => ({
        name,
        type: "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
        target: `web-${index + 1}.example.net`,
        priority: index + 1,
        endpointStatus: "Enabled",
      })),
    });
    const { inputs } = find(resources, "api-azure", recordType);
    expect(inputs).to.deep.equal({
      resourceGroupName: "dns",
      zoneName: "example.com",
      relativeRecordSetName: "api",
      recordType: "CNAME",
      ttl: 60,
      targetResource: { id: "api-azure_id" },
    });
  });

  it("answers the apex by an alias to addresses", async () => {
    const pools = { blue: pool("aws", address(1)), green: pool("gcp", address(2)) };
    const resources = await made({ ...two, name: "example.com", pools });
    expect(find(resources, "api-azure", recordType).inputs).to.deep.include({
      relativeRecordSetName: "@",
      recordType: "A",
    });
    expect(endpoint(resources, "api-azure", "blue")["target"]).to.equal("203.0.113.1");
    const monitor = find(resources, "api-azure", profileType).inputs["monitorConfig"];
    expect(monitor).to.deep.include({ customHeaders: [{ name: "Host", value: "example.com" }] });
  });

  it("nests a pool of several members, which is there before it is answered", async () => {
    const resources = await made(programs["weighted"]!);
    expect(endpoint(resources, "api-azure", "green")).to.deep.include({
      type: "Microsoft.Network/trafficManagerProfiles/nestedEndpoints",
      targetResourceId: "api-azure-green_id",
      minChildEndpoints: 1,
      weight: 10,
    });
    const members = endpointsOf(resources, "api-azure-green");
    expect(members.map(({ name, weight }) => [name, weight])).to.deep.equal([
      ["one", 1],
      ["two", 1],
    ]);
    expect(find(resources, "api-azure-green", profileType).inputs["dnsConfig"]).to.deep.include({
      relativeName: "api-example-com-green",
    });
  });

  it("is another profile for another name, as Azure changes none", async () => {
    const profiles = ofType(await made(programs["weighted"]!), profileType);
    expect(profiles.map(({ replaceOnChanges }) => replaceOnChanges)).to.deep.equal([
      ["dnsConfig.relativeName"],
      ["dnsConfig.relativeName"],
    ]);
  });

  it("takes a pool of weight 0 out, as there is no such weight", async () => {
    const blue = endpoint(await made(programs["weighted-out"]!), "api-azure", "blue");
    expect(blue).to.deep.include({ endpointStatus: "Disabled", weight: 1 });
  });

  it("always serves a last resort, and nothing else", async () => {
    const profiles = ofType(await made(programs["failover-three"]!), profileType);
    const endpoints = profiles.flatMap(({ inputs }) => inputs["endpoints"] as readonly Endpoint[]);
    const served = endpoints.filter(({ alwaysServe }) => alwaysServe === "Enabled");
    expect(served.map(({ name }) => name)).to.deep.equal(["sorry"]);
  });

  it("says where pools stand, and which places have them", async () => {
    const latency = await made(programs["latency"]!);
    expect(endpoint(latency, "api-azure", "us")["endpointLocation"]).to.equal("eastus");
    const geography = await made({
      ...programs["geography-countries"]!,
      routing: {
        geography: {
          places: { de: { countries: ["DE"] }, eu: { continents: ["EU", "AS"] } },
          elsewhere: "rest",
        },
      },
    });
    const mapped = endpointsOf(geography, "api-azure").map(({ name, geoMapping }) => [name, geoMapping]);
    expect(mapped).to.have.deep.members([
      ["de", ["DE"]],
      ["eu", ["GEO-EU", "GEO-AS", "GEO-ME"]],
      ["rest", ["WORLD"]],
    ]);
  });

  it("answers as many addresses as there are", async () => {
    const resources = await made(programs["multivalue"]!);
    expect(find(resources, "api-azure", profileType).inputs).to.deep.include({
      trafficRoutingMethod: "MultiValue",
      maxReturn: 3,
    });
  });

  it("probes at 10 s with the timeout of that, and TCP without path and host", async () => {
    const resources = await made({
      ...two,
      healthCheck: { protocol: "TCP", port: 443, intervalSeconds: 10, failureThreshold: 1 },
    });
    expect(find(resources, "api-azure", profileType).inputs["monitorConfig"]).to.deep.equal({
      protocol: "TCP",
      port: 443,
      intervalInSeconds: 10,
      timeoutInSeconds: 9,
      toleratedNumberOfFailures: 0,
    });
  });
});
