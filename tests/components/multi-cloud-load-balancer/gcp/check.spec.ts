import { expect } from "chai";
import { output } from "@pulumi/pulumi";
import type { GcpFrontEnd, MultiCloudLoadBalancerArgs, TargetArgs } from "../../../../components";
import { record, refused } from "../../../helpers/recordedMocks";
import { argsOf, balancer, frontEnd, gcp, httpAlb, type Kind, type Reach, targets } from "./balancers";

type Loose<T> = { readonly [K in keyof T]?: unknown };

/** A balancer of a kind and reach with other arguments of its own, whatever their types. */
const own = (kind: Kind, reach: Reach, more: Loose<GcpFrontEnd> & Record<string, unknown>) =>
  argsOf(kind, reach, { frontEnd: { gcp: { ...frontEnd(kind, reach), ...more } as GcpFrontEnd } });

const target = (more: Loose<TargetArgs>, cloud: "aws" | "gcp" = "gcp"): MultiCloudLoadBalancerArgs => ({
  ...httpAlb,
  backends: { [cloud]: { targets: { web: { ...targets[cloud].targets.web, ...more } as TargetArgs } } },
});

const https = (reach: Reach, certificate: object, more: object = {}) =>
  argsOf("alb", reach, { listener: { protocol: "HTTPS", certificate: { gcp: certificate }, ...more } });

const proxyOnly = (range: unknown) =>
  own("alb", "regional-external", { proxyOnlySubnets: { "europe-west3": { range } } });

const refusals: Record<string, [MultiCloudLoadBalancerArgs, path: string, why: RegExp]> = {
  "a passthrough balancer": [
    own("proxy-nlb", "global-external", { kind: "passthrough-nlb" }),
    "frontEnd.gcp.kind",
    /"passthrough-nlb" takes no hybrid connectivity groups.*take "proxy-nlb"/,
  ],
  "an unknown kind": [
    own("alb", "global-external", { kind: "nlb" }),
    "frontEnd.gcp.kind",
    /use "alb".*"proxy-nlb"/,
  ],
  "an unknown reach": [
    own("alb", "global-external", { reach: "regional" }),
    "frontEnd.gcp.reach",
    /"regional" is no reach: use one of "global-external"/,
  ],
  "a misspelt argument": [
    own("alb", "global-external", { zones: ["europe-west3-a"] }),
    "frontEnd.gcp.zones",
    /is not an argument here/,
  ],
  "a region for a zone": [
    own("alb", "global-external", { zone: "europe-west3" }),
    "frontEnd.gcp.zone",
    /"europe-west3" is no zone/,
  ],
  "no subnet for an internal address": [
    own("alb", "regional-internal", { subnets: undefined }),
    "frontEnd.gcp.subnets",
    /is missing: give the key/,
  ],
  "a subnet for an external address": [
    own("alb", "regional-external", { subnets: ["web"] }),
    "frontEnd.gcp.subnets",
    /has no effect/,
  ],
  "two subnets of a regional balancer": [
    own("alb", "regional-internal", { subnets: ["web", "us"] }),
    "frontEnd.gcp.subnets",
    /take reach "cross-region-internal"/,
  ],
  "an unknown subnet": [
    own("alb", "regional-internal", { subnets: ["wbe"] }),
    "frontEnd.gcp.subnets[0]",
    /"wbe" is no key of networks.gcp.subnets: use one of web, us/,
  ],
  "a subnet in another region": [
    own("alb", "regional-internal", { subnets: ["us"] }),
    "frontEnd.gcp.subnets[0]",
    /"us" is in us-east4, the balancer in europe-west3/,
  ],
  "a cross-region subnet without a region": [
    {
      ...own("alb", "cross-region-internal", {}),
      networks: {
        ...httpAlb.networks,
        gcp: { ...gcp, subnets: { web: { id: "web-id", ipCidrRange: "10.16.0.0/20" } } },
      },
    },
    "frontEnd.gcp.subnets[0]",
    /give networks.gcp.subnets.web.region/,
  ],
  "no proxy-only subnet": [
    own("proxy-nlb", "regional-internal", { proxyOnlySubnets: undefined }),
    "frontEnd.gcp.proxyOnlySubnets",
    /has none for europe-west3/,
  ],
  "a proxy-only subnet of a global balancer": [
    own("alb", "global-external", { proxyOnlySubnets: { "europe-west3": { range: "10.16.254.0/23" } } }),
    "frontEnd.gcp.proxyOnlySubnets",
    /has no effect/,
  ],
  "a proxy-only subnet elsewhere": [
    own("alb", "regional-external", {
      proxyOnlySubnets: {
        "europe-west3": { range: "10.16.254.0/23" },
        "us-east4": { range: "10.16.252.0/23" },
      },
    }),
    "frontEnd.gcp.proxyOnlySubnets.us-east4",
    /is in no region of the balancer, which is in europe-west3/,
  ],
  "a small proxy-only subnet": [
    proxyOnly("10.16.254.0/27"),
    "frontEnd.gcp.proxyOnlySubnets.europe-west3.range",
    /too small for proxies: use a \/26/,
  ],
  "an unreadable proxy-only subnet": [
    proxyOnly("10.16.254.1/23"),
    "frontEnd.gcp.proxyOnlySubnets.europe-west3.range",
    /host bits/,
  ],
  "weights that would move clients away from their targets": [
    argsOf("alb", "regional-external", {
      backends: { aws: { ...targets.aws, weight: 90 }, gcp: { ...targets.gcp, weight: 10 } },
      stickiness: {},
    }),
    "stickiness",
    /weights.+leave out one of the two/,
  ],
  "a proxy-only subnet in a subnet": [
    proxyOnly("10.16.2.0/23"),
    "frontEnd.gcp.proxyOnlySubnets.europe-west3.range",
    /overlaps networks.gcp.subnets.web 10.16.0.0\/20/,
  ],
  "a proxy-only subnet in another network": [proxyOnly("172.16.0.0/23"), "frontEnd.gcp", /172.16.0.0\/16/],
  "no capacity": [
    own("alb", "global-external", { targetCapacity: 0 }),
    "frontEnd.gcp.targetCapacity",
    /0 is no whole number from 1/,
  ],
  "no logs by a rate of 0": [
    own("alb", "global-external", { accessLogs: { sampleRate: 0 } }),
    "frontEnd.gcp.accessLogs.sampleRate",
    /0 is no share/,
  ],
  "Cloud Armor for an internal proxy": [
    own("proxy-nlb", "regional-internal", { securityPolicy: "armor" }),
    "frontEnd.gcp.securityPolicy",
    /a regional internal proxy Network Load Balancer takes none/,
  ],
  "an SSL policy for plain HTTP": [
    own("alb", "global-external", { sslPolicy: "modern" }),
    "frontEnd.gcp.sslPolicy",
    /has no effect on a listener of HTTP/,
  ],
  "an own target without its instance": [
    target({ instance: undefined }),
    "backends.gcp.targets.web.instance",
    /missing/,
  ],
  "an instance in another cloud": [
    target({ instance: "web-1" }, "aws"),
    "backends.aws.targets.web.instance",
    /has no effect/,
  ],
  "another cloud's zone": [
    target({ zone: "eu-central-1a" }, "aws"),
    "backends.aws.targets.web.zone",
    /"eu-central-1a" is no zone of Google Cloud/,
  ],
  "a zone outside the region": [
    target({ zone: "us-east4-b" }, "aws"),
    "backends.aws.targets.web.zone",
    /"us-east4-b" is outside europe-west3/,
  ],
  "an own target in no subnet": [
    {
      ...target({ address: "10.16.40.4" }),
      networks: {
        gcp: {
          ...gcp,
          ipCidrRanges: ["10.16.0.0/20", "10.16.32.0/20", "10.16.64.0/20"],
          subnets: {
            web: { id: "web-id", ipCidrRange: "10.16.0.0/20" },
            db: { id: "db-id", ipCidrRange: "10.16.64.0/20" },
          },
        },
      },
    },
    "backends.gcp.targets.web.address",
    /"10.16.40.4" is in no subnet of networks.gcp.subnets near zone europe-west3-a/,
  ],
  "an own target whose subnet cannot be told": [
    {
      ...target({ address: output("10.16.0.4") }),
      networks: { gcp: { ...gcp, subnets: {} } },
    },
    "backends.gcp.targets.web.address",
    /known only while the program runs/,
  ],
  "a public target": [
    target({ address: "203.0.113.5" }, "aws"),
    "backends.aws.targets.web.address",
    /203.0.113.5/,
  ],
  "two kinds of certificates": [
    https("global-external", { certificateMap: "map", sslCertificates: ["ssl"] }),
    "listener.certificate.gcp",
    /names certificateMap and sslCertificates: give exactly one/,
  ],
  "no kind of certificate": [
    https("global-external", {}),
    "listener.certificate.gcp",
    /names no certificate/,
  ],
  "an empty list of certificates": [
    https("regional-external", { certificates: [] }),
    "listener.certificate.gcp.certificates",
    /at least one/,
  ],
  "a map for a regional balancer": [
    https("regional-external", { certificateMap: "map" }),
    "listener.certificate.gcp.certificateMap",
    /is not for a regional external Application Load Balancer/,
  ],
  "certificates without a map for a global one": [
    https("global-external", { certificates: ["cm"] }),
    "listener.certificate.gcp.certificates",
    /give a certificateMap/,
  ],
  "SSL certificates for a cross-region one": [
    https("cross-region-internal", { sslCertificates: ["ssl"] }),
    "listener.certificate.gcp.sslCertificates",
    /scope ALL_REGIONS/,
  ],
  "a redirect to another port": [
    https("global-external", { certificateMap: "map" }, { port: 8443, redirectHttp: true }),
    "listener.redirectHttp",
    /redirects to port 443, not to 8443/,
  ],
  "tags that are no labels": [
    argsOf("alb", "global-external", { tags: { Team: "shop" } }),
    "tags.Team",
    /"Team" is no key of a label/,
  ],
  "weights of a proxy balancer": [
    argsOf("proxy-nlb", "global-external", { backends: { aws: { ...targets.aws, weight: 1 } } }),
    "backends.aws.weight",
    /take frontEnd.gcp.kind "alb", or weights in DNS/,
  ],
  "locality of a regional balancer": [
    argsOf("alb", "regional-external", { locality: { prefer: "own-cloud" } }),
    "locality",
    /only reaches "global-external" and "cross-region-internal"/,
  ],
  "a threshold of 100 percent": [
    argsOf("alb", "global-external", { locality: { prefer: "own-cloud", spillOverPercent: 100 } }),
    "locality.spillOverPercent",
    /100/,
  ],
  "slow start": [
    argsOf("alb", "global-external", { slowStartSeconds: 30 }),
    "slowStartSeconds",
    /frontEnd.aws.kind "alb"/,
  ],
  "TCP to an Application Load Balancer": [
    argsOf("alb", "global-external", { listener: { protocol: "TCP", port: 5432 } }),
    "listener.protocol",
    /frontEnd.gcp.kind "proxy-nlb"/,
  ],
  "status codes that Google Cloud can't ask for": [
    argsOf("alb", "global-external", { healthCheck: { statusCodes: ["200-299"] } }),
    "healthCheck.statusCodes[0]",
    /200/,
  ],
  "a timeout longer than the interval": [
    argsOf("alb", "global-external", { healthCheck: { intervalSeconds: 5, timeoutSeconds: 6 } }),
    "healthCheck.timeoutSeconds",
    /6/,
  ],
};

describe("checks of front ends in Google Cloud", () => {
  for (const [what, [args, path, why]] of Object.entries(refusals)) {
    it(`refuses ${what}`, async () => {
      const { message, children } = await refused(() => balancer(args));
      const line = message.split("\n").find((each) => each.startsWith(`  - ${path}: `));
      expect(line, message).to.match(why);
      expect(children).to.deep.equal([]);
    });
  }

  it("refuses names that leave no room for Pulumi's random characters", async () => {
    for (const [cloud, suffix] of [
      ["azure", "-neg-azure-europe-west3-a"],
      ["gcp", "-neg-gcp-web-europe-west3-a"],
    ] as const) {
      const longest = "x".repeat(55 - suffix.length);
      const args = argsOf("alb", "global-external", { backends: { [cloud]: targets[cloud] } });
      const named = (await record(() => balancer(args, longest))).resources.filter(
        ({ type }) => type.startsWith("gcp:") && !/firewall|networkEndpoint:/.test(type),
      );
      expect(Math.max(...named.map(({ name }) => name.length))).to.equal(55);
      const { message } = await refused(() => balancer(args, `${longest}x`));
      expect(message).to.match(/name: ".*" has 56 characters, Google Cloud takes 55/);
    }
  });

  it("tells all problems at once", async () => {
    const { message } = await refused(() =>
      balancer(own("alb", "regional-internal", { zone: "here", subnets: [], targetCapacity: -1 })),
    );
    expect(message.split("\n").slice(1)).to.have.length(3);
  });
});
