import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";
import { hasUnknown, type Props } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const key = "Preshared.Key_1";

describe("aws VpnConnection", () => {
  let scene: Scene;
  let vgw: Made;
  let cgw: Made;
  const inputs = (more: Props = {}): Props => ({
    type: "ipsec.1",
    customerGatewayId: cgw.id,
    vpnGatewayId: vgw.id,
    ...more,
  });
  const make = (more: Props = {}): Promise<Made> => scene.vpn(cgw, vgw, more);
  const check = (more: Props): string[] => scene.refusals(tokens.vpnConnection, inputs(more));

  beforeEach(async () => {
    scene = await Scene.open();
    vgw = await scene.vpnGateway();
    cgw = await scene.customerGateway();
  });

  it("ends at a virtual private gateway, without what needs a transit gateway", async () => {
    expect(scene.refusals(tokens.vpnConnection, { type: "ipsec.1", customerGatewayId: cgw.id })[0]).to.match(
      /^vpnGatewayId: .*give vpnGatewayId or transitGatewayId/,
    );
    expect(check({ transitGatewayId: "tgw-1" })).to.deep.equal([
      'transitGatewayId: "transitGatewayId" conflicts with vpnGatewayId',
    ]);
    for (const [property, value] of [
      ["enableAcceleration", false],
      ["tunnel1InsideIpv6Cidr", "fd00::/126"],
      ["tunnel2InsideIpv6Cidr", "fd00::/126"],
    ] as const) {
      expect(check({ [property]: value })).to.deep.equal([
        `${property}: all of ${property}, transitGatewayId must be specified`,
      ]);
    }
    expect(check({ outsideIpAddressType: "PrivateIpv4" })[0]).to.match(/"PublicIpv4"/);
    expect(check({ presharedKeyStorage: "KeyVault" })[0]).to.match(/"Standard", "SecretsManager"/);
    expect(await refusal(make({ tunnelInsideIpVersion: "ipv6" }))).to.match(
      ec2("InvalidParameterCombination", "IPv6"),
    );
    for (const tunnelBandwidth of ["standard", "large"]) {
      expect(await refusal(make({ tunnelBandwidth }))).to.match(
        ec2("InvalidParameterCombination", "bandwidth is not supported"),
      );
    }
    await make({
      outsideIpAddressType: "PublicIpv4",
      presharedKeyStorage: "Standard",
      tunnelInsideIpVersion: "ipv4",
    });
  });

  it("needs both gateways, in one Region, with two ASNs if they speak BGP", async () => {
    expect(await refusal(make({ vpnGatewayId: "vgw-0" }))).to.match(ec2("InvalidVpnGatewayID.NotFound"));
    expect(await refusal(make({ customerGatewayId: "cgw-0" }))).to.match(
      ec2("InvalidCustomerGatewayID.NotFound"),
    );
    expect(await refusal(make({ region: "us-east-1" }))).to.match(ec2("InvalidCustomerGatewayID.NotFound"));
    const same = await scene.customerGateway({ bgpAsn: "64512" });
    expect(await refusal(scene.vpn(same, vgw))).to.match(
      ec2("InvalidParameterValue", "have the same ASN 64512"),
    );
    await scene.vpn(same, vgw, { staticRoutesOnly: true });
  });

  it("keeps inside CIDRs apart on one gateway, not on two", async () => {
    const cidr = "169.254.21.0/30";
    expect(await refusal(make({ tunnel1InsideCidr: cidr, tunnel2InsideCidr: cidr }))).to.match(
      ec2("InvalidParameterValue", "cannot be used for both tunnels"),
    );
    await make({ tunnel2InsideCidr: cidr });
    expect(await refusal(make({ tunnel1InsideCidr: cidr }))).to.match(
      ec2("InvalidParameterValue", `${cidr} is already in use on the VPN gateway`),
    );
    await scene.vpn(cgw, await scene.vpnGateway(), { tunnel1InsideCidr: cidr });
  });

  it("is limited to ten a gateway", async () => {
    for (let i = 0; i < 10; i++) {
      await make({ tunnel1InsideCidr: `169.254.100.${i * 4}/30` });
    }
    expect(await refusal(make())).to.match(ec2("VpnConnectionLimitExceeded", vgw.id));
    await scene.vpn(cgw, await scene.vpnGateway());
  });

  it("is the existing one for the same request", async () => {
    expect((await make({ tags: { a: "b" } })).id).to.equal((await make()).id);
  });

  it("computes what the program leaves out", async () => {
    const { id, outputs } = await make();
    expect(id).to.match(/^vpn-0[0-9a-f]{16}$/);
    expect(outputs).to.include({
      arn: `arn:aws:ec2:eu-central-1:123456789012:vpn-connection/${id}`,
      staticRoutesOnly: false,
      transitGatewayAttachmentId: "",
    });
    for (const tunnel of ["tunnel1", "tunnel2"]) {
      expect(outputs[`${tunnel}Address`]).to.match(/^\d+(\.\d+){3}$/);
      expect(outputs[`${tunnel}PresharedKey`]).to.match(/^[A-Za-z1-9][A-Za-z0-9._]{31}$/);
      expect(outputs[`${tunnel}InsideCidr`]).to.match(/^169\.254\.\d+\.\d+\/30$/);
      expect(outputs).to.include({ [`${tunnel}BgpAsn`]: "64512", [`${tunnel}BgpHoldtime`]: 30 });
    }
    expect(outputs.tunnel1Address).not.to.equal(outputs.tunnel2Address);
    expect(outputs.tunnel1InsideCidr).not.to.equal(outputs.tunnel2InsideCidr);
  });

  it("takes the first host of the inside CIDR for AWS, the second for the customer gateway", async () => {
    const { outputs } = await make({ tunnel1InsideCidr: "169.254.21.4/30" });
    expect(outputs).to.include({
      tunnel1VgwInsideAddress: "169.254.21.5",
      tunnel1CgwInsideAddress: "169.254.21.6",
    });
  });

  it("has no BGP where it is static", async () => {
    const { outputs } = await make({ staticRoutesOnly: true });
    expect(outputs).to.include({ tunnel1BgpAsn: "", tunnel1BgpHoldtime: 0 });
    expect(outputs.customerGatewayConfiguration).to.contain("NoBGPVPNConnection").and.not.contain("<bgp>");
  });

  it("describes itself for the customer gateway", async () => {
    const { id, outputs } = await make({ tunnel1PresharedKey: key });
    const xml = outputs.customerGatewayConfiguration as string;
    expect(xml)
      .to.contain(`<vpn_connection id="${id}">`)
      .and.contain(`<pre_shared_key>${key}</pre_shared_key>`);
    expect(xml.match(/<ipsec_tunnel>/g)).to.have.length(2);
    expect(xml).to.match(
      new RegExp(
        `<vpn_gateway>\\s*<tunnel_outside_address>\\s*<ip_address>${outputs.tunnel1Address as string}</ip_address>`,
      ),
    );
    expect(xml).to.match(
      /<customer_gateway>\s*<tunnel_outside_address>\s*<ip_address>20\.1\.2\.3<\/ip_address>/,
    );
    expect(xml).to.match(/<asn>65010<\/asn>\s*<hold_time>30<\/hold_time>/);
  });

  it("orders unpinned tunnels by outside address, as the provider does", async () => {
    for (let i = 0; i < 8; i++) {
      const { outputs } = await make({ tunnel2InsideCidr: `169.254.100.${i * 4}/30` });
      expect((outputs.tunnel1Address as string) < (outputs.tunnel2Address as string)).to.equal(true);
    }
  });

  it("keeps preshared keys secret", async () => {
    const accepted = {
      props: inputs({ tunnel1PresharedKey: key, region: "eu-central-1" }),
      secrets: new Set<string>(),
    };
    const urn = `urn:pulumi:dev::test::${tokens.vpnConnection}::vpn`;
    const { secrets } = await scene.account.clouds.create(urn, tokens.vpnConnection, accepted, {
      region: "eu-central-1",
    });
    expect(secrets).to.include.all.keys(
      "tunnel1PresharedKey",
      "tunnel2PresharedKey",
      "customerGatewayConfiguration",
    );
  });

  it("previews what is given and nothing that AWS draws", () => {
    const given = {
      props: inputs({ tunnel1InsideCidr: "169.254.21.0/30", tunnel1PresharedKey: key }),
      secrets: new Set<string>(),
    };
    const { outputs } = scene.account.clouds.preview(tokens.vpnConnection, given);
    expect(outputs).to.include({ tunnel1InsideCidr: "169.254.21.0/30", tunnel1PresharedKey: key });
    for (const name of [
      "tunnel1Address",
      "tunnel1VgwInsideAddress",
      "tunnel2InsideCidr",
      "tunnel2PresharedKey",
      "customerGatewayConfiguration",
      "vgwTelemetries",
    ]) {
      expect(hasUnknown(outputs[name]), name).to.equal(true);
    }
  });

  it("replaces for routing only and changes tunnels in place", async () => {
    const made = await make({ tunnel1InsideCidr: "169.254.21.0/30" });
    const other = await scene.customerGateway({ ipAddress: "20.1.2.4" });
    const changed = inputs({
      customerGatewayId: other.id,
      tunnel1InsideCidr: "169.254.22.0/30",
      tunnel1PresharedKey: key,
    });
    expect(scene.account.diff(made, { ...changed, staticRoutesOnly: true })).to.deep.equal([
      "customerGatewayId",
      "staticRoutesOnly!",
      "tunnel1InsideCidr",
      "tunnel1PresharedKey",
    ]);
    const updated = await scene.account.update(made, changed);
    expect(updated.outputs).to.include({ tunnel1VgwInsideAddress: "169.254.22.1", tunnel1PresharedKey: key });
    for (const kept of ["tunnel1Address", "tunnel2Address", "tunnel2InsideCidr", "tunnel2PresharedKey"]) {
      expect(updated.outputs[kept], kept).to.equal(made.outputs[kept]);
    }
    expect(updated.outputs.customerGatewayConfiguration).to.contain("20.1.2.4").and.contain(key);
  });

  it("judges a change as it judges a creation", async () => {
    await make({ tunnel1InsideCidr: "169.254.21.0/30" });
    const second = await make({ tunnel1InsideCidr: "169.254.22.0/30" });
    expect(
      await refusal(scene.account.update(second, inputs({ tunnel1InsideCidr: "169.254.21.0/30" }))),
    ).to.match(ec2("InvalidParameterValue", "already in use"));
    await scene.account.update(second, inputs({ tunnel1InsideCidr: "169.254.22.0/30", tags: { a: "b" } }));
  });

  it("reports its tunnels as down while nothing answers", async () => {
    const made = await make();
    const telemetry = (tunnel: string): Props => ({
      acceptedRouteCount: 0,
      certificateArn: "",
      lastStatusChange: "2026-01-01T00:00:00.000Z",
      outsideIpAddress: made.outputs[`${tunnel}Address`] as string,
      status: "DOWN",
      statusMessage: "IPSEC IS DOWN",
    });
    expect(scene.account.read(made)?.vgwTelemetries).to.deep.equal([
      telemetry("tunnel1"),
      telemetry("tunnel2"),
    ]);
  });

  it("draws the same from the same seed", async () => {
    const outputsOf = async (seed: string): Promise<unknown> => {
      const own = await Scene.open(seed);
      return (await own.vpn(await own.customerGateway(), await own.vpnGateway())).outputs;
    };
    expect(await outputsOf("a")).to.deep.equal(await outputsOf("a"));
    expect(await outputsOf("a")).not.to.deep.equal(await outputsOf("b"));
  });
});
