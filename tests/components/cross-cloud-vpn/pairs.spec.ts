import { expect } from "chai";
import type { CrossCloudVpn } from "../../../components";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import { value } from "../../helpers/recordedMocks";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { pairs } from "./pairs";

describe("CrossCloudVpn in the simulated clouds brings up", () => {
  for (const { name, tunnels, ipv6Tunnels, create } of pairs) {
    it(name, async () => {
      const { clouds, result } = await inSimulatedClouds(() => create());
      const files = await configurationOf(result);
      const states = allTunnelStates(clouds.world.view(), files === undefined ? {} : { office: files });
      const reasons = states.flatMap(({ reasons }) => reasons).join("\n");
      expect(states.filter(({ up }) => up).length, reasons).to.equal(tunnels);
      expect(states.filter(({ families }) => families.includes("ipv6"))).to.have.length(ipv6Tunnels);
      expect(result.tunnels).to.have.length(tunnels);
      expect(result.tunnels.filter(({ ipVersions }) => ipVersions.includes("ipv6"))).to.have.length(
        ipv6Tunnels,
      );
    });
  }
});

/** What the on-premises router is to install, where there is one. */
async function configurationOf({
  onPremisesConfiguration,
}: CrossCloudVpn): Promise<Record<string, string> | undefined> {
  return onPremisesConfiguration && value(onPremisesConfiguration);
}
