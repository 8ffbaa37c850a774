import { expect } from "chai";

import {
  fixedIp,
  ip,
  interfaceId,
  machineId,
  makeInterface,
  makeMachine,
  nic,
  openNetwork,
  subnetId,
} from "./machines";
import { inGroup, itChecks, makeAddress, makeSubnet, network, openAccount, refusal, tokens } from "../estate";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const addresses = ({ outputs }: Made): unknown[] =>
  (outputs.ipConfigurations as Props[]).map(({ privateIPAddress }) => privateIPAddress);

describe("azure-native NetworkInterface", () => {
  itChecks(tokens.networkInterface, [
    {
      rule: "has an IP configuration",
      refused: nic(),
      accepted: nic(ip()),
      says: "ipConfigurations: BadRequest",
      text: /at least one/,
    },
    {
      rule: "has a subnet",
      refused: nic({ name: "ip" }),
      accepted: nic(ip()),
      says: "ipConfigurations[0].subnet: BadRequest",
      text: /must have a subnet/,
    },
    {
      rule: "is not in GatewaySubnet",
      refused: nic(ip({ subnet: { id: subnetId("GatewaySubnet") } })),
      accepted: nic(ip()),
      says: "ipConfigurations[0].subnet: BadRequest",
      text: /gateways alone/,
    },
    {
      rule: "has an address where it is Static",
      refused: nic(ip({ privateIPAllocationMethod: "Static" })),
      accepted: nic(fixedIp("10.32.0.4")),
      says: "ipConfigurations[0].privateIPAddress: BadRequest",
      text: /must have a privateIPAddress/,
    },
    {
      rule: "is Static where it has an address",
      refused: nic(ip({ privateIPAddress: "10.32.0.4" })),
      accepted: nic(fixedIp("10.32.0.4")),
      says: "ipConfigurations[0].privateIPAddress: BadRequest",
      text: /only kept with the allocation method Static/,
    },
    {
      rule: "has an IPv4 address",
      refused: nic(fixedIp("10.32.0.300")),
      accepted: nic(fixedIp("10.32.0.4")),
      says: "ipConfigurations[0].privateIPAddress: BadRequest",
      text: /is not an IPv4 address/,
    },
    {
      rule: "has one primary among several configurations",
      refused: nic(ip(), ip({ name: "second" })),
      accepted: nic(ip({ primary: true }), ip({ name: "second" })),
      says: "ipConfigurations: BadRequest",
      text: /Exactly one of several/,
    },
    {
      rule: "is in one subnet",
      refused: nic(ip({ primary: true }), ip({ name: "second", subnet: { id: subnetId("other") } })),
      accepted: nic(ip({ primary: true }), ip({ name: "second" })),
      says: "ipConfigurations: IpConfigurationsOnSameNicCannotUseDifferentSubnets",
      text: /cannot use different subnets/,
    },
    {
      rule: "has configurations of different names",
      refused: nic(ip({ primary: true }), ip()),
      accepted: nic(ip({ primary: true }), ip({ name: "second" })),
      says: "ipConfigurations: BadRequest",
      text: /same name/,
    },
  ]);

  it("gets the next free address, beside those that are fixed and the five that Azure keeps", async () => {
    const account = await openNetwork();
    expect(addresses(await makeInterface(account, "fixed", fixedIp("10.32.0.5")))).to.deep.equal([
      "10.32.0.5",
    ]);
    const made = await Promise.all(["a", "b"].map((name) => makeInterface(account, name)));
    expect(made.map(addresses)).to.deep.equal([["10.32.0.4"], ["10.32.0.6"]]);
    await account.delete(made[0]!);
    expect(addresses(await makeInterface(account, "c"))).to.deep.equal(["10.32.0.4"]);
    const full = ["d", "e", "f", "g", "h", "i", "j", "k"];
    await Promise.all(full.map((name) => makeInterface(account, name)));
    expect((await refusal(makeInterface(account, "late"))).code).to.equal("SubnetIsFull");
  });

  for (const [address, code] of [
    ["10.32.0.16", "PrivateIPAddressNotInSubnet"],
    ["10.32.0.3", "PrivateIPAddressInReservedRange"],
    ["10.32.0.15", "PrivateIPAddressInReservedRange"],
    ["10.32.0.4", "PrivateIPAddressInUse"],
  ] as const) {
    it(`cannot have ${address}: ${code}`, async () => {
      const account = await openNetwork();
      await makeInterface(account, "first");
      expect((await refusal(makeInterface(account, "nic", fixedIp(address)))).code).to.equal(code);
      expect(addresses(await makeInterface(account, "nic", fixedIp("10.32.0.14")))).to.deep.equal([
        "10.32.0.14",
      ]);
    });
  }

  it("keeps its dynamic address over an update", async () => {
    const account = await openNetwork();
    const first = await makeInterface(account, "first");
    const made = await makeInterface(account);
    await account.delete(first);
    const updated = await account.update(made, { ...nic(ip()), enableIPForwarding: true });
    expect(addresses(updated)).to.deep.equal(["10.32.0.5"]);
  });

  it("needs its subnet, security group and public address in its region", async () => {
    const account = await openNetwork();
    const code = async (inputs: Props): Promise<string> =>
      (await refusal(account.create(tokens.networkInterface, "nic", { ...nic(ip()), ...inputs }))).code;
    const elsewhere = { location: "northeurope" };
    expect(await code(elsewhere)).to.equal("InvalidResourceReference");
    expect(await code({ ipConfigurations: [ip({ subnet: { id: subnetId("none") } })] })).to.equal(
      "InvalidResourceReference",
    );
    expect(await code({ networkSecurityGroup: { id: `${network}/networkSecurityGroups/none` } })).to.equal(
      "InvalidResourceReference",
    );
    const { id } = await makeAddress(account, "far", elsewhere);
    expect(await code({ ipConfigurations: [ip({ publicIPAddress: { id } })] })).to.equal(
      "InvalidResourceReference",
    );
  });

  it("keeps its subnet, security group and public address from being deleted", async () => {
    const account = await openNetwork();
    const address = await makeAddress(account, "pip");
    const group = await account.create(tokens.networkSecurityGroup, "nsg", {
      ...inGroup,
      networkSecurityGroupName: "nsg",
    });
    const made = await account.create(tokens.networkInterface, "nic", {
      ...nic(ip({ publicIPAddress: { id: address.id } })),
      networkSecurityGroup: { id: group.id },
    });
    const subnet = account.clouds.world.list().find(({ token }) => token === tokens.subnet)!;
    const { code } = await refusal(account.delete(subnet));
    expect(code).to.equal("InUseSubnetCannotBeDeleted");
    expect((await refusal(account.delete(group))).code).to.equal("InUseNetworkSecurityGroupCannotBeDeleted");
    expect((await refusal(account.delete(address))).code).to.equal("PublicIPAddressCannotBeDeleted");
    expect(account.read(address)).to.have.deep.property("ipConfiguration", {
      id: `${interfaceId("nic")}/ipConfigurations/ip`,
    });
    expect(
      (await refusal(makeInterface(account, "other", ip({ publicIPAddress: { id: address.id } })))).code,
    ).to.equal("PublicIPAddressInUse");
    await account.delete(made);
    await account.delete(group);
    await account.delete(address);
  });

  it("stays while a virtual machine has it, and in its virtual network", async () => {
    const account = await openNetwork();
    const made = await makeInterface(account);
    const machine = await makeMachine(account);
    expect(account.read(made)).to.deep.include({ primary: true, virtualMachine: { id: machineId } });
    expect((await refusal(account.delete(made))).code).to.equal("NicInUse");
    await account.delete(machine);
    await account.create(tokens.virtualNetwork, "vnet2", {
      ...inGroup,
      virtualNetworkName: "vnet2",
      addressSpace: { addressPrefixes: ["10.40.0.0/16"] },
      subnets: [{ name: "apps", addressPrefix: "10.40.0.0/24" }],
    });
    const moved = nic(ip({ subnet: { id: `${network}/virtualNetworks/vnet2/subnets/apps` } }));
    expect((await refusal(account.update(made, moved))).code).to.equal("SubnetsNotInSameVnet");
    await makeSubnet(account, "other", "10.32.1.0/24");
    const within = await account.update(made, nic(ip({ subnet: { id: subnetId("other") } })));
    expect(addresses(within)).to.deep.equal(["10.32.1.4"]);
    await account.delete(within);
  });

  it("shows at a preview that its dynamic address is not known yet", async () => {
    const account = await openAccount();
    const type = account.clouds
      .package("azure-native")
      .types.find(({ token }) => token === tokens.networkInterface)!;
    const shown = type.preview!(nic(ip()), {}).ipConfigurations as Props[];
    expect(typeof shown[0]!.privateIPAddress).to.equal("symbol");
    expect((type.preview!(nic(fixedIp("10.32.0.4")), {}).ipConfigurations as Props[])[0]).to.include({
      privateIPAddress: "10.32.0.4",
    });
  });
});
