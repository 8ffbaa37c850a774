import { expect } from "chai";

import { tokens as aws } from "../../../simulator/aws/tokens";
import { asList, asObject, asString, type Props, type Value } from "../../../simulator/protocol/values";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import { rejection } from "../../helpers/rejection";
import { type Made, SimulatedAccount } from "../../helpers/simulated";
import { addressOf, project, region, tokens as gcp } from "../gcp/scene";
import { nthSubnet, parseCidr } from "../../../addressing/cidr";

const [amazonAsn, googleAsn] = [64700, 64514];
/** The first four carry IPv6, the others IPv4. */
const tunnelCount = 8;
const isIpv6 = (tunnel: number): boolean => tunnel < 4;

const keyOf = (tunnel: number): string => `Preshared.Key_${tunnel}`;
const insideOf = (tunnel: number, host: 0 | 1 | 2): string =>
  isIpv6(tunnel) ? `fdff:1::${(tunnel * 4 + host).toString(16)}/126` : `169.254.30.${tunnel * 4 + host}/30`;

/** What one tunnel has other than the rest. */
interface Change {
  readonly tunnel?: Props;
  readonly interface?: Props;
  readonly peer?: Props;
  /** Options of the AWS tunnel, without their prefix. */
  readonly aws?: Props;
}

/**
 * A dual-stack VPC behind a transit gateway and a dual-stack Google network: an AWS connection carries one IP version,
 * so that two carry IPv6 and two IPv4, over the same HA VPN gateway.
 */
class Estate {
  private constructor(
    readonly account: SimulatedAccount,
    readonly tunnels: readonly Made[],
  ) {}

  static async build(changes: Readonly<Record<number, Change>> = {}): Promise<Estate> {
    const account = await SimulatedAccount.open(
      { aws: { region: "eu-central-1" }, gcp: { project, region } },
      { shortestBusySeconds: 0.001 },
    );
    const make = (token: string, name: string, inputs: Props): Promise<Made> =>
      account.create(token, name, { name, ...inputs });
    const range = { enableUlaInternalIpv6: true, internalIpv6Range: "fd20:a:b::/48" };
    await make(gcp.network, "net", { autoCreateSubnetworks: false, ...range });
    await make(gcp.subnetwork, "sub", {
      network: "net",
      ipCidrRange: "10.16.0.0/20",
      stackType: "IPV4_IPV6",
      ipv6AccessType: "INTERNAL",
    });
    await make(gcp.router, "cr", { network: "net", bgp: { asn: googleAsn } });
    const gateway = await make(gcp.haVpnGateway, "gw", { network: "net", stackType: "IPV4_IPV6" });

    const transitGateway = await account.create(aws.transitGateway, "tgw", { amazonSideAsn: amazonAsn });
    await attachVpc(account, transitGateway);
    const addresses: string[] = [];
    for (let i = 0; i < tunnelCount / 2; i++) {
      const cgw = await account.create(aws.customerGateway, `cgw${i % 2}`, {
        type: "ipsec.1",
        bgpAsn: String(googleAsn),
        ipAddress: addressOf(gateway, i % 2 === 0 ? 0 : 1),
      });
      const first = i * 2;
      const options = [first, first + 1].flatMap((tunnel) => {
        const all = {
          [isIpv6(tunnel) ? "InsideIpv6Cidr" : "InsideCidr"]: insideOf(tunnel, 0),
          PresharedKey: keyOf(tunnel),
          IkeVersions: ["ikev2"],
          ...changes[tunnel]?.aws,
        };
        return Object.entries(all).map(
          ([option, value]) => [`tunnel${tunnel - first + 1}${option}`, value] as const,
        );
      });
      const { outputs } = await account.create(aws.vpnConnection, `vpn${i}`, {
        type: "ipsec.1",
        customerGatewayId: cgw.id,
        transitGatewayId: transitGateway.id,
        ...(isIpv6(first) ? { tunnelInsideIpVersion: "ipv6" } : {}),
        ...Object.fromEntries<Value>(options),
      });
      addresses.push(asString(outputs.tunnel1Address) ?? "", asString(outputs.tunnel2Address) ?? "");
    }
    for (const group of [0, 1]) {
      await make(gcp.externalVpnGateway, `ext${group}`, {
        redundancyType: "FOUR_IPS_REDUNDANCY",
        interfaces: [0, 1, 2, 3].map((id) => ({ id, ipAddress: addresses[group * 4 + id] ?? "" })),
      });
    }
    const tunnels: Made[] = [];
    for (let tunnel = 0; tunnel < tunnelCount; tunnel++) {
      const change = changes[tunnel];
      tunnels.push(
        await make(gcp.vpnTunnel, `t${tunnel}`, {
          vpnGateway: "gw",
          vpnGatewayInterface: (tunnel >> 1) % 2,
          peerExternalGateway: `ext${tunnel >> 2}`,
          peerExternalGatewayInterface: tunnel % 4,
          router: "cr",
          sharedSecret: keyOf(tunnel),
          ...change?.tunnel,
        }),
      );
      await make(gcp.routerInterface, `if${tunnel}`, {
        router: "cr",
        ipRange: insideOf(tunnel, 2),
        vpnTunnel: `t${tunnel}`,
        ...change?.interface,
      });
      await make(gcp.routerPeer, `peer${tunnel}`, {
        router: "cr",
        interface: `if${tunnel}`,
        peerAsn: amazonAsn,
        enableIpv6: isIpv6(tunnel),
        ...change?.peer,
      });
    }
    return new Estate(account, tunnels);
  }

  /** Of each Google tunnel, in their order. */
  states(): { up: boolean; ipsec: boolean; families: string; reasons: string }[] {
    const all = allTunnelStates(this.account.clouds.world.view());
    expect(all).to.have.lengthOf(tunnelCount);
    return this.tunnels.map(({ id }) => {
      const state = all.find(({ ends }) => ends.some(({ recordId }) => recordId === id));
      return {
        up: state?.up ?? false,
        ipsec: state?.ipsec ?? false,
        families: state?.families.join() ?? "none",
        reasons: state?.reasons.join("\n") ?? "none",
      };
    });
  }
}

async function attachVpc(account: SimulatedAccount, transitGateway: Made): Promise<void> {
  const vpc = await account.create(aws.vpc, "vpc", {
    cidrBlock: "10.0.0.0/16",
    assignGeneratedIpv6CidrBlock: true,
  });
  const block = parseCidr(asString(vpc.outputs.ipv6CidrBlock) ?? "");
  const subnet = await account.create(aws.subnet, "subnet", {
    vpcId: vpc.id,
    cidrBlock: "10.0.0.0/24",
    ipv6CidrBlock: nthSubnet(block, 64, 0).text,
  });
  await account.create(aws.transitGatewayVpcAttachment, "attachment", {
    transitGatewayId: transitGateway.id,
    vpcId: vpc.id,
    subnetIds: [subnet.id],
    ipv6Support: "enable",
  });
  const table = await account.create(aws.routeTable, "table", { vpcId: vpc.id });
  await account.create(aws.route, "route", {
    routeTableId: table.id,
    destinationIpv6CidrBlock: "fd20:a:b::/48",
    transitGatewayId: transitGateway.id,
  });
}

describe("a dual-stack estate between an AWS transit gateway and Google Cloud", () => {
  it("comes up over IPv6 and IPv4, each with its own routes, and both clouds say so", async () => {
    const estate = await Estate.build();
    expect(estate.states()).to.deep.equal(
      Array.from({ length: tunnelCount }, (_, tunnel) => ({
        up: true,
        ipsec: true,
        families: isIpv6(tunnel) ? "ipv6" : "ipv4",
        reasons: "",
      })),
    );
    const world = estate.account.clouds.world.view();
    const statuses = world
      .all(aws.vpnConnection)
      .flatMap((connection) => asList(world.outputs(connection).vgwTelemetries))
      .map((telemetry) => asObject(telemetry).status);
    expect(statuses).to.deep.equal(Array.from({ length: tunnelCount }, () => "UP"));
  });

  const mismatches: [what: string, change: Change, ipsec: boolean, reason: RegExp][] = [
    ["another key", { tunnel: { sharedSecret: "Another" } }, false, /^The preshared keys of .* differ\.$/],
    [
      "another inside range",
      { aws: { InsideIpv6Cidr: "fdff:1::100/126" } },
      true,
      /expects the inside address fdff:1::5 of its peer, but aws .* has fdff:1::101\.$/,
    ],
    [
      "Google on the first host",
      { interface: { ipRange: "fdff:1::5/126" } },
      true,
      /expects the inside address fdff:1::6 of its peer, but gcp .* has fdff:1::5\.\n/,
    ],
    [
      "a session over IPv4",
      { interface: { ipRange: "169.254.30.6/30" }, peer: { enableIpv6: false } },
      true,
      /session over IPv4, which the traffic selectors do not let through\.$/,
    ],
    [
      "a session without IPv6",
      { peer: { enableIpv6: false } },
      true,
      /^No common address family: aws .* exchanges the routes of IPv6, gcp .* of none\.$/,
    ],
    ["another ASN of the peer", { peer: { peerAsn: 64999 } }, true, /expects the ASN 64999 .* has 64700\.$/],
    ["a session that is off", { peer: { enable: false } }, true, /^The BGP session of gcp .* is disabled\.$/],
  ];
  for (const [what, change, ipsec, reason] of mismatches) {
    it(`loses exactly one tunnel to ${what}`, async () => {
      const states = (await Estate.build({ 1: change })).states();
      expect(states.map(({ up }) => up)).to.deep.equal([true, false, true, true, true, true, true, true]);
      expect(states[1]).to.include({ ipsec, families: "" });
      expect(states[1]?.reasons)
        .to.match(reason)
        .and.not.match(/Key_|Another/);
    });
  }

  it("loses an IPv4 tunnel to a session that exchanges IPv6 alone", async () => {
    const states = (await Estate.build({ 6: { peer: { enableIpv4: false, enableIpv6: true } } })).states();
    expect(states.map(({ up }) => up)).to.deep.equal([true, true, true, true, true, true, false, true]);
    expect(states[6]?.reasons).to.match(/^No common address family: aws .* of IPv4, gcp .* of IPv6\.$/);
  });

  it("exchanges over AWS's IPv4 connections no IPv6, though Google offers it", async () => {
    const [, , , , state] = (await Estate.build({ 4: { peer: { enableIpv6: true } } })).states();
    expect(state).to.include({ up: true, families: "ipv4" });
  });

  it("is not possible on inside ranges that AWS or Google has not", async () => {
    expect(await rejection(Estate.build({ 0: { aws: { InsideIpv6Cidr: "2001:db8::/126" } } }))).to.match(
      /tunnel1InsideIpv6Cidr: .*within fd00::\/8/,
    );
    expect(await rejection(Estate.build({ 0: { interface: { ipRange: "fd00:1::2/126" } } }))).to.match(
      /ipRange: .*within fdff:1::\/64/,
    );
    expect(await rejection(Estate.build({ 0: { aws: { InsideCidr: "169.254.40.0/30" } } }))).to.match(
      /InvalidParameterCombination: .*are IPv6/,
    );
  });
});
