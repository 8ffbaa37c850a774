import { expect } from "chai";

import { tokens as aws } from "../../../simulator/aws/tokens";
import { asList, asObject, asString, type Props } from "../../../simulator/protocol/values";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import { type Made, SimulatedAccount } from "../../helpers/simulated";
import { addressOf, project, region, tokens as gcp } from "../gcp/scene";

const [amazonAsn, googleAsn] = [64700, 64514];
const connectionCount = 4;
const tunnelNumbers = [1, 2];

const keyOf = (tunnel: number): string => `Preshared.Key_${tunnel}`;
const insideOf = (tunnel: number, host: number): string => `169.254.30.${tunnel * 4 + host}/30`;

/**
 * Four connections to two customer gateways, the two interfaces of one HA VPN gateway: connection i ends at interface
 * i % 2, and every two connections are one external VPN gateway of four addresses.
 */
class TransitLink {
  private constructor(
    readonly account: SimulatedAccount,
    readonly connections: Made[],
    readonly customerGateways: readonly Made[],
    readonly transitGateway: Made,
  ) {}

  static async build(): Promise<TransitLink> {
    const account = await SimulatedAccount.open(
      { aws: { region: "eu-central-1" }, gcp: { project, region } },
      { shortestBusySeconds: 0.001 },
    );
    const make = (token: string, name: string, inputs: Props): Promise<Made> =>
      account.create(token, name, { name, ...inputs });
    await make(gcp.network, "net", { autoCreateSubnetworks: false });
    await make(gcp.router, "cr", { network: "net", bgp: { asn: googleAsn } });
    const gateway = await make(gcp.haVpnGateway, "gw", { network: "net" });

    const transitGateway = await account.create(aws.transitGateway, "tgw", { amazonSideAsn: amazonAsn });
    const customerGateways: Made[] = [];
    for (const id of [0, 1] as const) {
      customerGateways.push(
        await account.create(aws.customerGateway, `cgw${id}`, {
          type: "ipsec.1",
          bgpAsn: String(googleAsn),
          ipAddress: addressOf(gateway, id),
        }),
      );
    }
    const connections: Made[] = [];
    for (let i = 0; i < connectionCount; i++) {
      const options = tunnelNumbers.flatMap((number) => {
        const tunnel = i * 2 + number - 1;
        return [
          [`tunnel${number}InsideCidr`, insideOf(tunnel, 0)],
          [`tunnel${number}PresharedKey`, keyOf(tunnel)],
          [`tunnel${number}IkeVersions`, ["ikev2"]],
        ] as const;
      });
      connections.push(
        await account.create(aws.vpnConnection, `vpn${i}`, {
          type: "ipsec.1",
          customerGatewayId: customerGateways[i % 2]?.id ?? "",
          transitGatewayId: transitGateway.id,
          ...(Object.fromEntries(options) as Props),
        }),
      );
    }

    for (let group = 0; group < connectionCount / 2; group++) {
      await make(gcp.externalVpnGateway, `ext${group}`, {
        redundancyType: "FOUR_IPS_REDUNDANCY",
        interfaces: [0, 1, 2, 3].map((id) => ({
          id,
          ipAddress: outsideAddress(connections[group * 2 + (id >> 1)], (id % 2) + 1),
        })),
      });
    }
    for (let tunnel = 0; tunnel < connectionCount * 2; tunnel++) {
      await make(gcp.vpnTunnel, `t${tunnel}`, {
        vpnGateway: "gw",
        vpnGatewayInterface: (tunnel >> 1) % 2,
        peerExternalGateway: `ext${tunnel >> 2}`,
        peerExternalGatewayInterface: tunnel % 4,
        router: "cr",
        sharedSecret: keyOf(tunnel),
      });
      await make(gcp.routerInterface, `if${tunnel}`, {
        router: "cr",
        ipRange: insideOf(tunnel, 2),
        vpnTunnel: `t${tunnel}`,
      });
      await make(gcp.routerPeer, `peer${tunnel}`, {
        router: "cr",
        interface: `if${tunnel}`,
        peerAsn: amazonAsn,
      });
    }
    return new TransitLink(account, connections, customerGateways, transitGateway);
  }

  /** Why tunnels are down; empty where all are up. */
  reasons(): string[] {
    const states = allTunnelStates(this.account.clouds.world.view());
    expect(states).to.have.lengthOf(connectionCount * 2);
    return states.flatMap(({ up, reasons }) => (up ? [] : reasons));
  }

  /** Of the tunnels of all connections in their order. */
  telemetry(name: "status" | "lastStatusChange"): string[] {
    return this.connections
      .flatMap((connection) => asList(this.account.read(connection)?.vgwTelemetries))
      .map((telemetry) => asString(asObject(telemetry)[name]) ?? "");
  }

  async change(i: number, options: Props): Promise<void> {
    const connection = this.connections[i];
    if (connection) {
      this.connections[i] = await this.account.update(connection, { ...connection.inputs, ...options });
    }
  }
}

const outsideAddress = (connection: Made | undefined, number: number): string =>
  asString(connection?.outputs[`tunnel${number}Address`]) ?? "";

describe("eight tunnels between an AWS transit gateway and Google Cloud", () => {
  let link: TransitLink;

  beforeEach(async () => {
    link = await TransitLink.build();
  });

  it("come up over two customer gateways, and AWS says so", () => {
    expect(link.reasons()).to.deep.equal([]);
    expect(link.telemetry("status")).to.deep.equal(Array.from({ length: 8 }, () => "UP"));
    const attachments = link.connections.map(({ outputs }) => outputs.transitGatewayAttachmentId);
    expect(new Set(attachments).size).to.equal(4);
  });

  it("go down one by one where AWS's key changes alone, and show which did", async () => {
    const before = link.telemetry("lastStatusChange");
    await link.change(2, { tunnel2PresharedKey: "Rotated.Key_5" });
    expect(link.telemetry("status")).to.deep.equal(["UP", "UP", "UP", "UP", "UP", "DOWN", "UP", "UP"]);
    expect(link.telemetry("lastStatusChange").map((time, i) => time !== before[i])).to.deep.equal(
      [0, 1, 2, 3, 4, 5, 6, 7].map((i) => i === 5),
    );
    expect(link.reasons()).to.have.lengthOf(1);
    expect(link.reasons()[0])
      .to.match(/preshared keys .* differ/)
      .and.not.contain("Rotated");
  });

  it("need the ASN of the transit gateway at the other end", async () => {
    const connection = link.connections[0];
    const other = await link.account.create(aws.transitGateway, "other", { amazonSideAsn: 64701 });
    await link.change(0, { transitGatewayId: other.id });
    expect(connection?.id).to.equal(link.connections[0]?.id);
    expect(link.telemetry("status").slice(0, 3)).to.deep.equal(["DOWN", "DOWN", "UP"]);
    expect(link.reasons()[0]).to.match(/expects the ASN 64700 .* has 64701/);
  });
});
