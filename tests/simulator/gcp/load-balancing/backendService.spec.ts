import { expect } from "chai";

import { BalancerScene, connections, rate, zonal } from "./balancerScene";
import { global, invalid, itChecks, link, refusal, regional, tokens, usedBy } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";

const group = zonal("networkEndpointGroups/hybrid");
const application: Props = {
  loadBalancingScheme: "EXTERNAL_MANAGED",
  protocol: "HTTP",
  healthChecks: global("healthChecks/check"),
};
const proxy: Props = { ...application, protocol: "TCP" };
const backends = (...some: Props[]): Props => ({ backends: some });
const hash = { localityLbPolicy: "RING_HASH", consistentHash: { httpHeaderName: "x" } };

describe("gcp BackendService", () => {
  itChecks(tokens.backendService, application, [
    {
      rule: "is of a global scheme",
      refused: [{ loadBalancingScheme: "INTERNAL" }, { loadBalancingScheme: "INTERNAL_SELF_MANAGED" }],
      accepted: [{ loadBalancingScheme: "INTERNAL_MANAGED" }, { loadBalancingScheme: "EXTERNAL" }],
      at: "loadBalancingScheme",
      text: /schemes of global backend services/,
    },
    {
      rule: "speaks what balancers of its scheme speak",
      refused: [
        { protocol: "UDP" },
        { protocol: "SSL", loadBalancingScheme: "INTERNAL_MANAGED" },
        { protocol: "GRPC" },
      ],
      accepted: [
        { protocol: "HTTPS" },
        { protocol: "SSL" },
        { protocol: "TCP", loadBalancingScheme: "INTERNAL_MANAGED" },
      ],
      at: "protocol",
      text: /protocols of global backend services/,
    },
    {
      rule: "measures requests, in front of groups",
      refused: [
        backends({ group }),
        backends({ group, balancingMode: "UTILIZATION" }),
        backends(connections(group)),
        backends({ group, balancingMode: "RATE" }),
      ],
      accepted: [backends(rate(group)), backends({ group, balancingMode: "RATE", maxRate: 10 })],
      at: "backends[0].balancingMode",
      text: /must have the balancing mode RATE|Exactly one of maxRate/,
    },
    {
      rule: "has one capacity",
      refused: [backends(rate(group, { maxRate: 5 }))],
      accepted: [backends(rate(group))],
      at: "backends[0].maxRatePerEndpoint",
      text: /Exactly one of/,
    },
    {
      rule: "scales a capacity from 0.1 to 1, and drains none that is alone",
      refused: [
        backends(rate(group, { capacityScaler: 0.05 })),
        backends(rate(group, { capacityScaler: 1.5 })),
        backends(rate(group, { capacityScaler: 0 })),
      ],
      accepted: [
        backends(rate(group, { capacityScaler: 0.1 })),
        backends(rate(group, { capacityScaler: 0 }), rate(`${group}2`)),
      ],
      at: "backends[0].capacityScaler",
      text: /0\.1|cannot be drained/,
    },
    {
      rule: "has each group once",
      refused: [backends(rate(group), rate(group))],
      accepted: [backends(rate(group), rate(`${group}2`))],
      at: "backends[1].group",
      text: /Duplicate/,
    },
    {
      rule: "names groups by their link",
      refused: [backends(rate("hybrid")), backends(rate(zonal("instanceGroups/ig")))],
      accepted: [backends(rate(link(group)))],
      at: "backends[0].group",
      text: /malformed|not simulated/,
    },
    {
      rule: "prefers groups unless it is classic",
      refused: [{ loadBalancingScheme: "EXTERNAL", ...backends(rate(group, { preference: "PREFERRED" })) }],
      accepted: [backends(rate(group, { preference: "PREFERRED" }))],
      at: "backends[0].preference",
      text: /scheme EXTERNAL/,
    },
    {
      rule: "probes with a global health check",
      refused: [
        { healthChecks: regional("healthChecks/check") },
        { healthChecks: "check" },
        { ...backends(rate(group)), healthChecks: "" },
      ],
      accepted: [{ healthChecks: link(global("healthChecks/check")) }],
      at: "healthChecks",
      text: /global health check|malformed/,
    },
    {
      rule: "drains an hour at most",
      refused: [{ connectionDrainingTimeoutSec: 3601 }, { connectionDrainingTimeoutSec: -1 }],
      accepted: [{ connectionDrainingTimeoutSec: 0 }, { connectionDrainingTimeoutSec: 3600 }],
      at: "connectionDrainingTimeoutSec",
      text: /0 - 3600/,
    },
    {
      rule: "sticks clients as its balancer can",
      refused: [
        { sessionAffinity: "CLIENT_IP_PROTO" },
        { ...proxy, sessionAffinity: "GENERATED_COOKIE" },
        { sessionAffinity: "HTTP_COOKIE", loadBalancingScheme: "EXTERNAL", ...hash },
      ],
      accepted: [
        { sessionAffinity: "GENERATED_COOKIE", affinityCookieTtlSec: 60 },
        { ...proxy, sessionAffinity: "CLIENT_IP" },
        { sessionAffinity: "HEADER_FIELD", ...hash },
      ],
      at: "sessionAffinity",
      text: /Load Balancer has NONE/,
    },
    {
      rule: "keeps cookies two weeks at most, if it makes them",
      refused: [
        { sessionAffinity: "GENERATED_COOKIE", affinityCookieTtlSec: 1_209_601 },
        { sessionAffinity: "CLIENT_IP", affinityCookieTtlSec: 60 },
      ],
      accepted: [{ sessionAffinity: "GENERATED_COOKIE", affinityCookieTtlSec: 1_209_600 }],
      at: "affinityCookieTtlSec",
      text: /GENERATED_COOKIE|1209600/,
    },
    {
      rule: "hashes by a policy that hashes",
      refused: [{ consistentHash: { httpHeaderName: "x" } }, { sessionAffinity: "HEADER_FIELD" }],
      accepted: [{ sessionAffinity: "HEADER_FIELD", ...hash }],
      at: "consistentHash",
      text: /localityLbPolicy|session affinity/,
    },
    {
      rule: "logs a part of all requests",
      refused: [
        { logConfig: { enable: true, sampleRate: 1.1 } },
        { logConfig: { enable: false, sampleRate: 1 } },
      ],
      accepted: [{ logConfig: { enable: true, sampleRate: 0.5 } }],
      at: "logConfig.sampleRate",
      text: /sampleRate/,
    },
    {
      rule: "has a policy of its own kind only",
      refused: [{ serviceLbPolicy: "policy" }],
      accepted: [{ serviceLbPolicy: "projects/shop-dev/locations/global/serviceLbPolicies/policy" }],
      at: "serviceLbPolicy",
      text: /serviceLbPolicies/,
    },
  ]);

  itChecks(tokens.backendService, proxy, [
    {
      rule: "measures connections where it forwards them",
      refused: [backends(rate(group))],
      accepted: [
        backends(connections(group)),
        backends({ group, balancingMode: "CONNECTION", maxConnections: 5 }),
      ],
      at: "backends[0].balancingMode",
      text: /must have the balancing mode CONNECTION/,
    },
  ]);

  it("mixes hybrid groups with groups of instances", async () => {
    const balancer = await BalancerScene.open();
    await balancer.healthCheck();
    const [hybrid, own] = [await balancer.hybridGroup(), await balancer.zonalGroup()];
    const made = await balancer.service(backends(rate(hybrid), rate(own)));
    expect(made.outputs).to.include({
      protocol: "HTTP",
      sessionAffinity: "NONE",
      portName: "http",
      timeoutSec: 30,
    });
    expect(await refusal(balancer.scene.account.delete(hybrid))).to.contain(
      usedBy("network_endpoint_group", hybrid.id, made.id),
    );
  });

  it("needs groups and a health check that exist, the latter not for DNS", async () => {
    const balancer = await BalancerScene.open();
    expect(await refusal(balancer.service())).to.match(/healthChecks\/check' was not found/);
    await balancer.healthCheck({
      checkIntervalSec: 30,
      sourceRegions: ["europe-west1", "us-east1", "asia-east1"],
    });
    expect(await refusal(balancer.service())).to.match(invalid("resource.healthChecks[0]", "for DNS only"));
    expect(await refusal(balancer.service(backends(rate(group))))).to.match(
      /networkEndpointGroups\/hybrid' was not found/,
    );
  });

  it("is replaced for another scheme only", async () => {
    const balancer = await BalancerScene.open();
    await balancer.healthCheck();
    const made = await balancer.service();
    expect(
      balancer.scene.account.diff(made, {
        ...made.inputs,
        loadBalancingScheme: "INTERNAL_MANAGED",
        timeoutSec: 5,
        protocol: "HTTPS",
      }),
    ).to.deep.equal(["loadBalancingScheme!", "protocol", "timeoutSec"]);
  });
});

describe("gcp RegionBackendService", () => {
  const base = {
    loadBalancingScheme: "INTERNAL_MANAGED",
    protocol: "HTTP",
    healthChecks: regional("healthChecks/check"),
  };

  itChecks(tokens.regionBackendService, base, [
    {
      rule: "probes with a health check of its region, unless it passes packets on",
      refused: [
        { healthChecks: global("healthChecks/check") },
        { healthChecks: "projects/shop-dev/regions/europe-west1/healthChecks/check" },
      ],
      accepted: [
        { loadBalancingScheme: "INTERNAL", protocol: "TCP", healthChecks: global("healthChecks/check") },
      ],
      at: "healthChecks",
      text: /of its region|in the region/,
    },
    {
      rule: "speaks what regional balancers speak",
      refused: [
        { protocol: "SSL" },
        { protocol: "UDP" },
        { loadBalancingScheme: "INTERNAL", protocol: "HTTP" },
      ],
      accepted: [{ protocol: "TCP" }, { loadBalancingScheme: "INTERNAL", protocol: "UDP" }],
      at: "protocol",
      text: /protocols of regional backend services/,
    },
    {
      rule: "names a network only where it passes packets on",
      refused: [{ network: "net" }],
      accepted: [{ network: "net", loadBalancingScheme: "INTERNAL", protocol: "TCP" }],
      at: "network",
      text: /scheme INTERNAL only/,
    },
  ]);

  it("has hybrid groups of its region behind proxies, and none behind a passthrough balancer", async () => {
    const balancer = await BalancerScene.open();
    await balancer.regionHealthCheck();
    const hybrid = await balancer.hybridGroup();
    const far = await balancer.hybridGroup("far", { zone: "europe-west1-b" });
    expect(await refusal(balancer.regionService(backends(rate(far))))).to.match(
      invalid("resource.backends[0].group", "in a zone of the region"),
    );
    const passthrough = {
      loadBalancingScheme: "INTERNAL",
      protocol: "TCP",
      ...backends({ group: hybrid.id, balancingMode: "CONNECTION" }),
    };
    expect(await refusal(balancer.regionService(passthrough))).to.match(
      invalid(
        "resource.backends[0].group",
        "NON_GCP_PRIVATE_IP_PORT network endpoint groups are not supported",
      ),
    );
    await balancer.regionService(backends(rate(hybrid)));
  });

  for (const [what, check] of [
    ["gRPC", { grpcHealthCheck: { port: 80 } }],
    ["the PROXY protocol", { httpHealthCheck: { port: 80, proxyHeader: "PROXY_V1" } }],
  ] as const) {
    it(`does not probe hybrid groups with ${what}, as its proxies cannot`, async () => {
      const balancer = await BalancerScene.open();
      await balancer.make(tokens.regionHealthCheck, "check", check);
      const [hybrid, own] = [await balancer.hybridGroup(), await balancer.zonalGroup()];
      await balancer.regionService({ name: "own", ...backends(rate(own)) });
      expect(await refusal(balancer.regionService(backends(rate(hybrid))))).to.match(
        invalid("resource.healthChecks[0]", "not supported for the hybrid"),
      );
    });
  }

  it("has no named ports", async () => {
    const balancer = await BalancerScene.open();
    await balancer.regionHealthCheck({
      httpHealthCheck: { portSpecification: "USE_NAMED_PORT", portName: "web" },
    });
    const own = await balancer.zonalGroup();
    expect(await refusal(balancer.regionService(backends(rate(own))))).to.match(
      invalid("resource.healthChecks[0]", "USE_SERVING_PORT"),
    );
  });
});
