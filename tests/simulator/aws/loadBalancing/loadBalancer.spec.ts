import { expect } from "chai";

import { Estate, itChecks, refusal, refused, tokens } from "./scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const base: Props = { name: "web", subnets: ["subnet-1", "subnet-2"] };

describe("aws LoadBalancer", () => {
  itChecks(tokens.loadBalancer, base, [
    {
      rule: "has a name of 32 letters, digits and hyphens",
      refused: ["n".repeat(33), "-web", "web-", "web_1", "internal-web"].map((name) => ({ name })),
      accepted: ["n".repeat(32), "web-1", "internalweb"].map((name) => ({ name })),
      text: /^name: .*(cannot|only alphanumeric)/,
    },
    {
      rule: "is for applications or networks",
      refused: [{ loadBalancerType: "gateway" }, { loadBalancerType: "classic" }],
      accepted: [{ loadBalancerType: "network" }, { loadBalancerType: "application" }],
      text: /^loadBalancerType: /,
    },
    {
      rule: "is in subnets, or in subnets with addresses",
      refused: [{ subnets: null }, { subnetMappings: [{ subnetId: "subnet-1" }] }],
      accepted: [{ subnets: null, subnetMappings: [{ subnetId: "subnet-1" }] }],
      text: /exactly one of subnetMappings, subnets/,
    },
    {
      rule: "has the attributes of its kind",
      refused: [
        { loadBalancerType: "network", idleTimeout: 60 },
        { loadBalancerType: "network", enableHttp2: true },
        { dnsRecordClientRoutingPolicy: "availability_zone_affinity" },
        { enableCrossZoneLoadBalancing: false },
        { idleTimeout: 4001 },
        { clientKeepAlive: 59 },
      ],
      accepted: [
        { idleTimeout: 4000, clientKeepAlive: 60, enableHttp2: false, enableCrossZoneLoadBalancing: true },
        { loadBalancerType: "network", enableCrossZoneLoadBalancing: false },
        { loadBalancerType: "network", dnsRecordClientRoutingPolicy: "availability_zone_affinity" },
      ],
      text: /has no effect|always on|range/,
    },
    {
      rule: "logs to a bucket",
      refused: [
        { accessLogs: { enabled: true } },
        { accessLogs: { bucket: "B", enabled: true } },
        { accessLogs: { bucket: "logs", enabled: true, prefix: "/web" } },
      ],
      accepted: [{ accessLogs: { bucket: "web-logs", enabled: true, prefix: "web" } }],
      text: /^accessLogs/,
    },
  ]);

  describe("in a VPC", () => {
    let estate: Estate;
    beforeEach(async () => (estate = await Estate.open()));

    it("has names and zones by which it is found", async () => {
      const alb = await estate.balancer({ name: "web" });
      expect(alb.outputs.arn).to.match(
        /^arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer\/app\/web\/[0-9a-f]{16}$/,
      );
      expect(alb.outputs.arnSuffix).to.equal(alb.id.split("loadbalancer/")[1]);
      expect(alb.outputs.dnsName).to.match(/^web-\d{10}\.eu-central-1\.elb\.amazonaws\.com$/);
      expect(alb.outputs).to.deep.include({
        zoneId: "Z215JYRZR1TBD5",
        vpcId: estate.vpc.id,
        internal: false,
        securityGroups: [estate.vpc.outputs.defaultSecurityGroupId],
      });
      const nlb = await estate.balancer({ name: "tcp", loadBalancerType: "network", internal: true });
      expect(nlb.outputs.dnsName).to.match(/^tcp-[0-9a-f]{16}\.elb\.eu-central-1\.amazonaws\.com$/);
      expect(nlb.outputs).to.deep.include({ zoneId: "Z3F0SRJ5LGBH90", securityGroups: [] });
      const inside = await estate.balancer({ name: "in", internal: true });
      expect(inside.outputs.dnsName).to.match(/^internal-in-\d{10}\./);
    });

    it("is named after its resource, if that leaves room", async () => {
      expect((await estate.balancer({})).outputs.name).to.match(/^resource-\d+-[0-9a-f]{7}$/);
      const { scene, subnets } = estate;
      const inputs = { subnets: subnets.map(({ id }) => id) };
      expect(await refusal(scene.make(tokens.loadBalancer, inputs, "n".repeat(25)))).to.match(
        /longer than 32/,
      );
      await scene.make(tokens.loadBalancer, inputs, "n".repeat(24));
    });

    it("goes before its replacement comes, if it has a given name", async () => {
      const { account } = estate.scene;
      const before = (made: Made): boolean =>
        account.clouds.diff(made.token, made.inputs, { ...made.inputs, internal: true }).deleteBeforeReplace;
      expect(before(await estate.balancer({ name: "web" }))).to.equal(true);
      const automatic = await estate.balancer();
      expect(before(automatic)).to.equal(false);
      const { name, __defaults, ...given } = automatic.inputs;
      expect(__defaults).to.deep.equal(["name"]);
      expect((await account.update(automatic, { ...given, idleTimeout: 90 })).outputs.name).to.equal(name);
    });

    it("has its name to itself in the Region", async () => {
      await estate.balancer({ name: "web" });
      expect(await refusal(estate.balancer({ name: "web" }))).to.match(refused("DuplicateLoadBalancerName"));
    });

    it("is in two zones, with one subnet a zone", async () => {
      const [first] = estate.subnets;
      expect(await refusal(estate.balancer({ subnets: [first!.id] }))).to.match(
        refused("ValidationError", "At least two subnets in two different Availability Zones"),
      );
      await estate.balancer({ loadBalancerType: "network", subnets: [first!.id] });
      const twin = await estate.scene.subnet(estate.vpc, "172.16.64.0/24", {
        availabilityZone: "eu-central-1a",
      });
      expect(await refusal(estate.balancer({ subnets: [first!.id, twin.id] }))).to.match(
        refused("InvalidConfigurationRequest", "multiple subnets in the same Availability Zone"),
      );
      expect(await refusal(estate.balancer({ subnets: [first!.id, "subnet-0"] }))).to.match(
        refused("SubnetNotFound"),
      );
    });

    it("is in one VPC, with groups of it", async () => {
      const [first] = estate.subnets;
      const other = await estate.scene.vpc("10.0.0.0/16");
      const stranger = await estate.scene.subnet(other, "10.0.0.0/24", { availabilityZone: "eu-central-1b" });
      expect(await refusal(estate.balancer({ subnets: [first!.id, stranger.id] }))).to.match(
        refused("InvalidConfigurationRequest", "of one VPC"),
      );
      const group = await estate.scene.group(other);
      for (const wrong of [group.id, "sg-0"]) {
        expect(await refusal(estate.balancer({ securityGroups: [wrong] }))).to.match(
          refused("InvalidConfigurationRequest", "One or more security groups are invalid"),
        );
      }
      const own = await estate.scene.group(estate.vpc);
      const made = await estate.balancer({ securityGroups: [own.id] });
      expect(made.outputs.securityGroups).to.deep.equal([own.id]);
    });

    it("needs eight free addresses in each subnet", async () => {
      const narrow = await estate.scene.subnet(estate.vpc, "172.16.64.0/28", {
        availabilityZone: "eu-central-1c",
      });
      const balancer = (): Promise<Made> => estate.balancer({ subnets: [estate.subnets[0]!.id, narrow.id] });
      for (let i = 0; i < 4; i++) {
        await balancer();
      }
      expect(await refusal(balancer())).to.match(
        refused("InvalidSubnet", `Not enough IP space available in ${narrow.id}. ELB requires at least 8`),
      );
    });

    it("needs an internet gateway only where it faces the internet", async () => {
      await estate.scene.account.delete(estate.gateway);
      expect(await refusal(estate.balancer())).to.match(
        refused("InvalidSubnet", `VPC ${estate.vpc.id} has no internet gateway`),
      );
      await estate.balancer({ internal: true });
    });

    it("has fixed addresses if it is for networks", async () => {
      const eip = await estate.scene.make(tokens.eip, {});
      const [first] = estate.subnets;
      const network = (mapping: Props, more: Props = {}): Promise<Made> =>
        estate.scene.make(tokens.loadBalancer, {
          loadBalancerType: "network",
          subnetMappings: [{ subnetId: first!.id, ...mapping }],
          ...more,
        });
      await network({ allocationId: eip.id });
      expect(await refusal(network({ allocationId: eip.id }))).to.match(refused("ResourceInUse"));
      expect(await refusal(network({ allocationId: "eipalloc-0" }))).to.match(
        refused("AllocationIdNotFound"),
      );
      const inside = { internal: true };
      expect(await refusal(network({ privateIpv4Address: "172.16.0.3" }, inside))).to.match(
        refused("ValidationError", "not a free address"),
      );
      expect(await refusal(network({ privateIpv4Address: "172.16.0.9" }))).to.match(
        refused("ValidationError", "internal load balancer only"),
      );
      await network({ privateIpv4Address: "172.16.0.9" }, inside);
      const instance = { ami: "ami-12345678", instanceType: "t3.micro", subnetId: first!.id };
      expect(
        await refusal(estate.scene.make(tokens.instance, { ...instance, privateIp: "172.16.0.9" })),
      ).to.match(/InvalidIPAddress.InUse/);
    });

    it("is not deleted while it is protected, and keeps what it has", async () => {
      const group = await estate.scene.group(estate.vpc);
      const made = await estate.balancer({ securityGroups: [group.id], enableDeletionProtection: true });
      expect(await refusal(estate.scene.account.delete(made))).to.match(
        refused("OperationNotPermitted", "deletion protection is enabled"),
      );
      for (const used of [group, estate.subnets[0]!, estate.gateway]) {
        expect(await refusal(estate.scene.account.delete(used))).to.match(/DependencyViolation/);
      }
      await estate.scene.account.update(made, { ...made.inputs, enableDeletionProtection: false });
      await estate.scene.account.delete(made);
      for (const freed of [group, estate.gateway, ...estate.subnets]) {
        await estate.scene.account.delete(freed);
      }
    });

    it("moves between subnets in place, unless it is for networks", async () => {
      const [first, second] = estate.subnets;
      const third = await estate.scene.subnet(estate.vpc, "172.16.64.0/24", {
        availabilityZone: "eu-central-1c",
      });
      const moved = { subnets: [first!.id, third.id] };
      const alb = await estate.balancer();
      expect(estate.scene.account.diff(alb, { ...alb.inputs, ...moved })).to.deep.equal(["subnets"]);
      const updated = await estate.scene.account.update(alb, { ...alb.inputs, ...moved });
      expect(updated.outputs.subnets).to.deep.equal(moved.subnets);
      const nlb = await estate.balancer({ loadBalancerType: "network" });
      const diff = (more: Props): string[] => estate.scene.account.diff(nlb, { ...nlb.inputs, ...more });
      expect(diff(moved)).to.deep.equal(["subnets!"]);
      expect(diff({ subnets: [first!.id, second!.id, third.id] })).to.deep.equal(["subnets"]);
      expect(diff({ securityGroups: ["sg-1"] })).to.deep.equal(["securityGroups!"]);
      expect(diff({ internal: true })).to.deep.equal(["internal!"]);
    });
  });
});
