import { Certificate, CertificateMap, CertificateMapEntry } from "@pulumi/gcp/certificatemanager";
import { Instance, RegionSslCertificate, SecurityPolicy, SSLCertificate } from "@pulumi/gcp/compute";
import { expect } from "chai";
import {
  AwsNetwork,
  AzureNetwork,
  type GcpCertificate,
  type GcpFrontEnd,
  GcpNetwork,
  MultiCloudLoadBalancer,
  type MultiCloudLoadBalancerArgs,
} from "../../../../components";
import { inSimulatedClouds } from "../../../helpers/simulatedRun";
import { madeAndDestroyed } from "../destruction";
import { argsOf, backendClouds, frontEnd, type Kind, kinds, type Reach, reaches, targets } from "./balancers";

type Cloud = (typeof backendClouds)[number];
type Shares = Readonly<Partial<Record<Cloud, number | undefined>>>;

const evenly: Shares = { aws: undefined, azure: undefined, gcp: undefined };

/** A network of the components in each cloud that has a target, and a balancer in front of all. */
function program(
  args: Pick<MultiCloudLoadBalancerArgs, "frontEnd" | "listener"> & Partial<MultiCloudLoadBalancerArgs>,
  shares: Shares = evenly,
) {
  const gcp = new GcpNetwork("gcp", {
    ipCidrRange: "10.16.0.0/16",
    subnets: {
      web: { ipCidrRange: "10.16.0.0/20", region: "europe-west3" },
      us: { ipCidrRange: "10.16.16.0/20", region: "us-east4" },
    },
  });
  const networks = {
    gcp,
    ...("aws" in shares && { aws: new AwsNetwork("aws", { cidrBlock: "172.16.0.0/16" }) }),
    ...("azure" in shares && { azure: new AzureNetwork("azure", { addressSpace: "172.18.0.0/16" }) }),
  };
  const backends = {
    ...("aws" in shares && { aws: { ...targets.aws, ...weightOf(shares.aws) } }),
    ...("azure" in shares && { azure: { ...targets.azure, ...weightOf(shares.azure) } }),
    ...("gcp" in shares && { gcp: { targets: { web: ownTarget(gcp) }, ...weightOf(shares.gcp) } }),
  };
  return new MultiCloudLoadBalancer("hello", { networks, backends, ...args });
}

const weightOf = (weight: number | undefined) => (weight === undefined ? {} : { weight });

function ownTarget(gcp: GcpNetwork) {
  const { name } = new Instance("web", {
    zone: "europe-west3-a",
    machineType: "e2-small",
    bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
    networkInterfaces: [{ subnetwork: gcp.subnets.web!.id, networkIp: "10.16.0.4" }],
  });
  return { address: "10.16.0.4", instance: name };
}

const args = (kind: Kind, reach: Reach) => {
  const { frontEnd, listener } = argsOf(kind, reach);
  return { frontEnd, listener };
};

const twoRegions: GcpFrontEnd = {
  ...frontEnd("alb", "cross-region-internal"),
  subnets: ["web", "us"],
  proxyOnlySubnets: { "europe-west3": { range: "10.16.254.0/23" }, "us-east4": { range: "10.16.252.0/23" } },
};

describe("front ends in Google Cloud in the simulated clouds", () => {
  for (const kind of kinds) {
    for (const reach of reaches) {
      it(`brings up a ${reach} ${kind} with targets in all clouds`, async () => {
        const { resources } = await inSimulatedClouds(() => program(args(kind, reach)));
        expect(resources.filter((each) => each.includes("ForwardingRule"))).to.have.length(1);
      });

      for (const cloud of backendClouds) {
        it(`brings up a ${reach} ${kind} with a target in ${cloud}`, async () => {
          const { resources } = await inSimulatedClouds(() =>
            program(args(kind, reach), { [cloud]: undefined }),
          );
          expect(resources.filter((each) => each.includes("NetworkEndpointGroup"))).to.have.length(1);
        });
      }
    }
  }

  it("brings up weights, a cookie, draining and logs", async () => {
    for (const reach of ["global-external", "regional-internal"] as const) {
      const own = { gcp: { ...frontEnd("alb", reach), accessLogs: { sampleRate: 0.5 } } };
      const more = { ...args("alb", reach), drainingSeconds: 60, frontEnd: own };
      await inSimulatedClouds(() => program(more, { aws: 90, gcp: 10 }));
      await inSimulatedClouds(() => program({ ...more, stickiness: { seconds: 600 } }));
    }
  });

  it("brings up a preference for own targets, with a threshold to spill over at", async () => {
    const locality = { prefer: "own-cloud", spillOverPercent: 60 } as const;
    for (const reach of ["global-external", "cross-region-internal"] as const) {
      for (const kind of kinds) {
        await inSimulatedClouds(() => program({ ...args(kind, reach), locality }));
      }
    }
  });

  it("brings up Cloud Armor", async () => {
    await inSimulatedClouds(() => {
      const { selfLink: securityPolicy } = new SecurityPolicy("armor", { type: "CLOUD_ARMOR" });
      const gcp = { ...frontEnd("alb", "global-external"), securityPolicy };
      return program({ ...args("alb", "global-external"), frontEnd: { gcp } });
    });
  });

  const inPem = (kind: string) => `-----BEGIN ${kind}-----
QUJD
-----END ${kind}-----
`;
  const pem = { certificate: inPem("CERTIFICATE"), privateKey: inPem("PRIVATE KEY") };
  const selfManaged = { selfManaged: { pemCertificate: pem.certificate, pemPrivateKey: pem.privateKey } };
  const certificates: [Reach, string, () => GcpCertificate][] = [
    ["global-external", "a certificate map", () => ({ certificateMap: certificateMap() })],
    [
      "global-external",
      "an SSL certificate",
      () => ({ sslCertificates: [new SSLCertificate("ssl", pem).id] }),
    ],
    [
      "regional-external",
      "an SSL certificate",
      () => ({ sslCertificates: [new RegionSslCertificate("ssl", { ...pem, region: "europe-west3" }).id] }),
    ],
    [
      "regional-internal",
      "a certificate",
      () => ({ certificates: [new Certificate("cm", { ...selfManaged, location: "europe-west3" }).id] }),
    ],
    [
      "cross-region-internal",
      "a certificate",
      () => ({ certificates: [new Certificate("cm", { ...selfManaged, scope: "ALL_REGIONS" }).id] }),
    ],
  ];
  for (const [reach, what, gcp] of certificates) {
    it(`brings up HTTPS with ${what} and a redirect, ${reach}`, async () => {
      const { resources } = await inSimulatedClouds(() =>
        program({
          ...args("alb", reach),
          listener: { protocol: "HTTPS", certificate: { gcp: gcp() }, redirectHttp: true },
        }),
      );
      expect(resources.filter((each) => each.includes("ForwardingRule"))).to.have.length(2);
    });
  }

  function certificateMap() {
    const map = new CertificateMap("map");
    const certificate = new Certificate("cm", selfManaged);
    new CertificateMapEntry("entry", { map: map.name, certificates: [certificate.id], matcher: "PRIMARY" });
    return map.id;
  }

  it("brings up an entrance in each of two regions", async () => {
    const { resources } = await inSimulatedClouds(() =>
      program({ frontEnd: { gcp: twoRegions }, listener: { protocol: "HTTP" } }),
    );
    expect(resources.filter((each) => each.includes("ForwardingRule"))).to.have.length(2);
  });

  for (const order of ["oldest first", "newest first"] as const) {
    for (const reach of reaches) {
      it(`takes a ${reach} balancer down, ${order}`, () =>
        madeAndDestroyed(() => program(args("alb", reach)), order));
    }
  }
});
