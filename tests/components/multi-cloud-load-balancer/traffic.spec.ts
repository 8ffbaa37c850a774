import { Instance } from "@pulumi/aws/ec2";
import { expect } from "chai";
import {
  type AwsLoadBalancerNetwork,
  AwsNetwork,
  AzureNetwork,
  type Backends,
  CrossCloudVpn,
  GcpNetwork,
  MultiCloudLoadBalancer,
  type MultiCloudLoadBalancerArgs,
} from "../../../components";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { verdicts } from "../../traffic/estates/health";
import { alb, hello, nlb } from "./balancers";

type Args = Partial<MultiCloudLoadBalancerArgs>;

/** What the networks give the balancer to open. */
type Openable = (networks: MultiCloudLoadBalancerArgs["networks"]) => MultiCloudLoadBalancerArgs["networks"];
const all: Openable = (networks) => networks;

const vpc = () =>
  new AwsNetwork("aws", {
    cidrBlock: "172.16.0.0/16",
    subnets: {
      a: { cidrBlock: "172.16.0.0/18", availabilityZone: "eu-central-1a", public: true },
      b: { cidrBlock: "172.16.64.0/18", availabilityZone: "eu-central-1b", public: true },
    },
  });

/** The target in AWS: without it nothing would ask the security group. */
function webServer({ subnetIds, securityGroupId }: AwsNetwork): Instance {
  return new Instance("web", {
    ami: "ami-0123456789abcdef0",
    instanceType: "t3.micro",
    privateIp: "172.16.20.207",
    ...(subnetIds["a"] && { subnetId: subnetIds["a"] }),
    vpcSecurityGroupIds: [securityGroupId],
  });
}

/** AWS and Azure over static routes: system S2. */
function withAzure(args: Args, openable = all) {
  return inSimulatedClouds(() => {
    const aws = vpc();
    webServer(aws);
    const azure = new AzureNetwork("azure", { addressSpace: "172.18.0.0/16" });
    new CrossCloudVpn("vpn", {
      aws,
      azure: { ...azure, staticRoutes: ["172.18.0.0/16"] },
      routing: "static",
    });
    return new MultiCloudLoadBalancer("hello", { ...hello, networks: openable({ aws, azure }), ...args });
  });
}

/** AWS and Google Cloud over BGP. */
function withGcp(args: Args) {
  return inSimulatedClouds(() => {
    const aws = vpc();
    webServer(aws);
    const gcp = new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16", region: "europe-west3" });
    new CrossCloudVpn("vpn", { aws, gcp, routing: "bgp" });
    return new MultiCloudLoadBalancer("hello", { ...hello, networks: { aws, gcp }, ...args });
  });
}

const own = { targets: { web: { address: "172.16.20.207" } } };
const inGoogle: Backends = { aws: own, gcp: { targets: { web: { address: "10.16.0.4" } } } };
const tcp: Args = { frontEnd: { aws: nlb }, listener: { protocol: "TCP", port: 443 }, healthCheck: {} };

describe("the targets of a MultiCloudLoadBalancer in AWS", () => {
  const variants: Record<string, Args> = {
    "an Application Load Balancer": {},
    "an internal one": { frontEnd: { aws: { ...alb, internal: true } } },
    "a Network Load Balancer": tcp,
    "a health check on a port of its own": { healthCheck: { port: 9000 } },
    "weights and ports of their own": {
      backends: {
        aws: { ...own, weight: 90 },
        azure: { targets: { web: { address: "172.18.0.4", port: 8080 } }, weight: 10 },
      },
    },
  };
  for (const [variant, args] of Object.entries(variants)) {
    it(`are healthy in AWS and in Azure, behind ${variant}`, async () => {
      const { recorded } = await withAzure(args);
      expect(verdicts(recorded)).to.deep.equal({
        "hello-target-aws-web": "healthy",
        "hello-target-azure-web": "healthy",
      });
    });
  }

  for (const [variant, args] of Object.entries({
    "an Application Load Balancer": {},
    "a Network Load Balancer": tcp,
  })) {
    it(`are healthy in Google Cloud, behind ${variant}`, async () => {
      const { recorded } = await withGcp({ ...args, backends: inGoogle });
      expect(verdicts(recorded)).to.deep.equal({
        "hello-target-aws-web": "healthy",
        "hello-target-gcp-web": "healthy",
      });
    });
  }

  it("are not while somebody else has yet to open the firewall in Azure, as requiredPeerRules says", async () => {
    const { recorded, result } = await withAzure({}, ({ aws, azure }) => {
      const { networkSecurityGroupName, ...closed } = { ...azure } as NonNullable<typeof azure>;
      expect(networkSecurityGroupName).not.to.equal(undefined);
      return { ...(aws && { aws }), azure: closed };
    });
    expect(verdicts(recorded)["hello-target-azure-web"]).to.match(/unhealthy: .+deny-everything-else/);
    const missing = result.requiredPeerRules.filter(({ opened }) => !opened);
    expect(missing.map(({ cloud }) => cloud)).to.deep.equal(["azure", "azure"]);
  });

  it("are not while somebody else has yet to open the security group of the own ones", async () => {
    const { recorded } = await withAzure({}, ({ aws, azure }) => {
      const { vpcId, cidrBlocks, subnets } = aws as AwsLoadBalancerNetwork;
      return { aws: { vpcId, cidrBlocks, ...(subnets && { subnets }) }, ...(azure && { azure }) };
    });
    expect(verdicts(recorded)["hello-target-aws-web"]).to.match(/unhealthy: .+aws-security-group/);
    expect(verdicts(recorded)["hello-target-azure-web"]).to.equal("healthy");
  });
});
