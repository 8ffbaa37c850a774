import { expect } from "chai";

import {
  firewalled,
  gateway,
  gatewayId,
  identityId,
  makeBalancer,
  openSurroundings,
  part,
  policy,
  policyId,
  subnetId,
  withHttps,
  withMore,
  withTcp,
} from "./gateways";
import { but, inGroup, makeAddress, makeSubnet, network, refusal, tokens } from "../estate";
import { asList, asObject, type Props } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

const privateFront = (privateIPAddress: string): Props =>
  withMore("frontendIPConfigurations", {
    name: "private",
    privateIPAddress,
    privateIPAllocationMethod: "Static",
    subnet: { id: subnetId },
  });

const made = (account: SimulatedAccount, token: string): Made =>
  account.clouds.world.list().find((record) => record.token === token)!;

describe("azure-native ApplicationGateway", () => {
  it("shows the ids of its parts", async () => {
    const account = await openSurroundings();
    const { id, outputs } = await makeBalancer(account, withTcp());
    expect(id).to.equal(gatewayId);
    expect(outputs).to.include({ operationalState: "Running", enableHttp2: false });
    for (const [list, name] of [
      ["backendAddressPools", "all"],
      ["httpListeners", "http"],
      ["listeners", "tcp"],
      ["routingRules", "tcp"],
    ] as const) {
      expect(asObject(asList(outputs[list])[0])).to.include({ name, ...part(list, name) });
    }
  });

  it("is in a subnet and behind an address of its region, which it keeps", async () => {
    const account = await openSurroundings();
    expect((await refusal(makeBalancer(account, { ...gateway, location: "northeurope" }))).code).to.equal(
      "InvalidResourceReference",
    );
    const { id } = await makeAddress(account, "far", { location: "northeurope" });
    const behind = { ...gateway, frontendIPConfigurations: [{ name: "public", publicIPAddress: { id } }] };
    expect((await refusal(makeBalancer(account, behind))).code).to.equal("InvalidResourceReference");
    const balancer = await makeBalancer(account);
    const [subnet, address] = [made(account, tokens.subnet), made(account, tokens.publicIPAddress)];
    expect((await refusal(account.delete(subnet))).code).to.equal("InUseSubnetCannotBeDeleted");
    expect((await refusal(account.delete(address))).code).to.equal("PublicIPAddressCannotBeDeleted");
    const second = but(gateway, { applicationGatewayName: "second" });
    expect((await refusal(makeBalancer(account, asOther(second)))).code).to.equal("PublicIPAddressInUse");
    await account.delete(balancer);
    await account.delete(subnet);
    await account.delete(address);
  });

  it("has a subnet for application gateways alone", async () => {
    const account = await openSurroundings();
    const nic = {
      ...inGroup,
      networkInterfaceName: "nic",
      ipConfigurations: [{ name: "ip", subnet: { id: subnetId } }],
    };
    const other = await account.create(tokens.networkInterface, "nic", nic);
    const refused = await refusal(makeBalancer(account));
    expect(refused.code).to.equal("ApplicationGatewaySubnetCannotHaveOtherResources");
    expect(refused.message).to.contain(other.id);
    await account.delete(other);
    await makeBalancer(account);
    expect((await refusal(account.create(tokens.networkInterface, "nic", nic))).code).to.equal(
      "ApplicationGatewaySubnetCannotHaveOtherResources",
    );
  });

  it("has room for its instances", async () => {
    const account = await openSurroundings("10.32.1.0/28");
    const sized = (capacity: number, base = gateway): Props => ({
      ...base,
      sku: { name: "Standard_v2", tier: "Standard_v2", capacity },
    });
    expect((await refusal(makeBalancer(account, sized(12)))).code).to.equal("SubnetIsFull");
    expect((await refusal(makeBalancer(account, sized(11, privateFront("10.32.1.14"))))).code).to.equal(
      "SubnetIsFull",
    );
    const balancer = await makeBalancer(account, sized(11));
    const scaled = {
      ...but(gateway, { sku: { name: "Standard_v2", tier: "Standard_v2" } }),
      autoscaleConfiguration: { minCapacity: 2, maxCapacity: 20 },
    };
    expect((await refusal(account.update(balancer, scaled))).code).to.equal("SubnetIsFull");
  });

  it("has a private address that is free in its subnet", async () => {
    const account = await openSurroundings();
    for (const [address, code] of [
      ["10.32.2.4", "PrivateIPAddressNotInSubnet"],
      ["10.32.1.255", "PrivateIPAddressInReservedRange"],
    ] as const) {
      expect((await refusal(makeBalancer(account, privateFront(address)))).code).to.equal(code);
    }
    await makeBalancer(account, privateFront("10.32.1.254"));
    await makeAddress(account, "second");
    const second = asOther({
      ...privateFront("10.32.1.254"),
      applicationGatewayName: "second",
      frontendIPConfigurations: [
        { name: "public", publicIPAddress: { id: `${network}/publicIPAddresses/second` } },
        ...asList(privateFront("10.32.1.254").frontendIPConfigurations).slice(1),
      ],
    });
    expect((await refusal(makeBalancer(account, second))).code).to.equal("PrivateIPAddressInUse");
  });

  it("keeps its zones and its subnet", async () => {
    const account = await openSurroundings();
    const balancer = await makeBalancer(account, { ...gateway, zones: ["1", "2"] });
    expect((await refusal(account.update(balancer, gateway))).code).to.equal(
      "ResourceAvailabilityZonesCannotBeModified",
    );
    const { id } = await makeSubnet(account, "elsewhere", "10.32.2.0/24");
    const moved = {
      ...gateway,
      zones: ["1", "2"],
      gatewayIPConfigurations: [{ name: "place", subnet: { id } }],
    };
    expect((await refusal(account.update(balancer, moved))).message).to.match(
      /only be changed while it is stopped/,
    );
    await account.update(balancer, { ...gateway, zones: ["1", "2"], enableHttp2: true });
  });

  it("reads its certificates from a vault as an identity that may", async () => {
    const account = await openSurroundings();
    const problem = async (): Promise<string> => (await refusal(makeBalancer(account, withHttps()))).message;
    expect(await problem()).to.match(/userAssignedIdentities\/balancer.* was not found/);
    const { outputs } = await account.create(tokens.userAssignedIdentity, "balancer", {
      ...inGroup,
      resourceName: "balancer",
    });
    expect(await problem()).to.match(/ApplicationGatewayKeyVaultSecretException.*no key vault 'shop-tls'/);
    const tenantId = outputs.tenantId!;
    const vault = (accessPolicies: Props[]): Props => ({
      ...inGroup,
      vaultName: "shop-tls",
      properties: { sku: { family: "A", name: "standard" }, tenantId, accessPolicies },
    });
    const kept = await account.create(tokens.vault, "shop-tls", vault([]));
    expect(await problem()).to.match(/does not have secrets get permission/);
    const may: Props = { tenantId, objectId: outputs.principalId!, permissions: { secrets: ["get"] } };
    await account.update(kept, vault([may]));
    expect(await problem()).to.match(/has no secret 'tls'/);
    await account.create(tokens.secret, "tls", {
      ...inGroup,
      vaultName: "shop-tls",
      secretName: "tls",
      properties: { value: "a certificate" },
    });
    const balancer = await makeBalancer(account, withHttps());
    expect(asObject(balancer.outputs.identity).userAssignedIdentities).to.have.property(identityId);
  });

  it("has a firewall policy of its region, which stays while it has it", async () => {
    const account = await openSurroundings();
    expect((await refusal(makeBalancer(account, firewalled))).code).to.equal("InvalidResourceReference");
    const waf = await account.create(tokens.firewallPolicy, "waf", policy);
    expect(waf.id).to.equal(policyId);
    const balancer = await makeBalancer(account, firewalled);
    expect(account.read(waf)).to.deep.include({ applicationGateways: [{ id: gatewayId }] });
    expect((await refusal(account.delete(waf))).code).to.equal("ApplicationGatewayFirewallPolicyInUse");
    await account.delete(balancer);
    await account.delete(waf);
  });

  it("takes one change at a time", async () => {
    const account = await openSurroundings();
    const balancer = await makeBalancer(account);
    const change = (): Promise<unknown> => account.update(balancer, { ...gateway, enableHttp2: true });
    const outcomes = await Promise.allSettled([change(), change()]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected"]);
  });
});

/** The gateway of another name, with the ids of its own parts. */
const asOther = (inputs: Props): Props =>
  JSON.parse(
    JSON.stringify(inputs).replaceAll(`${gatewayId}/`, `${network}/applicationGateways/second/`),
  ) as Props;
