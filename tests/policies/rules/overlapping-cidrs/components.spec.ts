import { expect } from "chai";

import { inSimulatedClouds } from "../../../helpers/simulatedRun";
import { pairs } from "../../../components/cross-cloud-vpn/pairs";
import { check } from "./scene";

/** The links of this library, whose networks have ranges of their own; other tests cover the rest of them. */
const links = [
  "VGW to VNG, static, 2 tunnels",
  "TGW to Virtual WAN, bgp, 4 tunnels",
  "HA VPN to VNG, bgp, 2 tunnels",
  "TGW to HA VPN, bgp, 2 tunnels, IPv6",
];

describe("overlapping-cidrs on links of this library", () => {
  for (const { name, create } of pairs.filter((pair) => links.includes(pair.name))) {
    it(`accepts ${name}, and refuses it with one range for both networks`, async () => {
      const { recorded } = await inSimulatedClouds(() => create());
      expect(check(recorded)).to.deep.equal([]);
      const moved = recorded.map((resource) => ({ ...resource, outputs: onAws(resource.outputs) }));
      const networks = /(vpc|virtual-network|subnet)\S* and \S+(virtual-network|subnet)/;
      expect(check(moved).map(({ message }) => networks.test(message))).to.deep.equal([true]);
    });
  }

  it("tries all of these links", () => {
    expect(pairs.filter(({ name }) => links.includes(name))).to.have.length(links.length);
  });
});

/** Moves the networks of Azure and Google Cloud into the range of AWS, and Azure's into that of Google Cloud. */
function onAws<T>(outputs: T): T {
  return JSON.parse(JSON.stringify(outputs).replace(/"10\.(16|32)\./g, '"10.0.')) as T;
}
