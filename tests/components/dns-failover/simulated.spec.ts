import { InternetGateway, Subnet, Vpc } from "@pulumi/aws/ec2";
import { LoadBalancer } from "@pulumi/aws/lb";
import { Record as Route53Record, Zone } from "@pulumi/aws/route53";
import { Zone as AzureZone } from "@pulumi/azure-native/dns";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import { ManagedZone } from "@pulumi/gcp/dns";
import { expect } from "chai";
import { type DnsFailoverArgs, DnsFailover, type DnsTarget } from "../../../components";
import { inSimulatedClouds, type SimulatedRun } from "../../helpers/simulatedRun";
import { healthCheck, hostname, pool, programs, s14 } from "./programs";

/** A VPC with two subnets, and as many load balancers in it as asked for. */
class Site {
  private readonly vpc = new Vpc("site", { cidrBlock: "10.0.0.0/16" });
  private readonly gateway = new InternetGateway("site", { vpcId: this.vpc.id });
  readonly subnets = ["a", "b"].map(
    (zone, index) =>
      new Subnet(`site-${zone}`, {
        vpcId: this.vpc.id,
        cidrBlock: `10.0.${index}.0/24`,
        availabilityZone: `eu-central-1${zone}`,
      }),
  );
  readonly vpcId = this.vpc.id;

  balancer(name: string, internal = false): LoadBalancer {
    return new LoadBalancer(
      name,
      { loadBalancerType: "network", internal, subnets: this.subnets.map(({ id }) => id) },
      { dependsOn: [this.gateway] },
    );
  }
}

/** The same arguments with load balancers that are there for the aliases. */
function withBalancers(args: DnsFailoverArgs): DnsFailoverArgs {
  const site = new Site();
  const real = (target: DnsTarget, name: string): DnsTarget => {
    if (target.alias === undefined) {
      return target;
    }
    const { dnsName, zoneId } = site.balancer(name);
    return { ...target, alias: { name: dnsName, zoneId } };
  };
  const pools = Object.entries(args.pools).map(([key, own]) => {
    const members = Object.entries(own.members).map(([name, member]) => [
      name,
      { ...member, target: real(member.target, `${key}-${name}`) },
    ]);
    return [key, { ...own, members: Object.fromEntries(members) as typeof own.members }];
  });
  return { ...args, pools: Object.fromEntries(pools) as DnsFailoverArgs["pools"] };
}

function records({ recorded }: SimulatedRun<unknown>, type: string): readonly string[] {
  return recorded.filter((each) => each.type === type).map(({ urn }) => urn.split("::").at(-1) ?? "");
}

describe("DnsFailover comes up in simulated Route 53", () => {
  const names: Readonly<Record<string, DnsFailoverArgs>> = { ...programs, s14 };
  for (const [name, args] of Object.entries(names)) {
    it(`as ${name}`, async () => {
      const run = await inSimulatedClouds(() => {
        const zone = new Zone("zone", { name: "example.com" });
        return new DnsFailover("api", {
          ...withBalancers(args),
          providers: { route53: { zoneId: zone.zoneId, zoneName: "example.com" } },
        });
      });
      expect(records(run, "aws:route53/record:Record")).not.to.be.empty;
    });
  }

  it("as a private name with probes and an internal balancer", async () => {
    const run = await inSimulatedClouds(() => {
      const site = new Site();
      const zone = new Zone("zone", { name: "corp.example", vpcs: [{ vpcId: site.vpcId }] });
      const [a, b] = site.subnets;
      const { dnsName, zoneId } = site.balancer("inside", true);
      return new DnsFailover("api", {
        name: "api.corp.example",
        visibility: "private",
        pools: {
          aws: pool("balancer", { alias: { name: dnsName, zoneId } }),
          azure: pool("vm", { address: "10.32.0.4" }),
        },
        routing: { failover: ["aws", "azure"] },
        healthCheck: { protocol: "TCP", port: 443 },
        providers: { route53: { zoneId: zone.zoneId, probe: { subnetArns: { a: a!.arn, b: b!.arn } } } },
      });
    });
    expect(records(run, "aws:networkmonitor/probe:Probe")).to.have.members([
      "api-route53-azure-vm-a",
      "api-route53-azure-vm-b",
    ]);
    expect(records(run, "aws:route53/healthCheck:HealthCheck")).to.have.length(3);
  });

  it("at the zone's apex", async () => {
    const run = await inSimulatedClouds(() => {
      const zone = new Zone("zone", { name: "example.com" });
      const args = withBalancers(s14);
      return new DnsFailover("api", {
        ...args,
        name: "example.com",
        healthCheck,
        providers: { route53: { zoneId: zone.zoneId, zoneName: "example.com" } },
      });
    });
    expect(records(run, "aws:route53/record:Record")).to.have.length(3);
  });

  it("in place of a record that was there before", async () => {
    const run = await inSimulatedClouds(() => {
      const { zoneId } = new Zone("zone", { name: "example.com" });
      const before = new Route53Record("before", {
        zoneId,
        name: "api.example.com",
        type: "A",
        ttl: 60,
        records: ["203.0.113.9"],
      });
      return new DnsFailover(
        "api",
        { ...withBalancers(s14), providers: { route53: { zoneId, zoneName: "example.com" } } },
        {
          dependsOn: before,
          transformations: [
            ({ name, props, opts }) =>
              name === "api-route53"
                ? { props: { ...(props as object), allowOverwrite: true }, opts }
                : undefined,
          ],
        },
      );
    });
    expect(records(run, "aws:route53/record:Record")).to.include.members(["before", "api-route53"]);
  });

  it("with hostnames", async () => {
    const run = await inSimulatedClouds(() => {
      const zone = new Zone("zone", { name: "example.com" });
      return new DnsFailover("api", {
        ...s14,
        pools: {
          aws: {
            members: {
              one: { target: { hostname: "a.example.net" } },
              two: { target: { hostname: "b.example.net" } },
            },
          },
          gcp: pool("balancer", { hostname: "c.example.net" }),
        },
        providers: { route53: { zoneId: zone.zoneId, zoneName: "example.com" } },
      });
    });
    expect(records(run, "aws:route53/record:Record")).to.have.length(5);
  });
});

describe("DnsFailover comes up in simulated Traffic Manager and Azure DNS", () => {
  for (const [name, args] of Object.entries(programs)) {
    it(`as ${name}`, async () => {
      const run = await inSimulatedClouds(
        () => new DnsFailover("api", { ...args, providers: { azure: azureZone() } }),
      );
      expect(records(run, "azure-native:dns:RecordSet")).to.deep.equal(["api-azure"]);
      expect(records(run, "azure-native:trafficmanager:Profile")).to.include("api-azure");
    });
  }

  it("at the zone's apex", async () => {
    const run = await inSimulatedClouds(
      () =>
        new DnsFailover("api", {
          ...programs["weighted-out"]!,
          name: "example.com",
          providers: { azure: azureZone() },
        }),
    );
    expect(records(run, "azure-native:dns:RecordSet")).to.deep.equal(["api-azure"]);
  });

  it("with hostnames in pools of several members", async () => {
    const pools = {
      blue: { members: { one: { target: hostname(1) }, two: { target: hostname(2) } } },
      green: pool("gcp", hostname(3)),
    };
    const run = await inSimulatedClouds(
      () => new DnsFailover("api", { ...programs["weighted"]!, pools, providers: { azure: azureZone() } }),
    );
    expect(records(run, "azure-native:trafficmanager:Profile")).to.deep.equal([
      "api-azure-blue",
      "api-azure",
    ]);
  });
});

function azureZone() {
  const group = new ResourceGroup("dns");
  new AzureZone("zone", { resourceGroupName: group.name, zoneName: "example.com", location: "global" });
  return { resourceGroupName: group.name, zoneName: "example.com" };
}

describe("DnsFailover comes up in simulated Cloud DNS", () => {
  const names = Object.entries(programs).filter(([, { providers }]) => providers.gcp !== undefined);
  for (const [name, args] of names) {
    it(`as ${name}`, async () => {
      const run = await inSimulatedClouds(() => {
        const zone = new ManagedZone("zone", { dnsName: "example.com.", description: "public" });
        return new DnsFailover("api", { ...args, providers: { gcp: { managedZone: zone.name } } });
      });
      expect(records(run, "gcp:dns/recordSet:RecordSet")).to.deep.equal(["api-gcp"]);
    });
  }
});
