import { expect } from "chai";

import {
  but,
  inGroup,
  itChecks,
  makeAddress,
  makeGateway,
  makeSubnet,
  makeVirtualNetwork,
  network,
  openAccount,
  passiveGateway,
  refusal,
  tokens,
} from "./estate";
import { makeHub, makeWan } from "./virtual-wan/hubEstate";
import { type Props, UNKNOWN } from "../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../helpers/simulated";

const networkId = (name: string): string => `${network}/virtualNetworks/${name}`;
const side = (from: string, to: string, more: Props = {}): Props => ({
  ...inGroup,
  virtualNetworkName: from,
  virtualNetworkPeeringName: `to-${to}`,
  remoteVirtualNetwork: { id: networkId(to) },
  ...more,
});
const peer = (account: SimulatedAccount, from: string, to: string, more: Props = {}): Promise<Made> =>
  account.create(tokens.virtualNetworkPeering, `${from}-${to}`, side(from, to, more));
const makeNetwork = (account: SimulatedAccount, name: string, ...addressPrefixes: string[]): Promise<Made> =>
  makeVirtualNetwork(account, { virtualNetworkName: name, addressSpace: { addressPrefixes } });
const resize = (account: SimulatedAccount, made: Made, ...addressPrefixes: string[]): Promise<Made> =>
  account.update(made, { ...made.inputs, addressSpace: { addressPrefixes } });

const transit: Props = { allowGatewayTransit: true };
const remote: Props = { useRemoteGateways: true };

describe("azure-native VirtualNetworkPeering", () => {
  itChecks(tokens.virtualNetworkPeering, [
    {
      rule: "has a remote virtual network",
      refused: but(side("a", "b"), { remoteVirtualNetwork: undefined }),
      accepted: side("a", "b", { remoteVirtualNetwork: { id: UNKNOWN } }),
      says: "remoteVirtualNetwork: BadRequest",
      text: /must have a remoteVirtualNetwork/,
    },
    {
      rule: "is synced by 'true' alone",
      refused: side("a", "b", { syncRemoteAddressSpace: "yes" }),
      accepted: side("a", "b", { syncRemoteAddressSpace: "true" }),
      says: "syncRemoteAddressSpace: BadRequest",
      text: /only be 'true'/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: side("a", "b", { remoteSubnetNames: ["s"] }),
      accepted: side("a", "b", { remoteSubnetNames: [] }),
      says: "remoteSubnetNames",
      text: /not simulated/,
    },
  ]);

  let account: SimulatedAccount;
  let hub: Made;
  let spoke: Made;
  beforeEach(async () => {
    account = await openAccount();
    hub = await makeNetwork(account, "hub", "10.0.0.0/16");
    spoke = await makeNetwork(account, "spoke", "10.1.0.0/16");
  });
  const makeHubGateway = async (): Promise<Made> => {
    await makeSubnet(account, "GatewaySubnet", "10.0.255.0/27", { virtualNetworkName: "hub" });
    await makeAddress(account, "pip0");
    return makeGateway(account, gatewayIn("hub"));
  };
  const gatewayIn = (name: string): Props => ({
    ...passiveGateway,
    ipConfigurations: [
      {
        name: "ip0",
        publicIPAddress: { id: `${network}/publicIPAddresses/pip0` },
        subnet: { id: `${networkId(name)}/subnets/GatewaySubnet` },
      },
    ],
  });
  const stateOf = (made: Made): unknown => account.read(made)?.peeringState;
  const levelOf = (made: Made): unknown => account.read(made)?.peeringSyncLevel;

  it("is connected by its second side", async () => {
    const first = await peer(account, "hub", "spoke");
    expect(first.id).to.equal(`${networkId("hub")}/virtualNetworkPeerings/to-spoke`);
    expect(first.outputs).to.include({ allowVirtualNetworkAccess: true, allowForwardedTraffic: false });
    expect(stateOf(first)).to.equal("Initiated");
    const second = await peer(account, "spoke", "hub");
    expect([first, second].map(stateOf)).to.deep.equal(["Connected", "Connected"]);
    expect(levelOf(first)).to.equal("FullyInSync");
  });

  it("needs another network that exists, and is the only one to it", async () => {
    expect((await refusal(peer(account, "hub", "none"))).code).to.equal("InvalidGlobalResourceReference");
    expect((await refusal(peer(account, "hub", "hub"))).message).to.match(/its own virtual network/);
    const made = await peer(account, "hub", "spoke");
    const twin = peer(account, "hub", "spoke", { virtualNetworkPeeringName: "again" });
    expect((await refusal(twin)).code).to.equal("AnotherPeeringAlreadyReferencesRemoteVnet");
    await makeNetwork(account, "other", "10.2.0.0/16");
    expect(
      (await refusal(account.update(made, side("hub", "other", { virtualNetworkPeeringName: "to-spoke" }))))
        .message,
    ).to.match(/to-spoke cannot be changed/);
    await peer(account, "hub", "other");
  });

  it("joins no overlapping networks, nor overlapping peers of one", async () => {
    await makeNetwork(account, "twin", "10.1.128.0/20");
    expect(await refusal(peer(account, "spoke", "twin"))).to.deep.include({
      code: "VnetAddressSpacesOverlap",
    });
    await peer(account, "hub", "spoke");
    const beyond = await refusal(peer(account, "twin", "hub"));
    expect(beyond.code).to.equal("VnetAddressSpaceOverlapsWithAlreadyPeeredVnet");
    expect(beyond.message).to.match(
      /first virtual network overlaps .*\/spoke already peered with the second.*10\.1\.128\.0\/20/,
    );
    const other = await refusal(peer(account, "hub", "twin"));
    expect(other.message).to.match(/second virtual network overlaps .*\/spoke already peered with the first/);
    await makeNetwork(account, "free", "10.2.0.0/16");
    await peer(account, "free", "hub");
  });

  it("has to be renewed after its other side went", async () => {
    const first = await peer(account, "hub", "spoke");
    const second = await peer(account, "spoke", "hub");
    await account.delete(second);
    expect(stateOf(first)).to.equal("Disconnected");
    expect((await refusal(peer(account, "spoke", "hub"))).code).to.equal("RemotePeeringIsDisconnected");
    const renewed = await account.update(first, { ...first.inputs, allowForwardedTraffic: true });
    expect(stateOf(renewed)).to.equal("Initiated");
    await peer(account, "spoke", "hub");
    expect(stateOf(renewed)).to.equal("Connected");
  });

  it("goes with its network, and leaves the other side disconnected", async () => {
    const first = await peer(account, "hub", "spoke");
    const second = await peer(account, "spoke", "hub");
    await account.delete(spoke);
    expect(account.read(second)).to.equal(undefined);
    expect(stateOf(first)).to.equal("Disconnected");
  });

  it("knows a changed address space once it is synced", async () => {
    const first = await peer(account, "hub", "spoke");
    const second = await peer(account, "spoke", "hub");
    await resize(account, spoke, "10.1.0.0/16", "10.9.0.0/16");
    expect([levelOf(first), levelOf(second)]).to.deep.equal(["RemoteNotInSync", "LocalNotInSync"]);
    const kept = await account.update(first, { ...first.inputs, allowForwardedTraffic: true });
    expect(levelOf(kept)).to.equal("RemoteNotInSync");
    const synced = await account.update(kept, { ...kept.inputs, syncRemoteAddressSpace: "true" });
    expect(synced.outputs.remoteAddressSpace).to.deep.equal({
      addressPrefixes: ["10.1.0.0/16", "10.9.0.0/16"],
    });
    expect([levelOf(synced), levelOf(second)]).to.deep.equal(["FullyInSync", "FullyInSync"]);
  });

  it("keeps a network from growing into its peers, and theirs", async () => {
    await makeNetwork(account, "far", "10.2.0.0/16");
    for (const name of ["spoke", "far"]) {
      await peer(account, "hub", name);
      await peer(account, name, "hub");
    }
    expect((await refusal(resize(account, spoke, "10.1.0.0/16", "10.0.8.0/24"))).message).to.match(
      /10\.0\.8\.0\/24 overlaps .*\/hub, its peer/,
    );
    expect((await refusal(resize(account, spoke, "10.1.0.0/16", "10.2.8.0/24"))).message).to.match(
      /10\.2\.8\.0\/24 overlaps .*\/far, a peer of its peer/,
    );
    await resize(account, hub, "10.0.0.0/16", "10.3.0.0/16");
  });

  it("uses the gateway of a peer that has one and lets it", async () => {
    expect((await refusal(peer(account, "spoke", "hub", remote))).code).to.equal("RemoteVnetHasNoGateways");
    await makeHubGateway();
    const closed = await peer(account, "hub", "spoke");
    expect((await refusal(peer(account, "spoke", "hub", remote))).message).to.match(
      /corresponding remote peering .*\/to-spoke has AllowGatewayTransit flag set to false/,
    );
    const open = await account.update(closed, side("hub", "spoke", transit));
    const made = await peer(account, "spoke", "hub", remote);
    expect(made.outputs.useRemoteGateways).to.equal(true);
    expect((await refusal(account.update(open, side("hub", "spoke")))).message).to.match(
      /corresponding remote peering .*\/to-hub has UseRemoteGateways flag set to true/,
    );
  });

  it("uses one gateway, and none beside its own", async () => {
    await makeHubGateway();
    await peer(account, "hub", "spoke", transit);
    await makeSubnet(account, "GatewaySubnet", "10.1.255.0/27", { virtualNetworkName: "spoke" });
    await makeAddress(account, "pip1");
    const own: Props = {
      ...gatewayIn("spoke"),
      virtualNetworkGatewayName: "own",
      ipConfigurations: [
        {
          name: "ip0",
          publicIPAddress: { id: `${network}/publicIPAddresses/pip1` },
          subnet: { id: `${networkId("spoke")}/subnets/GatewaySubnet` },
        },
      ],
    };
    const gateway = await makeGateway(account, own);
    expect((await refusal(peer(account, "spoke", "hub", remote))).message).to.match(
      /already has a gateway by .*\/own/,
    );
    await account.delete(gateway);
    await peer(account, "spoke", "hub", remote);
    expect((await refusal(makeGateway(account, own))).message).to.match(
      /uses the gateway of another by peering .*\/to-hub/,
    );
    await makeNetwork(account, "second", "10.5.0.0/16");
    await makeSubnet(account, "GatewaySubnet", "10.5.255.0/27", { virtualNetworkName: "second" });
    await makeAddress(account, "pip2");
    const pip2 = { name: "ip0", publicIPAddress: { id: `${network}/publicIPAddresses/pip2` } };
    const subnet = { id: `${networkId("second")}/subnets/GatewaySubnet` };
    await makeGateway(account, {
      ...own,
      virtualNetworkGatewayName: "gw2",
      ipConfigurations: [{ ...pip2, subnet }],
    });
    expect((await refusal(peer(account, "spoke", "second", remote))).message).to.match(
      /another peering .*\/to-hub already has UseRemoteGateways flag set to true/,
    );
  });

  it("and a virtual hub's gateways exclude each other", async () => {
    await makeHubGateway();
    await makeWan(account);
    await makeHub(account, { virtualHubName: "vhub" });
    const connect = (): Promise<Made> =>
      account.create(tokens.hubVirtualNetworkConnection, "spoke", {
        ...inGroup,
        virtualHubName: "vhub",
        connectionName: "spoke",
        remoteVirtualNetwork: { id: networkId("spoke") },
      });
    const made = await peer(account, "spoke", "hub", remote);
    expect((await refusal(connect())).message).to.match(
      /uses the gateway of another network by peering .*\/to-hub/,
    );
    await account.delete(made);
    await connect();
    expect((await refusal(peer(account, "spoke", "hub", remote))).message).to.match(
      /already has a gateway by .*vhub/,
    );
    await peer(account, "spoke", "hub");
  });

  it("is refused while either network changes", async () => {
    await makeNetwork(account, "far", "10.2.0.0/16");
    const [first, second] = await Promise.allSettled([
      peer(account, "hub", "spoke"),
      peer(account, "far", "hub"),
    ]);
    expect([first.status, second.status]).to.deep.equal(["fulfilled", "rejected"]);
    expect((second as PromiseRejectedResult).reason).to.have.property("code", "AnotherOperationInProgress");
  });
});
