import { expect } from "chai";

import { Scene, without } from "./scene";
import { asList, asObject, type Props } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const keys = { tunnel1PresharedKey: "Preshared.Key_1", tunnel2PresharedKey: "Preshared.Key_2" };

describe("the last status change of a tunnel", () => {
  let scene: Scene;
  let vgw: Made;
  let made: Made;
  const changes = (): string[] =>
    asList(scene.account.read(made)?.vgwTelemetries).map((item) => asObject(item).lastStatusChange as string);
  const change = async (more: Props): Promise<boolean[]> => {
    const before = changes();
    made = await scene.account.update(made, { ...made.inputs, ...more });
    const after = changes();
    after.forEach((time, i) => expect(time >= (before[i] ?? "")).to.equal(true));
    return after.map((time, i) => time !== before[i]);
  };

  beforeEach(async () => {
    scene = await Scene.open();
    vgw = await scene.vpnGateway();
    made = await scene.vpn(await scene.customerGateway(), vgw, keys);
  });

  for (const [option, value] of Object.entries({
    PresharedKey: "Preshared.Key_3",
    InsideCidr: "169.254.40.0/30",
    Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
    StartupAction: "start",
    EnableTunnelLifecycleControl: true,
  })) {
    it(`moves for the one whose ${option} changes`, async () => {
      expect(await change({ [`tunnel2${option}`]: value })).to.deep.equal([false, true]);
      expect(
        await change({ [`tunnel1${option}`]: option === "InsideCidr" ? "169.254.41.0/30" : value }),
      ).to.deep.equal([true, false]);
    });
  }

  it("moves at every change anew", async () => {
    expect(await change({ tunnel1PresharedKey: "Preshared.Key_4" })).to.deep.equal([true, false]);
    expect(await change({ tunnel1PresharedKey: "Preshared.Key_5" })).to.deep.equal([true, false]);
  });

  it("moves for both with the customer gateway", async () => {
    const other = await scene.customerGateway({ ipAddress: "20.1.2.4" });
    expect(await change({ customerGatewayId: other.id })).to.deep.equal([true, true]);
  });

  it("moves for both with the place of the keys", async () => {
    expect(await change({ presharedKeyStorage: "Standard" })).to.deep.equal([false, false]);
    expect(await change({ presharedKeyStorage: "SecretsManager" })).to.deep.equal([true, true]);
  });

  it("stays with tags, and with options that are no longer set but kept", async () => {
    expect(await change({ tags: { a: "b" } })).to.deep.equal([false, false]);
    made = { ...made, inputs: without(made.inputs, "tunnel1PresharedKey") };
    expect(await change({})).to.deep.equal([false, false]);
  });
});
