import { expect } from "chai";

import {
  activeGateway,
  configurationId,
  connection,
  inGroup,
  ipConfiguration,
  makeAddress,
  makeGateway,
  makeSite,
  makeSubnet,
  makeSurroundings,
  makeVirtualNetwork,
  network,
  openAccount,
  passiveGateway,
  refusal,
  tokens,
} from "./estate";
import { type Props, UNKNOWN } from "../../../simulator/protocol/values";

const sku = (name: string, tier = name): Props => ({ sku: { name, tier } });
const active = (changes: Props): Props => ({ ...activeGateway, ...changes });
const passive = (changes: Props): Props => ({ ...passiveGateway, ...changes });

describe("azure-native VirtualNetworkGateway", () => {
  it("computes both instances' BGP addresses", async () => {
    const account = await openAccount();
    const { addresses } = await makeSurroundings(account);
    const { id, outputs } = await makeGateway(account);
    expect(id).to.equal(`${network}/virtualNetworkGateways/gw`);
    expect(outputs.bgpSettings).to.deep.equal({
      asn: 65521,
      bgpPeeringAddress: "10.32.255.4,10.32.255.5",
      peerWeight: 0,
      bgpPeeringAddresses: [0, 1].map((i) => ({
        ipconfigurationId: configurationId(i),
        defaultBgpIpAddresses: [`10.32.255.${4 + i}`],
        customBgpIpAddresses: i === 0 ? ["169.254.21.2", "169.254.22.2"] : ["169.254.21.6", "169.254.22.6"],
        tunnelIpAddresses: [addresses[i]!.outputs.ipAddress],
      })),
    });
    expect(outputs).to.include({ vpnGatewayGeneration: "Generation1", provisioningState: "Succeeded" });
    expect(outputs.ipConfigurations).to.have.nested.property("[1].id", configurationId(1));
  });

  it("has ASN 65515 and the subnet's last address by default", async () => {
    const account = await openAccount();
    await makeSurroundings(account);
    const { outputs } = await makeGateway(account, passiveGateway);
    expect(outputs).to.include({ activeActive: false, enableBgp: false });
    expect(outputs.bgpSettings).to.include({ asn: 65515, bgpPeeringAddress: "10.32.255.30" });
  });

  it("predicts no computed BGP address", async () => {
    const account = await openAccount();
    const { outputs } = account.clouds.preview(tokens.virtualNetworkGateway, {
      props: activeGateway,
      secrets: new Set(),
    });
    expect(outputs.bgpSettings).to.include({ asn: 65521, bgpPeeringAddress: UNKNOWN });
    expect(outputs.bgpSettings).to.have.nested.property("bgpPeeringAddresses[0].tunnelIpAddresses", UNKNOWN);
  });

  it("needs a subnet and addresses that exist in its region", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account);
    const code = async (inputs: Props): Promise<string> => (await refusal(makeGateway(account, inputs))).code;
    expect(await code(passiveGateway)).to.equal("InvalidResourceReference");
    await makeSubnet(account, "GatewaySubnet", "10.32.255.0/27");
    expect(await code(passiveGateway)).to.equal("InvalidResourceReference");
    await makeAddress(account, "pip0", { location: "northeurope" });
    expect(await code(passiveGateway)).to.equal("InvalidResourceReference");
    await makeAddress(account, "pip1");
    expect(await code({ ...passiveGateway, location: "northeurope" })).to.equal("InvalidResourceReference");
    await makeGateway(account, passive({ ipConfigurations: [{ ...ipConfiguration(1) }] }));
  });

  it("needs a GatewaySubnet of /27", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account);
    const subnet = await makeSubnet(account, "GatewaySubnet", "10.32.255.0/28");
    await makeAddress(account, "pip0");
    expect((await refusal(makeGateway(account, passiveGateway))).message).to.match(/must be \/27 or larger/);
    await account.update(subnet, { ...inGroup, virtualNetworkName: "vnet", addressPrefix: "10.32.255.0/27" });
    await makeGateway(account, passiveGateway);
  });

  it("needs a GatewaySubnet without a default route", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account);
    const routes = (addressPrefix: string): Props => ({
      ...inGroup,
      routeTableName: "rt",
      routes: [{ name: "r", addressPrefix, nextHopType: "Internet" }],
    });
    const table = await account.create(tokens.routeTable, "rt", routes("0.0.0.0/0"));
    await makeSubnet(account, "GatewaySubnet", "10.32.255.0/27", { routeTable: { id: table.id } });
    await makeAddress(account, "pip0");
    expect((await refusal(makeGateway(account, passiveGateway))).message).to.match(/route for 0\.0\.0\.0\/0/);
    await account.update(table, routes("10.0.0.0/8"));
    await makeGateway(account, passiveGateway);
  });

  it("needs zones on its addresses, where the region has zones", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account, {
      subnets: [{ name: "GatewaySubnet", addressPrefix: "10.32.255.0/27" }],
    });
    await makeAddress(account, "pip0", { zones: [] });
    expect((await refusal(makeGateway(account, passiveGateway))).code).to.equal(
      "VmssVpnGatewayPublicIpsMustHaveZonesConfigured",
    );

    const zoneless = await openAccount();
    await makeVirtualNetwork(zoneless, {
      location: "westus",
      subnets: [{ name: "GatewaySubnet", addressPrefix: "10.32.255.0/27" }],
    });
    await makeAddress(zoneless, "pip0", { location: "westus", zones: [] });
    await makeGateway(zoneless, passive({ location: "westus" }));
  });

  it("is alone in its network and on its addresses", async () => {
    const account = await openAccount();
    await makeSurroundings(account);
    const first = await makeGateway(account, passiveGateway);
    const second = passive({ virtualNetworkGatewayName: "gw2" });
    expect(
      (await refusal(makeGateway(account, { ...second, ipConfigurations: [ipConfiguration(1)] }))).message,
    ).to.contain(`already has a gateway of type Vpn: ${first.id}`);
    await makeVirtualNetwork(account, {
      virtualNetworkName: "other",
      subnets: [{ name: "GatewaySubnet", addressPrefix: "10.32.255.0/27" }],
    });
    const elsewhere = { id: `${network}/virtualNetworks/other/subnets/GatewaySubnet` };
    const used = await refusal(
      makeGateway(account, { ...second, ipConfigurations: [{ ...ipConfiguration(0), subnet: elsewhere }] }),
    );
    expect(used.code).to.equal("PublicIPAddressInUse");
    await makeGateway(account, {
      ...second,
      ipConfigurations: [{ ...ipConfiguration(1), subnet: elsewhere }],
    });
  });

  it("changes in place, within its generation, region and subnet", async () => {
    const account = await openAccount();
    await makeSurroundings(account);
    const made = await makeGateway(account, passiveGateway);
    expect(account.diff(made, activeGateway)).to.deep.equal([
      "activeActive",
      "bgpSettings",
      "enableBgp",
      "ipConfigurations",
    ]);
    expect(account.diff(made, passive({ virtualNetworkGatewayName: "x" }))).to.deep.equal([
      "virtualNetworkGatewayName!",
    ]);
    expect((await refusal(account.update(made, passive(sku("VpnGw4AZ"))))).message).to.match(
      /from Generation1 to Generation2/,
    );
    expect((await refusal(account.update(made, passive({ location: "northeurope" })))).code).to.equal(
      "InvalidResourceLocation",
    );
    const resized = await account.update(made, passive(sku("VpnGw3AZ")));
    expect(resized.outputs.sku).to.include({ name: "VpnGw3AZ" });
    const both = await account.update(resized, active(sku("VpnGw3AZ")));
    expect(both.outputs.bgpSettings).to.have.property("bgpPeeringAddress", "10.32.255.4,10.32.255.5");
  });

  it("takes one operation at a time, also from its connections", async () => {
    const account = await openAccount();
    await makeSurroundings(account);
    await makeSite(account);
    const gateway = await makeGateway(account);
    const connecting = account.create(tokens.connection, "c", connection);
    const { code, message } = await refusal(account.update(gateway, { ...activeGateway, tags: { a: "b" } }));
    expect(code).to.equal("AnotherOperationInProgress");
    expect(message).to.match(
      /^Status=429 Code="AnotherOperationInProgress" Message="Another operation on this or dependent resource is in progress/,
    );
    await connecting;
    await account.update(gateway, { ...activeGateway, tags: { a: "b" } });
  });

  it("stays while it has connections", async () => {
    const account = await openAccount();
    await makeSurroundings(account);
    await makeSite(account);
    const gateway = await makeGateway(account);
    const made = await account.create(tokens.connection, "c", connection);
    const { code, message } = await refusal(account.delete(gateway));
    expect(code).to.equal("VirtualNetworkGatewayCannotBeDeleted");
    expect(message).to.contain("because it has connections: c.");
    await account.delete(made);
    await account.delete(gateway);
    expect(account.read(gateway)).to.equal(undefined);
  });
});
