import { expect } from "chai";

import { BalancerScene } from "./balancerScene";
import { global, invalid, itChecks, link, refusal, tokens, usedBy } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";

const service = global("backendServices/service");
const redirect = { httpsRedirect: true, stripQuery: false };
const weights = (...some: number[]): Props => ({
  defaultRouteAction: {
    weightedBackendServices: some.map((weight) => ({ backendService: service, weight })),
  },
});
const matcher = (more: Props = {}): Props => ({ name: "all", defaultService: service, ...more });
const matched = (pathMatcher: Props, hosts = ["example.com"]): Props => ({
  defaultService: service,
  hostRules: [{ hosts, pathMatcher: "all" }],
  pathMatchers: [pathMatcher],
});

describe("gcp URLMap", () => {
  itChecks(tokens.urlMap, {}, [
    {
      rule: "sends requests somewhere",
      refused: [{}],
      accepted: [{ defaultService: service }, { defaultUrlRedirect: redirect }, weights(90, 10)],
      at: "defaultService",
      text: /Exactly one of/,
    },
    {
      rule: "sends requests to one place",
      refused: [{ defaultService: service, defaultUrlRedirect: redirect }],
      accepted: [{ defaultService: service, defaultRouteAction: { timeout: { seconds: "5" } } }],
      at: "defaultUrlRedirect",
      text: /Exactly one of/,
    },
    {
      rule: "weighs services from 0 to 1000",
      refused: [weights(1001, 1), weights(-1, 1)],
      accepted: [weights(1000, 0)],
      at: "defaultRouteAction.weightedBackendServices[0].weight",
      text: /0 - 1000/,
    },
    {
      rule: "says what becomes of the query",
      refused: [{ defaultUrlRedirect: { httpsRedirect: true } }],
      accepted: [{ defaultUrlRedirect: redirect }],
      at: "defaultUrlRedirect",
      text: /stripQuery/,
    },
    {
      rule: "redirects a path or a prefix",
      refused: [{ defaultUrlRedirect: { ...redirect, pathRedirect: "/a", prefixRedirect: "/b" } }],
      accepted: [{ defaultUrlRedirect: { ...redirect, pathRedirect: "/a" } }],
      at: "defaultUrlRedirect.prefixRedirect",
      text: /exclude each other/,
    },
    {
      rule: "matches paths that have * at their end only",
      refused: [
        matched(matcher({ pathRules: [{ paths: ["api"], service }] })),
        matched(matcher({ pathRules: [{ paths: ["/*/api"], service }] })),
        matched(matcher({ pathRules: [{ paths: ["/api*"], service }] })),
      ],
      accepted: [matched(matcher({ pathRules: [{ paths: ["/api", "/api/*", "/*"], service }] }))],
      at: "pathMatchers[0].pathRules[0].paths[0]",
      text: /must start with/,
    },
    {
      rule: "matches hosts that have * at their start only",
      refused: [matched(matcher(), ["www.*.com"])],
      accepted: [matched(matcher(), ["*.example.com", "*", "example.com"])],
      at: "hostRules[0].hosts[0]",
      text: /host name/,
    },
    {
      rule: "has a path matcher for each host",
      refused: [{ ...matched(matcher()), pathMatchers: [matcher({ name: "other" })] }],
      accepted: [matched(matcher())],
      at: "hostRules[0].pathMatcher",
      text: /no such path matcher/,
    },
    {
      rule: "has each host in one rule",
      refused: [
        {
          ...matched(matcher()),
          hostRules: [
            { hosts: ["a.example.com"], pathMatcher: "all" },
            { hosts: ["a.example.com"], pathMatcher: "all" },
          ],
        },
      ],
      accepted: [matched(matcher())],
      at: "hostRules[1].hosts",
      text: /one host rule only/,
    },
  ]);

  it("names services of Application Load Balancers of one scheme, which exist", async () => {
    const balancer = await BalancerScene.open();
    await balancer.healthCheck();
    const map = (inputs: Props): Promise<unknown> => balancer.make(tokens.urlMap, "map", inputs);
    expect(await refusal(map({ defaultService: service }))).to.match(
      /backendServices\/service' was not found/,
    );
    await balancer.service({ name: "tcp", protocol: "TCP" });
    expect(await refusal(map({ defaultService: global("backendServices/tcp") }))).to.match(
      invalid("resource.defaultService", "proxy Network Load Balancer"),
    );
    const made = await balancer.service();
    await balancer.service({ name: "classic", loadBalancingScheme: "EXTERNAL" });
    const mixed = matched(matcher({ defaultService: global("backendServices/classic") }));
    expect(await refusal(map(mixed))).to.match(
      invalid("resource.pathMatchers[0].defaultService", "one scheme"),
    );
    await map({ defaultService: service });
    expect(await refusal(balancer.scene.account.delete(made))).to.contain(
      usedBy("backend_service", made.id, global("urlMaps/map")),
    );
    expect(await refusal(balancer.scene.account.update(made, { ...made.inputs, protocol: "TCP" }))).to.match(
      invalid("resource.protocol", "proxy Network Load Balancer"),
    );
  });

  it("splits requests by weights unless it is classic", async () => {
    const balancer = await BalancerScene.open();
    await balancer.healthCheck();
    await balancer.service({ loadBalancingScheme: "EXTERNAL" });
    expect(await refusal(balancer.make(tokens.urlMap, "map", weights(90, 10)))).to.match(
      invalid("resource.defaultRouteAction.weightedBackendServices[0].backendService", "EXTERNAL_MANAGED"),
    );
  });

  it("changes weights in place, and names services by their link", async () => {
    const balancer = await BalancerScene.open();
    await balancer.healthCheck();
    await balancer.service();
    const made = await balancer.make(tokens.urlMap, "map", weights(90, 10));
    expect(balancer.scene.account.diff(made, { name: "map", ...weights(50, 50) })).to.deep.equal([
      "defaultRouteAction",
    ]);
    const simple = await balancer.make(tokens.urlMap, "simple", { defaultService: service });
    expect(simple.inputs.defaultService).to.equal(link(service));
  });
});
