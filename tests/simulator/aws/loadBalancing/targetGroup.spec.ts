import { expect } from "chai";

import { Estate, itChecks, refusal, refused, tokens } from "./scene";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";

const base: Props = { name: "web", port: 80, protocol: "HTTP", targetType: "ip", vpcId: "vpc-1" };
const tcp: Props = { protocol: "TCP" };
const check = (healthCheck: Props, more: Props = {}): Props => ({ ...more, healthCheck });

describe("aws TargetGroup", () => {
  itChecks(tokens.targetGroup, base, [
    {
      rule: "has a name of 32 letters, digits and hyphens",
      refused: ["n".repeat(33), "-web", "web-", "we b"].map((name) => ({ name })),
      accepted: ["n".repeat(32), "internal-web"].map((name) => ({ name })),
      text: /^name: /,
    },
    {
      rule: "has a port, a protocol and a VPC",
      refused: [{ port: null }, { protocol: null }, { vpcId: null }, { port: 65536 }],
      accepted: [{ port: 65535, vpcId: UNKNOWN }],
      text: /must be specified|range/,
    },
    {
      rule: "has targets and protocols that are simulated",
      refused: [
        { targetType: "lambda" },
        { targetType: "host" },
        { protocol: "GENEVE" },
        { protocol: "QUIC" },
      ],
      accepted: [
        { targetType: "instance" },
        ...["HTTPS", "TCP", "TLS", "UDP", "TCP_UDP"].map((protocol) => ({ protocol })),
      ],
      text: /^(targetType|protocol): /,
    },
    {
      rule: "is of TCP where its target is a load balancer",
      refused: [{ targetType: "alb" }],
      accepted: [{ targetType: "alb", ...tcp }],
      text: /target type 'alb' has the protocol TCP/,
    },
    {
      rule: "checks health within limits",
      refused: [
        check({ interval: 4, timeout: 2 }),
        check({ interval: 301 }),
        check({ timeout: 1 }),
        check({ timeout: 121, interval: 300 }),
        check({ healthyThreshold: 1 }),
        check({ unhealthyThreshold: 11 }),
        check({ port: "0" }),
        check({ path: "index.html" }),
      ],
      accepted: [
        check({ interval: 6, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 10, path: "/index.html" }),
        check({ interval: 300, timeout: 120, port: "8080" }),
        check({ interval: UNKNOWN, timeout: 120 }),
      ],
      text: /^healthCheck\.(interval|timeout|healthyThreshold|unhealthyThreshold|port|path): /,
    },
    {
      rule: "waits less long than until the next check",
      refused: [
        check({ interval: 10, timeout: 10 }),
        check({ interval: 5 }),
        check({ interval: 10, timeout: 11, protocol: "TCP" }, tcp),
      ],
      accepted: [
        check({ interval: 10, timeout: 10, protocol: "TCP" }, tcp),
        check({ interval: 10, timeout: 9 }),
      ],
      text: /^healthCheck\.timeout: .*(must be greater than the timeout|must be smaller than or equal)/,
    },
    {
      rule: "checks groups of networks by TCP too",
      refused: [check({ protocol: "TCP" }), check({ protocol: "UDP" }, { protocol: "UDP" })],
      accepted: [
        check({ protocol: "HTTPS" }),
        ...["TCP", "HTTP", "HTTPS"].map((protocol) => check({ protocol }, { protocol: "UDP" })),
      ],
      text: /^healthCheck\.protocol: /,
    },
    {
      rule: "asks for a path and an answer by HTTP only",
      refused: [check({ protocol: "TCP", path: "/" }, tcp), check({ protocol: "TCP", matcher: "200" }, tcp)],
      accepted: [check({ protocol: "HTTP", path: "/", matcher: "200-599" }, tcp)],
      text: /cannot be specified when "health_check.protocol" is "TCP"/,
    },
    {
      rule: "takes answers with the codes of its kind",
      refused: [
        check({ matcher: "500" }),
        check({ matcher: "199" }),
        check({ matcher: "299-200" }),
        check({ matcher: "ok" }),
        check({ matcher: "200" }, { protocolVersion: "GRPC" }),
      ],
      accepted: [
        check({ matcher: "200,202" }),
        check({ matcher: "200-499" }),
        check({ matcher: "0-99" }, { protocolVersion: "GRPC" }),
        check({ protocol: "HTTP", matcher: "599" }, tcp),
      ],
      text: /^healthCheck\.matcher: /,
    },
    {
      rule: "always checks health",
      refused: [check({ enabled: false })],
      accepted: [check({ enabled: true })],
      text: /must be true/,
    },
    {
      rule: "starts slowly in 30 to 900 seconds, in turns, for applications",
      refused: [
        { slowStart: 29 },
        { slowStart: 901 },
        { slowStart: 30, loadBalancingAlgorithmType: "least_outstanding_requests" },
        { ...tcp, slowStart: 30 },
      ],
      accepted: [{ slowStart: 0 }, { slowStart: 30 }, { slowStart: 900 }, { ...tcp, slowStart: 0 }],
      text: /^slowStart: /,
    },
    {
      rule: "drains for an hour at most",
      refused: [{ deregistrationDelay: -1 }, { deregistrationDelay: 3601 }],
      accepted: [{ deregistrationDelay: 0 }, { deregistrationDelay: 3600 }],
      text: /^deregistrationDelay: /,
    },
    {
      rule: "sticks by the means of its kind",
      refused: [
        { stickiness: { type: "source_ip" } },
        { ...tcp, stickiness: { type: "lb_cookie" } },
        { protocol: "TLS", stickiness: { type: "source_ip" } },
        { stickiness: { type: "app_cookie" } },
        { stickiness: { type: "app_cookie", cookieName: "AWSALBAPP-0" } },
        { stickiness: { type: "lb_cookie", cookieDuration: 604801 } },
        { stickiness: { type: "ip" } },
      ],
      accepted: [
        { stickiness: { type: "lb_cookie", cookieDuration: 604800 } },
        { stickiness: { type: "app_cookie", cookieName: "session" } },
        { ...tcp, stickiness: { type: "source_ip" } },
        { protocol: "TLS", stickiness: { type: "source_ip", enabled: false } },
      ],
      text: /^stickiness/,
    },
    {
      rule: "has the settings of its kind",
      refused: [
        { proxyProtocolV2: true },
        { preserveClientIp: "true" },
        { ...tcp, loadBalancingAlgorithmType: "round_robin" },
        { ...tcp, protocolVersion: "HTTP2" },
        { protocol: "UDP", preserveClientIp: "false" },
        { loadBalancingAnomalyMitigation: "on" },
        { loadBalancingCrossZoneEnabled: "yes" },
      ],
      accepted: [
        { ...tcp, proxyProtocolV2: true, preserveClientIp: "false", connectionTermination: true },
        { protocol: "UDP", preserveClientIp: "true" },
        { loadBalancingAlgorithmType: "weighted_random", loadBalancingAnomalyMitigation: "on" },
        { loadBalancingCrossZoneEnabled: "true", protocolVersion: "HTTP2" },
      ],
      text: /is no attribute|cannot be disabled|needs the algorithm|one of/,
    },
    {
      rule: "fails over by counts and percentages",
      refused: [
        { targetGroupHealth: { dnsFailover: { minimumHealthyTargetsPercentage: "101" } } },
        { targetGroupHealth: { dnsFailover: { minimumHealthyTargetsCount: "some" } } },
      ],
      accepted: [{ targetGroupHealth: { dnsFailover: { minimumHealthyTargetsCount: "2" } } }],
      text: /^targetGroupHealth\.dnsFailover/,
    },
  ]);

  describe("in a VPC", () => {
    let estate: Estate;
    beforeEach(async () => (estate = await Estate.open()));

    it("has an ARN, and the health check that the provider and AWS fill in", async () => {
      const made = await estate.group({ name: "web", healthCheck: { path: "/index.html" } });
      expect(made.outputs.arn).to.match(
        /^arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup\/web\/[0-9a-f]{16}$/,
      );
      expect(made.outputs.arnSuffix).to.match(/^targetgroup\/web\/[0-9a-f]{16}$/);
      expect(made.outputs.healthCheck).to.deep.equal({
        enabled: true,
        healthyThreshold: 3,
        interval: 30,
        matcher: "200",
        path: "/index.html",
        port: "traffic-port",
        protocol: "HTTP",
        timeout: 5,
        unhealthyThreshold: 3,
      });
      const network = await estate.group({ protocol: "TCP" });
      expect(network.outputs.healthCheck).to.deep.include({ protocol: "TCP", path: "", timeout: 10 });
    });

    it("needs a VPC of the Region and a name of its own", async () => {
      expect(await refusal(estate.group({ vpcId: "vpc-0" }))).to.match(
        refused("ValidationError", "The VPC ID 'vpc-0' is not found"),
      );
      await estate.group({ name: "web" });
      expect(await refusal(estate.group({ name: "web" }))).to.match(refused("DuplicateTargetGroupName"));
    });

    it("is not deleted while a listener forwards to it", async () => {
      const group = await estate.group();
      const balancer = await estate.balancer();
      const listener = await estate.listener(balancer, group);
      expect(estate.scene.account.read(group)?.loadBalancerArns).to.deep.equal([balancer.id]);
      expect(await refusal(estate.scene.account.delete(group))).to.match(
        refused("ResourceInUse", "is currently in use by a listener or a rule"),
      );
      await estate.scene.account.delete(listener);
      await estate.scene.account.delete(group);
    });

    it("changes its checks in place, and its protocol by a new group", async () => {
      const group = await estate.group();
      const diff = (more: Props): string[] => estate.scene.account.diff(group, { ...group.inputs, ...more });
      expect(diff({ healthCheck: { path: "/up" }, slowStart: 60 })).to.deep.equal([
        "healthCheck",
        "slowStart",
      ]);
      expect(diff({ protocol: "HTTPS", port: 443 })).to.deep.equal(["port!", "protocol!"]);
      const updated = await estate.scene.account.update(group, {
        ...group.inputs,
        healthCheck: { path: "/up" },
      });
      expect(updated.outputs.healthCheck).to.include({ path: "/up", matcher: "200" });
    });
  });
});
