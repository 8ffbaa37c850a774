import { expect } from "chai";
import { find, isSecretInput, ofType, record, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { gcpSide, hubSide, link, officeSide, sides } from "./programs";

const routerPeers = "gcp:compute/routerPeer:RouterPeer";

describe("CrossCloudVpn's BGP sessions on Google Cloud", () => {
  for (const [peer, side, keepalive] of [
    ["AWS", { aws: sides.aws }, 20],
    ["Azure, whose timers are fixed", { azure: sides.azure }, 60],
    ["Virtual WAN, whose timers are fixed", { azure: hubSide }, 60],
    ["on-premises", { onPremises: officeSide() }, 20],
  ] as const) {
    it(`are kept alive every ${keepalive} s towards ${peer}`, async () => {
      const { resources } = await record(() => link({ gcp: gcpSide, ...side }), clouds);
      expect(find(resources, "shop-router").inputs["bgp"]).to.deep.equal({
        asn: 64514,
        keepaliveInterval: keepalive,
      });
    });
  }

  it("advertise the ranges asked for instead of the subnets", async () => {
    const gcp = { ...gcpSide, advertisedIpRanges: ["10.16.0.0/16", "35.199.192.0/19"] };
    const { resources } = await record(() => link({ gcp, aws: sides.aws }), clouds);
    expect(find(resources, "shop-router").inputs["bgp"]).to.deep.include({
      advertiseMode: "CUSTOM",
      advertisedIpRanges: [{ range: "10.16.0.0/16" }, { range: "35.199.192.0/19" }],
    });
  });

  it("are authenticated by one MD5 key each, which both ends have and nobody sees", async () => {
    const { resources, result } = await record(
      () => link({ gcp: gcpSide, onPremises: officeSide(), bgpMd5: true }),
      clouds,
    );
    const files = await value(result.onPremisesConfiguration!);
    const peers = ofType(resources, routerPeers);
    expect(peers).to.have.length(2);
    for (const { name, inputs, additionalSecretOutputs } of peers) {
      const key = name.slice("shop-router-peer-".length);
      const authentication = inputs["md5AuthenticationKey"];
      const { name: keyName, key: secretKey } = (
        isSecretInput(authentication) ? authentication.value : authentication
      ) as { name: string; key: unknown };
      expect(keyName).to.equal(`shop-${key}`);
      const md5Key = isSecretInput(secretKey) ? secretKey.value : secretKey;
      expect(md5Key).to.equal(`krandom-of-shop-md5-key-${key}`);
      expect(additionalSecretOutputs).to.include("md5AuthenticationKey");
      expect(files["frr-secrets.conf"]).to.match(
        new RegExp(`neighbor ${String(inputs["ipAddress"])} password ${md5Key as string}$`, "m"),
      );
    }
  });

  it("are not authenticated unless asked for", async () => {
    const { resources } = await record(() => link({ gcp: gcpSide, onPremises: officeSide() }), clouds);
    for (const { inputs } of ofType(resources, routerPeers)) {
      expect(inputs).to.not.have.property("md5AuthenticationKey");
    }
    expect(resources.filter(({ name }) => name.includes("md5"))).to.deep.equal([]);
  });
});
