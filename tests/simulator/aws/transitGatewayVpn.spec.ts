import { expect } from "chai";

import { ec2, refusal, Scene, tokens, without } from "./scene";
import { awsTunnelEnds } from "../../../simulator/aws/tunnelEnds";
import type { Props } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const key = "Preshared.Key_1";

describe("aws VpnConnection on a transit gateway", () => {
  let scene: Scene;
  let gateway: Made;
  let cgw: Made;
  const inputs = (more: Props = {}): Props => ({
    type: "ipsec.1",
    customerGatewayId: cgw.id,
    transitGatewayId: gateway.id,
    ...more,
  });
  const make = (more: Props = {}): Promise<Made> => scene.transitVpn(cgw, gateway, more);
  const check = (more: Props): string[] => scene.refusals(tokens.vpnConnection, inputs(more));

  beforeEach(async () => {
    scene = await Scene.open();
    gateway = await scene.transitGateway({ amazonSideAsn: 64700 });
    cgw = await scene.customerGateway();
  });

  it("is an attachment and speaks with the gateway's ASN", async () => {
    const made = await make();
    expect(made.outputs.transitGatewayAttachmentId).to.match(/^tgw-attach-0[0-9a-f]{16}$/);
    expect(made.outputs).to.include({ tunnel1BgpAsn: "64700", tunnel2BgpAsn: "64700" });
    expect(made.outputs.customerGatewayConfiguration).to.contain(gateway.id).and.contain("<asn>64700</asn>");
    expect(awsTunnelEnds(scene.account.clouds.world.view()).map(({ bgp }) => bgp?.asn)).to.deep.equal([
      64700, 64700,
    ]);
  });

  it("keeps what AWS drew through an update", async () => {
    const made = await make({ presharedKeyStorage: "SecretsManager" });
    const { outputs } = await scene.account.update(made, { ...made.inputs, tunnel1PresharedKey: key });
    for (const name of [
      "transitGatewayAttachmentId",
      "presharedKeyArn",
      "tunnel1Address",
      "tunnel2InsideCidr",
    ]) {
      expect(outputs[name], name).to.equal(made.outputs[name]);
    }
    const overIpv6 = await make({ tunnelInsideIpVersion: "ipv6" });
    const updated = await scene.account.update(overIpv6, { ...overIpv6.inputs, tags: { a: "b" } });
    expect(updated.outputs.tunnel1InsideIpv6Cidr).to.equal(overIpv6.outputs.tunnel1InsideIpv6Cidr);
  });

  it("needs the gateway in its Region and another ASN than the customer's", async () => {
    expect(await refusal(make({ transitGatewayId: "tgw-0" }))).to.match(
      ec2("InvalidTransitGatewayID.NotFound", "tgw-0"),
    );
    expect(await refusal(make({ region: "us-east-1" }))).to.match(ec2("InvalidCustomerGatewayID.NotFound"));
    const same = await scene.customerGateway({ bgpAsn: "64700" });
    expect(await refusal(scene.transitVpn(same, gateway))).to.match(
      ec2("InvalidParameterValue", "have the same ASN 64700"),
    );
  });

  it("is one of many to one customer gateway, which may repeat inside CIDRs", async () => {
    const same = { tunnel1InsideCidr: "169.254.30.0/30" };
    const made = await Promise.all(Array.from({ length: 12 }, () => make(same)));
    expect(new Set(made.map(({ id }) => id)).size).to.equal(12);
    expect(new Set(made.map(({ outputs }) => outputs.transitGatewayAttachmentId)).size).to.equal(12);
    expect(
      await refusal(make({ tunnel1InsideCidr: "169.254.30.0/30", tunnel2InsideCidr: "169.254.30.0/30" })),
    ).to.match(ec2("InvalidParameterValue", "cannot be used for both tunnels"));
  });

  it("takes no static routes: they are the gateway's", async () => {
    const { id } = await make({ staticRoutesOnly: true });
    expect(
      await refusal(
        scene.make(tokens.vpnConnectionRoute, { vpnConnectionId: id, destinationCidrBlock: "10.1.0.0/16" }),
      ),
    ).to.match(ec2("InvalidParameterValue", "transit gateway route tables"));
  });

  describe("moved from one gateway to another", () => {
    it("stays the same connection, with the attachment and ASN of the new one", async () => {
      const vgw = await scene.vpnGateway({ amazonSideAsn: "64800" });
      const made = await make({ tunnel1PresharedKey: key });
      const rest = without(made.inputs, "transitGatewayId");
      const toVgw = { ...rest, vpnGatewayId: vgw.id };
      expect(scene.account.diff(made, toVgw)).to.deep.equal(["transitGatewayId", "vpnGatewayId"]);
      const onVgw = await scene.account.update(made, toVgw);
      expect(onVgw.outputs).to.include({ transitGatewayAttachmentId: "", tunnel1BgpAsn: "64800" });
      expect(onVgw.outputs.tunnel1Address).to.equal(made.outputs.tunnel1Address);
      await scene.account.delete(await scene.account.update(gateway, { amazonSideAsn: 64700, tags: {} }));

      const other = await scene.transitGateway({ amazonSideAsn: 64701 });
      const back = await scene.account.update(onVgw, { ...rest, transitGatewayId: other.id });
      expect(back.outputs.tunnel1BgpAsn).to.equal("64701");
      expect(back.outputs.transitGatewayAttachmentId)
        .to.match(/^tgw-attach-0/)
        .and.not.equal(made.outputs.transitGatewayAttachmentId);
    });

    it("has lost its static routes before", async () => {
      const vgw = await scene.vpnGateway();
      const made = await scene.vpn(cgw, vgw, { staticRoutesOnly: true });
      const staticRoute = await scene.make(tokens.vpnConnectionRoute, {
        vpnConnectionId: made.id,
        destinationCidrBlock: "10.1.0.0/16",
      });
      const toTransit = inputs({ staticRoutesOnly: true });
      expect(await refusal(scene.account.update(made, toTransit))).to.match(
        ec2("IncorrectState", "static routes"),
      );
      await scene.account.delete(staticRoute);
      await scene.account.update(made, toTransit);
    });
  });

  describe("tunnelBandwidth", () => {
    it("is standard or large, not with acceleration, and replaces", async () => {
      expect(check({ tunnelBandwidth: "huge" })[0]).to.match(/"standard", "large", got huge/);
      expect((await make()).outputs.tunnelBandwidth).to.equal("standard");
      const made = await make({ tunnelBandwidth: "large" });
      expect(made.outputs.tunnelBandwidth).to.equal("large");
      expect(scene.account.diff(made, inputs({ tunnelBandwidth: "standard" }))).to.deep.equal([
        "tunnelBandwidth!",
      ]);
      expect(await refusal(make({ tunnelBandwidth: "large", enableAcceleration: true }))).to.match(
        ec2("InvalidParameterCombination", "accelerated"),
      );
    });
  });

  it("can be accelerated from its creation", async () => {
    const made = await make({ enableAcceleration: true });
    expect(made.outputs.enableAcceleration).to.equal(true);
    expect(scene.account.diff(made, inputs({ enableAcceleration: false }))).to.deep.equal([
      "enableAcceleration!",
    ]);
  });

  describe("over IPv6 inside", () => {
    const ipv6 = { tunnelInsideIpVersion: "ipv6" };

    it("has inside addresses of IPv6 only", async () => {
      const { outputs } = await make({ ...ipv6, tunnel1InsideIpv6Cidr: "fd00:10::4/126" });
      expect(outputs).to.include({
        tunnel1InsideCidr: "",
        tunnel1VgwInsideAddress: "fd00:10::5",
        tunnel1CgwInsideAddress: "fd00:10::6",
        localIpv6NetworkCidr: "::/0",
        localIpv4NetworkCidr: "",
      });
      expect(outputs.tunnel2InsideIpv6Cidr).to.match(/^fd[0-9a-f:]+\/126$/);
      expect(outputs.customerGatewayConfiguration).to.contain("<network_cidr>126</network_cidr>");
      expect((await make()).outputs).to.include({ tunnel1InsideIpv6Cidr: "", localIpv6NetworkCidr: "" });
    });

    it("keeps them apart on one gateway", async () => {
      const cidr = "fd00:10::/126";
      await make({ ...ipv6, tunnel1InsideIpv6Cidr: cidr });
      expect(await refusal(make({ ...ipv6, tunnel2InsideIpv6Cidr: cidr }))).to.match(
        ec2("InvalidParameterValue", `${cidr} is already in use on the transit gateway`),
      );
      await scene.transitVpn(cgw, await scene.transitGateway(), { ...ipv6, tunnel2InsideIpv6Cidr: cidr });
    });

    it("does not mix the versions", async () => {
      expect(await refusal(make({ ...ipv6, tunnel1InsideCidr: "169.254.30.0/30" }))).to.match(
        ec2("InvalidParameterCombination", "IPv6"),
      );
      expect(await refusal(make({ tunnel1InsideIpv6Cidr: "fd00:10::/126" }))).to.match(
        ec2("InvalidParameterCombination", "IPv4"),
      );
      expect(check({ ...ipv6, localIpv4NetworkCidr: "10.0.0.0/8" })[0]).to.match(/^localIpv4NetworkCidr: /);
      expect(check({ remoteIpv6NetworkCidr: "fd00::/8" })[0]).to.match(/^remoteIpv6NetworkCidr: /);
      expect(check({ ...ipv6, remoteIpv6NetworkCidr: "fd00::/8" })).to.deep.equal([]);
    });

    for (const [cidr, text] of [
      ["fd00::/125", /126 significant bits/],
      ["fe80::/126", /within fd00::\/8/],
      ["fd00::1/126", /host bits set/],
      ["169.254.30.0/30", /is IPv4/],
    ] as const) {
      it(`refuses ${cidr}`, () => {
        expect(check({ tunnel2InsideIpv6Cidr: cidr })[0])
          .to.match(/^tunnel2InsideIpv6Cidr: /)
          .and.match(text);
      });
    }
  });

  describe("with keys in Secrets Manager", () => {
    const stored = { presharedKeyStorage: "SecretsManager", tunnel1PresharedKey: key };

    it("answers with their secret and not with the keys", async () => {
      const { id, outputs } = await make(stored);
      expect(outputs.presharedKeyArn).to.match(
        new RegExp(`^arn:aws:secretsmanager:eu-central-1:123456789012:secret:s2svpn!${id}-\\w{6}$`),
      );
      expect(outputs).to.include({
        presharedKeyStorage: "SecretsManager",
        tunnel1PresharedKey: "REDACTED",
        tunnel2PresharedKey: "REDACTED",
      });
      expect(outputs.customerGatewayConfiguration)
        .to.contain("<pre_shared_key>REDACTED</pre_shared_key>")
        .and.not.contain(key);
    });

    it("still has them at its ends, also after a change of place", async () => {
      const keys = (): (string | undefined)[] =>
        awsTunnelEnds(scene.account.clouds.world.view()).map(({ presharedKey }) => presharedKey);
      const made = await make(stored);
      const before = keys();
      expect(before[0]).to.equal(key);
      expect(before[1]).to.match(/^.{32}$/);
      const standard = inputs({ presharedKeyStorage: "Standard", tunnel1PresharedKey: key });
      expect(scene.account.diff(made, standard)).to.deep.equal(["presharedKeyStorage"]);
      const { outputs } = await scene.account.update(made, standard);
      expect(keys()).to.deep.equal(before);
      expect(outputs).to.include({ presharedKeyArn: "", tunnel2PresharedKey: before[1] });
    });
  });

  describe("with logs", () => {
    const options = (arn: string): Props => ({
      cloudwatchLogOptions: {
        logEnabled: true,
        logGroupArn: arn,
        logOutputFormat: "json",
        bgpLogEnabled: true,
        bgpLogGroupArn: arn,
      },
    });

    it("needs log groups that exist in its Region", async () => {
      const group = await scene.make("aws:cloudwatch/logGroup:LogGroup", { name: "vpn" });
      const arn = group.outputs.arn as string;
      await make({ tunnel1LogOptions: options(arn) });
      await make({ tunnel2LogOptions: options(`${arn}:*`) });
      const missing = arn.replace(/vpn$/, "other");
      expect(await refusal(make({ tunnel2LogOptions: options(missing) }))).to.match(
        ec2("InvalidParameterValue", `The specified log group ${missing} does not exist`),
      );
      await make({
        tunnel1LogOptions: { cloudwatchLogOptions: { logEnabled: false, logGroupArn: missing } },
      });
      await scene.account.delete(group);
      expect(await refusal(make({ tunnel1LogOptions: options(arn) }))).to.match(ec2("InvalidParameterValue"));
    });
  });
});
