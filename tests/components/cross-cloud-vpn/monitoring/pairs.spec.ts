import { expect } from "chai";
import { allTunnelStates } from "../../../../simulator/tunnels/states";
import { value } from "../../../helpers/recordedMocks";
import { inSimulatedClouds } from "../../../helpers/simulatedRun";
import { pairs } from "../pairs";

describe("CrossCloudVpn with monitoring in the simulated clouds, which refuse what would never be seen, brings up", () => {
  for (const { name, tunnels, create } of pairs) {
    it(name, async () => {
      const { clouds, result } = await inSimulatedClouds(() => create({ monitoring: true }));
      const configuration = result.onPremisesConfiguration;
      const files = configuration && (await value(configuration));
      const states = allTunnelStates(clouds.world.view(), files === undefined ? {} : { office: files });
      const reasons = states.flatMap(({ reasons }) => reasons).join("\n");
      expect(states.filter(({ up }) => up).length, reasons).to.equal(tunnels);
      const watching = result.tunnels.flatMap(({ aws, gcp, azure }) =>
        [aws && "aws", gcp && "gcp", azure && "azure"].filter((cloud) => cloud !== undefined),
      );
      expect(Object.keys(result.dashboards)).to.have.members([...new Set(watching)]);
      expect(Object.keys(result.alarms.link)).to.have.members([...new Set(watching)]);
    });
  }
});
