import { expect } from "chai";

import { loadBalancer } from "../../../bench/balancer/targets";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { countTypes } from "../typeCounts";

const attachment = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
const egressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const endpoint = "gcp:compute/networkEndpoint:NetworkEndpoint";
const instance = "gcp:compute/instance:Instance";

describe("a load balancer of a given size", () => {
  it("differs in AWS in its targets and their rules alone", async () => {
    const small = countTypes(await inSimulatedClouds(() => loadBalancer(3)));
    const large = countTypes(await inSimulatedClouds(() => loadBalancer(30)));
    const more = 30 - 3;
    expect(small[attachment]).to.equal(3);
    expect(large).to.deep.equal({
      ...small,
      [attachment]: 3 + more,
      [egressRule]: (small[egressRule] ?? 0) + more,
    });
  });

  it("takes the most that is measured", async () => {
    const { [attachment]: attachments } = countTypes(await inSimulatedClouds(() => loadBalancer(200)));
    expect(attachments).to.equal(200);
  });

  it("has the same targets in Google Cloud, its own as instances", async () => {
    const counted = countTypes(await inSimulatedClouds(() => loadBalancer(6, "gcp")));
    expect(counted).to.include({ [endpoint]: 6, [instance]: 2 });
  });

  it("has one gateway in Azure", async () => {
    const { result, recorded } = await inSimulatedClouds(() => loadBalancer(6, "azure"));
    const gateways = recorded.filter(({ type }) => type === "azure-native:network:ApplicationGateway");
    expect(gateways).to.have.length(1);
    expect(result.requiredPeerRules.every(({ opened }) => opened)).to.equal(true);
  });
});
