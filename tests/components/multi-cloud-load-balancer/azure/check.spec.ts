import { expect } from "chai";
import type { AzureFrontEnd, MultiCloudLoadBalancerArgs } from "../../../../components";
import { record, refused } from "../../../helpers/recordedMocks";
import { balancer, http, https, recording, targets, tcp, withGateway } from "./balancers";

const own = (more: { readonly [K in keyof AzureFrontEnd]?: unknown } & Record<string, unknown>) =>
  withGateway(more as Partial<AzureFrontEnd>);

const target = (more: object): MultiCloudLoadBalancerArgs => ({
  ...http,
  backends: { ...targets, aws: { targets: { web: { ...targets.aws.targets.web, ...more } } } },
});

const certificate = (given: object): MultiCloudLoadBalancerArgs => ({
  ...http,
  listener: { protocol: "HTTPS", certificate: { azure: given as never } },
});

const refusals: Record<string, [MultiCloudLoadBalancerArgs, path: string, why: RegExp]> = {
  "an Azure Load Balancer": [
    own({ kind: "load-balancer" }),
    "frontEnd.azure.kind",
    /addresses of its own VNet only: take "application-gateway"/,
  ],
  "Azure Front Door": [
    own({ kind: "front-door" }),
    "frontEnd.azure.kind",
    /public origins and Private Link only/,
  ],
  "an unknown kind": [own({ kind: "gateway" }), "frontEnd.azure.kind", /"gateway" is no kind/],
  "a misspelt argument": [own({ subnet: "web" }), "frontEnd.azure.subnet", /is not an argument here/],
  "no subnet": [own({ subnetPrefix: undefined }), "frontEnd.azure.subnetPrefix", /must be a plain string/],
  "a subnet outside the VNet": [
    own({ subnetPrefix: "172.20.0.0/24" }),
    "frontEnd.azure.subnetPrefix",
    /lies outside networks.azure.addressPrefixes 172.18.0.0\/16/,
  ],
  "a subnet that others use": [
    own({ subnetPrefix: "172.18.1.0/24" }),
    "frontEnd.azure.subnetPrefix",
    /overlaps networks.azure.subnets.web 172.18.0.0\/17/,
  ],
  "a subnet too small for its instances": [
    own({ subnetPrefix: "172.18.129.0/28", instances: { minimum: 2, maximum: 12 } }),
    "frontEnd.azure.subnetPrefix",
    /has 16 addresses, the gateway may need 17/,
  ],
  "an address that Azure keeps": [
    own({ privateAddress: "172.18.129.3" }),
    "frontEnd.azure.privateAddress",
    /"172.18.129.3" is no free address of subnetPrefix/,
  ],
  "an address elsewhere": [
    own({ privateAddress: "172.18.130.9" }),
    "frontEnd.azure.privateAddress",
    /no free address/,
  ],
  "one instance at most": [
    own({ instances: { minimum: 0, maximum: 1 } }),
    "frontEnd.azure.instances",
    /0 to 1 instances cannot be/,
  ],
  "more instances at least than at most": [
    own({ instances: { minimum: 5, maximum: 3 } }),
    "frontEnd.azure.instances",
    /5 to 3/,
  ],
  "126 instances": [
    own({ instances: { minimum: 126, maximum: 126 } }),
    "frontEnd.azure.instances",
    /up to 125/,
  ],
  "an unknown zone": [own({ zones: ["4"] }), "frontEnd.azure.zones[0]", /"4" is no availability zone/],
  "a zone twice": [own({ zones: ["1", "1"] }), "frontEnd.azure.zones[1]", /given twice/],
  "clients that are no range": [
    own({ clientAddressPrefixes: ["198.51.100.7"] }),
    "frontEnd.azure.clientAddressPrefixes[0]",
    /has no prefix length/,
  ],
  "a firewall policy for TCP": [
    { ...own({ firewallPolicyId: "waf" }), listener: tcp },
    "frontEnd.azure.firewallPolicyId",
    /has no effect on TCP/,
  ],
  "a port that the gateway keeps": [
    { ...http, listener: { protocol: "TCP", port: 65200 } },
    "listener.port",
    /65200 is one that an Application Gateway keeps/,
  ],
  "port 22": [{ ...http, listener: { protocol: "TCP", port: 22 } }, "listener.port", /22 is one/],
  "HTTPS to targets without a host name": [
    { ...http, backend: { protocol: "HTTPS" } },
    "frontEnd.azure.backendHostName",
    /host name that their certificate is for/,
  ],
  "a root certificate without HTTPS to targets": [
    own({ trustedRootCertificate: "MII=" }),
    "frontEnd.azure.trustedRootCertificate",
    /has no effect/,
  ],
  "a host name that is none": [
    own({ backendHostName: "https://shop" }),
    "frontEnd.azure.backendHostName",
    /is no host name/,
  ],
  "a host name for TCP": [
    { ...own({ backendHostName: "shop.internal" }), listener: tcp },
    "frontEnd.azure.backendHostName",
    /has no effect on TCP/,
  ],
  "targets with different ports": [
    target({ port: 8080 }),
    "backends",
    /backends.aws.targets.web 8080, backends.azure.targets.web 80/,
  ],
  "the zone of a target": [
    target({ zone: "eu-central-1a" }),
    "backends.aws.targets.web.zone",
    /has no effect/,
  ],
  "the instance of a target": [
    target({ instance: "web-1" }),
    "backends.aws.targets.web.instance",
    /has no effect/,
  ],
  "a certificate that is no secret": [
    certificate({
      keyVaultSecretId: "https://shop.vault.azure.net/certificates/api",
      identityId: "identity",
    }),
    "listener.certificate.azure.keyVaultSecretId",
    /is no id of a Key Vault secret/,
  ],
  "a certificate that nobody may read": [
    certificate({ keyVaultSecretId: "https://shop.vault.azure.net/secrets/api" }),
    "listener.certificate.azure.identityId",
    /is missing/,
  ],
  "a certificate without a secret": [
    certificate({ identityId: "identity" }),
    "listener.certificate.azure.keyVaultSecretId",
    /is missing/,
  ],
  "a gateway's name that is none": [
    own({ gatewayName: "-gateway" }),
    "frontEnd.azure.gatewayName",
    /is no Azure resource name/,
  ],
  weights: [
    { ...http, backends: { aws: { ...targets.aws, weight: 90 } } },
    "backends.aws.weight",
    /divides requests evenly: take frontEnd.aws or frontEnd.gcp/,
  ],
  locality: [{ ...http, locality: { prefer: "own-cloud" } }, "locality", /divides requests evenly/],
  "slow start": [{ ...http, slowStartSeconds: 30 }, "slowStartSeconds", /frontEnd.aws.kind "alb"/],
  "draining with TCP": [{ ...http, listener: tcp, drainingSeconds: 60 }, "drainingSeconds", /always 30/],
  "stickiness with TCP": [
    { ...http, listener: tcp, stickiness: {} },
    "stickiness",
    /HTTP or HTTPS, which have a cookie/,
  ],
  "stickiness for a time": [
    { ...http, stickiness: { seconds: 60 } },
    "stickiness.seconds",
    /as long as the browser is open/,
  ],
  "two healthy answers": [
    { ...http, healthCheck: { healthyThreshold: 2 } },
    "healthCheck.healthyThreshold",
    /1/,
  ],
  "another protocol to probe": [
    { ...http, healthCheck: { protocol: "TCP" } },
    "healthCheck.protocol",
    /HTTP/,
  ],
};

describe("checks of front ends in Azure", () => {
  for (const [what, [args, path, why]] of Object.entries(refusals)) {
    it(`refuses ${what}`, async () => {
      const { message, children } = await refused(() => balancer(args));
      const line = message.split("\n").find((each) => each.startsWith(`  - ${path}: `));
      expect(line, message).to.match(why);
      expect(children).to.deep.equal([]);
    });
  }

  it("refuses a name that leaves no room for Pulumi's random characters", async () => {
    const longest = "x".repeat(72 - "-network-security-group".length);
    const args = { ...http, backends: { aws: targets.aws } };
    await record(() => balancer(args, longest), recording);
    const { message } = await refused(() => balancer(args, `${longest}x`));
    expect(message).to.match(/name: ".*" has 73 characters, Azure takes 72/);
  });

  it("takes the usual port of a target that names it", async () => {
    await record(() => balancer(target({ port: 80 })), recording);
  });

  it("takes a certificate's id that is an output, with or without a version", async () => {
    for (const keyVaultSecretId of ["https://a.vault.azure.net/secrets/b/0123", Promise.resolve("later")]) {
      const azure = { keyVaultSecretId, identityId: "identity" };
      await record(() => balancer({ ...http, listener: { ...https, certificate: { azure } } }), recording);
    }
  });

  it("tells all problems at once", async () => {
    const { message } = await refused(() => balancer(own({ kind: "x", zones: ["9"], gatewayName: "" })));
    expect(message.split("\n").slice(1)).to.have.length(3);
  });
});
