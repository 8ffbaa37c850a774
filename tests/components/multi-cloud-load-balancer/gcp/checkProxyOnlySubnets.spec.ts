import { expect } from "chai";
import type { MultiCloudLoadBalancerArgs } from "../../../../components";
import type { GcpProxyOnlySubnet } from "../../../../components/multi-cloud-load-balancer/gcp/args";
import { record, refused } from "../../../helpers/recordedMocks";
import { argsOf, balancer, frontEnd, gcp } from "./balancers";

const withSubnet = (subnet: GcpProxyOnlySubnet | null, ipCidrRanges = gcp.ipCidrRanges) => {
  const base = argsOf("alb", "regional-external");
  const proxyOnlySubnets = { "europe-west3": subnet as GcpProxyOnlySubnet };
  return {
    ...base,
    frontEnd: { gcp: { ...frontEnd("alb", "regional-external"), proxyOnlySubnets } },
    networks: { ...base.networks, gcp: { ...gcp, ipCidrRanges } },
  } satisfies MultiCloudLoadBalancerArgs;
};
const at = "frontEnd.gcp.proxyOnlySubnets.europe-west3";

describe("checks of proxy-only subnets", () => {
  const refusals: Record<string, [MultiCloudLoadBalancerArgs, string]> = {
    "one that is null": [withSubnet(null), `${at}: must be an object such as`],
    "one in a subnet of a range that is divided": [
      withSubnet({ range: "10.16.2.0/23" }, ["10.16.0.0/16"]),
      `${at}.range: "10.16.2.0/23" overlaps networks.gcp.subnets.web 10.16.0.0/20`,
    ],
    "one in a secondary range": [
      withSubnet({ range: "10.16.254.0/23" }, [...gcp.ipCidrRanges, "10.16.240.0/20"]),
      `${at}.range: "10.16.254.0/23" overlaps networks.gcp.ipCidrRanges[2] 10.16.240.0/20`,
    ],
  };
  for (const [what, [args, message]] of Object.entries(refusals)) {
    it(`refuse ${what}`, async () => {
      expect((await refused(() => balancer(args))).message).to.contain(message);
    });
  }

  it("take one in what was planned for the network, apart from its subnets", async () => {
    const args = withSubnet({ range: "10.16.254.0/23" }, ["10.16.0.0/16"]);
    const { resources } = await record(() => balancer(args));
    expect(resources.map(({ name }) => name)).to.include("hello-proxy-only-europe-west3");
  });
});
