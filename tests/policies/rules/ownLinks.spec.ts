import { expect } from "chai";

import type { Rule } from "../../../policies/rule";
import { asns } from "../../../policies/rules/asns";
import { insideCidrs } from "../../../policies/rules/insideCidrs";
import { presharedKeys } from "../../../policies/rules/presharedKeys";
import { retiredSkus } from "../../../policies/rules/retiredSkus";
import { singleTransformSet } from "../../../policies/rules/singleTransformSet";
import { singleTunnel } from "../../../policies/rules/singleTunnel";
import { subnetOutsideNetwork } from "../../../policies/rules/subnetOutsideNetwork";
import { weakProposals } from "../../../policies/rules/weakProposals";
import { AwsNetwork, AzureNetwork, CrossCloudMesh, GcpNetwork } from "../../../components";
import type { Resource } from "../../../reachability/resources";
import { pairs } from "../../components/cross-cloud-vpn/pairs";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { findings } from "../planned";

const rules: readonly Rule<never>[] = [
  subnetOutsideNetwork,
  insideCidrs,
  asns,
  weakProposals,
  singleTransformSet,
  presharedKeys,
  retiredSkus,
];

const expectPass = (resources: readonly Resource[]): void => {
  for (const rule of rules) {
    expect(findings(rule, resources), rule.name).to.deep.equal([]);
  }
};

/** One of each kind of gateway on either side. */
const tried: readonly [pair: string, singleTunnel: RegExp | undefined][] = [
  ["VGW to VNG, static, 2 tunnels", undefined],
  ["TGW to VNG, bgp, 4 tunnels", undefined],
  ["VGW to Virtual WAN, bgp, 4 tunnels", undefined],
  ["VGW to HA VPN, bgp, 2 tunnels", /all 2 tunnels on interface 0/],
  ["TGW to HA VPN, bgp, 4 tunnels, IPv6", undefined],
  ["HA VPN to VNG, bgp, 1 tunnels", /single tunnel/],
  ["HA VPN to VNG, bgp, 2 tunnels", undefined],
  ["HA VPN to Virtual WAN, bgp, 2 tunnels", undefined],
  ["TGW to 2 addresses, bgp, 4 tunnels", undefined],
  ["HA VPN to 1 address, bgp, 1 tunnels", /single tunnel/],
  ["VNG to 1 address, static, 1 tunnels", /single tunnel/],
  ["Virtual WAN to 2 addresses, bgp, 2 tunnels", undefined],
];

describe("the link rules on this library's own links", function () {
  this.timeout(60_000);

  for (const [name, single] of tried) {
    it(`pass ${name}`, async () => {
      const pair = pairs.find((one) => one.name === name);
      const { recorded } = await inSimulatedClouds(() => pair!.create());
      expectPass(recorded);
      const messages = findings(singleTunnel, recorded).map(({ message }) => message);
      expect(messages.join()).to.match(single ?? /^$/);
    });
  }

  it("pass a mesh of three clouds", async () => {
    const { recorded } = await inSimulatedClouds(() => {
      const aws = new AwsNetwork("shop", { cidrBlock: "10.0.0.0/16" });
      const gcp = new GcpNetwork("data", { ipCidrRange: "10.16.0.0/16", region: "europe-west3" });
      const azure = new AzureNetwork("office", { addressSpace: "10.32.0.0/16" });
      const networks = {
        shop: { number: 0, aws },
        data: { number: 1, gcp },
        office: { number: 2, azure },
      };
      return new CrossCloudMesh("corp", { networks });
    });
    expectPass(recorded);
    expect(findings(singleTunnel, recorded)).to.deep.equal([]);
  });
});
