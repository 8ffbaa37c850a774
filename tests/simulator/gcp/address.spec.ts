import { expect } from "chai";

import { invalid, itChecks, refusal, regional, Scene, tokens, usedBy } from "./scene";
import type { Props } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

describe("gcp internal Address", () => {
  itChecks(tokens.address, { addressType: "INTERNAL", subnetwork: "sub" }, [
    {
      rule: "is a VM's or an internal balancer's",
      refused: [{ purpose: "IPSEC_INTERCONNECT" }, { purpose: "VPC_PEERING" }],
      accepted: [{ purpose: "GCE_ENDPOINT" }, { purpose: "SHARED_LOADBALANCER_VIP" }],
      at: "purpose",
      text: /not simulated/,
    },
    {
      rule: "has no network tier",
      refused: [{ networkTier: "PREMIUM" }],
      accepted: [{}],
      at: "networkTier",
      text: /cannot be specified for internal/,
    },
  ]);

  itChecks(tokens.address, {}, [
    {
      rule: "names its subnet, which an external one has not",
      refused: [{ addressType: "INTERNAL" }, { addressType: "EXTERNAL", subnetwork: "sub" }],
      accepted: [{ addressType: "INTERNAL", subnetwork: "sub" }, { addressType: "EXTERNAL" }],
      at: "subnetwork",
      text: /resource\.subnetwork/,
    },
    {
      rule: "is of another kind than the global ones here",
      refused: [{ addressType: "PUBLIC" }],
      accepted: [{ addressType: "EXTERNAL" }],
      at: "addressType",
      text: /expected addressType/,
    },
  ]);

  itChecks(tokens.globalAddress, {}, [
    {
      rule: "is not global",
      refused: [{ addressType: "INTERNAL" }],
      accepted: [{ addressType: "EXTERNAL" }],
      at: "addressType",
      text: /not simulated/,
    },
  ]);

  it("is one of its subnet that nobody has", async () => {
    const scene = await Scene.open();
    await scene.network();
    const subnet = await scene.subnet();
    const reserve = (name: string, more: Props = {}): Promise<Made> =>
      scene.make(tokens.address, name, { addressType: "INTERNAL", subnetwork: "sub", ...more });
    expect((await reserve("first")).outputs).to.include({ address: "10.16.0.2", purpose: "GCE_ENDPOINT" });
    expect((await reserve("second")).outputs.address).to.equal("10.16.0.3");
    const asked = await reserve("asked", { address: "10.16.0.40" });
    expect(await refusal(reserve("twin", { address: "10.16.0.40" }))).to.match(
      /IP_IN_USE_BY_ANOTHER_RESOURCE/,
    );
    expect(await refusal(reserve("gateway", { address: "10.16.0.1" }))).to.match(invalid("resource.address"));
    expect(await refusal(scene.account.delete(subnet))).to.contain(
      usedBy("subnetwork", subnet.id, regional("addresses/first")),
    );
    await scene.account.delete(asked);
    await reserve("twin", { address: "10.16.0.40" });
  });
});
