import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import type { MultiCloudLoadBalancerArgs } from "../../../components";
import { record, refused } from "../../helpers/recordedMocks";
import { aws, azure, balancer, gcp, hello, nlb, threeClouds, weights } from "./balancers";

type Args = Partial<MultiCloudLoadBalancerArgs>;

const azureTarget = (address: string): Args => ({
  backends: { ...hello.backends, azure: { targets: { web: { address } } } },
});
const check = (healthCheck: object): Args => ({ healthCheck });
const tcp: Args = { frontEnd: { aws: nlb }, listener: { protocol: "TCP", port: 443 }, healthCheck: {} };

describe("MultiCloudLoadBalancer refuses", () => {
  it("names too long for a cloud's resources", async () => {
    const google = (name: string) => refused(() => balancer(threeClouds, name));
    expect((await google("x".repeat(22))).message).to.match(
      /name: "x+-lb" has 25 characters, Elastic Load Balancing takes 24: shorten the component's name by 1/,
    );
    const weighted = await refused(() => balancer(weights(1, 1), "sixteen-letters-"));
    expect(weighted.message).to.match(/name: "sixteen-letters--tg-azure" has 25 characters/);
    expect((await refused(() => balancer({}, "internal-shop"))).message).to.match(
      /"internal-shop-lb" starts with "internal-"/,
    );
    expect((await google("Hello")).message).to.match(
      /name: "Hello-allow-.+ is no Google Cloud resource name/,
    );
  });
});

describe("MultiCloudLoadBalancer accepts", () => {
  const accepted: readonly [string, Args][] = [
    ["addresses that are known only while the program runs", azureTarget(output("172.18.0.9") as never)],
    [
      "one address with two ports",
      {
        backends: {
          aws: {
            targets: { a: { address: "172.16.0.4", port: 80 }, b: { address: "172.16.0.4", port: 81 } },
          },
        },
      },
    ],
    ["no weight for one cloud, as in the middle of a migration", weights(0, 1)],
    ["targets in other clouds only", { backends: { azure: hello.backends.azure ?? { targets: {} } } }],
    ["a timeout given alone, longer than the default interval", check({ timeoutSeconds: 20 })],
    ["an interval given alone, as short as the default timeout", check({ intervalSeconds: 5 })],
    ["zones apart on a Network Load Balancer", { ...tcp, crossZone: false }],
    [
      "a network that names a range and one inside it",
      { networks: { aws, azure: { ...azure, addressPrefixes: ["172.18.0.0/16", "172.18.0.0/24"] } } },
    ],
    ["three clouds", { ...threeClouds, networks: { aws, azure, gcp } }],
  ];
  for (const [what, args] of accepted) {
    it(what, async () => {
      const { resources } = await record(() => balancer(args));
      expect(resources.map(({ name }) => name)).to.include("hello-lb");
    });
  }
});
