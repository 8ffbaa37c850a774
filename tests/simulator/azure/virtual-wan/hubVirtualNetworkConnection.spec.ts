import { expect } from "chai";

import { hubId, makeHub, openHub } from "./hubEstate";
import {
  but,
  inGroup,
  itChecks,
  makeAddress,
  makeGateway,
  makeSubnet,
  makeVirtualNetwork,
  network,
  passiveGateway,
  refusal,
  tokens,
} from "../estate";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

const networkId = (name: string): string => `${network}/virtualNetworks/${name}`;
const spoke = (name = "vnet"): Props => ({
  ...inGroup,
  virtualHubName: "hub",
  connectionName: name,
  remoteVirtualNetwork: { id: networkId(name) },
});
const connect = (account: SimulatedAccount, inputs: Props = spoke()): Promise<Made> =>
  account.create(tokens.hubVirtualNetworkConnection, "vnet", inputs);
const makeNetwork = (account: SimulatedAccount, name: string, prefix: string): Promise<Made> =>
  makeVirtualNetwork(account, { virtualNetworkName: name, addressSpace: { addressPrefixes: [prefix] } });

describe("azure-native HubVirtualNetworkConnection", () => {
  itChecks(tokens.hubVirtualNetworkConnection, [
    {
      rule: "has a virtual network",
      refused: but(spoke(), { remoteVirtualNetwork: undefined }),
      accepted: but(spoke(), { remoteVirtualNetwork: { id: UNKNOWN } }),
      says: "remoteVirtualNetwork: BadRequest",
      text: /must have a remoteVirtualNetwork/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: { ...spoke(), allowHubToRemoteVnetTransit: true },
      accepted: { ...spoke(), enableInternetSecurity: false },
      says: "allowHubToRemoteVnetTransit",
      text: /not simulated/,
    },
  ]);

  it("needs a hub and a virtual network that exist", async () => {
    const account = await openHub();
    expect((await refusal(connect(account))).code).to.equal("InvalidResourceReference");
    await makeVirtualNetwork(account);
    expect((await refusal(connect(account, { ...spoke(), virtualHubName: "none" }))).code).to.equal(
      "ParentResourceNotFound",
    );
    const { id, outputs } = await connect(account);
    expect(id).to.equal(`${hubId}/hubVirtualNetworkConnections/vnet`);
    expect(outputs).to.have.nested.property(
      "routingConfiguration.associatedRouteTable.id",
      `${hubId}/hubRouteTables/defaultRouteTable`,
    );
  });

  it("connects a virtual network to one hub", async () => {
    const account = await openHub();
    await makeVirtualNetwork(account);
    const made = await connect(account);
    await makeHub(account, { virtualHubName: "other", addressPrefix: "10.66.0.0/23" });
    expect((await refusal(connect(account, { ...spoke(), virtualHubName: "other" }))).message).to.match(
      /is already connected to a virtual hub by .*\/hub\/hubVirtualNetworkConnections\/vnet/,
    );
    await account.delete(made);
    await connect(account, { ...spoke(), virtualHubName: "other" });
  });

  it("connects networks whose ranges are free", async () => {
    const account = await openHub();
    await makeNetwork(account, "in-hub", "10.64.0.0/16");
    expect((await refusal(connect(account, spoke("in-hub")))).message).to.match(
      /10\.64\.0\.0\/16 of virtual network .* overlaps that of its virtual hub/,
    );
    await makeVirtualNetwork(account);
    await connect(account);
    await makeNetwork(account, "twin", "10.32.8.0/24");
    expect((await refusal(connect(account, spoke("twin")))).message).to.match(
      /10\.32\.0\.0\/16 of .*\/vnet, which is connected to the same virtual hub, overlaps/,
    );
    await makeNetwork(account, "free", "10.33.0.0/16");
    await connect(account, spoke("free"));
  });

  it("and a gateway of the virtual network's own exclude each other", async () => {
    const account = await openHub();
    await makeVirtualNetwork(account);
    await makeSubnet(account, "GatewaySubnet", "10.32.255.0/27");
    await makeAddress(account, "pip0");
    const connection = await connect(account);
    expect((await refusal(makeGateway(account, passiveGateway))).message).to.match(
      /is connected to a virtual hub by .* and cannot have a virtual network gateway/,
    );
    await account.delete(connection);
    const gateway = await makeGateway(account, passiveGateway);
    expect((await refusal(connect(account))).message).to.match(
      /has the virtual network gateway .*\/gw and cannot be connected to a virtual hub/,
    );
    await account.delete(gateway);
    await connect(account);
  });

  it("uses a hub one at a time, and keeps it", async () => {
    const account = await openHub();
    await makeVirtualNetwork(account);
    await makeNetwork(account, "second", "10.33.0.0/16");
    const [first, second] = await Promise.allSettled([connect(account), connect(account, spoke("second"))]);
    expect([first.status, second.status]).to.deep.equal(["fulfilled", "rejected"]);
    expect((second as PromiseRejectedResult).reason).to.have.property("code", "AnotherOperationInProgress");
    const hub = {
      urn: "urn:pulumi:dev::test::x::hub",
      token: tokens.virtualHub,
      id: hubId,
      inputs: {},
      outputs: {},
    };
    expect((await refusal(account.delete(hub))).message).to.match(/while it is used by vnet/);
  });

  it("keeps its virtual network", async () => {
    const account = await openHub();
    await makeVirtualNetwork(account);
    await makeNetwork(account, "second", "10.33.0.0/16");
    const made = await connect(account);
    expect(
      (await refusal(account.update(made, { ...spoke(), remoteVirtualNetwork: { id: networkId("second") } })))
        .message,
    ).to.match(/virtual network of connection .* cannot be changed/);
    const updated = await account.update(made, { ...spoke(), enableInternetSecurity: false });
    expect(updated.outputs.enableInternetSecurity).to.equal(false);
  });
});
