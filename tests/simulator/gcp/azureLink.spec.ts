import { expect } from "chai";

import { addressOf, project, region, tokens } from "./scene";
import { asString, type Props } from "../../../simulator/protocol/values";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import { type Made, SimulatedAccount } from "../../helpers/simulated";
import * as azure from "../azure/estate";

const keyOf = (i: number): string => `Preshared.Key_${i}`;
const rangeOf = (i: number): string => `169.254.${21 + i}`;

const suite: Props = {
  phase1: { encryptions: ["AES-GCM-16-256"], prves: ["PRF-HMAC-SHA2-384"], dhs: ["Group-20"] },
  phase2: { encryptions: ["AES-GCM-16-256"], pfs: ["Group-20"] },
};

interface Change {
  readonly tunnel?: Props;
  readonly peer?: Props;
  readonly connection?: Props;
}

/** Interface 0 of the HA VPN gateway to instance 0 of an active-active Azure gateway, and 1 to 1. */
async function build(changes: Readonly<Record<number, Change>> = {}): Promise<{
  states: { up: boolean; reasons: string }[];
  google: unknown[];
  azure: unknown[];
}> {
  const account = await SimulatedAccount.open(
    {
      gcp: { project, region },
      "azure-native": { location: "westeurope", subscriptionId: "00000000-0000-4000-8000-000000000000" },
    },
    { shortestBusySeconds: 0.001 },
  );
  const make = (token: string, name: string, inputs: Props): Promise<Made> =>
    account.create(token, name, { name, ...inputs });
  await account.create(azure.tokens.resourceGroup, "rg", { resourceGroupName: "rg" });
  const { addresses } = await azure.makeSurroundings(account);
  await azure.makeGateway(account, {
    ...azure.activeGateway,
    bgpSettings: {
      asn: 65521,
      bgpPeeringAddresses: [0, 1].map((i) => ({
        ipconfigurationId: azure.configurationId(i),
        customBgpIpAddresses: [`${rangeOf(i)}.2`],
      })),
    },
  });
  await make(tokens.network, "net", { autoCreateSubnetworks: false });
  const gateway = await make(tokens.haVpnGateway, "gw", { network: "net" });
  await make(tokens.router, "cr", { network: "net", bgp: { asn: 64514 } });
  await make(tokens.externalVpnGateway, "ext", {
    redundancyType: "TWO_IPS_REDUNDANCY",
    interfaces: addresses.map(({ outputs }, id) => ({ id, ipAddress: asString(outputs.ipAddress) ?? "" })),
  });
  const tunnels: Made[] = [];
  const connections: Made[] = [];
  for (const i of [0, 1] as const) {
    const change = changes[i];
    tunnels.push(
      await make(tokens.vpnTunnel, `t${i}`, {
        vpnGateway: "gw",
        vpnGatewayInterface: i,
        peerExternalGateway: "ext",
        peerExternalGatewayInterface: i,
        router: "cr",
        sharedSecret: keyOf(i),
        cipherSuite: suite,
        ...change?.tunnel,
      }),
    );
    await make(tokens.routerInterface, `if${i}`, {
      router: "cr",
      ipRange: `${rangeOf(i)}.1/30`,
      vpnTunnel: `t${i}`,
    });
    await make(tokens.routerPeer, `peer${i}`, {
      router: "cr",
      interface: `if${i}`,
      peerAsn: 65521,
      ...change?.peer,
    });
    await azure.makeSite(account, `site${i}`, {
      gatewayIpAddress: addressOf(gateway, i),
      bgpSettings: { asn: 64514, bgpPeeringAddress: `${rangeOf(i)}.1` },
    });
    connections.push(
      await account.create(azure.tokens.connection, `c${i}`, {
        ...azure.connection,
        virtualNetworkGatewayConnectionName: `c${i}`,
        localNetworkGateway2: { id: `${azure.network}/localNetworkGateways/site${i}` },
        sharedKey: keyOf(i),
        ipsecPolicies: [azure.ipsecPolicy],
        ...change?.connection,
      }),
    );
  }
  const all = allTunnelStates(account.clouds.world.view());
  return {
    states: tunnels.map(({ id }) => {
      const state = all.find(({ ends }) => ends.some(({ recordId }) => recordId === id));
      return { up: state?.up ?? false, reasons: state?.reasons.join("\n") ?? "none" };
    }),
    google: tunnels.map((tunnel) => account.read(tunnel)?.detailedStatus),
    azure: connections.map((connection) => account.read(connection)?.connectionStatus),
  };
}

describe("two tunnels between Azure and Google Cloud", () => {
  it("come up with both BGP sessions, and both clouds say so", async () => {
    expect(await build()).to.deep.equal({
      states: [
        { up: true, reasons: "" },
        { up: true, reasons: "" },
      ],
      google: ["Tunnel is up and running.", "Tunnel is up and running."],
      azure: ["Connected", "Connected"],
    });
  });

  const mismatches: [what: string, change: Change, reason: RegExp][] = [
    ["another key", { connection: { sharedKey: "Another.Key_9" } }, /^The preshared keys of .* differ\.$/],
    [
      "another cipher",
      { tunnel: { cipherSuite: { ...suite, phase2: { encryptions: ["AES-CBC-256"], pfs: ["Group-20"] } } } },
      /^No common ESP encryption/,
    ],
    ["another ASN", { peer: { peerAsn: 65515 } }, /expects the ASN 65515 .* has 65521/],
    [
      "an MD5 key",
      { peer: { md5AuthenticationKey: { name: "md5", key: "Secret" } } },
      /MD5 key, and azure .* does not\.$/,
    ],
  ];
  for (const [what, change, reason] of mismatches) {
    it(`leave exactly one down for ${what}`, async () => {
      const { states } = await build({ 1: change });
      expect(states.map(({ up }) => up)).to.deep.equal([true, false]);
      expect(states[1]?.reasons).to.match(reason);
    });
  }
});
