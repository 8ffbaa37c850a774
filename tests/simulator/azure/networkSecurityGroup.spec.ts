import { expect } from "chai";

import {
  but,
  inGroup,
  itChecks,
  makeSubnet,
  makeVirtualNetwork,
  openAccount,
  refusal,
  tokens,
} from "./estate";
import type { Props, Value } from "../../../simulator/protocol/values";

const rule: Props = {
  priority: 100,
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "10.0.0.0/12",
  sourcePortRange: "*",
  destinationAddressPrefix: "VirtualNetwork",
  destinationPortRange: "22",
};
const ownRule = (changes: Record<string, Value | undefined> = {}): Props =>
  but({ ...inGroup, networkSecurityGroupName: "nsg", ...rule }, changes);
const withRules = (...securityRules: Props[]): Props => ({
  ...inGroup,
  networkSecurityGroupName: "nsg",
  securityRules,
});

describe("azure-native SecurityRule", () => {
  itChecks(tokens.securityRule, [
    ...[99, 4097].map((priority) => ({
      rule: `has no priority ${priority}`,
      refused: ownRule({ priority }),
      accepted: ownRule({ priority: priority < 100 ? 100 : 4096 }),
      says: "priority: SecurityRuleInvalidPriority",
      text: new RegExp(`Value provided: ${priority} Allowed range 100-4096`),
    })),
    ...["70000", "22-21", "ssh", "-1"].map((destinationPortRange) => ({
      rule: `has no port ${destinationPortRange}`,
      refused: ownRule({ destinationPortRange }),
      accepted: ownRule({ destinationPortRange: "0-65535" }),
      says: "destinationPortRange: SecurityRuleInvalidPortRange",
      text: /Valid range 0-65535/,
    })),
    ...["10.0.0.1/12", "10.0.0", "Virtual Network"].map((sourceAddressPrefix) => ({
      rule: `has no source ${sourceAddressPrefix}`,
      refused: ownRule({ sourceAddressPrefix }),
      accepted: ownRule({ sourceAddressPrefix: "10.0.0.1" }),
      says: "sourceAddressPrefix: SecurityRuleInvalidAddressPrefix",
      text: new RegExp(`Value provided: ${sourceAddressPrefix}`),
    })),
    ...(
      [
        ["protocol", "TCPIP", "*"],
        ["access", "Maybe", "Deny"],
        ["direction", "Sideways", "Outbound"],
      ] as const
    ).map(([property, bad, good]) => ({
      rule: `has no ${property} ${bad}`,
      refused: ownRule({ [property]: bad }),
      accepted: ownRule({ [property]: good }),
      says: `${property}: SecurityRuleParameterContainsUnsupportedValue`,
      text: new RegExp(bad),
    })),
    {
      rule: "says its ports once",
      refused: ownRule({ destinationPortRanges: ["80"] }),
      accepted: ownRule({ destinationPortRange: undefined, destinationPortRanges: ["80", "443"] }),
      says: "destinationPortRanges: BadRequest",
      text: /both destinationPortRange and destinationPortRanges/,
    },
    {
      rule: "says its addresses",
      refused: ownRule({ destinationAddressPrefix: undefined }),
      accepted: ownRule({
        destinationAddressPrefix: undefined,
        destinationAddressPrefixes: ["10.32.0.0/16"],
      }),
      says: "destinationAddressPrefix: BadRequest",
      text: /must have destinationAddressPrefix or destinationAddressPrefixes/,
    },
    {
      rule: "has a description of at most 140 characters",
      refused: ownRule({ description: "d".repeat(141) }),
      accepted: ownRule({ description: "d".repeat(140) }),
      says: "description: BadRequest",
      text: /140/,
    },
  ]);

  it("shares a priority only with the other direction", async () => {
    const account = await openAccount();
    expect((await refusal(account.create(tokens.securityRule, "ssh", ownRule()))).code).to.equal(
      "ParentResourceNotFound",
    );
    const group = await account.create(
      tokens.networkSecurityGroup,
      "nsg",
      withRules({ ...rule, name: "listed" }),
    );
    const clash = await refusal(account.create(tokens.securityRule, "ssh", ownRule()));
    expect(clash.code).to.equal("SecurityRuleConflict");
    expect(clash.message).to.contain(
      "Security rule listed conflicts with rule ssh. Rules cannot have the same Priority and Direction.",
    );
    const made = await account.create(tokens.securityRule, "ssh", ownRule({ direction: "Outbound" }));
    expect(made.id).to.equal(`${group.id}/securityRules/ssh`);
    expect((await refusal(account.update(made, ownRule()))).code).to.equal("SecurityRuleConflict");
    expect(account.diff(made, ownRule({ direction: "Outbound", priority: 101 }))).to.deep.equal(["priority"]);
    expect(
      account.diff(made, ownRule({ direction: "Outbound", networkSecurityGroupName: "x" })),
    ).to.deep.equal(["networkSecurityGroupName!"]);
  });
});

describe("azure-native NetworkSecurityGroup", () => {
  itChecks(tokens.networkSecurityGroup, [
    {
      rule: "has one rule for a priority and direction",
      refused: withRules({ ...rule, name: "a" }, { ...rule, name: "b" }),
      accepted: withRules(
        { ...rule, name: "a" },
        { ...rule, name: "b", direction: "Outbound" },
        { ...rule, name: "c", priority: 101 },
      ),
      says: "securityRules[1]: SecurityRuleConflict",
      text: /rule a conflicts with rule b/,
    },
    {
      rule: "names a rule once",
      refused: withRules({ ...rule, name: "a" }, { ...rule, name: "A", priority: 101 }),
      accepted: withRules({ ...rule, name: "a" }, { ...rule, name: "b", priority: 101 }),
      says: "securityRules[1]: BadRequest",
      text: /used twice/,
    },
    {
      rule: "checks its listed rules",
      refused: withRules({ ...rule, name: "a", priority: 5000 }),
      accepted: withRules({ ...rule, name: "a" }),
      says: "securityRules[0].priority: SecurityRuleInvalidPriority",
      text: /5000/,
    },
    {
      rule: "refuses what is known but not simulated",
      refused: { ...withRules(), flushConnection: true },
      accepted: { ...withRules(), flushConnection: false },
      says: "flushConnection",
      text: /not simulated/,
    },
  ]);

  it("has Azure's default rules, and stays while a subnet uses it", async () => {
    const account = await openAccount();
    const group = await account.create(tokens.networkSecurityGroup, "nsg", inGroup);
    expect(group.outputs.defaultSecurityRules).to.have.lengthOf(6);
    await makeVirtualNetwork(account);
    const subnet = await makeSubnet(account, "a", "10.32.0.0/24", { networkSecurityGroup: { id: group.id } });
    const refused = await refusal(account.delete(group));
    expect(refused.code).to.equal("InUseNetworkSecurityGroupCannotBeDeleted");
    expect(refused.message).to.contain(subnet.id);
    await account.delete(subnet);
    await account.delete(group);
  });

  it("keeps separate rules in an update without a list, and loses them in one with a list", async () => {
    const account = await openAccount();
    const group = await account.create(tokens.networkSecurityGroup, "nsg", {
      ...inGroup,
      networkSecurityGroupName: "nsg",
    });
    const own = await account.create(tokens.securityRule, "own", ownRule());
    await account.update(group, { ...inGroup, networkSecurityGroupName: "nsg", tags: { a: "b" } });
    expect(account.read(group)!.securityRules).to.have.nested.property("[0].name", "own");
    await account.update(group, withRules());
    expect(account.read(own)).to.equal(undefined);
  });
});
