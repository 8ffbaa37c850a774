import { expect } from "chai";

import { failuresOf, analyse } from "../../../reachability";
import * as amazon from "../../reachability/cases/aws/resources";
import * as microsoft from "../../reachability/cases/azure/resources";
import { awsAndAzure } from "../estates/awsAndAzure";
import { alb } from "../estates/awsBalancers";
import { verdicts } from "../estates/health";

describe("the targets of an AWS load balancer", () => {
  it("are healthy in both clouds where probes and answers get through", () => {
    expect(verdicts([...awsAndAzure(), ...alb()])).to.deep.equal({
      "aws-target": "healthy",
      "azure-target": "healthy",
    });
  });

  const azureFails: [what: string, resources: () => ReturnType<typeof alb>, because: RegExp][] = [
    [
      "whose network security group lets in other ports only",
      () => [
        ...awsAndAzure({
          nsgRules: [
            microsoft.inbound(100, "Allow", { from: "172.16.0.0/16", protocol: "Tcp", port: "22" }),
            microsoft.inbound(200, "Deny"),
          ],
        }),
        ...alb(),
      ],
      /unhealthy: from front in a: .*guard.*denies/,
    ],
    [
      "whose network security group lets in one of the balancer's two subnets",
      () => [
        ...awsAndAzure({
          nsgRules: [
            microsoft.inbound(100, "Allow", { from: "172.16.0.0/18", protocol: "Tcp", port: "80" }),
            microsoft.inbound(200, "Deny"),
          ],
        }),
        ...alb(),
      ],
      /unhealthy: from front in b: .*guard.*denies/,
    ],
    [
      "whose answer finds no way back to one of the subnets",
      () => [...awsAndAzure({ azureKnows: ["172.16.0.0/18"] }), ...alb()],
      /unhealthy: from front in b: the answer does not get back/,
    ],
    [
      "that is not put into all zones",
      () => [...awsAndAzure(), ...alb({ azureTarget: { availabilityZone: undefined } })],
      /unhealthy: .*availability zone "all"/,
    ],
    [
      "behind a balancer whose own security group lets nothing out to it",
      () => {
        const closed = amazon.securityGroup(
          "balancer",
          amazon.vpc("shop", "172.16.0.0/16"),
          [],
          [{ ...amazon.anywhere, cidrBlocks: ["172.16.0.0/16"] }],
        );
        return [...awsAndAzure(), ...alb().map((one) => (one.urn === closed.urn ? closed : one))];
      },
      /unhealthy: from front in a: .*balancer denies/,
    ],
  ];
  for (const [what, resources, because] of azureFails) {
    it(`drop one in Azure ${what}`, () => {
      const { "aws-target": own, "azure-target": other } = verdicts(resources());
      expect(own).to.equal("healthy");
      expect(other).to.match(because);
    });
  }

  it("take no public address", () => {
    const group = alb().find(({ type }) => type.endsWith(":TargetGroup"))!;
    const open = amazon.aws("lb/targetGroupAttachment:TargetGroupAttachment", "open", {
      targetGroupArn: group.id,
      targetId: "203.0.113.7",
      availabilityZone: "all",
    });
    expect(verdicts([...awsAndAzure(), ...alb(), open])["open"]).to.match(/no public address/);
  });

  it("get nothing in a zone that the balancer is not in", () => {
    const oneZone = alb({ balancer: { subnets: [amazon.subnet("b", amazon.vpc("shop", ""), "").id] } });
    const found = verdicts([...awsAndAzure(), ...oneZone]);
    expect(found["aws-target"]).to.match(/not enabled in availability zone eu-central-1a/);
    expect(found["azure-target"]).to.equal("healthy");
  });

  it("survive the loss of one tunnel, not of both", () => {
    const resources = [...awsAndAzure(), ...alb()];
    const analysis = analyse(resources);
    const one = failuresOf(analysis, ["tunnel-1"]);
    expect(verdicts(resources, { lost: one })["azure-target"]).to.equal("healthy");
    const both = failuresOf(analysis, ["tunnel-1", "tunnel-2"]);
    const found = verdicts(resources, { lost: both });
    expect(found["azure-target"]).to.match(/unhealthy: .*(lost|down|no route)/);
    expect(found["aws-target"]).to.equal("healthy");
  });

  it("are unhealthy when they answer what the check does not expect", () => {
    const found = verdicts([...awsAndAzure(), ...alb()], {
      answers: ({ name }, { path }) =>
        name === "aws-target" ? { status: path === "/index.html" ? 404 : 200 } : "nothing",
    });
    expect(found).to.deep.equal({
      "aws-target": "unhealthy: it answers 404, not 200",
      "azure-target": "unhealthy: it refuses connections",
    });
  });

  it("of a network load balancer without cross-zone balancing are probed from their own zone", () => {
    const nlb = alb({
      balancer: { loadBalancerType: "network", securityGroups: undefined },
      group: { protocol: "TCP", healthCheck: undefined },
      listener: { protocol: "TCP" },
    });
    const onlyA = [amazon.tcp(80, "172.16.0.0/18")];
    expect(verdicts([...awsAndAzure({ ingress: onlyA }), ...nlb])["aws-target"]).to.equal("healthy");
    const crossing = nlb.map((one) =>
      one.type.endsWith(":LoadBalancer")
        ? { ...one, outputs: { ...one.outputs, enableCrossZoneLoadBalancing: true } }
        : one,
    );
    expect(verdicts([...awsAndAzure({ ingress: onlyA }), ...crossing])["aws-target"]).to.match(
      /from front in b: .*web denies/,
    );
  });
});
