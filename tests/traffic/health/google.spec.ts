import { expect } from "chai";

import * as amazon from "../../reachability/cases/aws/resources";
import { shop } from "../../reachability/cases/aws/vpnEstate";

import { awsAndGoogle, googleBalancer, googleRanges, proxyRange, type Reach } from "../estates/awsAndGoogle";
import { balancersIn, verdicts } from "../estates/health";

const byProxies: readonly Reach[] = ["regional-external", "regional-internal", "cross-region-internal"];

describe("the endpoints of a Google Cloud load balancer", () => {
  for (const isTcp of [false, true]) {
    const kind = isTcp ? "proxy network" : "application";
    for (const reach of byProxies) {
      it(`of kind ${kind}, ${reach}, are probed from the proxy-only subnet`, () => {
        const balancer = googleBalancer(reach, { isTcp });
        const open = verdicts([...awsAndGoogle({ allowed: [proxyRange] }), ...balancer]);
        expect(open).to.deep.equal({ "aws-endpoint": "healthy", "google-endpoint": "healthy" });
        const closed = verdicts([...awsAndGoogle({ allowed: googleRanges }), ...balancer]);
        expect(closed["aws-endpoint"]).to.match(/unhealthy: from proxies: security group.*web denies/);
      });
    }

    it(`of kind ${kind}, global-external, are probed from Google's own ranges, which must be advertised`, () => {
      const balancer = googleBalancer("global-external", { isTcp });
      const quiet = verdicts([...awsAndGoogle({ allowed: googleRanges }), ...balancer]);
      expect(quiet["aws-endpoint"]).to.match(
        /unhealthy: from Google's front ends in europe-west1: the answer does not get back: .*no route to/,
      );
      const advertised = verdicts([
        ...awsAndGoogle({ allowed: googleRanges, advertised: googleRanges }),
        ...balancer,
      ]);
      expect(advertised).to.deep.equal({ "aws-endpoint": "healthy", "google-endpoint": "healthy" });
      const half = verdicts([
        ...awsAndGoogle({ allowed: googleRanges, advertised: googleRanges.slice(0, 1) }),
        ...balancer,
      ]);
      expect(half["aws-endpoint"]).to.match(/undecided|unhealthy/);
      const closed = verdicts([
        ...awsAndGoogle({ allowed: [proxyRange], advertised: googleRanges }),
        ...balancer,
      ]);
      expect(closed["aws-endpoint"]).to.match(/unhealthy: .*web denies/);
    });
  }

  it("are dropped when their answers to Google's ranges go to the internet", () => {
    const internet = amazon.internetGateway("internet", shop);
    const found = verdicts([
      ...awsAndGoogle({ allowed: googleRanges }),
      ...[internet, amazon.route("routetable-shop", "0.0.0.0/0", internet)],
      ...googleBalancer("global-external"),
    ]);
    expect(found["aws-endpoint"]).to.match(/unhealthy: .*the answer does not get back: .*internet/);
  });

  it("are undecided without a proxy-only subnet", () => {
    const balancer = googleBalancer("regional-external").filter(({ urn }) => !urn.endsWith("::proxies"));
    expect(verdicts([...awsAndGoogle({ allowed: [proxyRange] }), ...balancer])["aws-endpoint"]).to.equal(
      "undecided: where its probes come from is not known",
    );
  });

  it("are spread by what backends can take, preferred ones first", () => {
    const backends = {
      outside: { preference: "DEFAULT", maxRatePerEndpoint: 300 },
      inside: { preference: "PREFERRED" },
    };
    const [balancer] = balancersIn([
      ...awsAndGoogle({ allowed: [proxyRange] }),
      ...googleBalancer("regional-internal", { backends }),
    ]);
    const { targets, failoverShare } = balancer!.pools[0]!;
    expect(targets.map(({ name, weight, priority }) => [name, weight, priority])).to.deep.equal([
      ["aws-endpoint", 300, 1],
      ["google-endpoint", 100, 0],
    ]);
    expect(failoverShare).to.equal(0.7);
    expect(balancer).to.include({ kind: "Regional internal Application Load Balancer", isInternal: true });
    expect(balancer!.frontEnds).to.deep.equal(["10.64.1.99"]);
  });
});
