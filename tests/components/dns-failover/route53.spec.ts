import { output, type Resource } from "@pulumi/pulumi";
import { expect } from "chai";
import { type DnsFailoverArgs, DnsFailover } from "../../../components";
import { checkDns } from "../../../components/dns-failover/check";
import { addressOf } from "../../../components/dns-failover/context";
import { find, ofType, record, type RecordedResource } from "../../helpers/recordedMocks";
import { rejection } from "../../helpers/rejection";
import { address, alias, azure, healthCheck, hostname, pool, programs, route53, s14 } from "./programs";

const recordType = "aws:route53/record:Record";
const checkType = "aws:route53/healthCheck:HealthCheck";

async function made(args: DnsFailoverArgs, preview = false): Promise<readonly RecordedResource[]> {
  const outputs = ({ type }: { type: string }): Record<string, unknown> =>
    type === "aws:networkmonitor/probe:Probe" ? { probeId: "probe-1" } : { region: "eu-central-1" };
  const { resources } = await record(() => new DnsFailover("api", args), { outputs, preview });
  return resources;
}

describe("DnsFailover in Route 53", () => {
  it("answers S14's balancer by alias, then the address, both checked", async () => {
    const resources = await made(s14);
    expect(ofType(resources, recordType)).to.have.length(3);
    const { inputs, dependencies } = find(resources, "api-route53");
    expect(inputs).to.deep.equal({
      zoneId: "Z0EXAMPLE",
      name: "api.example.com",
      type: "A",
      aliases: [{ name: "_by-failover.api.example.com", zoneId: "Z0EXAMPLE", evaluateTargetHealth: true }],
    });
    const places = ["primary", "secondary"].map((place) =>
      find(resources, `api-route53-by-failover-${place}`),
    );
    expect(dependencies).to.include.members(places.map(({ urn }) => urn));
    expect(places[0]!.inputs).to.deep.equal({
      zoneId: "Z0EXAMPLE",
      name: "_by-failover.api.example.com",
      type: "A",
      setIdentifier: "by-failover-primary",
      failoverRoutingPolicies: [{ type: "PRIMARY" }],
      aliases: [
        {
          name: "web-1.eu-central-1.elb.amazonaws.com",
          zoneId: "Z215JYRZR1TBD5",
          evaluateTargetHealth: true,
        },
      ],
    });
    expect(places[1]!.inputs).to.deep.equal({
      zoneId: "Z0EXAMPLE",
      name: "_by-failover.api.example.com",
      type: "A",
      setIdentifier: "by-failover-secondary",
      failoverRoutingPolicies: [{ type: "SECONDARY" }],
      ttl: 60,
      records: ["203.0.113.2"],
      healthCheckId: "api-route53-gcp-balancer_id",
    });
    expect(find(resources, "api-route53-gcp-balancer").inputs).to.deep.equal({
      type: "HTTPS",
      ipAddress: "203.0.113.2",
      fqdn: "api.example.com",
      port: 443,
      resourcePath: "/healthz",
      requestInterval: 30,
      failureThreshold: 3,
      tags: { Name: "api.example.com gcp-balancer" },
    });
  });

  it("checks every PRIMARY and every other member, but a last resort", async () => {
    for (const args of [...Object.values(programs), s14]) {
      const resources = await made({ ...args, providers: { route53 } });
      for (const { name, inputs } of ofType(resources, recordType)) {
        const [alias] = (inputs["aliases"] ?? []) as { evaluateTargetHealth: boolean }[];
        const checked = inputs["healthCheckId"] !== undefined || alias?.evaluateTargetHealth === true;
        expect(checked, name).to.equal(
          name !== "api-route53-after-blue-secondary" || args !== programs["failover-three"],
        );
      }
    }
  });

  it("follows an order of three by an alias to two more records, which are there before it", async () => {
    const resources = await made({ ...programs["failover-three"]!, providers: { route53 } });
    const rest = find(resources, "api-route53-by-failover-secondary");
    expect(rest.inputs["aliases"]).to.deep.equal([
      { name: "_after-blue.api.example.com", zoneId: "Z0EXAMPLE", evaluateTargetHealth: true },
    ]);
    const [green, sorry] = ["primary", "secondary"].map((place) =>
      find(resources, `api-route53-after-blue-${place}`),
    );
    expect(green!.inputs["name"]).to.equal("_after-blue.api.example.com");
    expect(sorry!.inputs["healthCheckId"]).to.equal(undefined);
    expect(rest.dependencies).to.include.members([green!.urn, sorry!.urn]);
    const blue = find(resources, "api-route53-by-failover-primary");
    expect(blue.inputs["aliases"]).to.deep.equal([
      { name: "_blue.api.example.com", zoneId: "Z0EXAMPLE", evaluateTargetHealth: true },
    ]);
  });

  it("keeps names and identifiers short in a long order", async () => {
    const keys = Array.from({ length: 30 }, (_, index) =>
      `pool-number-${index}-of-a-long-order`.slice(0, 30),
    );
    const resources = await made({
      ...s14,
      pools: Object.fromEntries(keys.map((key, index) => [key, pool("aws", address(index + 1))])),
      routing: { failover: keys },
    });
    for (const { inputs } of ofType(resources, recordType)) {
      expect((inputs["name"] as string).split(".")[0]).to.have.length.at.most(63);
      expect(inputs["setIdentifier"] ?? "").to.have.length.at.most(128);
    }
  });

  it("routes by latency to regions, and by place to the narrowest", async () => {
    const latency = await made(programs["latency"]!);
    expect(find(latency, "api-route53-by-latency-us-east-1").inputs["latencyRoutingPolicies"]).to.deep.equal([
      { region: "us-east-1" },
    ]);
    const places = ofType(await made(programs["geography-countries"]!), recordType)
      .filter(({ inputs }) => inputs["name"] === "_by-geography.api.example.com")
      .map(({ name, inputs }) => [name, inputs["geolocationRoutingPolicies"]]);
    expect(places).to.deep.equal([
      ["api-route53-in-country-de", [{ country: "DE" }]],
      ["api-route53-in-continent-eu", [{ continent: "EU" }]],
      ["api-route53-in-elsewhere", [{ country: "*" }]],
    ]);
  });

  it("answers hostnames as CNAME, which are asked for by their own name", async () => {
    const pools = { blue: pool("aws", hostname(1)), green: pool("gcp", hostname(2)) };
    const resources = await made({ ...s14, pools, routing: { weighted: { blue: 90, green: 10 } } });
    const { inputs } = find(resources, "api-route53-by-weighted-blue");
    expect(inputs).to.deep.include({ type: "CNAME", records: ["web-1.example.net"], ttl: 60 });
    expect(inputs["weightedRoutingPolicies"]).to.deep.equal([{ weight: 90 }]);
    const check = find(resources, "api-route53-blue-aws-name").inputs;
    expect(check).to.deep.include({ type: "HTTPS", fqdn: "web-1.example.net" });
    expect(check).not.to.have.property("ipAddress");
  });

  it("asks TCP ports without a host", async () => {
    const resources = await made({
      ...s14,
      healthCheck: { protocol: "TCP", port: 8443, intervalSeconds: 10 },
    });
    const { inputs } = find(resources, "api-route53-gcp-balancer");
    expect(inputs).to.deep.include({
      type: "TCP",
      port: 8443,
      requestInterval: 10,
      ipAddress: "203.0.113.2",
    });
    expect(inputs).not.to.have.any.keys("fqdn", "resourcePath");
  });

  describe("for private names", () => {
    const zone = { zoneId: "Z1", zoneName: "corp.example" };
    const subnet = (key: string): string => `arn:aws:ec2:eu-central-1:111111111111:subnet/subnet-${key}`;
    const args = (subnets: readonly string[]): DnsFailoverArgs => ({
      name: "db.corp.example",
      visibility: "private",
      pools: { aws: pool("balancer", alias(1)), azure: pool("vm", { address: "10.32.0.4" }) },
      routing: { failover: ["azure", "aws"] },
      healthCheck: { protocol: "TCP", port: 5432 },
      providers: {
        route53: {
          ...zone,
          probe: {
            region: "eu-central-1",
            subnetArns: Object.fromEntries(subnets.map((key) => [key, subnet(key)])),
          },
        },
      },
    });

    it("reads the alarm of a probe from a subnet", async () => {
      const resources = await made(args(["a"]));
      expect(find(resources, "api-route53", "aws:networkmonitor/monitor:Monitor").inputs).to.deep.equal({
        monitorName: "api-db-corp-example",
        aggregationPeriod: 60,
        region: "eu-central-1",
      });
      expect(
        find(resources, "api-route53-azure-vm-a", "aws:networkmonitor/probe:Probe").inputs,
      ).to.deep.equal({
        monitorName: "api-db-corp-example",
        sourceArn: subnet("a"),
        destination: "10.32.0.4",
        destinationPort: 5432,
        protocol: "TCP",
        region: "eu-central-1",
      });
      const alarm = find(
        resources,
        "api-route53-azure-vm-a",
        "aws:cloudwatch/metricAlarm:MetricAlarm",
      ).inputs;
      expect(alarm).to.deep.include({
        namespace: "AWS/NetworkMonitor",
        metricName: "PacketLoss",
        dimensions: { Monitor: "api-db-corp-example", Probe: "probe-1" },
        period: 60,
        evaluationPeriods: 3,
      });
      expect(find(resources, "api-route53-azure-vm-a", checkType).inputs).to.deep.include({
        type: "CLOUDWATCH_METRIC",
        cloudwatchAlarmRegion: "eu-central-1",
        insufficientDataHealthStatus: "LastKnownStatus",
      });
      const primary = find(resources, "api-route53-by-failover-primary").inputs;
      expect(primary["healthCheckId"]).to.equal("api-route53-azure-vm-a_id");
    });

    it("calls a member healthy while one of several subnets reaches it", async () => {
      const resources = await made(args(["a", "b"]));
      expect(find(resources, "api-route53-azure-vm", checkType).inputs).to.deep.include({
        type: "CALCULATED",
        childHealthchecks: ["api-route53-azure-vm-a_id", "api-route53-azure-vm-b_id"],
        childHealthThreshold: 1,
      });
      const primary = find(resources, "api-route53-by-failover-primary").inputs;
      expect(primary["healthCheckId"]).to.equal("api-route53-azure-vm_id");
    });

    it("adds a subnet without touching another's probe", async () => {
      const [before, after] = [await made(args(["a"])), await made(args(["a", "b"]))];
      const kept = before.filter(({ name }) => name.endsWith("-a"));
      expect(kept).to.have.length(3);
      for (const { name, type, inputs } of kept) {
        expect(find(after, name, type).inputs).to.deep.equal(inputs);
      }
    });
  });

  it("makes the same resources before anything is known", async () => {
    for (const args of [...Object.values(programs), s14]) {
      const names = (resources: readonly RecordedResource[]) => resources.map(({ urn }) => urn).toSorted();
      expect(names(await made(args, true))).to.deep.equal(names(await made(args)));
    }
  });

  it("fails where an address turns out to be private", async () => {
    const args = { ...s14, pools: { ...s14.pools, gcp: pool("balancer", { address: output("10.0.0.5") }) } };
    const plan = checkDns("api", args).planned();
    const address = addressOf({ parent: {} as unknown as Resource, name: "api", args, plan }, "gcp/balancer");
    const { promise } = address as unknown as { promise: () => Promise<string> };
    expect(await rejection(promise())).to.match(
      /^pools\.gcp\.members\.balancer\.target\.address: "10\.0\.0\.5" is no public address/,
    );
  });

  it("answers beside another provider with the same health check", async () => {
    const pools = { blue: pool("aws", address(1)), green: pool("gcp", address(2)) };
    const resources = await made({
      ...s14,
      pools,
      routing: { failover: ["blue", "green"] },
      healthCheck: { ...healthCheck, host: "shop.example.com" },
      providers: { route53, azure },
    });
    expect(find(resources, "api-route53-blue-aws").inputs["fqdn"]).to.equal("shop.example.com");
    const profile = find(resources, "api-azure", "azure-native:trafficmanager:Profile").inputs;
    expect(profile["monitorConfig"]).to.deep.include({
      customHeaders: [{ name: "Host", value: "shop.example.com" }],
    });
  });
});
