import { expect } from "chai";
import type { CrossCloudVpn } from "../../../components";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import { value } from "../../helpers/recordedMocks";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { pairs } from "./pairs";

describe("CrossCloudVpn in the simulated clouds brings up", () => {
  for (const { name, tunnels, create } of pairs) {
    it(name, async () => {
      const { clouds, result } = await inSimulatedClouds(() => create());
      const files = await configurationOf(result);
      const states = allTunnelStates(clouds.world.view(), files === undefined ? {} : { office: files });
      const reasons = states.flatMap(({ reasons }) => reasons).join("\n");
      expect(states.filter(({ up }) => up).length, reasons).to.equal(tunnels);
      expect(result.tunnels).to.have.length(tunnels);
    });
  }
});

/** What the on-premises router is to install, where there is one. */
async function configurationOf({
  onPremisesConfiguration,
}: CrossCloudVpn): Promise<Record<string, string> | undefined> {
  return onPremisesConfiguration && value(onPremisesConfiguration);
}
