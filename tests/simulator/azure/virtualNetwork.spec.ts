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
import { type Props, UNKNOWN } from "../../../simulator/protocol/values";

const vnet = { ...inGroup, virtualNetworkName: "vnet", addressSpace: { addressPrefixes: ["10.32.0.0/16"] } };
const withPrefixes = (...addressPrefixes: string[]) => ({ ...vnet, addressSpace: { addressPrefixes } });
const withSubnets = (...subnets: [name: string, addressPrefix: string][]) => ({
  ...vnet,
  subnets: subnets.map(([name, addressPrefix]) => ({ name, addressPrefix })),
});

describe("azure-native VirtualNetwork", () => {
  itChecks(tokens.virtualNetwork, [
    {
      rule: "has a name of 2 to 64 characters",
      refused: { ...vnet, virtualNetworkName: "v" },
      accepted: { ...vnet, virtualNetworkName: "v".repeat(64) },
      says: "virtualNetworkName: InvalidResourceName",
      text: /2 to 64/,
    },
    {
      rule: "has a name that starts with a letter or digit",
      refused: { ...vnet, virtualNetworkName: "-vnet" },
      accepted: { ...vnet, virtualNetworkName: "1v.n-e_t_" },
      says: "virtualNetworkName: InvalidResourceName",
      text: /must begin/,
    },
    {
      rule: "needs an address space",
      refused: but(vnet, { addressSpace: undefined }),
      accepted: vnet,
      says: "addressSpace: BadRequest",
      text: /at least one/,
    },
    {
      rule: "takes CIDR notation only",
      refused: withPrefixes("10.32.0.0"),
      accepted: withPrefixes("10.32.0.0/29"),
      says: "addressSpace.addressPrefixes: InvalidCIDRNotation",
      text: /10\.32\.0\.0 in resource .*invalid CIDR notation/,
    },
    {
      rule: "takes no host bits",
      refused: withPrefixes("10.32.0.7/16"),
      accepted: withPrefixes("10.32.0.0/16"),
      says: "addressSpace.addressPrefixes: InvalidCIDRNotation",
      text: /10\.32\.0\.0\/16/,
    },
    ...[
      ["169.254.21.0/24", "169.253.0.0/16", "link-local"],
      ["127.1.0.0/16", "126.0.0.0/8", "loopback"],
      ["224.0.0.0/8", "223.0.0.0/8", "multicast"],
      ["168.63.129.16/32", "168.63.129.24/29", "internal DNS"],
    ].map(([bad, good, use]) => ({
      rule: `takes no ${use!} addresses`,
      refused: withPrefixes(bad!),
      accepted: withPrefixes(good!),
      says: "addressSpace.addressPrefixes: BadRequest",
      text: new RegExp(`reserved for ${use!}`),
    })),
    {
      rule: "has no overlapping prefixes",
      refused: withPrefixes("10.32.0.0/16", "10.32.128.0/17"),
      accepted: withPrefixes("10.32.0.0/17", "10.32.128.0/17"),
      says: "addressSpace.addressPrefixes: BadRequest",
      text: /10\.32\.0\.0\/16 and 10\.32\.128\.0\/17/,
    },
    {
      rule: "keeps its listed subnets inside",
      refused: withSubnets(["a", "10.33.0.0/24"]),
      accepted: withSubnets(["a", "10.32.0.0/16"]),
      says: "subnets[0].addressPrefix: NetcfgSubnetRangeOutsideVnet",
      text: /Subnet 'a' is not valid because its IP address range is outside/,
    },
    {
      rule: "has subnets of /29 at the smallest",
      refused: withSubnets(["a", "10.32.0.0/30"]),
      accepted: withSubnets(["a", "10.32.0.0/29"]),
      says: "subnets[0].addressPrefix: NetcfgInvalidSubnet",
      text: /\/29 to \/2/,
    },
    {
      rule: "has named subnets",
      refused: { ...vnet, subnets: [{ addressPrefix: "10.32.0.0/24" }] },
      accepted: withSubnets(["a", "10.32.0.0/24"]),
      says: "subnets[0].name: BadRequest",
      text: /must have a name/,
    },
    {
      rule: "has flow timeouts of 4 to 30 minutes",
      refused: { ...vnet, flowTimeoutInMinutes: 3 },
      accepted: { ...vnet, flowTimeoutInMinutes: 4 },
      says: "flowTimeoutInMinutes: BadRequest",
      text: /4 to 30/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: { ...vnet, enableDdosProtection: true },
      accepted: { ...vnet, enableDdosProtection: false },
      says: "enableDdosProtection",
      text: /not simulated/,
    },
    {
      rule: "refuses what nobody knows, also inside",
      refused: { ...vnet, subnets: [{ name: "a", addressPrefix: "10.32.0.0/24", adressPrefixes: [] }] },
      accepted: withSubnets(["a", "10.32.0.0/24"]),
      says: "subnets[0].adressPrefixes",
      text: /does not know/,
    },
  ]);

  it("tells both subnets that overlap", async () => {
    const account = await openAccount();
    const refusals = account.refusals(
      tokens.virtualNetwork,
      "v",
      withSubnets(["a", "10.32.0.0/24"], ["b", "10.32.0.128/25"]),
    );
    expect(refusals.map((one) => one.split(": ").slice(0, 2))).to.deep.equal(
      [0, 1].map((i) => [`subnets[${i}].addressPrefix`, "NetcfgSubnetRangesOverlap"]),
    );
  });

  it("leaves alone what is unknown", async () => {
    const account = await openAccount();
    const unknown: Props = {
      resourceGroupName: UNKNOWN,
      addressSpace: { addressPrefixes: [UNKNOWN] },
      subnets: [{ name: UNKNOWN, addressPrefix: UNKNOWN }],
    };
    expect(account.refusals(tokens.virtualNetwork, "v", unknown)).to.deep.equal([]);
  });

  it("answers with Azure's envelope, in the real form of ids", async () => {
    const account = await openAccount();
    const { id, outputs } = await makeVirtualNetwork(account, {
      subnets: [{ name: "a", addressPrefix: "10.32.0.0/24" }],
    });
    expect(id).to.equal(`${network}/virtualNetworks/vnet`);
    expect(outputs).to.include({
      name: "vnet",
      type: "Microsoft.Network/virtualNetworks",
      provisioningState: "Succeeded",
      location: "westeurope",
      azureApiVersion: "2024-05-01",
    });
    expect(outputs.etag).to.match(/^W\/"[0-9a-f-]{36}"$/);
    expect(outputs.resourceGuid).to.match(/^[0-9a-f-]{36}$/);
    expect(outputs.subnets).to.have.nested.property("[0].id", `${id}/subnets/a`);
  });

  it("predicts only what the program gives", async () => {
    const account = await openAccount();
    const { outputs } = account.clouds.preview(tokens.virtualNetwork, {
      props: { ...vnet, subnets: [{ name: "a", addressPrefix: "10.32.0.0/24" }] },
      secrets: new Set(),
    });
    expect(outputs.addressSpace).to.deep.equal(vnet.addressSpace);
    expect([outputs.name, outputs.etag, outputs.flowLogs, outputs.tags]).to.deep.equal([
      UNKNOWN,
      UNKNOWN,
      UNKNOWN,
      UNKNOWN,
    ]);
    expect(outputs.subnets).to.deep.equal([
      {
        id: UNKNOWN,
        etag: UNKNOWN,
        provisioningState: UNKNOWN,
        ipConfigurations: UNKNOWN,
        name: "a",
        addressPrefix: "10.32.0.0/24",
      },
    ]);
  });

  it("takes its location from the old inputs, the provider or the group, in that order", async () => {
    const account = await openAccount();
    await account.create(tokens.resourceGroup, "north", {
      resourceGroupName: "north",
      location: "northeurope",
    });
    const made = await account.create(tokens.virtualNetwork, "n", { ...vnet, resourceGroupName: "north" });
    expect(made.outputs.location).to.equal("westeurope");
    const { inputs } = account.clouds.check(
      "urn::n",
      tokens.virtualNetwork,
      { props: { ...vnet, resourceGroupName: "north" }, secrets: new Set() },
      undefined,
      {},
    );
    expect(inputs.location).to.equal("northeurope");
  });

  it("is replaced for another name, group or location, and updated for the rest", async () => {
    const account = await openAccount();
    const made = await makeVirtualNetwork(account);
    expect(account.diff(made, { ...vnet, virtualNetworkName: "w2" })).to.deep.equal(["virtualNetworkName!"]);
    expect(account.diff(made, { ...vnet, resourceGroupName: "x" })).to.deep.equal(["resourceGroupName!"]);
    expect(account.diff(made, { ...vnet, location: "northeurope" })).to.deep.equal(["location!"]);
    expect(account.diff(made, withPrefixes("10.32.0.0/15"))).to.deep.equal(["addressSpace"]);
  });

  it("goes before its replacement comes, unless its name was drawn", async () => {
    const account = await openAccount();
    const drawn = await account.create(
      tokens.virtualNetwork,
      "v",
      but(vnet, { virtualNetworkName: undefined }),
    );
    const named = await makeVirtualNetwork(account);
    const before = (inputs: typeof drawn.inputs) =>
      account.clouds.diff(tokens.virtualNetwork, inputs, vnet).deleteBeforeReplace;
    expect([before(drawn.inputs), before(named.inputs)]).to.deep.equal([false, true]);
  });

  it("is refused outside a group, and where it exists", async () => {
    const account = await openAccount();
    const lost = await refusal(makeVirtualNetwork(account, { resourceGroupName: "nowhere" }));
    expect(lost).to.deep.equal({
      code: "ResourceGroupNotFound",
      message: `Status=404 Code="ResourceGroupNotFound" Message="Resource group 'nowhere' could not be found."`,
    });
    await makeVirtualNetwork(account);
    expect((await refusal(makeVirtualNetwork(account))).message).to.equal(
      `cannot create already existing resource '${network}/virtualNetworks/vnet'`,
    );
  });

  it("keeps separate subnets in an update without a list, and loses them in one with a list", async () => {
    const account = await openAccount();
    const made = await makeVirtualNetwork(account);
    const subnet = await makeSubnet(account, "a", "10.32.0.0/24");
    const tagged = await account.update(made, { ...vnet, tags: { a: "b" } });
    expect(account.read(subnet)).to.not.equal(undefined);
    expect(tagged.outputs.etag).to.not.equal(made.outputs.etag);
    expect(tagged.outputs.resourceGuid).to.equal(made.outputs.resourceGuid);
    await account.update(made, withSubnets(["b", "10.32.1.0/24"]));
    expect(account.read(subnet)).to.equal(undefined);
    expect(account.read(made)!.subnets).to.have.lengthOf(1);
  });

  it("does not shrink below its subnets", async () => {
    const account = await openAccount();
    const made = await makeVirtualNetwork(account);
    await makeSubnet(account, "a", "10.32.128.0/24");
    expect((await refusal(account.update(made, withPrefixes("10.32.0.0/17")))).code).to.equal(
      "NetcfgSubnetRangeOutsideVnet",
    );
    await account.update(made, withPrefixes("10.32.128.0/17"));
  });

  it("is not deleted, nor loses a subnet, while a gateway stands in it", async () => {
    const account = await openAccount();
    const made = await makeVirtualNetwork(account);
    const subnet = await makeSubnet(account, "GatewaySubnet", "10.32.255.0/27");
    await makeAddress(account, "pip0");
    const gateway = await makeGateway(account, passiveGateway);
    for (const operation of [
      () => account.delete(made),
      () => account.delete(subnet),
      () => account.update(made, withSubnets(["a", "10.32.0.0/24"])),
    ]) {
      const refused = await refusal(operation());
      expect(refused.code).to.equal("InUseSubnetCannotBeDeleted");
      expect(refused.message).to.contain(`${gateway.id}/ipConfigurations/ip0`);
    }
    await account.delete(gateway);
    await account.delete(made);
    expect(account.read(subnet)).to.equal(undefined);
  });
});
