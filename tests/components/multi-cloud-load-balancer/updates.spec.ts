import { expect } from "chai";
import type { MultiCloudLoadBalancerArgs } from "../../../components";
import { find, ofType, record, type RecordedResource } from "../../helpers/recordedMocks";
import { balancer, https, nlb, threeClouds, weights } from "./balancers";
import * as gcp from "./gcp/balancers";

type Args = Partial<MultiCloudLoadBalancerArgs>;

const inAws = async (args: Args = {}) =>
  (await record(() => balancer(args), { outputs: ({ name }) => ({ arn: `arn-of-${name}` }) })).resources;

const inGcp = async (...args: Parameters<typeof gcp.argsOf>) =>
  (
    await record(() => gcp.balancer(gcp.argsOf(...args)), {
      outputs: ({ name }) => ({ name, address: "203.0.113.7" }),
    })
  ).resources;

const namesOf = (resources: readonly RecordedResource[], type: string) =>
  ofType(resources, type).map(({ urn }) => urn);

describe("a change of a running MultiCloudLoadBalancer", () => {
  it("sends requests to new target groups once their targets are there", async () => {
    for (const args of [{}, weights(90, 10)]) {
      const resources = await inAws(args);
      const attachments = namesOf(resources, "aws:lb/targetGroupAttachment:TargetGroupAttachment");
      expect(attachments).to.have.length(2);
      expect(find(resources, "hello-listener-80").dependencies).to.include.members(attachments);
    }
  });

  it("sends requests to new endpoint groups once their endpoints are there", async () => {
    for (const reach of ["global-external", "regional-internal"] as const) {
      const resources = await inGcp("alb", reach);
      const endpoints = namesOf(resources, "gcp:compute/networkEndpoint:NetworkEndpoint");
      expect(endpoints).to.have.length(3);
      expect(find(resources, "hello-backend-service").dependencies).to.include.members(endpoints);
    }
  });

  it("frees the target groups of a balancer that is replaced, as AWS takes them for one at a time", async () => {
    const resources = await inAws({ listener: { ...https, redirectHttp: true } });
    for (const name of ["hello-listener-443", "hello-listener-80"]) {
      expect(find(resources, name).deleteBeforeReplace, name).to.equal(true);
    }
  });

  it("comes to HTTPS, and back, without a moment in which port 80 is closed", async () => {
    const before = await inAws();
    const after = await inAws({ listener: { ...https, redirectHttp: true } });
    expect(find(after, "hello-listener-80").urn).to.equal(find(before, "hello-listener-80").urn);
    expect(find(after, "hello-listener-80").dependencies).to.include(find(after, "hello-listener-443").urn);
    const [plain, secure] = [
      await inGcp("alb", "global-external"),
      await inGcp("alb", "global-external", {
        listener: {
          protocol: "HTTPS",
          certificate: { gcp: { certificateMap: "map" } },
          redirectHttp: true,
        },
      }),
    ];
    const rule = "hello-forwarding-rule-80";
    expect(find(secure, rule).urn).to.equal(find(plain, rule).urn);
    expect(find(secure, rule).dependencies).to.include(find(secure, "hello-forwarding-rule-443").urn);
  });

  it("turns off what is no longer asked for, where a provider would leave it as it is", async () => {
    const application = await inAws(weights(1, 1));
    for (const name of ["hello-tg-aws", "hello-tg-azure"]) {
      expect(find(application, name).inputs, name).to.deep.include({
        stickiness: { enabled: false, type: "lb_cookie" },
        loadBalancingCrossZoneEnabled: "use_load_balancer_configuration",
      });
    }
    const [action] = find(application, "hello-listener-80").inputs["defaultActions"] as unknown[];
    expect(action).to.have.nested.property("forward.stickiness.enabled", false);
    const network = await inAws({
      ...threeClouds,
      frontEnd: { aws: nlb },
      listener: { protocol: "TCP", port: 5432 },
      healthCheck: {},
    });
    expect(find(network, "hello-tg").inputs.stickiness).to.deep.equal({ enabled: false, type: "source_ip" });
    expect(find(await inGcp("alb", "global-external"), "hello-backend-service").inputs).to.deep.include({
      sessionAffinity: "NONE",
      logConfig: { enable: false },
      connectionDrainingTimeoutSec: 300,
    });
  });
});
