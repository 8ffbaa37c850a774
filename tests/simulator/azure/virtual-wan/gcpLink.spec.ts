import { expect } from "chai";

import { hub, hubGateway, link, linkConnection, linkId, peering, site, vpn, wan } from "./hubEstate";
import { ipsecPolicy, tokens } from "../estate";
import { addressOf, project, region, tokens as google } from "../../gcp/scene";
import { asList, asObject, asString, type Props } from "../../../../simulator/protocol/values";
import { allTunnelStates } from "../../../../simulator/tunnels/states";
import { type Made, SimulatedAccount } from "../../../helpers/simulated";

const keyOf = (i: number): string => `Preshared.Key_${i}`;
const rangeOf = (i: number): string => `169.254.${21 + i}`;

const suite: Props = {
  phase1: { encryptions: ["AES-GCM-16-256"], prves: ["PRF-HMAC-SHA2-384"], dhs: ["Group-20"] },
  phase2: { encryptions: ["AES-GCM-16-256"], pfs: ["Group-20"] },
};

/** Interface 0 of the HA VPN gateway to Instance0 of a hub's gateway, and 1 to Instance1. */
async function build(linkChanges: Props = {}): Promise<{
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
  await account.create(tokens.resourceGroup, "rg", { resourceGroupName: "rg" });
  await account.create(tokens.virtualWan, "wan", wan);
  await account.create(tokens.virtualHub, "hub", hub);
  const hubgw = await account.create(tokens.vpnGateway, "hubgw", {
    ...hubGateway,
    ...peering([`${rangeOf(0)}.2`], [`${rangeOf(1)}.2`]),
  });
  await make(google.network, "net", { autoCreateSubnetworks: false });
  const gateway = await make(google.haVpnGateway, "gw", { network: "net" });
  await make(google.router, "cr", { network: "net", bgp: { asn: 64514 } });
  await make(google.externalVpnGateway, "ext", {
    redundancyType: "TWO_IPS_REDUNDANCY",
    interfaces: asList(hubgw.outputs.ipConfigurations)
      .map(asObject)
      .map(({ publicIpAddress }, id) => ({ id, ipAddress: asString(publicIpAddress) ?? "" })),
  });
  const tunnels: Made[] = [];
  for (const i of [0, 1]) {
    tunnels.push(
      await make(google.vpnTunnel, `t${i}`, {
        vpnGateway: "gw",
        vpnGatewayInterface: i,
        peerExternalGateway: "ext",
        peerExternalGatewayInterface: i,
        router: "cr",
        sharedSecret: keyOf(i),
        cipherSuite: suite,
      }),
    );
    await make(google.routerInterface, `if${i}`, {
      router: "cr",
      ipRange: `${rangeOf(i)}.1/30`,
      vpnTunnel: `t${i}`,
    });
    await make(google.routerPeer, `peer${i}`, { router: "cr", interface: `if${i}`, peerAsn: 65515 });
  }
  await account.create(tokens.vpnSite, "site", {
    ...site,
    vpnSiteLinks: [0, 1].map((i) =>
      link(i, {
        name: `link${i}`,
        ipAddress: addressOf(gateway, i as 0 | 1),
        bgpProperties: { asn: 64514, bgpPeeringAddress: `${rangeOf(i)}.1` },
      }),
    ),
  });
  const connection = await account.create(tokens.vpnConnection, "c", {
    ...vpn,
    vpnLinkConnections: [0, 1].map((i) => ({
      ...linkConnection({
        name: `link${i}`,
        vpnSiteLink: { id: linkId(`link${i}`) },
        sharedKey: keyOf(i),
        ipsecPolicies: [ipsecPolicy],
      }),
      ...(i === 1 ? linkChanges : {}),
    })),
  });
  const all = allTunnelStates(account.clouds.world.view());
  return {
    states: tunnels.map(({ id }) => {
      const state = all.find(({ ends }) => ends.some(({ recordId }) => recordId === id));
      return { up: state?.up ?? false, reasons: state?.reasons.join("\n") ?? "none" };
    }),
    google: tunnels.map((tunnel) => account.read(tunnel)?.detailedStatus),
    azure: asList(account.read(connection)?.vpnLinkConnections).map((one) => asObject(one).connectionStatus),
  };
}

describe("two tunnels between a virtual hub and Google Cloud", () => {
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

  it("leave exactly one down for another key, or for default ciphers on one side", async () => {
    const key = await build({ sharedKey: "Another" });
    expect(key.states.map(({ up }) => up)).to.deep.equal([true, false]);
    expect(key.azure).to.deep.equal(["Connected", "Connecting"]);
    const cipher = await build({ ipsecPolicies: [] });
    expect(cipher.states.map(({ up }) => up)).to.deep.equal([true, false]);
    expect(cipher.states[1]?.reasons).to.match(/^No common IKE/);
  });
});
