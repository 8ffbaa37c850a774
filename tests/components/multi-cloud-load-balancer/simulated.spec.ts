import { Certificate, CertificateValidation } from "@pulumi/aws/acm";
import { Record as DnsRecord, Zone } from "@pulumi/aws/route53";
import { expect } from "chai";
import {
  AwsNetwork,
  AzureNetwork,
  GcpNetwork,
  MultiCloudLoadBalancer,
  type MultiCloudLoadBalancerArgs,
} from "../../../components";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { alb, hello, nlb, threeClouds } from "./balancers";

const networks = () => ({
  aws: new AwsNetwork("aws", {
    cidrBlock: "172.16.0.0/16",
    subnets: {
      a: { cidrBlock: "172.16.0.0/18", availabilityZone: "eu-central-1a", public: true },
      b: { cidrBlock: "172.16.64.0/18", availabilityZone: "eu-central-1b", public: true },
    },
  }),
  azure: new AzureNetwork("azure", { addressSpace: "172.18.0.0/16", peerAddressPrefixes: ["172.16.0.0/16"] }),
  gcp: new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16", region: "europe-west3" }),
});

const run = (args: Partial<MultiCloudLoadBalancerArgs>) =>
  inSimulatedClouds(() => new MultiCloudLoadBalancer("hello", { ...hello, networks: networks(), ...args }));

describe("MultiCloudLoadBalancer in the simulated clouds", () => {
  const variants: Record<string, Partial<MultiCloudLoadBalancerArgs>> = {
    "an Application Load Balancer over two clouds": {},
    "one over three, with everything that can be set": {
      backends: threeClouds.backends,
      stickiness: {},
      slowStartSeconds: 30,
      drainingSeconds: 20,
      healthCheck: { port: 8080, intervalSeconds: 300, timeoutSeconds: 120, statusCodes: ["200-299", "404"] },
    },
    "one with weights": {
      backends: {
        aws: { targets: { web: { address: "172.16.20.207" } }, weight: 0 },
        azure: { targets: { web: { address: "172.18.0.4" } }, weight: 999 },
      },
      stickiness: { seconds: 604800 },
    },
    "one with two services of one machine, and a health check that both share": {
      backends: {
        aws: {
          targets: {
            api: { address: "172.16.20.207", port: 8080 },
            health: { address: "172.16.20.207", port: 9000 },
            web: { address: "172.16.20.207" },
          },
        },
      },
      healthCheck: { port: 9000 },
    },
    "an internal one": { frontEnd: { aws: { ...alb, internal: true } } },
    "one whose zones stay apart": {
      backends: { aws: { targets: { web: { address: "172.16.20.207", zone: "eu-central-1a" } } } },
      crossZone: false,
    },
    "a Network Load Balancer": {
      frontEnd: { aws: nlb },
      listener: { protocol: "TCP", port: 5432 },
      backends: threeClouds.backends,
      healthCheck: {},
      stickiness: {},
      crossZone: false,
    },
    "a Network Load Balancer with weights and a health check by HTTP": {
      frontEnd: { aws: nlb },
      listener: { protocol: "TCP", port: 443 },
      backends: {
        aws: { targets: { web: { address: "172.16.20.207" } }, weight: 1 },
        azure: { targets: { web: { address: "172.18.0.4" } }, weight: 1 },
      },
      healthCheck: { protocol: "HTTP", path: "/up", statusCodes: ["200-599"] },
    },
  };
  for (const [variant, args] of Object.entries(variants)) {
    it(`comes up: ${variant}`, async () => {
      const { resources } = await run(args);
      expect(resources).to.include.members([
        "aws:lb/loadBalancer:LoadBalancer::hello-lb",
        `aws:lb/listener:Listener::hello-listener-${args.listener?.port ?? 80}`,
      ]);
    });
  }

  it("comes up with a certificate that was issued, a redirect and a web ACL", async () => {
    const { resources } = await inSimulatedClouds(
      () =>
        new MultiCloudLoadBalancer("hello", {
          ...hello,
          networks: networks(),
          frontEnd: {
            aws: { ...alb, webAclArn: "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/1" },
          },
          listener: {
            ...{ protocol: "HTTPS", port: 8443, redirectHttp: true },
            certificate: { aws: { arn: issuedCertificate() } },
          },
        }),
    );
    expect(resources).to.include.members([
      "aws:lb/listener:Listener::hello-listener-80",
      "aws:wafv2/webAclAssociation:WebAclAssociation::hello-web-acl-association",
    ]);
  });
});

function issuedCertificate() {
  const zone = new Zone("zone", { name: "example.com" });
  const certificate = new Certificate("certificate", {
    domainName: "shop.example.com",
    validationMethod: "DNS",
  });
  const proof = certificate.domainValidationOptions.apply(([first]) => {
    if (first === undefined) {
      throw new Error("AWS asks for no proof of the domain");
    }
    return first;
  });
  const record = new DnsRecord("proof", {
    ...{ zoneId: zone.zoneId, ttl: 60 },
    name: proof.resourceRecordName,
    type: proof.resourceRecordType.apply((type) => type as "CNAME"),
    records: [proof.resourceRecordValue],
  });
  return new CertificateValidation("issued", {
    certificateArn: certificate.arn,
    validationRecordFqdns: [record.fqdn],
  }).certificateArn;
}
