import { expect } from "chai";

import { BalancerScene } from "./balancerScene";
import { global, invalid, itChecks, refusal, region, regional, tokens, usedBy } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const pem = (kind: string): string => `-----BEGIN ${kind}-----\nQUJD\n-----END ${kind}-----\n`;
const chain = pem("CERTIFICATE");
const secretKey = pem("PRIVATE KEY");
const pair: Props = { certificate: chain, privateKey: secretKey };
const selfManaged = { pemCertificate: chain, pemPrivateKey: secretKey };
const inManager = (rest: string): string => `projects/shop-dev/locations/${rest}`;
const mapLink = `//certificatemanager.googleapis.com/${inManager("global/certificateMaps/map")}`;

for (const token of [tokens.sslCertificate, tokens.regionSslCertificate]) {
  describe(`gcp ${token.slice(token.lastIndexOf(":") + 1)}`, () => {
    itChecks(token, pair, [
      {
        rule: "is a chain in PEM",
        refused: [{ certificate: "MIIB" }, { certificate: chain.repeat(6) }],
        accepted: [{ certificate: chain.repeat(5) }],
        at: "certificate",
        text: /could not be parsed|no greater than 5/,
      },
      {
        rule: "has one key in PEM",
        refused: [{ privateKey: "s3cret" }, { privateKey: secretKey.repeat(2) }],
        accepted: [{ privateKey: pem("RSA PRIVATE KEY") }],
        at: "privateKey",
        text: /could not be parsed/,
      },
    ]);

    it("keeps its key secret, and out of refusals", async () => {
      const { scene } = await BalancerScene.open();
      const { clouds } = scene.account;
      expect(clouds.preview(token, { props: pair, secrets: new Set() }).secrets).to.include("privateKey");
      expect(scene.refusals(token, { ...pair, privateKey: "s3cret" }).join()).to.not.contain("s3cret");
      const made = await scene.make(token, "cert", pair);
      expect(scene.account.diff(made, { name: "cert", ...pair, certificate: chain.repeat(2) })).to.deep.equal(
        ["certificate!"],
      );
    });
  });
}

describe("gcp TargetHttpsProxy", () => {
  const base = { urlMap: "map", sslCertificates: ["cert"] };

  itChecks(tokens.targetHttpsProxy, base, [
    {
      rule: "has certificates",
      refused: [
        { sslCertificates: [] },
        { sslCertificates: Array.from({ length: 16 }, (_, i) => `cert-${i}`) },
      ],
      accepted: [{ sslCertificates: [], certificateMap: mapLink }],
      at: "sslCertificates",
      text: /At least one SSL certificate|at most 15/,
    },
    {
      rule: "has certificates of one service",
      refused: [{ certificateManagerCertificates: [inManager("global/certificates/cert")] }],
      accepted: [base],
      at: "certificateManagerCertificates",
      text: /together with sslCertificates/,
    },
    {
      rule: "names a map by its full name",
      refused: [{ certificateMap: "map" }],
      accepted: [{ certificateMap: mapLink }],
      at: "certificateMap",
      text: /certificateMaps\/NAME/,
    },
    {
      rule: "keeps idle clients for 5 to 1200 s",
      refused: [{ httpKeepAliveTimeoutSec: 4 }, { httpKeepAliveTimeoutSec: 1201 }],
      accepted: [{ httpKeepAliveTimeoutSec: 1200 }],
      at: "httpKeepAliveTimeoutSec",
      text: /5 - 1200/,
    },
  ]);

  it("shows certificates that exist, each where its balancer can have it", async () => {
    const balancer = await BalancerScene.open();
    await balancer.healthCheck();
    const proxy = (name: string, more: Props): Promise<Made> =>
      balancer.make(tokens.targetHttpsProxy, name, more);
    const external = await balancer.service();
    const internal = await balancer.service({ name: "internal", loadBalancingScheme: "INTERNAL_MANAGED" });
    const urlMap = (await balancer.make(tokens.urlMap, "outside", { defaultService: external.id })).id;
    const inside = (await balancer.make(tokens.urlMap, "inside", { defaultService: internal.id })).id;
    expect(await refusal(proxy("p", { urlMap, sslCertificates: ["cert"] }))).to.match(
      /sslCertificates\/cert' was not found/,
    );
    expect(await refusal(proxy("p", { urlMap, certificateMap: mapLink }))).to.match(
      /certificateMaps\/map' was not found/,
    );
    const map = await balancer.make(tokens.certificateMap, "map", {});
    await proxy("mapped", { urlMap, certificateMap: mapLink });
    expect(await refusal(balancer.scene.account.delete(map))).to.match(
      /in use by .*targetHttpsProxies\/mapped/,
    );
    expect(await refusal(proxy("p", { urlMap: inside, certificateMap: mapLink }))).to.match(
      invalid("resource.certificateMap", "global external"),
    );
    const own = await balancer.make(tokens.certificate, "own", { selfManaged });
    const everywhere = await balancer.make(tokens.certificate, "everywhere", {
      selfManaged,
      scope: "ALL_REGIONS",
    });
    const listed = (one: Made, map: string): Promise<Made> =>
      proxy("p", { urlMap: map, certificateManagerCertificates: [one.id] });
    expect(await refusal(listed(own, inside))).to.match(/ALL_REGIONS/);
    expect(await refusal(listed(everywhere, urlMap))).to.match(/by a map/);
    await listed(everywhere, inside);
    expect(await refusal(balancer.scene.account.delete(everywhere))).to.match(/can't delete certificate/);
    const ssl = await balancer.make(tokens.sslCertificate, "cert", pair);
    const classic = await proxy("ssl", { urlMap, sslCertificates: [ssl.id] });
    expect(await refusal(balancer.scene.account.delete(ssl))).to.contain(
      usedBy("ssl_certificate", ssl.id, classic.id),
    );
  });

  it("takes certificates of its region where it is regional", async () => {
    const balancer = await BalancerScene.open();
    await balancer.regionHealthCheck();
    const service = await balancer.regionService();
    const map = await balancer.make(tokens.regionUrlMap, "map", { defaultService: service.id });
    const proxy = (link: string): Promise<Made> =>
      balancer.make(tokens.regionTargetHttpsProxy, "proxy", {
        urlMap: map.id,
        certificateManagerCertificates: [link],
      });
    const elsewhere = await balancer.make(tokens.certificate, "global", { selfManaged });
    const here = await balancer.make(tokens.certificate, "here", { selfManaged, location: region });
    expect(await refusal(proxy(elsewhere.id))).to.match(/location 'europe-west3'/);
    expect((await proxy(here.id)).id).to.equal(regional("targetHttpsProxies/proxy"));
  });
});

describe("gcp SecurityPolicy", () => {
  const rule = (more: Props = {}): Props => ({
    action: "deny(403)",
    priority: 1000,
    match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["203.0.113.0/24"] } },
    ...more,
  });
  const rules = (...some: Props[]): Props => ({ rules: some });

  itChecks(tokens.securityPolicy, {}, [
    {
      rule: "judges by addresses or an expression",
      refused: [
        rules(rule({ match: {} })),
        rules(
          rule({
            match: {
              expr: { expression: "true" },
              versionedExpr: "SRC_IPS_V1",
              config: { srcIpRanges: ["*"] },
            },
          }),
        ),
      ],
      accepted: [rules(rule()), rules(rule({ match: { expr: { expression: "true" } } }))],
      at: "rules[0].match",
      text: /Exactly one of/,
    },
    {
      rule: "has one rule of a priority",
      refused: [rules(rule(), rule())],
      accepted: [rules(rule(), rule({ priority: 1001 }))],
      at: "rules[1].priority",
      text: /one priority/,
    },
    {
      rule: "ends with a rule for everybody",
      refused: [rules(rule({ priority: 2147483647 }))],
      accepted: [
        rules(
          rule({
            priority: 2147483647,
            match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } },
          }),
        ),
      ],
      at: "rules[0].match.config.srcIpRanges",
      text: /must match \*/,
    },
    {
      rule: "limits rates with limits",
      refused: [rules(rule({ action: "throttle" })), rules(rule({ rateLimitOptions: {} }))],
      accepted: [rules(rule({ action: "throttle", rateLimitOptions: { exceedAction: "deny(429)" } }))],
      at: "rules[0].rateLimitOptions",
      text: /throttle/,
    },
  ]);

  it("allows the others, and stays while a service has it", async () => {
    const balancer = await BalancerScene.open();
    await balancer.healthCheck();
    const made = await balancer.make(tokens.securityPolicy, "armor", rules(rule()));
    expect(made.outputs.rules).to.have.lengthOf(2);
    const service = await balancer.service({ securityPolicy: made.id });
    expect(await refusal(balancer.scene.account.delete(made))).to.contain(
      usedBy("security_policy", made.id, service.id),
    );
    expect(
      await refusal(
        balancer.service({ name: "s", loadBalancingScheme: "INTERNAL_MANAGED", securityPolicy: made.id }),
      ),
    ).to.match(/not for cross-region internal/);
  });
});

describe("gcp ServiceLbPolicies", () => {
  itChecks(tokens.serviceLbPolicies, { location: "global" }, [
    {
      rule: "turns to others at 1 to 99 percent",
      refused: [
        { failoverConfig: { failoverHealthThreshold: 0 } },
        { failoverConfig: { failoverHealthThreshold: 100 } },
      ],
      accepted: [{ failoverConfig: { failoverHealthThreshold: 70 } }],
      at: "failoverConfig.failoverHealthThreshold",
      text: /1 - 99/,
    },
    {
      rule: "is global",
      refused: [{ location: "europe-west3" }],
      accepted: [{ loadBalancingAlgorithm: "WATERFALL_BY_REGION" }],
      at: "location",
      text: /must be global/,
    },
  ]);

  it("exists before a service has it, and stays while it does", async () => {
    const balancer = await BalancerScene.open();
    await balancer.healthCheck();
    const serviceLbPolicy = inManager("global/serviceLbPolicies/spill");
    expect(await refusal(balancer.service({ serviceLbPolicy }))).to.match(
      /serviceLbPolicies\/spill' was not found/,
    );
    const made = await balancer.make(tokens.serviceLbPolicies, "spill", { location: "global" });
    const service = await balancer.service({ serviceLbPolicy });
    expect(await refusal(balancer.scene.account.delete(made))).to.contain(service.id);
    expect(service.id).to.equal(global("backendServices/service"));
  });
});
