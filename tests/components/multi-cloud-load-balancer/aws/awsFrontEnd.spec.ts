import { Provider } from "@pulumi/aws/provider";
import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import type { DnsTarget } from "../../../../components/dns-failover/args";
import type { MultiCloudLoadBalancerArgs } from "../../../../components";
import { find, ofType, record, type RecordedResource, value } from "../../../helpers/recordedMocks";
import { expectGoldenUrns } from "../../golden";
import { alb, azure, aws, balancer, hello, https, nlb, threeClouds } from "../balancers";

type Args = Partial<MultiCloudLoadBalancerArgs>;

/** AWS gives every resource an ARN, and a balancer a name. */
const amazon = {
  outputs: ({ type, name }: { type: string; name: string }) => ({
    arn: `arn-of-${name}`,
    ...(type === "aws:lb/loadBalancer:LoadBalancer" && { dnsName: `${name}.elb.test`, zoneId: "Z1" }),
  }),
};
const made = async (args: Args = {}) => (await record(() => balancer(args), amazon)).resources;
const inputs = async (name: string, args: Args = {}) => find(await made(args), name).inputs;
const tcp: Args = { frontEnd: { aws: nlb }, listener: { protocol: "TCP", port: 5432 }, healthCheck: {} };
const weighted: Args = {
  backends: {
    aws: { targets: { web: { address: "172.16.20.207" } }, weight: 90 },
    azure: { targets: { web: { address: "172.18.0.4" } }, weight: 10 },
  },
};
const attachment = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

describe("MultiCloudLoadBalancer in AWS", () => {
  const variants: Record<string, Args> = {
    "load-balancer-alb": {},
    "load-balancer-alb-https-three-clouds": {
      ...threeClouds,
      listener: { ...https, redirectHttp: true },
      frontEnd: { aws: { ...alb, webAclArn: output("arn:web-acl") } },
    },
    "load-balancer-alb-weighted": weighted,
    "load-balancer-nlb": tcp,
  };
  for (const [variant, args] of Object.entries(variants)) {
    it(`has the reviewed children, in an update and in a preview (${variant})`, async () => {
      for (const preview of [false, true]) {
        const { resources } = await record(() => balancer(args), { ...amazon, preview });
        expectGoldenUrns(variant, resources);
      }
    });
  }

  it("faces the internet in the subnets named, with its own security group", async () => {
    expect(await inputs("hello-lb")).to.deep.include({
      loadBalancerType: "application",
      internal: false,
      subnets: ["subnet-a", "subnet-b"],
      securityGroups: ["hello-lb-security-group_id"],
      region: "eu-central-1",
    });
    expect(await inputs("hello-lb", tcp)).to.deep.include({
      loadBalancerType: "network",
      enableCrossZoneLoadBalancing: true,
    });
    expect(await inputs("hello-lb", { ...tcp, crossZone: false })).to.include({
      enableCrossZoneLoadBalancing: false,
    });
  });

  it("registers targets in other clouds for all zones, and its own where they are", async () => {
    const resources = await made(threeClouds);
    const zones = ofType(resources, attachment).map((each) => [each.name, each.inputs["availabilityZone"]]);
    expect(Object.fromEntries(zones)).to.deep.equal({
      "hello-target-aws-web": undefined,
      "hello-target-azure-web": "all",
      "hello-target-gcp-web": "all",
    });
    expect(find(resources, "hello-target-azure-web").inputs).to.include({
      targetGroupArn: "arn-of-hello-tg",
      targetId: "172.18.0.4",
      port: 80,
    });
  });

  it("registers its own targets by zone where zones stay apart", async () => {
    const args: Args = {
      backends: { aws: { targets: { web: { address: "172.16.20.207", zone: "eu-central-1a" } } } },
      crossZone: false,
    };
    expect(await inputs("hello-target-aws-web", args)).to.include({ availabilityZone: "eu-central-1a" });
    expect(await inputs("hello-tg", args)).to.include({ loadBalancingCrossZoneEnabled: "false" });
  });

  it("has one target group of addresses with the health check asked for", async () => {
    const group = await inputs("hello-tg", {
      ...{ slowStartSeconds: 30, drainingSeconds: 0, stickiness: { seconds: 60 } },
      healthCheck: {
        ...{ path: "/up", port: 9000, intervalSeconds: 20, timeoutSeconds: 6 },
        ...{ healthyThreshold: 4, unhealthyThreshold: 5, statusCodes: ["200-299", "304"] },
      },
    });
    expect(group).to.deep.include({
      ...{ targetType: "ip", ipAddressType: "ipv4", vpcId: "vpc-1", protocol: "HTTP", port: 80 },
      ...{ slowStart: 30, deregistrationDelay: 0 },
      stickiness: { enabled: true, type: "lb_cookie", cookieDuration: 60 },
      healthCheck: {
        ...{ enabled: true, protocol: "HTTP", path: "/up", port: "9000", matcher: "200-299,304" },
        ...{ interval: 20, timeout: 6, healthyThreshold: 4, unhealthyThreshold: 5 },
      },
    });
    expect((await inputs("hello-tg"))["healthCheck"]).to.include({
      port: "traffic-port",
      path: "/index.html",
    });
  });

  it("hides clients from targets behind a Network Load Balancer, so that answers come back through it", async () => {
    const group = await inputs("hello-tg", { ...tcp, stickiness: {} });
    expect(group).to.deep.include({
      ...{ protocol: "TCP", port: 5432, preserveClientIp: "false" },
      stickiness: { enabled: true, type: "source_ip" },
    });
    expect(group["healthCheck"]).to.include({ protocol: "TCP" });
    expect(group["healthCheck"]).not.to.have.any.keys("path", "matcher");
  });

  it("shares requests by weight, and keeps a client at the group of its target", async () => {
    const listener = await inputs("hello-listener-80", { ...weighted, stickiness: {} });
    expect(listener["defaultActions"]).to.deep.equal([
      {
        type: "forward",
        forward: {
          targetGroups: [
            { arn: "arn-of-hello-tg-aws", weight: 90 },
            { arn: "arn-of-hello-tg-azure", weight: 10 },
          ],
          stickiness: { enabled: true, duration: 86400 },
        },
      },
    ]);
    expect(await inputs("hello-target-azure-web", weighted)).to.include({
      targetGroupArn: "arn-of-hello-tg-azure",
    });
  });

  it("listens with the certificate and a policy without old versions of TLS, and redirects", async () => {
    const args: Args = { listener: { ...https, port: 8443, redirectHttp: true } };
    expect(await inputs("hello-listener-8443", args)).to.deep.include({
      ...{ protocol: "HTTPS", port: 8443, certificateArn: https.certificate.aws.arn },
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      defaultActions: [{ type: "forward", targetGroupArn: "arn-of-hello-tg" }],
    });
    expect(await inputs("hello-listener-80", args)).to.deep.include({
      ...{ protocol: "HTTP", port: 80 },
      defaultActions: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "8443", statusCode: "HTTP_301" } },
      ],
    });
  });

  it("writes logs and asks the web ACL where it is told to", async () => {
    const frontEnd = {
      aws: {
        ...alb,
        accessLogs: { bucket: "logs", prefix: "shop" },
        webAclArn: output("arn:acl"),
        deletionProtection: true,
      },
    };
    const resources = await made({ frontEnd });
    expect(find(resources, "hello-lb").inputs).to.deep.include({
      accessLogs: { enabled: true, bucket: "logs", prefix: "shop" },
      enableDeletionProtection: true,
    });
    expect(find(resources, "hello-web-acl-association").inputs).to.include({
      ...{ resourceArn: "arn-of-hello-lb", webAclArn: "arn:acl", region: "eu-central-1" },
    });
  });

  const clients = async (args: Args) =>
    (await made(args))
      .filter(({ name }) => name.startsWith("hello-lb-ingress"))
      .map(({ inputs: { cidrIpv4, fromPort } }) => `${String(cidrIpv4)} ${String(fromPort)}`);

  it("lets in everybody from the internet, the joined networks where it is internal, or who is named", async () => {
    expect(await clients({ listener: { ...https, redirectHttp: true } })).to.deep.equal([
      "0.0.0.0/0 443",
      "0.0.0.0/0 80",
    ]);
    const internal = { ...alb, internal: true };
    expect(await clients({ frontEnd: { aws: internal } })).to.deep.equal([
      "172.16.0.0/16 80",
      "172.18.0.0/16 80",
    ]);
    const named = { ...internal, clientCidrBlocks: ["172.16.8.0/24"] };
    expect(await clients({ frontEnd: { aws: named } })).to.deep.equal(["172.16.8.0/24 80"]);
  });

  it("lets nothing out but requests and health checks to the targets", async () => {
    const rules = ofType(await made({ healthCheck: { port: 9000 } }), egress).map(({ inputs }) => inputs);
    expect(
      rules.map(({ cidrIpv4, ipProtocol, fromPort, toPort }) => [cidrIpv4, ipProtocol, fromPort, toPort]),
    ).to.have.deep.members([
      ["172.16.20.207/32", "tcp", 80, 80],
      ["172.16.20.207/32", "tcp", 9000, 9000],
      ["172.18.0.4/32", "tcp", 80, 80],
      ["172.18.0.4/32", "tcp", 9000, 9000],
    ]);
  });

  it("touches nothing of other targets for one target more", async () => {
    const more = {
      ...hello.backends,
      azure: { targets: { web: { address: "172.18.0.4" }, new: { address: "172.18.0.5" } } },
    };
    const [before, after] = [await made(), await made({ backends: more })];
    const text = ({ urn, inputs }: RecordedResource) => `${urn} ${JSON.stringify(inputs)}`;
    const known = new Set(before.map(text));
    const changed = after.filter((each) => !known.has(text(each))).map(({ name }) => name);
    expect(changed).to.have.members([
      "hello-target-azure-new",
      "hello-lb-egress-azure-new-80",
      // One rule admits the balancer to all targets in Azure.
      "hello-allow-80",
    ]);
    expect(after).to.have.length(before.length + 2);
  });

  it("makes everything under itself, with the providers it was given", async () => {
    const { resources } = await record(() => {
      const provider = new Provider("aws-prod", {});
      return new (balancer().constructor as typeof import("../../../../components").MultiCloudLoadBalancer)(
        "shop",
        hello,
        { providers: [provider] },
      );
    }, amazon);
    for (const { name, parent, provider } of resources.filter((each) => /^shop-/.test(each.name))) {
      expect(parent, name).to.contain("MultiCloudLoadBalancer::shop");
      if (!name.startsWith("shop-allow-")) {
        expect(provider, name).to.include("::aws-prod::");
      }
    }
  });

  it("offers what programs need, also as a member of DnsFailover", async () => {
    const { result } = await record(() => balancer(), amazon);
    const target: DnsTarget = result.endpoint;
    expect(await value(target.alias)).to.deep.equal({
      name: "hello-lb.elb.test",
      zoneId: "Z1",
      detectionSeconds: 35,
    });
    expect(await value(result.hostname)).to.equal("hello-lb.elb.test");
    expect(result.address).to.equal(undefined);
    expect(await value(result.loadBalancerId)).to.equal("arn-of-hello-lb");
    expect(result.healthCheck).to.include({ path: "/index.html", intervalSeconds: 10, detectionSeconds: 35 });
    expect(result.requiredAdvertisements).to.have.length(3);
  });

  it("tells which rules it made, and which are for others to make", async () => {
    const { networkSecurityGroupName, ...withoutGroup } = azure;
    const { result } = await record(() => balancer({ networks: { aws, azure: withoutGroup } }), amazon);
    expect(networkSecurityGroupName).to.equal("nsg");
    expect(
      result.requiredPeerRules.map(({ cloud, sourceCidr, port, opened }) => ({
        cloud,
        sourceCidr,
        port,
        opened,
      })),
    ).to.deep.equal([
      { cloud: "aws", sourceCidr: "172.16.0.0/18", port: 80, opened: true },
      { cloud: "aws", sourceCidr: "172.16.64.0/18", port: 80, opened: true },
      { cloud: "azure", sourceCidr: "172.16.0.0/18", port: 80, opened: false },
      { cloud: "azure", sourceCidr: "172.16.64.0/18", port: 80, opened: false },
    ]);
  });
});
