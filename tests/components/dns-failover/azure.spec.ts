import { expect } from "chai";
import { type DnsFailoverArgs, DnsFailover } from "../../../components";
import { find, ofType, record, type RecordedResource } from "../../helpers/recordedMocks";
import { address, azure, healthCheck, hostname, pool, programs } from "./programs";

const profileType = "azure-native:trafficmanager:Profile";
const endpointType = "azure-native:trafficmanager:Endpoint";
const recordType = "azure-native:dns:RecordSet";

async function made(args: DnsFailoverArgs): Promise<readonly RecordedResource[]> {
  const { resources } = await record(() => new DnsFailover("api", { ...args, providers: { azure } }), {
    outputs: ({ type, name }) => (type === profileType ? { name: `${name}-profile` } : {}),
  });
  return resources;
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
    });
    expect(find(resources, "api-azure-green", endpointType).inputs).to.deep.equal({
      resourceGroupName: "dns",
      profileName: "api-azure-profile",
      endpointName: "green",
      endpointType: "ExternalEndpoints",
      target: "web-2.example.net",
      priority: 2,
      endpointStatus: "Enabled",
    });
    const { inputs, dependencies } = find(resources, "api-azure", recordType);
    expect(inputs).to.deep.equal({
      resourceGroupName: "dns",
      zoneName: "example.com",
      relativeRecordSetName: "api",
      recordType: "CNAME",
      ttl: 60,
      targetResource: { id: "api-azure_id" },
    });
    expect(dependencies).to.include.members(ofType(resources, endpointType).map(({ urn }) => urn));
  });

  it("answers the apex by an alias to addresses", async () => {
    const pools = { blue: pool("aws", address(1)), green: pool("gcp", address(2)) };
    const resources = await made({ ...two, name: "example.com", pools });
    expect(find(resources, "api-azure", recordType).inputs).to.deep.include({
      relativeRecordSetName: "@",
      recordType: "A",
    });
    expect(find(resources, "api-azure-blue", endpointType).inputs["target"]).to.equal("203.0.113.1");
    const monitor = find(resources, "api-azure", profileType).inputs["monitorConfig"];
    expect(monitor).to.deep.include({ customHeaders: [{ name: "Host", value: "example.com" }] });
  });

  it("nests a pool of several members, which is there before it is answered", async () => {
    const resources = await made(programs["weighted"]!);
    const nested = find(resources, "api-azure-green", endpointType);
    expect(nested.inputs).to.deep.include({
      endpointType: "NestedEndpoints",
      targetResourceId: "api-azure-green_id",
      minChildEndpoints: 1,
      weight: 10,
    });
    const members = ["one", "two"].map((key) => find(resources, `api-azure-green-${key}`));
    expect(members.map(({ inputs }) => [inputs["profileName"], inputs["weight"]])).to.deep.equal([
      ["api-azure-green-profile", 1],
      ["api-azure-green-profile", 1],
    ]);
    expect(nested.dependencies).to.include.members(members.map(({ urn }) => urn));
    expect(find(resources, "api-azure-green", profileType).inputs["dnsConfig"]).to.deep.include({
      relativeName: "api-example-com-green",
    });
  });

  it("takes a pool of weight 0 out, as there is no such weight", async () => {
    const { inputs } = find(await made(programs["weighted-out"]!), "api-azure-blue", endpointType);
    expect(inputs).to.deep.include({ endpointStatus: "Disabled", weight: 1 });
  });

  it("always serves a last resort, and nothing else", async () => {
    const endpoints = ofType(await made(programs["failover-three"]!), endpointType);
    const served = endpoints.filter(({ inputs }) => inputs["alwaysServe"] === "Enabled");
    expect(served.map(({ name }) => name)).to.deep.equal(["api-azure-sorry"]);
  });

  it("says where pools stand, and which places have them", async () => {
    const latency = await made(programs["latency"]!);
    expect(find(latency, "api-azure-us", endpointType).inputs["endpointLocation"]).to.equal("eastus");
    const geography = await made({
      ...programs["geography-countries"]!,
      routing: {
        geography: {
          places: { de: { countries: ["DE"] }, eu: { continents: ["EU", "AS"] } },
          elsewhere: "rest",
        },
      },
    });
    const mapped = ofType(geography, endpointType).flatMap(({ inputs }) =>
      inputs["geoMapping"] === undefined ? [] : [[inputs["endpointName"], inputs["geoMapping"]]],
    );
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

  it("takes an endpoint out before another takes its place", async () => {
    const endpoints = ofType(await made(programs["weighted"]!), endpointType);
    expect(endpoints.every(({ deleteBeforeReplace }) => deleteBeforeReplace)).to.equal(true);
  });
});
