import { expect } from "chai";
import type { GcpFrontEnd, MultiCloudLoadBalancerArgs } from "../../../../components";
import { expectGoldenUrns } from "../../golden";
import { find, ofType, record, type RecordedResource } from "../../../helpers/recordedMocks";
import { argsOf, balancer, frontEnd, gcp, httpAlb, type Kind, type Reach, targets } from "./balancers";

type Options = Partial<MultiCloudLoadBalancerArgs> & { readonly own?: Partial<GcpFrontEnd> };

async function made(kind: Kind, reach: Reach, { own, ...more }: Options = {}): Promise<RecordedResource[]> {
  const args = argsOf(kind, reach, { ...more, frontEnd: { gcp: { ...frontEnd(kind, reach), ...own } } });
  const { resources } = await record(() => balancer(args), {
    outputs: ({ name }) => ({ name, address: "203.0.113.7" }),
  });
  return resources.filter(({ custom }) => custom);
}

const service = (resources: readonly RecordedResource[], name = "hello-backend-service") =>
  find(resources, name).inputs;

const https = (certificate: object): MultiCloudLoadBalancerArgs["listener"] => ({
  protocol: "HTTPS",
  certificate: { gcp: certificate },
});

describe("options of front ends in Google Cloud", () => {
  it("weighs clouds in the URL map, each by a service of its own", async () => {
    for (const reach of ["global-external", "regional-internal"] as const) {
      const resources = await made("alb", reach, {
        backends: { aws: { ...targets.aws, weight: 90 }, gcp: { ...targets.gcp, weight: 10 } },
      });
      expect(service(resources, "hello-backend-service-aws").backends).to.have.length(1);
      expect(find(resources, "hello-url-map").inputs).to.deep.include({
        defaultRouteAction: {
          weightedBackendServices: [
            { backendService: "hello-backend-service-aws_id", weight: 90 },
            { backendService: "hello-backend-service-gcp_id", weight: 10 },
          ],
        },
      });
      expect(find(resources, "hello-url-map").inputs).not.to.have.property("defaultService");
    }
  });

  it("keeps the names of what weights and HTTPS need", async () => {
    const resources = await made("alb", "regional-internal", {
      listener: { ...https({ certificates: ["cm"] }), redirectHttp: true },
      backends: { aws: { ...targets.aws, weight: 90 }, azure: { ...targets.azure, weight: 10 } },
    });
    expectGoldenUrns("load-balancer-gcp-https-weighted", resources);
  });

  it("keeps groups and endpoints as they are when weights come", async () => {
    const groups = (resources: readonly RecordedResource[]) =>
      resources
        .filter(({ type }) => type.includes("networkEndpoint"))
        .map(({ urn, inputs }) => ({ urn, inputs }));
    const even = await made("alb", "regional-external");
    const weighted = await made("alb", "regional-external", {
      backends: {
        aws: { ...targets.aws, weight: 90 },
        azure: { ...targets.azure, weight: 5 },
        gcp: { ...targets.gcp, weight: 5 },
      },
    });
    expect(groups(weighted)).to.have.deep.members(groups(even));
  });

  it("prefers own targets, and spills over at a share of healthy ones", async () => {
    for (const kind of ["alb", "proxy-nlb"] as const) {
      const resources = await made(kind, "global-external", {
        locality: { prefer: "own-cloud", spillOverPercent: 60 },
      });
      const backends = service(resources).backends as { group: string; preference: string }[];
      expect(backends.map(({ group, preference }) => [group, preference])).to.have.deep.members([
        ["hello-neg-gcp-web-europe-west3-a_id", "PREFERRED"],
        ["hello-neg-aws-europe-west3-a_id", "DEFAULT"],
        ["hello-neg-azure-europe-west3-a_id", "DEFAULT"],
      ]);
      expect(service(resources).serviceLbPolicy).to.equal(
        "//networkservices.googleapis.com/hello-service-lb-policy_id",
      );
      expect(find(resources, "hello-service-lb-policy").inputs).to.deep.include({
        location: "global",
        failoverConfig: { failoverHealthThreshold: 60 },
      });
    }
  });

  it("keeps clients at a target by a cookie, or by their address with TCP", async () => {
    const cookie = service(await made("alb", "regional-internal", { stickiness: { seconds: 3600 } }));
    expect(cookie).to.include({
      sessionAffinity: "GENERATED_COOKIE",
      localityLbPolicy: "MAGLEV",
      affinityCookieTtlSec: 3600,
    });
    const tcp = service(await made("proxy-nlb", "global-external", { stickiness: {} }));
    expect(tcp).to.include({ sessionAffinity: "CLIENT_IP" });
    expect(tcp).not.to.have.property("affinityCookieTtlSec");
  });

  it("drains, logs and asks Cloud Armor", async () => {
    const inputs = service(
      await made("alb", "global-external", {
        drainingSeconds: 120,
        own: { securityPolicy: "armor", accessLogs: { sampleRate: 0.25 }, targetCapacity: 50 },
      }),
    );
    expect(inputs).to.deep.include({
      connectionDrainingTimeoutSec: 120,
      securityPolicy: "armor",
      logConfig: { enable: true, sampleRate: 0.25 },
    });
    expect(inputs.backends).to.have.nested.property("[0].maxRatePerEndpoint", 50);
  });

  it("checks the health of targets as asked, at their own ports unless told otherwise", async () => {
    const check = async (kind: Kind, healthCheck: MultiCloudLoadBalancerArgs["healthCheck"]) =>
      find(await made(kind, "regional-internal", { healthCheck }), "hello-health-check").inputs;
    const asked = {
      path: "/index.html",
      host: "shop.internal",
      intervalSeconds: 7,
      timeoutSeconds: 3,
    } as const;
    expect(await check("alb", { ...asked, healthyThreshold: 4, unhealthyThreshold: 5 })).to.deep.include({
      checkIntervalSec: 7,
      timeoutSec: 3,
      healthyThreshold: 4,
      unhealthyThreshold: 5,
      httpHealthCheck: {
        portSpecification: "USE_SERVING_PORT",
        requestPath: "/index.html",
        host: "shop.internal",
      },
    });
    expect(await check("alb", { protocol: "HTTPS", port: 8443 })).to.deep.include({
      httpsHealthCheck: { portSpecification: "USE_FIXED_PORT", port: 8443, requestPath: "/" },
    });
    expect(await check("proxy-nlb", {})).to.deep.include({
      tcpHealthCheck: { portSpecification: "USE_SERVING_PORT" },
    });
  });

  const certificates: [Reach, object, object][] = [
    [
      "global-external",
      { certificateMap: "projects/shop/locations/global/certificateMaps/shop" },
      {
        certificateMap:
          "//certificatemanager.googleapis.com/projects/shop/locations/global/certificateMaps/shop",
      },
    ],
    ["global-external", { sslCertificates: ["ssl"] }, { sslCertificates: ["ssl"] }],
    ["regional-external", { sslCertificates: ["ssl"] }, { sslCertificates: ["ssl"] }],
    ["regional-internal", { certificates: ["cm"] }, { certificateManagerCertificates: ["cm"] }],
    ["cross-region-internal", { certificates: ["cm"] }, { certificateManagerCertificates: ["cm"] }],
  ];
  for (const [reach, given, wanted] of certificates) {
    it(`shows ${Object.keys(given).join()} to clients of ${reach}`, async () => {
      const resources = await made("alb", reach, { listener: https(given) });
      expect(find(resources, "hello-https-proxy").inputs).to.deep.include(wanted);
    });
  }

  it("redirects plain HTTP for good, on the same address", async () => {
    const listener = { ...https({ certificates: ["cm"] }), redirectHttp: true };
    const resources = await made("alb", "regional-internal", { listener });
    expect(find(resources, "hello-redirect-url-map").inputs.defaultUrlRedirect).to.deep.equal({
      httpsRedirect: true,
      stripQuery: false,
      redirectResponseCode: "MOVED_PERMANENTLY_DEFAULT",
    });
    const [main, redirect] = ["hello-forwarding-rule-443", "hello-forwarding-rule-80"].map((name) =>
      find(resources, name),
    );
    expect([main?.inputs.portRange, redirect?.inputs.portRange]).to.deep.equal(["443", "80"]);
    const address = find(resources, "hello-address");
    expect(address.inputs.purpose).to.equal("SHARED_LOADBALANCER_VIP");
    for (const rule of [main, redirect]) {
      expect(rule?.dependencies).to.include(address.urn);
    }
  });

  it("has an entrance in each region of a cross-region balancer", async () => {
    const resources = await made("alb", "cross-region-internal", {
      own: {
        subnets: ["web", "us"],
        proxyOnlySubnets: {
          "europe-west3": { range: "10.16.254.0/23" },
          "us-east4": { range: "10.16.252.0/23" },
        },
      },
    });
    for (const [region, subnet] of [
      ["europe-west3", "web"],
      ["us-east4", "us"],
    ] as const) {
      expect(find(resources, `hello-address-${region}`).inputs).to.include({
        region,
        subnetwork: `${subnet}-id`,
      });
      expect(find(resources, `hello-forwarding-rule-${region}-80`).inputs.subnetwork).to.equal(
        `${subnet}-id`,
      );
      expect(find(resources, `hello-proxy-only-${region}`).inputs).to.include({ region });
    }
    expect(ofType(resources, "gcp:compute/backendService:BackendService")).to.have.length(1);
  });

  it("lets clients in other clouds reach an internal address by a gateway in any region", async () => {
    const rule = async (reach: Reach) => find(await made("alb", reach), "hello-forwarding-rule-80").inputs;
    expect(await rule("regional-internal")).to.include({ allowGlobalAccess: true });
    expect(await rule("regional-external")).not.to.have.property("allowGlobalAccess");
  });

  it("leaves an existing proxy-only subnet alone, but opens firewalls to it", async () => {
    const own = { proxyOnlySubnets: { "europe-west3": { range: "10.16.254.0/23", existing: true } } };
    const args = argsOf("alb", "regional-external", {
      frontEnd: { gcp: { ...frontEnd("alb", "regional-external"), ...own } },
    });
    const { result, resources } = await record(() => balancer(args));
    expect(ofType(resources, "gcp:compute/subnetwork:Subnetwork")).to.deep.equal([]);
    expect(result.requiredPeerRules.map(({ sourceCidr }) => sourceCidr)).to.include("10.16.254.0/23");
  });

  it("groups targets by zone, own ones by subnet too", async () => {
    const resources = await made("alb", "global-external", {
      backends: {
        aws: {
          targets: {
            a: { address: "172.16.0.4" },
            b: { address: "172.16.0.5", zone: "us-east4-b" },
            c: { address: "172.16.0.6", port: 8080 },
          },
        },
        gcp: {
          targets: {
            a: { address: "10.16.0.4", instance: "projects/shop/zones/europe-west3-a/instances/web-1" },
            b: { address: "10.16.16.4", zone: "us-east4-b", instance: "web-2" },
          },
        },
      },
    });
    const members = (group: string) =>
      ofType(resources, "gcp:compute/networkEndpoint:NetworkEndpoint")
        .filter(({ inputs }) => inputs.networkEndpointGroup === group)
        .map(({ inputs: { ipAddress, port, instance } }) => [ipAddress, port, instance]);
    expect(members("hello-neg-aws-europe-west3-a")).to.have.deep.members([
      ["172.16.0.4", 80, undefined],
      ["172.16.0.6", 8080, undefined],
    ]);
    expect(members("hello-neg-aws-us-east4-b")).to.deep.equal([["172.16.0.5", 80, undefined]]);
    expect(members("hello-neg-gcp-web-europe-west3-a")).to.deep.equal([["10.16.0.4", 80, "web-1"]]);
    expect(members("hello-neg-gcp-us-us-east4-b")).to.deep.equal([["10.16.16.4", 80, "web-2"]]);
  });

  it("takes an own target's address from an output where its region has one subnet", async () => {
    const { resources } = await record(() =>
      balancer({
        ...httpAlb,
        networks: { ...httpAlb.networks, gcp: { ...gcp, subnets: { web: gcp.subnets!.web! } } },
        backends: { gcp: { targets: { web: { address: Promise.resolve("10.16.0.4"), instance: "web-1" } } } },
      }),
    );
    expect(find(resources, "hello-neg-gcp-web-europe-west3-a").inputs.subnetwork).to.equal("web-id");
  });

  it("makes groups anew before the old ones go, so that a service never lacks one", async () => {
    const resources = await made("alb", "regional-external");
    for (const group of ofType(resources, "gcp:compute/networkEndpointGroup:NetworkEndpointGroup")) {
      expect(group.deleteBeforeReplace).to.equal(false);
      expect(group.inputs).not.to.have.any.keys("name", "defaultPort");
    }
  });

  it("labels what takes labels", async () => {
    const resources = await made("alb", "regional-external", { tags: { team: "shop" } });
    for (const name of ["hello-address", "hello-forwarding-rule-80"]) {
      expect(find(resources, name).inputs.labels, name).to.deep.equal({ team: "shop" });
    }
  });
});
