import { expect } from "chai";

import { BalancerScene } from "./balancerScene";
import { invalid, itChecks, refusal, tokens } from "../scene";

const base = {
  network: "net",
  ipCidrRange: "10.32.0.0/23",
  purpose: "REGIONAL_MANAGED_PROXY",
  role: "ACTIVE",
};

describe("gcp Subnetwork for proxies", () => {
  itChecks(tokens.subnetwork, base, [
    {
      rule: "has 64 addresses at the least",
      refused: [
        { ipCidrRange: "10.32.0.0/27" },
        { ipCidrRange: "10.32.0.0/28", purpose: "GLOBAL_MANAGED_PROXY" },
      ],
      accepted: [{ ipCidrRange: "10.32.0.0/26" }],
      at: "ipCidrRange",
      text: /at least a \/26/,
    },
    {
      rule: "logs no flows",
      refused: [{ logConfig: {} }],
      accepted: [{ privateIpGoogleAccess: false }],
      at: "logConfig",
      text: /Invalid field set in subnetwork with purpose REGIONAL_MANAGED_PROXY/,
    },
    {
      rule: "has no secondary ranges",
      refused: [{ secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.64.0.0/20" }] }],
      accepted: [{ secondaryIpRanges: [] }],
      at: "secondaryIpRanges",
      text: /no secondary ranges/,
    },
  ]);

  itChecks(tokens.subnetwork, { network: "net", ipCidrRange: "10.32.0.0/23" }, [
    {
      rule: "has a role, and no other has one",
      refused: [
        { purpose: "REGIONAL_MANAGED_PROXY" },
        { purpose: "GLOBAL_MANAGED_PROXY" },
        { role: "ACTIVE" },
      ],
      accepted: [{ purpose: "GLOBAL_MANAGED_PROXY", role: "ACTIVE" }, {}],
      at: "role",
      text: /must be specified when purpose set to|Only proxy-only subnets/,
    },
  ]);

  it("is the one active of its purpose in a region of a network, with one for backup", async () => {
    const balancer = await BalancerScene.open();
    const { scene } = balancer;
    const make = (name: string, more = {}): ReturnType<typeof scene.subnet> =>
      scene.subnet(name, { ...base, ...more });
    expect(await refusal(make("early", { role: "BACKUP" }))).to.match(invalid("resource.role", "no ACTIVE"));
    const active = await make("active");
    expect(await refusal(make("second", { ipCidrRange: "10.34.0.0/23" }))).to.match(
      invalid("resource.role", "has the ACTIVE subnetwork"),
    );
    await make("backup", { ipCidrRange: "10.36.0.0/23", role: "BACKUP" });
    await make("cross", { ipCidrRange: "10.38.0.0/23", purpose: "GLOBAL_MANAGED_PROXY" });
    await make("far", { ipCidrRange: "10.40.0.0/23", region: "europe-west1" });
    expect(
      await refusal(scene.account.update(active, { ...active.inputs, ipCidrRange: "10.32.0.0/22" })),
    ).to.match(invalid("resource.ipCidrRange"));
  });
});
