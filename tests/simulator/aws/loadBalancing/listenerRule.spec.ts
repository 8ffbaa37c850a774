import { expect } from "chai";

import { Estate, itChecks, refusal, refused, tokens } from "./scene";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const path = (...values: string[]): Props => ({ pathPattern: { values } });
const fixed: Props = { type: "fixed-response", fixedResponse: { contentType: "text/plain" } };
const when = (...conditions: Props[]): Props => ({ conditions });

describe("aws ListenerRule", () => {
  itChecks(tokens.listenerRule, { listenerArn: UNKNOWN, actions: [fixed], conditions: [path("/api/*")] }, [
    {
      rule: "has conditions of one kind each",
      refused: [
        when(),
        when({}),
        when({ ...path("/a"), hostHeader: { values: ["a"] } }),
        when(path("/a"), path("/b")),
      ],
      accepted: [when(path("/a", "/b")), when(path("/a"), { hostHeader: { values: ["*.example.com"] } })],
      text: /^conditions/,
    },
    {
      rule: "has five values at most",
      refused: [
        when(path("/1", "/2", "/3"), { sourceIp: { values: ["10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16"] } }),
      ],
      accepted: [when(path("/1", "/2", "/3", "/4", "/5"))],
      text: /TooManyConditionValues/,
    },
    {
      rule: "has values in their form",
      refused: [
        when(path("/a b")),
        when({ hostHeader: { values: ["a_b"] } }),
        when({ httpRequestMethod: { values: ["get"] } }),
        when({ sourceIp: { values: ["10.0.0.1"] } }),
        when({ httpHeader: { values: ["a"] } }),
      ],
      accepted: [
        when({ httpRequestMethod: { values: ["GET"] } }),
        when({ httpHeader: { httpHeaderName: "X-Segment", values: ["prod"] } }),
        when({ queryStrings: [{ key: "v", value: "1" }] }),
      ],
      text: /^conditions\[0\]/,
    },
    {
      rule: "has a priority of 1 to 50000",
      refused: [{ priority: 0 }, { priority: 50001 }],
      accepted: [{ priority: 50000 }],
      text: /^priority: /,
    },
    {
      rule: "does one thing",
      refused: [{ actions: [] }, { actions: [fixed, fixed] }],
      accepted: [],
      text: /^actions: /,
    },
  ]);

  it("has its priority to itself, and the next one by default", async () => {
    const estate = await Estate.open();
    const group = await estate.group();
    const listener = await estate.listener(await estate.balancer(), group);
    const rule = (more: Props = {}): Promise<Made> =>
      estate.scene.make(tokens.listenerRule, {
        listenerArn: listener.id,
        actions: [{ type: "forward", targetGroupArn: group.id }],
        conditions: [path("/api/*")],
        ...more,
      });
    const first = await rule({ priority: 10 });
    expect(first.id).to.match(/:listener-rule\/app\/[^/]+(\/[0-9a-f]{16}){3}$/);
    expect((await rule()).outputs.priority).to.equal(11);
    expect(await refusal(rule({ priority: 10 }))).to.match(refused("PriorityInUse", "Priority '10'"));
    const moved = await estate.scene.account.update(first, { ...first.inputs, priority: 12 });
    expect(moved.outputs.priority).to.equal(12);
    expect(await refusal(rule({ listenerArn: "arn" }))).to.match(refused("ListenerNotFound"));
    const network = await estate.group({ protocol: "TCP" });
    const forward = { actions: [{ type: "forward", targetGroupArn: network.id }] };
    expect(await refusal(rule(forward))).to.match(refused("IncompatibleProtocols"));
    await estate.scene.account.delete(listener);
    expect(estate.scene.account.read(first)).to.equal(undefined);
  });
});

describe("aws WebAclAssociation", () => {
  const acl =
    "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/web/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111";

  itChecks(tokens.webAclAssociation, { resourceArn: UNKNOWN, webAclArn: acl }, [
    {
      rule: "has a regional ACL of its Region",
      refused: [
        { webAclArn: acl.replace("regional", "global") },
        { webAclArn: acl.replace("eu-central-1", "us-east-1") },
        { webAclArn: "web" },
      ],
      accepted: [{ webAclArn: UNKNOWN }],
      text: /^webAclArn: WAFInvalidParameterException/,
    },
  ]);

  it("guards one Application Load Balancer, once", async () => {
    const estate = await Estate.open();
    const guard = (resource: Made): Promise<Made> =>
      estate.scene.make(tokens.webAclAssociation, { resourceArn: resource.id, webAclArn: acl });
    const alb = await estate.balancer();
    expect((await guard(alb)).id).to.equal(`${acl},${alb.id}`);
    expect(await refusal(guard(alb))).to.match(refused("WAFAssociatedItemException"));
    const nlb = await estate.balancer({ loadBalancerType: "network" });
    expect(await refusal(guard(nlb))).to.match(refused("WAFInvalidParameterException"));
    expect(await refusal(guard({ ...alb, id: "arn" }))).to.match(refused("WAFUnavailableEntityException"));
  });
});
