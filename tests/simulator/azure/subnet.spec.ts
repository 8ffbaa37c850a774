import { expect } from "chai";

import {
  inGroup,
  itChecks,
  makeGateway,
  makeSubnet,
  makeSurroundings,
  makeVirtualNetwork,
  network,
  openAccount,
  refusal,
  tokens,
} from "./estate";
import type { Props } from "../../../simulator/protocol/values";

const subnet = { ...inGroup, virtualNetworkName: "vnet", addressPrefix: "10.32.0.0/24" };

describe("azure-native Subnet", () => {
  itChecks(tokens.subnet, [
    {
      rule: "has a name that ends with a word character",
      refused: { ...subnet, subnetName: "a-" },
      accepted: { ...subnet, subnetName: "a_" },
      says: "subnetName: InvalidResourceName",
      text: /must end with a word character/,
    },
    {
      rule: "needs an address prefix",
      refused: { ...inGroup, virtualNetworkName: "vnet" },
      accepted: { ...inGroup, virtualNetworkName: "vnet", addressPrefixes: ["10.32.0.0/24"] },
      says: "addressPrefix: BadRequest",
      text: /must have an addressPrefix/,
    },
    {
      rule: "takes the prefix in one of the two ways",
      refused: { ...subnet, addressPrefixes: ["10.32.1.0/24"] },
      accepted: subnet,
      says: "addressPrefixes: BadRequest",
      text: /cannot have both/,
    },
    {
      rule: "takes no host bits",
      refused: { ...subnet, addressPrefix: "10.32.0.1/24" },
      accepted: { ...subnet, addressPrefix: "10.32.0.0/29" },
      says: "addressPrefix: InvalidCIDRNotation",
      text: /10\.32\.0\.0\/24/,
    },
    {
      rule: "is /29 at the smallest",
      refused: { ...subnet, addressPrefix: "10.32.0.0/30" },
      accepted: { ...subnet, addressPrefix: "10.32.0.0/29" },
      says: "addressPrefix: NetcfgInvalidSubnet",
      text: /\/29 to \/2/,
    },
    {
      rule: "has /64 for IPv6",
      refused: { ...subnet, addressPrefix: "fd00::/48" },
      accepted: { ...subnet, addressPrefix: "fd00::/64" },
      says: "addressPrefix: NetcfgInvalidSubnet",
      text: /exactly \/64/,
    },
    {
      rule: "takes no security group where it is GatewaySubnet",
      refused: {
        ...subnet,
        subnetName: "GatewaySubnet",
        networkSecurityGroup: { id: `${network}/networkSecurityGroups/nsg` },
      },
      accepted: {
        ...subnet,
        subnetName: "other",
        networkSecurityGroup: { id: `${network}/networkSecurityGroups/nsg` },
      },
      says: "networkSecurityGroup: NetworkSecurityGroupCannotBeAttachedToGatewaySubnet",
      text: /group nsg can not be associated to the GatewaySubnet/,
    },
    {
      rule: "has a body name only if it is the same",
      refused: { ...subnet, subnetName: "a", name: "b" },
      accepted: { ...subnet, subnetName: "a", name: "a" },
      says: "name: BadRequest",
      text: /'b' must equal the subnetName 'a'/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: { ...subnet, natGateway: { id: "x" } },
      accepted: { ...subnet, serviceEndpoints: [] },
      says: "natGateway",
      text: /not simulated/,
    },
  ]);

  it("is called like its resource, and answers in the real form", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account);
    const { id, inputs, outputs } = await makeSubnet(account, "app", "10.32.0.0/24");
    expect(id).to.equal(`${network}/virtualNetworks/vnet/subnets/app`);
    expect(inputs).to.include({
      privateEndpointNetworkPolicies: "Disabled",
      privateLinkServiceNetworkPolicies: "Enabled",
    });
    expect(outputs).to.include({ name: "app", provisioningState: "Succeeded" });
    expect(outputs).to.not.have.property("resourceGuid");
  });

  it("is refused without its virtual network", async () => {
    const account = await openAccount();
    const { code, message } = await refusal(makeSubnet(account, "app", "10.32.0.0/24"));
    expect(code).to.equal("ParentResourceNotFound");
    expect(message).to.contain(`parent resource '${network}/virtualNetworks/vnet' could not be found`);
  });

  it("is refused outside its network and on another subnet, listed or not", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account, { subnets: [{ name: "listed", addressPrefix: "10.32.0.0/24" }] });
    await makeSubnet(account, "own", "10.32.1.0/24");
    expect((await refusal(makeSubnet(account, "x", "10.33.0.0/24"))).code).to.equal(
      "NetcfgSubnetRangeOutsideVnet",
    );
    for (const taken of ["10.32.0.128/25", "10.32.1.0/25", "10.32.0.0/20"]) {
      expect((await refusal(makeSubnet(account, "x", taken))).code).to.equal("NetcfgSubnetRangesOverlap");
    }
    await makeSubnet(account, "x", "10.32.2.0/24");
  });

  it("is refused where its network lists one of its name", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account, { subnets: [{ name: "a", addressPrefix: "10.32.0.0/24" }] });
    expect((await refusal(makeSubnet(account, "a", "10.32.1.0/24"))).message).to.match(
      /^cannot create already existing resource/,
    );
  });

  it("needs a route table and a security group that exist in its region", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account);
    const far = await account.create(tokens.routeTable, "far", { ...inGroup, location: "northeurope" });
    const near = await account.create(tokens.routeTable, "near", inGroup);
    const group = await account.create(tokens.networkSecurityGroup, "nsg", inGroup);
    const references: Props[] = [
      { routeTable: { id: far.id } },
      { routeTable: { id: `${near.id}x` } },
      { networkSecurityGroup: { id: `${group.id}x` } },
    ];
    for (const reference of references) {
      const { code, message } = await refusal(makeSubnet(account, "x", "10.32.0.0/24", reference));
      expect(code).to.equal("InvalidResourceReference");
      expect(message).to.contain("both resources are in the same region");
    }
    await makeSubnet(account, "x", "10.32.0.0/24", {
      routeTable: { id: near.id.toUpperCase() },
      networkSecurityGroup: { id: group.id },
    });
  });

  it("waits for other writes on its network, as the provider repeats them", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account);
    const made = await Promise.all([0, 1, 2, 3].map((i) => makeSubnet(account, `s${i}`, `10.32.${i}.0/24`)));
    expect(new Set(made.map(({ id }) => id))).to.have.lengthOf(4);
  });

  it("is replaced for its names only, and keeps its place in an update", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account);
    const made = await makeSubnet(account, "a", "10.32.0.0/24");
    await makeSubnet(account, "b", "10.32.1.0/24");
    expect(account.diff(made, { ...subnet, subnetName: "c" })).to.deep.equal(["subnetName!"]);
    expect(account.diff(made, { ...subnet, virtualNetworkName: "w2" })).to.deep.equal([
      "virtualNetworkName!",
    ]);
    expect(account.diff(made, { ...subnet, addressPrefix: "10.32.0.0/25" })).to.deep.equal(["addressPrefix"]);
    await account.update(made, { ...subnet, addressPrefix: "10.32.0.0/25" });
    expect((await refusal(account.update(made, { ...subnet, addressPrefix: "10.32.0.0/23" }))).code).to.equal(
      "NetcfgSubnetRangesOverlap",
    );
  });

  it("keeps the addresses that a gateway stands on", async () => {
    const account = await openAccount();
    const { subnet: made } = await makeSurroundings(account);
    await makeGateway(account);
    const moved = { ...inGroup, virtualNetworkName: "vnet", addressPrefix: "10.32.254.0/27" };
    expect((await refusal(account.update(made, moved))).code).to.equal("InUsePrefixCannotBeDeleted");
    await account.update(made, { ...made.inputs, privateEndpointNetworkPolicies: "Enabled" });
  });
});
