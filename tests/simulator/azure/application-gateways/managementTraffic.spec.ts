import { expect } from "chai";

import { gatewayId, makeBalancer, openSurroundings } from "./gateways";
import { inGroup, network, refusal, tokens } from "../estate";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

const rule = (inputs: Props): Props => ({
  name: "rule",
  priority: 100,
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "GatewayManager",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "65200-65535",
  ...inputs,
});
const groupId = `${network}/networkSecurityGroups/nsg`;
const tableId = `${network}/routeTables/table`;
const blocked = "ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup";
const detour = "ApplicationGatewaySubnetUserDefinedRouteNotAllowed";

/** The surroundings of a gateway whose subnet has a security group with the rules. */
async function openGuarded(...securityRules: Props[]): Promise<{ account: SimulatedAccount; group: Made }> {
  const account = await openSurroundings();
  const group = await account.create(tokens.networkSecurityGroup, "nsg", guarded(...securityRules));
  const subnet = account.clouds.world.list().find(({ token }) => token === tokens.subnet)!;
  await account.update(subnet, { ...subnet.inputs, networkSecurityGroup: { id: groupId } });
  return { account, group };
}

const guarded = (...securityRules: Props[]): Props => ({
  ...inGroup,
  networkSecurityGroupName: "nsg",
  securityRules,
});

const route = (inputs: Props): Props => ({
  ...inGroup,
  routeTableName: "table",
  routeName: "default",
  addressPrefix: "0.0.0.0/0",
  nextHopType: "Internet",
  ...inputs,
});

describe("Azure's own traffic to an application gateway", () => {
  const cases: readonly (readonly [what: string, rules: Props[], refused: boolean])[] = [
    ["no rule of its own", [], true],
    ["the whole range", [rule({})], false],
    ["the whole range of everybody", [rule({ sourceAddressPrefix: "*", protocol: "*" })], false],
    ["a part of the range", [rule({ destinationPortRange: "65200-65534" })], true],
    [
      "the range in parts",
      [
        rule({ destinationPortRange: "65200-65300" }),
        rule({ name: "b", priority: 101, destinationPortRange: "65301-65535" }),
      ],
      false,
    ],
    ["the subnet alone", [rule({ destinationAddressPrefix: "10.32.1.0/24" })], false],
    ["a part of the subnet", [rule({ destinationAddressPrefix: "10.32.1.0/25" })], true],
    ["UDP", [rule({ protocol: "Udp" })], true],
    ["the virtual network", [rule({ sourceAddressPrefix: "VirtualNetwork" })], true],
    [
      "the range after a denial",
      [
        rule({ name: "no", access: "Deny", sourceAddressPrefix: "*", destinationPortRange: "*" }),
        rule({ priority: 200 }),
      ],
      true,
    ],
    [
      "the range before a denial",
      [
        rule({}),
        rule({
          name: "no",
          priority: 200,
          access: "Deny",
          sourceAddressPrefix: "*",
          destinationPortRange: "*",
        }),
      ],
      false,
    ],
    ["the range outwards", [rule({ direction: "Outbound" })], true],
  ];
  for (const [what, rules, refused] of cases) {
    it(`is ${refused ? "refused" : "admitted"} by a security group that allows ${what}`, async () => {
      const { account } = await openGuarded(...rules);
      if (refused) {
        const { code, message } = await refusal(makeBalancer(account));
        expect(code).to.equal(blocked);
        expect(message).to.contain(groupId).and.contain(gatewayId);
      } else {
        await makeBalancer(account);
      }
    });
  }

  it("stays admitted by every change of the security group", async () => {
    const { account, group } = await openGuarded();
    const admits = await account.create(tokens.securityRule, "rule", {
      ...inGroup,
      networkSecurityGroupName: "nsg",
      securityRuleName: "rule",
      ...rule({}),
    });
    const balancer = await makeBalancer(account);
    const denies = {
      ...inGroup,
      networkSecurityGroupName: "nsg",
      securityRuleName: "no",
      ...rule({ name: "no", priority: 99 + 1, access: "Deny", sourceAddressPrefix: "Internet" }),
    };
    const code = async (operation: Promise<unknown>): Promise<string> => (await refusal(operation)).code;
    expect(
      await code(
        account
          .create(tokens.securityRule, "no", { ...denies, priority: 4000 })
          .then(() => account.delete(admits)),
      ),
    ).to.equal(blocked);
    expect(await code(account.update(admits, { ...admits.inputs, access: "Deny" }))).to.equal(blocked);
    expect(await code(account.update(group, guarded(rule({ access: "Deny" }))))).to.equal(blocked);
    await account.delete(balancer);
    await account.delete(admits);
  });

  it("leaves its subnet straight to the internet", async () => {
    const account = await openSurroundings();
    await account.create(tokens.routeTable, "table", { ...inGroup, routeTableName: "table" });
    const made = await account.create(
      tokens.route,
      "default",
      route({ nextHopType: "VirtualNetworkGateway" }),
    );
    const subnet = account.clouds.world.list().find(({ token }) => token === tokens.subnet)!;
    const routed: Props = { ...subnet.inputs, routeTable: { id: tableId } };
    const placed = await account.update(subnet, routed);
    expect((await refusal(makeBalancer(account))).code).to.equal(detour);
    const direct = await account.update(made, route({}));
    await makeBalancer(account);
    expect((await refusal(account.update(direct, route({ nextHopType: "None" })))).code).to.equal(detour);
    await account.create(
      tokens.route,
      "aws",
      route({ routeName: "aws", addressPrefix: "172.16.0.0/16", nextHopType: "VirtualNetworkGateway" }),
    );
    const bad = await account.create(tokens.routeTable, "bad", {
      ...inGroup,
      routeTableName: "bad",
      routes: [{ name: "default", addressPrefix: "0.0.0.0/0", nextHopType: "None" }],
    });
    expect((await refusal(account.update(placed, { ...routed, routeTable: { id: bad.id } }))).code).to.equal(
      detour,
    );
  });
});
