import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";

describe("aws CustomerGateway", () => {
  let scene: Scene;
  beforeEach(async () => (scene = await Scene.open()));

  it("has an ASN in the property for its size", () => {
    const check = (asns: Record<string, string>): string[] =>
      scene.refusals(tokens.customerGateway, { type: "ipsec.1", ipAddress: "20.1.2.3", ...asns });
    for (const [asns, refused] of [
      [{ bgpAsn: "1" }, undefined],
      [{ bgpAsn: "2147483647" }, undefined],
      [{ bgpAsnExtended: "2147483648" }, undefined],
      [{ bgpAsnExtended: "4294967295" }, undefined],
      [{ bgpAsn: "0" }, "bgpAsn: expected bgpAsn to be in the range (1 - 2147483647), got 0"],
      [
        { bgpAsn: "2147483648" },
        "bgpAsn: expected bgpAsn to be in the range (1 - 2147483647), got 2147483648",
      ],
      [
        { bgpAsnExtended: "65000" },
        "bgpAsnExtended: expected bgpAsnExtended to be in the range (2147483648 - 4294967295), got 65000",
      ],
      [{ bgpAsn: "1", bgpAsnExtended: "2147483648" }, 'bgpAsn: "bgpAsn" conflicts with bgpAsnExtended'],
      [{}, "bgpAsn: one of bgpAsn, bgpAsnExtended must be specified"],
    ] as const) {
      expect(check(asns)).to.deep.equal(refused ? [refused] : []);
    }
  });

  it("does not have an ASN that AWS keeps, in all Regions or one", async () => {
    const refused = ec2("InvalidParameterValue", "The ASN is reserved in");
    expect(await refusal(scene.customerGateway({ bgpAsn: "7224" }))).to.match(refused);
    expect(await refusal(scene.customerGateway({ bgpAsn: "9059", region: "eu-west-1" }))).to.match(refused);
    await scene.customerGateway({ bgpAsn: "9059" });
  });

  it("has a public IPv4 address", async () => {
    for (const ipAddress of [
      "10.0.0.1",
      "172.31.0.1",
      "192.168.1.1",
      "100.64.0.1",
      "127.0.0.1",
      "169.254.21.2",
      "224.0.0.1",
      "0.1.2.3",
    ]) {
      expect(await refusal(scene.customerGateway({ ipAddress })), ipAddress).to.match(
        ec2("InvalidParameterValue", `Value (${ipAddress}) for parameter ipAddress is invalid.`),
      );
    }
    const check = (ipAddress: string): string[] =>
      scene.refusals(tokens.customerGateway, { type: "ipsec.1", bgpAsn: "1", ipAddress });
    expect(check("20.1.2")[0]).to.match(/^ipAddress: expected ipAddress to contain a valid IPv4 address/);
    expect(check("2001:db8::1")[0]).to.match(/is IPv6/);
    expect(await refusal(scene.make(tokens.customerGateway, { type: "ipsec.1", bgpAsn: "1" }))).to.match(
      ec2("MissingParameter"),
    );
    expect((await scene.customerGateway()).id).to.match(/^cgw-0[0-9a-f]{16}$/);
  });

  it("is of the one type, without a certificate", () => {
    expect(scene.refusals(tokens.customerGateway, { type: "ipsec.2", bgpAsn: "1" })[0]).to.match(/"ipsec.1"/);
    expect(
      scene.refusals(tokens.customerGateway, {
        type: "ipsec.1",
        bgpAsn: "1",
        certificateArn: "arn:aws:acm:x",
      })[0],
    ).to.match(/not simulated/);
  });

  it("is the existing one for the same request, another for another device name", async () => {
    const first = await scene.customerGateway();
    expect((await scene.customerGateway({ tags: { a: "b" } })).id).to.equal(first.id);
    expect((await scene.customerGateway({ deviceName: "second" })).id).not.to.equal(first.id);
    expect((await scene.customerGateway({ bgpAsn: "65011" })).id).not.to.equal(first.id);
    expect((await scene.customerGateway({ region: "us-east-1" })).id).not.to.equal(first.id);
  });

  it("is limited to fifty a Region", async () => {
    for (let i = 0; i < 50; i++) {
      await scene.customerGateway({ ipAddress: `20.0.0.${i}` });
    }
    expect(await refusal(scene.customerGateway())).to.match(ec2("CustomerGatewayLimitExceeded"));
  });

  it("replaces for everything but tags", async () => {
    const gateway = await scene.customerGateway();
    const changed = { type: "ipsec.1", ipAddress: "20.1.2.4", bgpAsn: "65011", tags: { a: "b" } };
    expect(scene.account.diff(gateway, changed)).to.deep.equal(["bgpAsn!", "ipAddress!", "tags"]);
  });

  it("stays while a connection uses it", async () => {
    const gateway = await scene.customerGateway();
    const connection = await scene.vpn(gateway, await scene.vpnGateway());
    expect(await refusal(scene.account.delete(gateway))).to.match(
      ec2("IncorrectState", "The customer gateway is in use."),
    );
    await scene.account.delete(connection);
    await scene.account.delete(gateway);
  });
});
