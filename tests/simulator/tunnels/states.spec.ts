import { expect } from "chai";

import { tokens as aws } from "../../../simulator/aws/tokens";
import { asList, asObject, asString, type Props } from "../../../simulator/protocol/values";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import type { Made, SimulatedAccount } from "../../helpers/simulated";
import * as azure from "../azure/estate";

const key = "Preshared.Key_1";

/** One AWS connection to the first instance of an active-active Azure gateway, wired on tunnel 1 only. */
class Link {
  private constructor(
    private readonly account: SimulatedAccount,
    private readonly vpn: Made,
    private readonly connection: Made,
  ) {}

  static async build(onAws: Props = {}, onAzure: Props = {}): Promise<Link> {
    const account = await azure.openAccount();
    const { addresses } = await azure.makeSurroundings(account);
    await azure.makeGateway(account);
    const vgw = await account.create(aws.vpnGateway, "vgw", {});
    const cgw = await account.create(aws.customerGateway, "cgw", {
      type: "ipsec.1",
      bgpAsn: "65521",
      ipAddress: asString(addresses[0].outputs.ipAddress) ?? "",
    });
    const vpn = await account.create(aws.vpnConnection, "vpn", {
      type: "ipsec.1",
      customerGatewayId: cgw.id,
      vpnGatewayId: vgw.id,
      tunnel1InsideCidr: "169.254.21.0/30",
      tunnel1PresharedKey: key,
      tunnel1StartupAction: "start",
      ...onAws,
    });
    await azure.makeSite(account, "site", { gatewayIpAddress: asString(vpn.outputs.tunnel1Address) ?? "" });
    const connection = await account.create(azure.tokens.connection, "c", {
      ...azure.connection,
      sharedKey: key,
      ipsecPolicies: [azure.ipsecPolicy],
      gatewayCustomBgpIpAddresses: [
        { customBgpIpAddress: "169.254.21.2", ipConfigurationId: azure.configurationId(0) },
        { customBgpIpAddress: "169.254.21.6", ipConfigurationId: azure.configurationId(1) },
      ],
      ...onAzure,
    });
    return new Link(account, vpn, connection);
  }

  states(): { up: boolean; reasons: readonly string[] }[] {
    return allTunnelStates(this.account.clouds.world.view())
      .filter(({ ends }) => ends.length === 2)
      .map(({ up, reasons }) => ({ up, reasons }));
  }

  telemetry(): Props[] {
    return asList(this.account.read(this.vpn)?.vgwTelemetries).map(asObject);
  }

  azureStatus(): unknown {
    return this.account.read(this.connection)?.connectionStatus;
  }
}

describe("allTunnelStates", () => {
  it("brings up a tunnel between AWS and Azure, and both clouds say so", async () => {
    const link = await Link.build();
    expect(link.states()).to.deep.equal([{ up: true, reasons: [] }]);
    expect(link.telemetry()[0]).to.include({
      status: "UP",
      statusMessage: "1 BGP ROUTES",
      acceptedRouteCount: 1,
    });
    expect(link.telemetry()[1]).to.include({ status: "DOWN", statusMessage: "IPSEC IS DOWN" });
    expect(link.azureStatus()).to.equal("Connected");
  });

  it("keeps it down for another key, and says so without the key", async () => {
    const link = await Link.build({}, { sharedKey: "Another.Key_2" });
    const [state] = link.states();
    expect(state?.up).to.equal(false);
    expect(state?.reasons.join())
      .to.match(/^The preshared keys of .* differ\.$/)
      .and.not.contain("Key_");
    expect(link.telemetry()[0]).to.include({ status: "DOWN", statusMessage: "IPSEC IS DOWN" });
  });

  it("keeps BGP down where Azure peers from the other instance's address", async () => {
    const link = await Link.build({ tunnel1InsideCidr: "169.254.22.0/30" });
    expect(link.states()[0]?.reasons.join("\n")).to.match(
      /expects the inside address 169\.254\.22\.2 of its peer, .* has 169\.254\.21\.2/,
    );
    expect(link.telemetry()[0]).to.include({ status: "DOWN", statusMessage: "IPSEC IS UP" });
  });
});
