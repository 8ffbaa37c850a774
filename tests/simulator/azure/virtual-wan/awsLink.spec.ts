import { expect } from "chai";

import { hubGateway, link, linkConnection, linkId, openHub, peering, site, vpn } from "./hubEstate";
import { ipsecPolicy, tokens } from "../estate";
import { tokens as aws } from "../../../../simulator/aws/tokens";
import { asList, asObject, asString, type Props } from "../../../../simulator/protocol/values";
import { allTunnelStates } from "../../../../simulator/tunnels/states";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

/** Microsoft's own table for AWS: tunnels 1 and 2 of the connection to Instance0, then of that to Instance1. */
const ranges = ["169.254.21.0", "169.254.22.0", "169.254.21.4", "169.254.22.4"];
const host = (i: number, n: number): string =>
  (ranges[i] ?? "").replace(/\d+$/, (last) => String(Number(last) + n));
const instanceOf = (i: number): number => i >> 1;
const keyOf = (i: number): string => `Preshared.Key_${i}`;

const options: Props = {
  IkeVersions: ["ikev2"],
  Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
  Phase1IntegrityAlgorithms: ["SHA2-384"],
  Phase1DhGroupNumbers: [20],
  Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
  Phase2IntegrityAlgorithms: ["SHA2-384"],
  Phase2DhGroupNumbers: [20],
  StartupAction: "start",
};

interface Scene {
  readonly account: SimulatedAccount;
  readonly azure: Made;
  readonly inputs: Props;
  readonly amazon: readonly Made[];
}

/** Two AWS connections of two tunnels each, and one site with four links, all of one VPN connection. */
async function build(changes: Readonly<Record<number, Props>> = {}): Promise<Scene> {
  const account = await openHub();
  const gateway = await account.create(tokens.vpnGateway, "hubgw", {
    ...hubGateway,
    ...peering([host(0, 2), host(1, 2)], [host(2, 2), host(3, 2)]),
  });
  const vgw = await account.create(aws.vpnGateway, "vgw", { amazonSideAsn: "64512" });
  const amazon: Made[] = [];
  for (const [id, instance] of asList(gateway.outputs.ipConfigurations).map(asObject).entries()) {
    const cgw = await account.create(aws.customerGateway, `cgw${id}`, {
      type: "ipsec.1",
      bgpAsn: "65515",
      ipAddress: asString(instance.publicIpAddress) ?? "",
    });
    const tunnels = [1, 2].flatMap((number) => {
      const i = id * 2 + number - 1;
      return Object.entries({ ...options, InsideCidr: `${host(i, 0)}/30`, PresharedKey: keyOf(i) }).map(
        ([option, value]) => [`tunnel${number}${option}`, value] as const,
      );
    });
    amazon.push(
      await account.create(aws.vpnConnection, `vpn${id}`, {
        type: "ipsec.1",
        customerGatewayId: cgw.id,
        vpnGatewayId: vgw.id,
        ...(Object.fromEntries(tunnels) as Props),
      }),
    );
  }
  await account.create(tokens.vpnSite, "site", {
    ...site,
    vpnSiteLinks: ranges.map((_, i) =>
      link(i, {
        name: `link${i}`,
        ipAddress: asString(amazon[instanceOf(i)]?.outputs[`tunnel${(i % 2) + 1}Address`]) ?? "",
        bgpProperties: { asn: 64512, bgpPeeringAddress: host(i, 1) },
      }),
    ),
  });
  const inputs: Props = {
    ...vpn,
    vpnLinkConnections: ranges.map((_, i) => ({
      ...linkConnection({
        name: `link${i}`,
        vpnSiteLink: { id: linkId(`link${i}`) },
        sharedKey: keyOf(i),
        ipsecPolicies: [ipsecPolicy],
        vpnGatewayCustomBgpAddresses: [0, 1].map((instance) => ({
          ipConfigurationId: `Instance${instance}`,
          customBgpIpAddress: host(instance === instanceOf(i) ? i : instance * 2, 2),
        })),
      }),
      ...changes[i],
    })),
  };
  const azure = await account.create(tokens.vpnConnection, "c", inputs);
  return { account, azure, inputs, amazon };
}

interface State {
  readonly up: boolean;
  readonly reasons: string;
}

/** Of every AWS tunnel, in the order of the ranges. */
const states = ({ account, amazon }: Scene): State[] =>
  ranges.map((_, i) => {
    const state = allTunnelStates(account.clouds.world.view()).find(({ ends }) =>
      ends.some(({ recordId, index }) => recordId === amazon[instanceOf(i)]?.id && index === i % 2),
    );
    return { up: state?.up ?? false, reasons: state?.reasons.join("\n") ?? "none" };
  });

const azureStatus = ({ account, azure }: Scene): unknown[] =>
  asList(account.read(azure)?.vpnLinkConnections).map((one) => asObject(one).connectionStatus);

describe("four tunnels between AWS and a virtual hub", () => {
  it("come up with all BGP sessions, and both clouds say so", async () => {
    const scene = await build();
    expect(states(scene)).to.deep.equal(ranges.map(() => ({ up: true, reasons: "" })));
    expect(azureStatus(scene)).to.deep.equal(ranges.map(() => "Connected"));
    expect(scene.account.read(scene.azure)?.connectionStatus).to.equal("Connected");
    expect(
      scene.amazon
        .flatMap((made) => asList(scene.account.read(made)?.vgwTelemetries))
        .map((telemetry) => asObject(telemetry).status),
    ).to.deep.equal(ranges.map(() => "UP"));
  });

  it("need the custom address of each link, else an instance speaks from its first one", async () => {
    const scene = await build({
      1: { vpnGatewayCustomBgpAddresses: [] },
      2: { vpnGatewayCustomBgpAddresses: [] },
    });
    expect(states(scene).map(({ up }) => up)).to.deep.equal([true, false, true, true]);
    expect(states(scene)[1]?.reasons).to.match(
      /expects the inside address 169\.254\.22\.2 of its peer, but azure .* has 169\.254\.21\.2\./,
    );
  });

  it("go down one by one while a key is rotated on one side", async () => {
    const scene = await build();
    const rotated = asList(scene.inputs.vpnLinkConnections)
      .map(asObject)
      .map((one, i) => (i === 3 ? { ...one, sharedKey: "Rotated_3" } : one));
    await scene.account.update(scene.azure, { ...scene.inputs, vpnLinkConnections: rotated });
    expect(states(scene).map(({ up }) => up)).to.deep.equal([true, true, true, false]);
    expect(states(scene)[3]?.reasons).to.match(/^The preshared keys of .* differ\.$/);
    expect(azureStatus(scene)).to.deep.equal(["Connected", "Connected", "Connected", "Connecting"]);
    expect(scene.account.read(scene.azure)?.connectionStatus).to.equal("Connected");
  });
});
