import { expect } from "chai";

import { globalChain } from "./balancerScene";
import { global, invalid, itChecks, refusal, regional, tokens, usedBy } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const globalRule: Props = {
  target: global("targetHttpProxies/proxy"),
  portRange: "80",
  loadBalancingScheme: "EXTERNAL_MANAGED",
};
const activeSubnet =
  "An active proxy-only subnetwork is required in the same region and VPC as the forwarding rule.";

describe("gcp GlobalForwardingRule", () => {
  itChecks(tokens.globalForwardingRule, globalRule, [
    {
      rule: "has one port",
      refused: [{ portRange: "80-81" }, { portRange: "0" }, { portRange: "http" }, { portRange: "65536" }],
      accepted: [{ portRange: "443" }, { portRange: "443-443" }],
      at: "portRange",
      text: /exactly one port/,
    },
    {
      rule: "is of a global balancer",
      refused: [{ loadBalancingScheme: "INTERNAL" }, { loadBalancingScheme: "INTERNAL_SELF_MANAGED" }],
      accepted: [{ loadBalancingScheme: "EXTERNAL" }],
      at: "loadBalancingScheme",
      text: /Simulated for global/,
    },
    {
      rule: "leads to a global proxy",
      refused: [{ target: regional("targetHttpProxies/proxy") }, { target: global("urlMaps/map") }],
      accepted: [{ target: global("targetTcpProxies/proxy") }],
      at: "target",
      text: /scope of the forwarding rule|malformed/,
    },
    {
      rule: "has a subnet where it is internal",
      refused: [{ loadBalancingScheme: "INTERNAL_MANAGED" }, { subnetwork: "sub" }],
      accepted: [{ loadBalancingScheme: "INTERNAL_MANAGED", subnetwork: "sub" }],
      at: "subnetwork",
      text: /subnetwork/,
    },
    {
      rule: "is of the premium tier",
      refused: [{ networkTier: "STANDARD" }],
      accepted: [{ networkTier: "PREMIUM" }],
      at: "networkTier",
      text: /PREMIUM/,
    },
    {
      rule: "is IPv4",
      refused: [{ ipVersion: "IPV6" }],
      accepted: [{ ipVersion: "IPV4" }],
      at: "ipVersion",
      text: /IPv4 only/,
    },
    {
      rule: "speaks TCP",
      refused: [{ ipProtocol: "UDP" }],
      accepted: [{ ipProtocol: "TCP" }],
      at: "ipProtocol",
      text: /must be TCP/,
    },
  ]);

  it("has an address that is its own, or reserved globally", async () => {
    const balancer = await globalChain();
    const make = (name: string, more: Props = {}): Promise<Made> =>
      balancer.make(tokens.globalForwardingRule, name, { ...globalRule, ...more });
    const ephemeral = await make("rule");
    expect(ephemeral.outputs.ipAddress).to.match(/^\d+\.\d+\.\d+\.\d+$/);
    const reserved = await balancer.make(tokens.globalAddress, "ip", {});
    await balancer.make(tokens.address, "regional-ip", {});
    expect(await refusal(make("no", { ipAddress: regional("addresses/regional-ip") }))).to.match(
      invalid("resource.IPAddress", "global external address"),
    );
    expect(await refusal(make("no", { ipAddress: "203.0.113.1" }))).to.match(invalid("resource.IPAddress"));
    const named = await make("named", { ipAddress: reserved.id });
    expect(named.outputs.ipAddress).to.equal(reserved.outputs.address);
    expect(await refusal(make("clash", { ipAddress: reserved.outputs.address ?? "" }))).to.match(
      invalid("resource.IPAddress", "in-use and would result in a conflict"),
    );
    await make("tls", { ipAddress: reserved.outputs.address ?? "", portRange: "443" });
    expect(await refusal(balancer.scene.account.delete(reserved))).to.contain(
      usedBy("address", reserved.id, named.id),
    );
  });

  it("has the scheme of its services, though a classic one may have newer services", async () => {
    const balancer = await globalChain();
    const make = (name: string, loadBalancingScheme: string): Promise<Made> =>
      balancer.make(tokens.globalForwardingRule, name, { ...globalRule, loadBalancingScheme });
    await make("classic", "EXTERNAL");
    const older = await globalChain("EXTERNAL");
    expect(await refusal(older.make(tokens.globalForwardingRule, "rule", globalRule))).to.match(
      invalid("resource.loadBalancingScheme", "has the load balancing scheme EXTERNAL"),
    );
  });

  it("of a cross-region internal balancer has its proxies beside its address", async () => {
    const balancer = await globalChain("INTERNAL_MANAGED");
    const make = (): Promise<Made> =>
      balancer.make(tokens.globalForwardingRule, "rule", {
        ...globalRule,
        loadBalancingScheme: "INTERNAL_MANAGED",
        network: "net",
        subnetwork: regional("subnetworks/sub"),
      });
    await balancer.proxySubnet();
    expect(await refusal(make())).to.match(invalid("resource.target", activeSubnet));
    const proxies = await balancer.scene.subnet("cross", {
      ipCidrRange: "10.34.0.0/23",
      purpose: "GLOBAL_MANAGED_PROXY",
      role: "ACTIVE",
    });
    const made = await make();
    expect(made.outputs).to.include({ ipAddress: "10.16.0.2", networkTier: "PREMIUM" });
    expect(await refusal(balancer.scene.account.delete(proxies))).to.contain(
      usedBy("subnetwork", proxies.id, made.id),
    );
  });

  it("keeps what is behind it from deletion, link by link", async () => {
    const balancer = await globalChain();
    const rule = await balancer.make(tokens.globalForwardingRule, "rule", globalRule);
    const { account } = balancer.scene;
    const path = (id: string, token: string): Made => ({ ...rule, id: global(id), token });
    const chain = [
      ["target_http_proxy", path("targetHttpProxies/proxy", tokens.targetHttpProxy), rule],
      ["url_map", path("urlMaps/map", tokens.urlMap), path("targetHttpProxies/proxy", "")],
      ["backend_service", path("backendServices/service", tokens.backendService), path("urlMaps/map", "")],
      ["health_check", path("healthChecks/check", tokens.healthCheck), path("backendServices/service", "")],
    ] as const;
    for (const [noun, used, user] of chain) {
      expect(await refusal(account.delete(used))).to.contain(usedBy(noun, used.id, user.id));
    }
    await account.delete(rule);
    for (const [, used] of chain) {
      await account.delete(used);
    }
  });

  it("changes its target and its labels in place", async () => {
    const balancer = await globalChain();
    const made = await balancer.make(tokens.globalForwardingRule, "rule", globalRule);
    const news = {
      ...made.inputs,
      target: global("targetHttpProxies/other"),
      labels: { a: "b" },
      portRange: "81",
    };
    expect(balancer.scene.account.diff(made, news)).to.deep.equal(["labels", "portRange!", "target"]);
  });
});
