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
import { contains, parseCidr } from "../../../addressing/cidr";

const address = {
  ...inGroup,
  publicIpAddressName: "pip",
  sku: { name: "Standard" },
  publicIPAllocationMethod: "Static",
};

describe("azure-native PublicIPAddress", () => {
  itChecks(tokens.publicIPAddress, [
    {
      rule: "is not Basic any more",
      refused: { ...address, sku: { name: "Basic" } },
      accepted: address,
      says: "sku: IPv4BasicSkuPublicIpCountLimitReached",
      text: /Cannot create more than 0 IPv4 Basic SKU public IP addresses/,
    },
    {
      rule: "is Basic where it has no SKU",
      refused: but(address, { sku: undefined }),
      accepted: { ...address, sku: { name: "Standard", tier: "Regional" } },
      says: "sku: IPv4BasicSkuPublicIpCountLimitReached",
      text: /Basic/,
    },
    {
      rule: "is Static where it is Standard",
      refused: { ...address, publicIPAllocationMethod: "Dynamic" },
      accepted: address,
      says: "publicIPAllocationMethod: StandardAndStandardV2SkuPublicIPAddressesMustBeStatic",
      text: /pip must have AllocationMethod set to Static/,
    },
    {
      rule: "is in zones that there are",
      refused: { ...address, zones: ["4"] },
      accepted: { ...address, zones: ["2"] },
      says: "zones: BadRequest",
      text: /got 4/,
    },
    {
      rule: "has idle timeouts of 4 to 30 minutes",
      refused: { ...address, idleTimeoutInMinutes: 31 },
      accepted: { ...address, idleTimeoutInMinutes: 30 },
      says: "idleTimeoutInMinutes: BadRequest",
      text: /4 to 30/,
    },
    {
      rule: "has a lower-case domain name label",
      refused: { ...address, dnsSettings: { domainNameLabel: "Shop" } },
      accepted: { ...address, dnsSettings: { domainNameLabel: "shop" } },
      says: "dnsSettings.domainNameLabel: InvalidDomainNameLabel",
      text: /Shop is invalid/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: { ...address, publicIPPrefix: { id: "x" } },
      accepted: { ...address, ipTags: [] },
      says: "publicIPPrefix",
      text: /not simulated/,
    },
  ]);

  it("has a public address of its own at once, the same again for the same seed", async () => {
    const worlds = await Promise.all(
      [1, 2].map(async () => {
        const account = await openAccount();
        return Promise.all(Array.from({ length: 20 }, (_, i) => makeAddress(account, `pip${i}`)));
      }),
    );
    const [first, second] = worlds.map((made) => made.map(({ outputs }) => outputs.ipAddress as string));
    expect(first).to.deep.equal(second);
    expect(new Set(first)).to.have.lengthOf(20);
    for (const ip of first!) {
      expect(contains(parseCidr("20.0.0.0/8"), parseCidr(`${ip}/32`))).to.equal(true);
    }
  });

  it("shows SKU, version, timeout and name", async () => {
    const account = await openAccount();
    const { id, outputs } = await makeAddress(account, "pip", { dnsSettings: { domainNameLabel: "shop" } });
    expect(id).to.equal(`${network}/publicIPAddresses/pip`);
    expect(outputs).to.include({ publicIPAddressVersion: "IPv4", idleTimeoutInMinutes: 4 });
    expect(outputs.sku).to.deep.equal({ name: "Standard", tier: "Regional" });
    expect(outputs.dnsSettings).to.have.property("fqdn", "shop.westeurope.cloudapp.azure.com");
  });

  it("is in zones only where the region has some", async () => {
    const account = await openAccount();
    const refused = await refusal(makeAddress(account, "pip", { location: "westus" }));
    expect(refused.code).to.equal("LocationNotSupportAvailabilityZones");
    await account.create(tokens.publicIPAddress, "pip", { ...address, location: "westus" });
  });

  it("is replaced for location, version and SKU; zones never change", async () => {
    const account = await openAccount();
    const made = await account.create(tokens.publicIPAddress, "pip", address);
    expect(account.diff(made, { ...address, location: "northeurope" })).to.deep.equal(["location!"]);
    expect(account.diff(made, { ...address, sku: { name: "Standard", tier: "Regional" } })).to.deep.equal([
      "sku!",
    ]);
    expect(account.diff(made, { ...address, publicIPAddressVersion: "IPv4" })).to.deep.equal([
      "publicIPAddressVersion!",
    ]);
    expect(account.diff(made, { ...address, zones: ["1"] })).to.deep.equal(["zones"]);
    expect((await refusal(account.update(made, { ...address, zones: ["1"] }))).code).to.equal(
      "ResourceAvailabilityZonesCannotBeModified",
    );
    const updated = await account.update(made, { ...address, idleTimeoutInMinutes: 10 });
    expect(updated.outputs.ipAddress).to.equal(made.outputs.ipAddress);
  });

  it("shows its user, and stays while it has one", async () => {
    const account = await openAccount();
    await makeVirtualNetwork(account);
    await makeSubnet(account, "GatewaySubnet", "10.32.255.0/27");
    const made = await makeAddress(account, "pip0");
    expect(account.read(made)).to.not.have.property("ipConfiguration");
    const gateway = await makeGateway(account, passiveGateway);
    expect(account.read(made)!.ipConfiguration).to.deep.equal({ id: `${gateway.id}/ipConfigurations/ip0` });
    const refused = await refusal(account.delete(made));
    expect(refused.code).to.equal("PublicIPAddressCannotBeDeleted");
    expect(refused.message).to.contain(
      `${made.id} can not be deleted since it is still allocated to resource ${gateway.id}/ipConfigurations/ip0`,
    );
    await account.delete(gateway);
    await account.delete(made);
  });
});
