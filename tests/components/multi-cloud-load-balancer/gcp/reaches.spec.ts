import { expect } from "chai";
import { expectGoldenUrns } from "../../golden";
import { find, ofType, record, type RecordedResource, value } from "../../../helpers/recordedMocks";
import {
  argsOf,
  backendClouds,
  balancer,
  type Kind,
  kinds,
  proxyOnlyRange,
  type Reach,
  reaches,
  targets,
} from "./balancers";

const scopes: Record<Reach, { regional: boolean; scheme: string; proxies: string | undefined }> = {
  "global-external": { regional: false, scheme: "EXTERNAL_MANAGED", proxies: undefined },
  "regional-external": { regional: true, scheme: "EXTERNAL_MANAGED", proxies: "REGIONAL_MANAGED_PROXY" },
  "regional-internal": { regional: true, scheme: "INTERNAL_MANAGED", proxies: "REGIONAL_MANAGED_PROXY" },
  "cross-region-internal": { regional: false, scheme: "INTERNAL_MANAGED", proxies: "GLOBAL_MANAGED_PROXY" },
};

const short = ({ type, name }: RecordedResource) => `${type.split(":").at(-1) ?? ""} ${name}`;

const ruleOf = (kind: Kind, reach: Reach) =>
  `hello-forwarding-rule${reach === "cross-region-internal" ? "-europe-west3" : ""}-${kind === "alb" ? 80 : 5432}`;

async function made(kind: Kind, reach: Reach, backends: object) {
  const { resources } = await record(() => balancer(argsOf(kind, reach, { backends })), {
    outputs: ({ type }) => (/:(Global)?Address$/.test(type) ? { address: "203.0.113.7" } : {}),
  });
  return resources.filter(({ custom }) => custom);
}

/** The service that a balancer's requests go to. */
function serviceOf(resources: readonly RecordedResource[]): RecordedResource {
  const service = resources.find(({ type }) => /BackendService$/.test(type));
  expect(service).not.equal(undefined);
  return service!;
}

describe("front ends in Google Cloud", () => {
  for (const kind of kinds) {
    for (const reach of reaches) {
      describe(`${reach} ${kind}`, () => {
        const { regional, scheme, proxies } = scopes[reach];

        for (const cloud of backendClouds) {
          it(`puts targets in ${cloud} into a group of their kind`, async () => {
            const resources = await made(kind, reach, { [cloud]: targets[cloud] });
            const [group] = ofType(resources, "gcp:compute/networkEndpointGroup:NetworkEndpointGroup");
            expect(group?.inputs).to.include({
              zone: "europe-west3-a",
              network: "projects/shop/global/networks/shop",
              networkEndpointType: cloud === "gcp" ? "GCE_VM_IP_PORT" : "NON_GCP_PRIVATE_IP_PORT",
            });
            expect(group?.inputs.subnetwork).to.equal(cloud === "gcp" ? "web-id" : undefined);
            const endpoint = find(resources, `hello-endpoint-${cloud}-web`);
            expect(endpoint.inputs).to.include({
              ipAddress: targets[cloud].targets.web.address,
              port: kind === "alb" ? 80 : 5432,
              zone: "europe-west3-a",
            });
            expect(endpoint.inputs.instance).to.equal(cloud === "gcp" ? "web-1" : undefined);
            expect(serviceOf(resources).inputs.backends).to.deep.equal([
              {
                group: `${group?.name ?? ""}_id`,
                capacityScaler: 1,
                ...(kind === "alb"
                  ? { balancingMode: "RATE", maxRatePerEndpoint: 1000 }
                  : { balancingMode: "CONNECTION", maxConnectionsPerEndpoint: 1000 }),
              },
            ]);
          });
        }

        it("joins the groups of all clouds in one service of its scheme and scope", async () => {
          const resources = await made(kind, reach, targets);
          const service = serviceOf(resources);
          expect(service.inputs.backends).to.have.length(3);
          expect(service.inputs).to.include({
            loadBalancingScheme: scheme,
            protocol: kind === "alb" ? "HTTP" : "TCP",
            healthChecks: "hello-health-check_id",
          });
          for (const name of ["hello-backend-service", "hello-health-check", ruleOf(kind, reach)]) {
            expect(find(resources, name).inputs.region, name).to.equal(regional ? "europe-west3" : undefined);
          }
        });

        it("listens by a rule on an address of its own", async () => {
          const resources = await made(kind, reach, targets);
          const rule = find(resources, ruleOf(kind, reach));
          expect(rule.inputs).to.include({
            loadBalancingScheme: scheme,
            ipProtocol: "TCP",
            portRange: kind === "alb" ? "80" : "5432",
            target: kind === "alb" ? "hello-http-proxy_id" : "hello-tcp-proxy_id",
            ipAddress: "203.0.113.7",
          });
          expect(rule.deleteBeforeReplace).to.equal(true);
          expect(rule.inputs.subnetwork).to.equal(reach.endsWith("internal") ? "web-id" : undefined);
        });

        it("has the proxy-only subnet it needs, before the rule", async () => {
          const resources = await made(kind, reach, targets);
          const subnets = ofType(resources, "gcp:compute/subnetwork:Subnetwork");
          if (proxies === undefined) {
            expect(subnets).to.deep.equal([]);
            return;
          }
          expect(subnets.map(({ inputs }) => inputs)).to.deep.equal([
            {
              network: "projects/shop/global/networks/shop",
              region: "europe-west3",
              ipCidrRange: proxyOnlyRange,
              purpose: proxies,
              role: "ACTIVE",
            },
          ]);
          const rule = resources.find(({ type }) => /ForwardingRule$/.test(type));
          expect(rule?.dependencies).to.include(subnets[0]?.urn);
        });

        it("keeps its names", async () => {
          const { resources } = await record(() => balancer(argsOf(kind, reach)));
          expectGoldenUrns(`load-balancer-gcp-${kind}-${reach}`, resources);
        });

        it("has what it is opened to and routed back to", async () => {
          const { result } = await record(() => balancer(argsOf(kind, reach)));
          const from = (cloud: string) => [
            ...new Set(
              result.requiredPeerRules
                .filter((rule) => rule.cloud === cloud)
                .map(({ sourceCidr }) => sourceCidr),
            ),
          ];
          const google = ["35.191.0.0/16", "130.211.0.0/22"];
          const outside = proxies === undefined ? google : [proxyOnlyRange];
          expect(from("aws")).to.have.members(outside);
          expect(from("azure")).to.have.members(outside);
          expect(from("gcp")).to.have.members([...new Set([...google, ...outside])]);
          const back = result.requiredAdvertisements.filter(
            (each) => each.from === "gcp" && each.to === "aws",
          );
          expect(back.map(({ cidr }) => cidr)).to.have.members(outside);
          expect(back.every(({ inNetworkRanges }) => !inNetworkRanges)).to.equal(true);
        });
      });
    }
  }

  it("lets only Google's health checks ask own targets at the health check's port", async () => {
    const args = argsOf("alb", "regional-internal", { healthCheck: { port: 8080 } });
    const { result } = await record(() => balancer(args));
    const at = (cloud: string, port: number) =>
      result.requiredPeerRules
        .filter((rule) => rule.cloud === cloud && rule.port === port)
        .map(({ sourceCidr }) => sourceCidr);
    expect(at("gcp", 8080)).to.have.members(["35.191.0.0/16", "130.211.0.0/22"]);
    expect(at("gcp", 80)).to.deep.equal([proxyOnlyRange]);
    expect(at("aws", 8080)).to.deep.equal([proxyOnlyRange]);
  });

  it("tells clients and DnsFailover where it is", async () => {
    const { result } = await record(() => balancer(argsOf("alb", "regional-internal")), {
      outputs: () => ({ address: "10.16.0.9", project: "shop" }),
    });
    const { gcpLoadBalancer, ...endpoint } = result.endpoint;
    expect(endpoint.internal).to.equal(true);
    expect(await value(endpoint.address!)).to.equal("10.16.0.9");
    expect(gcpLoadBalancer?.detectionSeconds).to.be.greaterThan(0);
    expect(gcpLoadBalancer?.loadBalancerType).to.equal("regionalL7ilb");
    expect(await value(gcpLoadBalancer!.ipAddress)).to.equal("10.16.0.9");
    expect(await value(gcpLoadBalancer!.region!)).to.equal("europe-west3");
  });

  it("makes the same resources in a preview", async () => {
    for (const reach of reaches) {
      const args = argsOf("alb", reach);
      const preview = await record(() => balancer(args), { preview: true });
      const update = await record(() => balancer(args));
      expect(preview.resources.map(short)).to.have.members(update.resources.map(short));
    }
  });
});
