import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import type { MultiCloudLoadBalancerArgs } from "../../../components";
import { refused } from "../../helpers/recordedMocks";
import { balancer } from "./balancers";
import * as gcp from "./gcp/balancers";

const unknown = output("172.18.0.4");

describe("checks of a load balancer's targets refuse", () => {
  const refusals: readonly [string, Partial<MultiCloudLoadBalancerArgs>, RegExp][] = [
    [
      "a target that is null, with zones apart",
      { backends: { aws: { targets: { web: null as never } } }, crossZone: false },
      /aws\.targets\.web: must be a target/,
    ],
    [
      "a target that is null",
      { backends: { azure: { targets: { web: null as never } } } },
      /azure\.targets\.web: must be a target/,
    ],
    [
      "one target twice, once with the port that it has anyway",
      {
        backends: {
          azure: { targets: { a: { address: "172.18.0.4" }, b: { address: "172.18.0.4", port: 80 } } },
        },
      },
      /azure\.targets\.b\.address: "172\.18\.0\.4" is given twice with port 80, also as backends\.azure\.targets\.a/,
    ],
    [
      "one target twice, by an output",
      { backends: { azure: { targets: { a: { address: unknown }, b: { address: unknown } } } } },
      /azure\.targets\.b\.address: is given twice with port 80, also as backends\.azure\.targets\.a\.address/,
    ],
  ];
  for (const [what, args, message] of refusals) {
    it(what, async () => {
      const refusal = await refused(() => balancer(args));
      expect(refusal.message).to.match(message);
      expect(refusal.message.match(/\n {2}- /g), refusal.message).to.have.length(1);
    });
  }

  it("a target that is null, behind a balancer in Google Cloud", async () => {
    const backends = { gcp: { targets: { web: null as never } } };
    const { message } = await refused(() => gcp.balancer({ ...gcp.httpAlb, backends }));
    expect(message).to.contain("backends.gcp.targets.web: must be a target");
  });
});
