import { expect } from "chai";

import type { Action } from "../../../traffic";
import { unknown, type Resource } from "../../../reachability";
import { aws } from "../../reachability/cases/aws/resources";
import { awsAndAzure } from "../estates/awsAndAzure";
import { awsAndGoogle, googleBalancer, proxyRange } from "../estates/awsAndGoogle";
import { alb, balancerGroup, listener, loadBalancer, targetGroup } from "../estates/awsBalancers";
import { applicationGateway } from "../estates/azureBalancers";
import { balancersIn, verdicts } from "../estates/health";

const gatewayId = "/subscriptions/s/resourceGroups/net/providers/Microsoft.Network/applicationGateways/front";
const part = (list: string, name: string) => ({ id: `${gatewayId}/${list}/${name}` });

/** What listeners do, by port. */
function actions(resources: readonly Resource[]): Record<number, Action | undefined> {
  const [balancer] = balancersIn(resources);
  return Object.fromEntries(balancer!.listeners.map(({ port, otherwise }) => [port, otherwise]));
}

describe("what a load balancer does with requests", () => {
  it("is read with weights of target groups, and rules in order of priority", () => {
    const balancer = loadBalancer("front");
    const [blue, green] = [targetGroup("blue"), targetGroup("green")];
    const forward = {
      type: "forward",
      forward: {
        targetGroups: [
          { arn: blue.id, weight: 90 },
          { arn: green.id, weight: 10 },
        ],
      },
    };
    const http = listener("http", balancer, forward);
    const rule = (name: string, priority: number, value: string, to: Resource): Resource =>
      aws("lb/listenerRule:ListenerRule", name, {
        listenerArn: http.id,
        priority,
        conditions: [{ pathPattern: { values: [value] } }],
        actions: [{ type: "forward", targetGroupArn: to.id }],
      });
    const rules = [rule("late", 20, "/*", blue), rule("early", 10, "/api/*", green)];
    const [found] = balancersIn([...awsAndAzure(), balancerGroup, balancer, blue, green, http, ...rules]);
    const [one] = found!.listeners;
    expect(one!.otherwise).to.deep.equal({
      kind: "forward",
      pools: [
        { pool: blue.urn, weight: 90 },
        { pool: green.urn, weight: 10 },
      ],
    });
    expect(one!.rules.map(({ paths }) => paths)).to.deep.equal([["/api/*"], ["/*"]]);
  });

  it("is read of a redirect of an Application Gateway", () => {
    const gateway = applicationGateway("front", {
      frontendPorts: [
        { name: "http", port: 80 },
        { name: "https", port: 443 },
      ],
      httpListeners: [
        { name: "http", protocol: "Http", frontendPort: part("frontendPorts", "http") },
        { name: "https", protocol: "Https", frontendPort: part("frontendPorts", "https") },
      ],
      redirectConfigurations: [
        {
          name: "to-https",
          redirectType: "Permanent",
          targetListener: part("httpListeners", "https"),
          includePath: true,
          includeQueryString: true,
        },
      ],
      requestRoutingRules: [
        {
          name: "http",
          ruleType: "Basic",
          httpListener: part("httpListeners", "http"),
          redirectConfiguration: part("redirectConfigurations", "to-https"),
        },
        {
          name: "https",
          ruleType: "Basic",
          httpListener: part("httpListeners", "https"),
          backendAddressPool: part("backendAddressPools", "web"),
          backendHttpSettings: part("backendHttpSettingsCollection", "http"),
        },
      ],
    });
    const found = actions([...awsAndAzure(), ...gateway]);
    expect(found[80]).to.deep.equal({
      kind: "redirect",
      status: 301,
      protocol: "https",
      port: 443,
      keepsQuery: true,
    });
    expect(found[443]).to.include({ kind: "forward" });
  });

  it("is read of layer 4 of an Application Gateway", () => {
    const gateway = applicationGateway("front", {
      httpListeners: [],
      requestRoutingRules: [],
      listeners: [{ name: "tcp", protocol: "Tcp", frontendPort: part("frontendPorts", "http") }],
      backendSettingsCollection: [
        { name: "tcp", protocol: "Tcp", port: 80, timeout: 20, probe: part("probes", "tcp") },
      ],
      probes: [{ name: "tcp", protocol: "Tcp", interval: 5, timeout: 3, unhealthyThreshold: 2 }],
      routingRules: [
        {
          name: "tcp",
          priority: 100,
          ruleType: "Basic",
          listener: part("listeners", "tcp"),
          backendAddressPool: part("backendAddressPools", "web"),
          backendSettings: part("backendSettingsCollection", "tcp"),
        },
      ],
    });
    const resources = [...awsAndAzure(), ...gateway];
    const [balancer] = balancersIn(resources);
    expect(balancer!.listeners[0]).to.include({ protocol: "TCP", port: 80 });
    expect(balancer!.pools[0]!.healthCheck).to.include({
      protocol: "TCP",
      intervalSeconds: 5,
      unhealthyThreshold: 2,
    });
    expect(Object.values(verdicts(resources))).to.deep.equal(["healthy", "healthy"]);
  });

  it("is read of a URL map with a redirect at one address with another", () => {
    const urlRedirect = { httpsRedirect: true, stripQuery: false, redirectResponseCode: "FOUND" };
    const redirect = googleBalancer("global-external", {
      map: { defaultService: undefined, defaultUrlRedirect: urlRedirect },
    });
    expect(actions([...awsAndGoogle({ allowed: [] }), ...redirect])[80]).to.deep.equal({
      kind: "redirect",
      status: 302,
      protocol: "https",
      keepsQuery: true,
    });
  });

  it("is undecided, not fine, where a preview does not know it yet", () => {
    const planned = alb().map((one): Resource => {
      if (!one.urn.endsWith("::azure-target")) {
        return one;
      }
      const inputs = { ...one.inputs, targetId: unknown };
      return { ...one, inputs, outputs: {} };
    });
    expect(verdicts([...awsAndAzure(), ...planned])["azure-target"]).to.match(/undecided: .*not known/);
  });

  it("is read in a preview by what its parts are made of", () => {
    const made = alb();
    const urnOf = (suffix: string): string => made.find(({ type }) => type.endsWith(suffix))!.urn;
    const [balancer, group] = [urnOf(":LoadBalancer"), urnOf(":TargetGroup")];
    const planned = made.map(({ urn, type, inputs }): Resource => {
      switch (type.split(":").at(-1)) {
        case "TargetGroupAttachment":
          return {
            ...{ urn, type, outputs: {} },
            inputs: { ...inputs, targetGroupArn: unknown },
            propertyDependencies: { targetGroupArn: [group] },
          };
        case "Listener":
          return {
            ...{ urn, type, outputs: {} },
            inputs: {
              ...inputs,
              loadBalancerArn: unknown,
              defaultActions: [{ type: "forward", targetGroupArn: unknown }],
            },
            propertyDependencies: { loadBalancerArn: [balancer], defaultActions: [group] },
          };
        default:
          return { urn, type, inputs, outputs: {} };
      }
    });
    const estate = [
      ...awsAndAzure(),
      ...planned.filter(({ urn }) => urn !== balancerGroup.urn),
      balancerGroup,
    ];
    expect(verdicts(estate)).to.deep.equal({ "aws-target": "healthy", "azure-target": "healthy" });
  });

  it("takes what only a global external load balancer's network tells", () => {
    const [balancer] = balancersIn([
      ...awsAndGoogle({ allowed: [proxyRange] }),
      ...googleBalancer("global-external"),
    ]);
    expect(balancer!.pools[0]!.targets[0]!.sources.map(({ ranges }) => ranges)).to.deep.equal([
      ["35.191.0.0/16", "130.211.0.0/22"],
    ]);
  });
});
