import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";
import type { Made } from "../../helpers/simulated";

describe("aws VpnConnectionRoute", () => {
  let scene: Scene;
  let connection: Made;
  const route = (destinationCidrBlock: string, vpnConnectionId = connection.id): Promise<Made> =>
    scene.make(tokens.vpnConnectionRoute, { destinationCidrBlock, vpnConnectionId });
  beforeEach(async () => {
    scene = await Scene.open();
    connection = await scene.vpn(await scene.customerGateway(), await scene.vpnGateway(), {
      staticRoutesOnly: true,
    });
  });

  it("is on a static connection, once a destination", async () => {
    expect((await route("10.9.0.0/16")).id).to.equal(`10.9.0.0/16:${connection.id}`);
    expect(await refusal(route("10.9.0.0/16"))).to.match(ec2("RouteAlreadyExists"));
    expect(scene.account.read(connection)?.routes).to.deep.equal([
      { destinationCidrBlock: "10.9.0.0/16", source: "Static", state: "available" },
    ]);
    const dynamic = await scene.vpn(await scene.customerGateway(), await scene.vpnGateway());
    expect(await refusal(route("10.9.0.0/16", dynamic.id))).to.match(
      ec2("InvalidParameterValue", "the VPN connection uses BGP"),
    );
    expect(await refusal(route("10.9.0.1/16"))).to.match(ec2("InvalidParameterValue", "host bits set"));
    expect(await refusal(route("10.9.0.0/16", "vpn-0"))).to.match(ec2("InvalidVpnConnectionID.NotFound"));
  });

  it("is replaced by every change and limited to a hundred", async () => {
    const made = await route("10.0.0.0/24");
    expect(
      scene.account.diff(made, { destinationCidrBlock: "10.9.0.0/16", vpnConnectionId: "vpn-1" }),
    ).to.deep.equal(["destinationCidrBlock!", "vpnConnectionId!"]);
    for (let i = 1; i < 100; i++) {
      await route(`10.0.${i}.0/24`);
    }
    expect(await refusal(route("10.9.0.0/16"))).to.match(ec2("RouteLimitExceeded"));
  });
});
