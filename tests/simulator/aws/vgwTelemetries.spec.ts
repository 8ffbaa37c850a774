import { expect } from "chai";

import { Scene } from "./scene";
import { asList, asObject, type Props } from "../../../simulator/protocol/values";

/** Two connections that end at each other: what AWS cannot be asked for in one step, but is configured alike. */
async function mirrored(options: Props): Promise<Props[]> {
  const scene = await Scene.open();
  const shared = { tunnel1PresharedKey: "Preshared.Key_1", tunnel1StartupAction: "start", ...options };
  const gateway = async (ipAddress: unknown, bgpAsn: string): ReturnType<Scene["customerGateway"]> =>
    scene.customerGateway({ ipAddress: ipAddress as string, bgpAsn });
  const first = await scene.vpnGateway({ amazonSideAsn: "64601" });
  const second = await scene.vpnGateway({ amazonSideAsn: "64602" });
  const a = await scene.vpn(await gateway("20.1.2.3", "64602"), first, shared);
  const b = await scene.vpn(await gateway(a.outputs.tunnel1Address, "64601"), second, shared);
  const toB = await gateway(b.outputs.tunnel1Address, "64602");
  await scene.account.update(a, { ...a.inputs, customerGatewayId: toB.id });
  return asList(scene.account.read(a)?.vgwTelemetries).map(asObject);
}

describe("vgwTelemetries", () => {
  it("is up on a static tunnel whose ends agree, and counts its routes", async () => {
    const [first, second] = await mirrored({ staticRoutesOnly: true });
    expect(first).to.include({ status: "UP", statusMessage: "IPSEC IS UP", acceptedRouteCount: 0 });
    expect(second).to.include({ status: "DOWN", statusMessage: "IPSEC IS DOWN" });
  });

  it("is down with IPsec up where BGP does not come up", async () => {
    const [first] = await mirrored({});
    expect(first).to.include({ status: "DOWN", statusMessage: "IPSEC IS UP", acceptedRouteCount: 0 });
  });

  it("is down where the ends disagree", async () => {
    const [first] = await mirrored({ staticRoutesOnly: true, tunnel1StartupAction: "add" });
    expect(first).to.include({ status: "DOWN", statusMessage: "IPSEC IS DOWN" });
  });
});
