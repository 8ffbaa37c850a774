import { expect } from "chai";

import { ProgramRun } from "../helpers/programRun";
import { withoutCheckpoints } from "../helpers/simulatedProject";

const program = `
  const { AwsNetwork, CrossCloudVpn, GcpNetwork } = components;
  const sides = {
    aws: () => ({ ...new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16", ipv6: true }), transitGateway: {} }),
    gcp: () => new GcpNetwork("shop-gcp", { ipCidrRange: "10.16.0.0/16", ipv6: true }),
    onPremises: () => ({
      publicAddresses: ["185.43.7.9"],
      asn: 65010,
      prefixes: ["10.48.0.0/16"],
      ipv6Prefixes: ["2001:db8:48::/48"],
    }),
  };
  const given = Object.fromEntries(args.clouds.map((cloud) => [cloud, sides[cloud]()]));
  const vpn = new CrossCloudVpn("shop", { ...given, routing: "bgp", ...args.vpn });
  exports.routers = vpn.onPremisesConfiguration && { office: vpn.onPremisesConfiguration };
`;

const isTwin = (name: string): boolean => /-ipv6(-|$)/.test(name);

describe("a running link that gets IPv6", function () {
  this.timeout(240_000);

  let run: ProgramRun;
  beforeEach(async () => (run = await ProgramRun.start(program, withoutCheckpoints)));
  afterEach(() => run.remove());

  for (const clouds of [
    ["aws", "gcp"],
    ["aws", "onPremises"],
  ]) {
    it(`keeps the tunnels that it has between ${clouds.join(" and ")}, and when it loses IPv6 again`, async () => {
      const inPlace = ["shop-router", "shop-vpc-attachment"].slice(clouds.includes("gcp") ? 0 : 1);
      await run.up({ clouds });
      const before = await run.tunnelsUp();

      const on = await run.up({ clouds, vpn: { ipv6: true } });
      expect(await run.tunnelsUp()).to.equal(2 * before);
      await run.expectNoChanges();
      expect(on.updated).to.deep.equal(inPlace);
      expect([...on.replaced, ...on.deleted]).to.deep.equal([]);
      expect(on.created.filter(isTwin)).to.have.length.above(before);

      const off = await run.up({ clouds });
      expect(await run.tunnelsUp()).to.equal(before);
      await run.expectNoChanges();
      expect(off.updated).to.deep.equal(inPlace);
      expect([...off.replaced, ...off.created]).to.deep.equal([]);
      expect(off.deleted).to.deep.equal(on.created);

      await run.destroy();
      expect(await run.records()).to.deep.equal([]);
    });
  }

  it("comes back between Google Cloud and on-premises, where the gateway is replaced for it", async () => {
    const clouds = ["gcp", "onPremises"];
    await run.up({ clouds });
    for (const ipv6 of [true, false]) {
      const { replaced } = await run.up({ clouds, vpn: { ipv6 } });
      expect(replaced).to.include.members(["shop-ha-vpn-gateway-0", "shop-vpn-tunnel-0-1"]);
      expect(await run.tunnelsUp()).to.equal(2);
      await run.expectNoChanges();
    }
    await run.destroy();
    expect(await run.records()).to.deep.equal([]);
  });
});
