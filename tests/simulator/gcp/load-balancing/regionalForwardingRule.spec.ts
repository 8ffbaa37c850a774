import { expect } from "chai";

import { BalancerScene, connections, regionalChain } from "./balancerScene";
import { global, invalid, itChecks, refusal, region, regional, tokens, usedBy } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const internalRule: Props = {
  target: regional("targetHttpProxies/proxy"),
  portRange: "80",
  loadBalancingScheme: "INTERNAL_MANAGED",
  network: "net",
  subnetwork: "sub",
};
const passthroughRule: Props = {
  backendService: "service",
  ports: ["80"],
  loadBalancingScheme: "INTERNAL",
  subnetwork: "sub",
};
const activeSubnet =
  "An active proxy-only subnetwork is required in the same region and VPC as the forwarding rule.";

describe("gcp ForwardingRule", () => {
  itChecks(tokens.forwardingRule, internalRule, [
    {
      rule: "leads to a regional proxy",
      refused: [{ target: global("targetHttpProxies/proxy") }],
      accepted: [{ target: regional("targetTcpProxies/proxy") }],
      at: "target",
      text: /scope of the forwarding rule/,
    },
    {
      rule: "has one port for a proxy",
      refused: [{ portRange: "80-90" }],
      accepted: [{ portRange: "8080", allowGlobalAccess: true }],
      at: "portRange",
      text: /exactly one port/,
    },
    {
      rule: "leads to the proxy and not to the service",
      refused: [{ backendService: "service" }],
      accepted: [{}],
      at: "backendService",
      text: /has a target/,
    },
  ]);

  itChecks(tokens.forwardingRule, passthroughRule, [
    {
      rule: "has up to five ports, or all",
      refused: [
        { ports: ["1", "2", "3", "4", "5", "6"] },
        { ports: ["0"] },
        { ports: ["80"], allPorts: true },
      ],
      accepted: [{ ports: ["1", "2", "3", "4", "5"] }],
      at: "ports",
      text: /at most 5|from 1 to 65535|Exactly one of/,
    },
    {
      rule: "takes all ports of all protocols",
      refused: [{ ipProtocol: "L3_DEFAULT" }],
      accepted: [{ ipProtocol: "UDP" }],
      at: "allPorts",
      text: /needs allPorts/,
    },
  ]);

  it("needs proxies in its region and network", async () => {
    const balancer = await regionalChain();
    const make = (): Promise<Made> => balancer.make(tokens.forwardingRule, "rule", internalRule);
    expect(await refusal(make())).to.match(invalid("resource.target", activeSubnet));
    await balancer.proxySubnet({ name: "far", region: "europe-west1", ipCidrRange: "10.34.0.0/23" });
    await balancer.scene.subnet("cross", {
      ipCidrRange: "10.36.0.0/23",
      purpose: "GLOBAL_MANAGED_PROXY",
      role: "ACTIVE",
    });
    expect(await refusal(make())).to.match(invalid("resource.target", activeSubnet));
    const proxies = await balancer.proxySubnet();
    const made = await make();
    expect(made.outputs.ipAddress).to.equal("10.16.0.2");
    expect(await refusal(balancer.scene.account.delete(proxies))).to.contain(
      usedBy("subnetwork", proxies.id, made.id),
    );
  });

  it("of a regional external balancer names the network of its proxies", async () => {
    const balancer = await regionalChain("EXTERNAL_MANAGED");
    await balancer.proxySubnet();
    const make = (more: Props): Promise<Made> =>
      balancer.make(tokens.forwardingRule, "rule", {
        target: regional("targetHttpProxies/proxy"),
        portRange: "80",
        loadBalancingScheme: "EXTERNAL_MANAGED",
        ...more,
      });
    expect(await refusal(make({}))).to.match(/networks\/default' was not found/);
    const standard = await balancer.make(tokens.address, "ip", { networkTier: "STANDARD" });
    expect(await refusal(make({ network: "net", ipAddress: standard.id }))).to.match(
      invalid("resource.IPAddress", "network tier STANDARD"),
    );
    const made = await make({ network: "net", ipAddress: standard.id, networkTier: "STANDARD" });
    expect(made.outputs.ipAddress).to.equal(standard.outputs.address);
  });

  it("has groups of its own network only", async () => {
    const balancer = await regionalChain();
    await balancer.scene.network("other");
    await balancer.scene.subnet("other-sub", { network: "other", ipCidrRange: "10.48.0.0/24" });
    await balancer.proxySubnet({ network: "other" });
    const rule = { ...internalRule, network: "other", subnetwork: "other-sub" };
    expect(await refusal(balancer.make(tokens.forwardingRule, "rule", rule))).to.match(
      invalid("resource.network", "networkEndpointGroups/hybrid"),
    );
  });

  it("has a free address of its subnet, which several share if it is reserved for that", async () => {
    const balancer = await regionalChain();
    await balancer.proxySubnet();
    await balancer.instance("vm", { networkInterfaces: [{ subnetwork: "sub", networkIp: "10.16.0.5" }] });
    const make = (name: string, more: Props): Promise<Made> =>
      balancer.make(tokens.forwardingRule, name, { ...internalRule, ...more });
    expect(await refusal(make("no", { ipAddress: "10.99.0.1" }))).to.match(
      invalid("resource.IPAddress", "outside"),
    );
    expect(await refusal(make("no", { ipAddress: "10.16.0.5" }))).to.match(/IP_IN_USE_BY_ANOTHER_RESOURCE/);
    await make("first", { ipAddress: "10.16.0.6" });
    expect(await refusal(make("second", { ipAddress: "10.16.0.6", portRange: "81" }))).to.match(/IP_IN_USE/);
    const shared = await balancer.make(tokens.address, "vip", {
      addressType: "INTERNAL",
      subnetwork: "sub",
      purpose: "SHARED_LOADBALANCER_VIP",
    });
    await make("third", { ipAddress: shared.id });
    await make("fourth", { ipAddress: shared.id, portRange: "81" });
    expect(await refusal(make("fifth", { ipAddress: shared.id }))).to.match(
      invalid("resource.IPAddress", "conflict"),
    );
    expect(
      await refusal(
        balancer.instance("late", { networkInterfaces: [{ subnetwork: "sub", networkIp: "10.16.0.6" }] }),
      ),
    ).to.match(/IP_IN_USE/);
  });

  it("passes on what its service takes", async () => {
    const balancer = await BalancerScene.open();
    await balancer.regionHealthCheck();
    await balancer.regionService({ loadBalancingScheme: "INTERNAL", protocol: "UDP" });
    const rule = (more: Props): Promise<Made> =>
      balancer.make(tokens.forwardingRule, "rule", { ...passthroughRule, ...more });
    expect(await refusal(rule({}))).to.match(invalid("resource.IPProtocol", "has the protocol UDP"));
    await rule({ ipProtocol: "UDP" });
  });
});

describe("gcp target TCP proxies", () => {
  it("forward connections to services of proxy balancers", async () => {
    const balancer = await BalancerScene.open();
    await balancer.healthCheck();
    await balancer.regionHealthCheck();
    const group = await balancer.hybridGroup();
    await balancer.service({ name: "http" });
    const tcp = await balancer.service({ name: "tcp", protocol: "TCP", backends: [connections(group)] });
    const make = (more: Props): Promise<Made> => balancer.make(tokens.targetTcpProxy, "proxy", more);
    expect(await refusal(make({ backendService: global("backendServices/http") }))).to.match(
      invalid("resource.service", "Application Load Balancer"),
    );
    expect(await refusal(make({ backendService: tcp.id, loadBalancingScheme: "EXTERNAL" }))).to.match(
      invalid("resource.loadBalancingScheme", "EXTERNAL_MANAGED"),
    );
    const proxy = await make({ backendService: tcp.id });
    expect(await refusal(balancer.scene.account.delete(tcp))).to.contain(
      usedBy("backend_service", tcp.id, proxy.id),
    );
    const regionalTcp = await balancer.regionService({ protocol: "TCP", backends: [connections(group)] });
    const inRegion = await balancer.make(tokens.regionTargetTcpProxy, "proxy", {
      backendService: regionalTcp.id,
    });
    expect(inRegion.id).to.equal(`projects/shop-dev/regions/${region}/targetTcpProxies/proxy`);
    expect(
      balancer.scene.account.diff(inRegion, { ...inRegion.inputs, proxyHeader: "PROXY_V1" }),
    ).to.deep.equal(["proxyHeader!"]);
    expect(balancer.scene.account.diff(proxy, { ...proxy.inputs, proxyHeader: "PROXY_V1" })).to.deep.equal([
      "proxyHeader",
    ]);
  });
});
