import { expect } from "chai";

import { openManagementPorts } from "../../../policies/rules/open-management-ports/openManagementPorts";
import { type Properties, type Resource, unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

const check = (resources: readonly Resource[], options = {}) =>
  findings(openManagementPorts, resources, options);

const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
const group = (...ingress: unknown[]) =>
  planned("aws:ec2/securityGroup:SecurityGroup", "web", { ingress }, { id: "sg-1" });
const awsRule = (properties: Properties, from: Readonly<Record<string, Resource>> = {}) =>
  planned(
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "ssh",
    { type: "ingress", securityGroupId: "sg-1", ...ssh, ...properties },
    { from },
  );
const vpcRule = (properties: Properties) =>
  planned("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "ssh", {
    securityGroupId: "sg-1",
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    ...properties,
  });
const prefixList = (...entries: string[]) =>
  planned(
    "aws:ec2/managedPrefixList:ManagedPrefixList",
    "list",
    { entries: entries.map((cidr) => ({ cidr })) },
    { id: "pl-1" },
  );

const nsgRule = (properties: Properties = {}) => ({
  name: "ssh",
  direction: "Inbound",
  access: "Allow",
  priority: 200,
  protocol: "Tcp",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "22",
  ...properties,
});
const nsg = (...securityRules: unknown[]) =>
  planned("azure-native:network:NetworkSecurityGroup", "web", { securityRules }, { id: "/nsgs/web" });
const deny = (properties: Properties = {}) =>
  nsgRule({ name: "deny", access: "Deny", priority: 100, ...properties });
const separateRule = (properties: Properties = {}, version = "") =>
  planned(`azure-native:network${version}:SecurityRule`, "ssh", nsgRule(properties), {
    id: "/nsgs/web/securityRules/ssh",
  });

const firewall = (properties: Properties = {}, name = "ssh") =>
  planned("gcp:compute/firewall:Firewall", name, {
    network: "projects/p/global/networks/shop",
    direction: "INGRESS",
    sourceRanges: ["0.0.0.0/0"],
    allows: [{ protocol: "tcp", ports: ["22"] }],
    ...properties,
  });
const denied = (properties: Properties = {}) =>
  firewall(
    { allows: undefined, denies: [{ protocol: "tcp", ports: ["22"] }], priority: 900, ...properties },
    "deny",
  );
const policyRule = (properties: Properties = {}, match: Properties = {}) =>
  planned("gcp:compute/networkFirewallPolicyRule:NetworkFirewallPolicyRule", "ssh", {
    firewallPolicy: "policy",
    direction: "INGRESS",
    action: "allow",
    priority: 100,
    match: { srcIpRanges: ["0.0.0.0/0"], layer4Configs: [{ ipProtocol: "tcp", ports: ["22"] }], ...match },
    ...properties,
  });

/** What is refused, with the ports that the message names. */
const refused: readonly (readonly [string, readonly Resource[], string])[] = [
  ["a security group's own rule", [group({ ...ssh, cidrBlocks: ["0.0.0.0/0"] })], "port 22 (SSH)"],
  ["one for IPv6", [group({ ...ssh, ipv6CidrBlocks: ["::/0"] })], "port 22 (SSH)"],
  [
    "one for a range of ports",
    [group({ protocol: "6", fromPort: 3000, toPort: 6000, cidrBlocks: ["0.0.0.0/0"] })],
    "ports 3389 (RDP), 5985 (WinRM), 5986 (WinRM over HTTPS)",
  ],
  [
    "one for all protocols",
    [group({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] })],
    "ports 22 (SSH), 3389",
  ],
  [
    "halves that together are all of it",
    [group({ ...ssh, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] })],
    "port 22",
  ],
  [
    "halves in two rules",
    [group(), awsRule({ cidrBlocks: ["0.0.0.0/2", "64.0.0.0/2"] }), vpcRule({ cidrIpv4: "128.0.0.0/1" })],
    "port 22",
  ],
  ["a rule of its own", [group(), awsRule({ cidrBlocks: ["0.0.0.0/0"] })], "port 22"],
  ["a rule of the newer kind", [group(), vpcRule({ cidrIpv6: "::/0" })], "port 22"],
  ["a rule of a group of another stack", [vpcRule({ cidrIpv4: "0.0.0.0/0" })], "port 22"],
  [
    "a prefix list",
    [prefixList("0.0.0.0/1", "128.0.0.0/2"), group({ ...ssh, prefixListIds: ["pl-1"] })],
    "port 22",
  ],
  [
    "the default group",
    [
      planned("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "d", {
        ingress: [{ ...ssh, cidrBlocks: ["0.0.0.0/0"] }],
      }),
    ],
    "port 22",
  ],
  ["an NSG's own rule", [nsg(nsgRule())], "port 22 (SSH)"],
  ["one for the internet", [nsg(nsgRule({ sourceAddressPrefix: "Internet", protocol: "*" }))], "port 22"],
  [
    "one by prefix",
    [nsg(nsgRule({ sourceAddressPrefix: undefined, sourceAddressPrefixes: ["0.0.0.0/0"] }))],
    "port 22",
  ],
  [
    "one for several ports",
    [nsg(nsgRule({ destinationPortRange: undefined, destinationPortRanges: ["80", "3000-3400"] }))],
    "port 3389",
  ],
  ["a security rule of its own", [nsg(), separateRule()], "port 22"],
  ["one of another API version", [nsg(), separateRule({}, "/v20240101")], "port 22"],
  ["one of a group of another stack", [separateRule()], "port 22"],
  ["an allowance before the denial", [nsg(nsgRule({ priority: 90 }), deny())], "port 22"],
  ["a denial for another port", [nsg(nsgRule(), deny({ destinationPortRange: "3389" }))], "port 22"],
  ["a denial for one machine", [nsg(nsgRule(), deny({ destinationAddressPrefix: "10.0.0.4" }))], "port 22"],
  ["a denial for few", [nsg(nsgRule(), deny({ sourceAddressPrefix: "203.0.113.0/24" }))], "port 22"],
  ["a firewall rule", [firewall()], "port 22 (SSH)"],
  ["one without source", [firewall({ sourceRanges: undefined })], "port 22"],
  ["one without direction", [firewall({ direction: undefined })], "port 22"],
  [
    "one for all protocols of Google Cloud",
    [firewall({ allows: [{ protocol: "all" }] })],
    "ports 22 (SSH), 3389",
  ],
  [
    "one for all ports of TCP",
    [firewall({ allows: [{ protocol: "tcp" }], targetTags: ["web"] })],
    "ports 22 (SSH), 3389",
  ],
  ["one with a range beside a tag", [firewall({ sourceTags: ["bastion"] })], "port 22"],
  ["a denial that comes later", [firewall(), denied({ priority: 2000 })], "port 22"],
  ["a denial for other machines", [firewall(), denied({ targetTags: ["web"] })], "port 22"],
  [
    "a denial in another network",
    [firewall(), denied({ network: "projects/p/global/networks/other" })],
    "port 22",
  ],
  ["a rule of a firewall policy", [policyRule()], "port 22"],
  [
    "a rule inside a firewall policy",
    [
      planned("gcp:compute/networkFirewallPolicyWithRules:NetworkFirewallPolicyWithRules", "policy", {
        rules: [policyRule().outputs],
      }),
    ],
    "port 22",
  ],
];

const accepted: readonly (readonly [string, readonly Resource[]])[] = [
  ["a known range", [group({ ...ssh, cidrBlocks: ["203.0.113.0/24", "10.0.0.0/8"] })]],
  ["all private ranges", [group({ ...ssh, cidrBlocks: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] })]],
  ["a quarter of the internet", [group({ ...ssh, cidrBlocks: ["0.0.0.0/2"] })]],
  ["another port", [group({ ...ssh, fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] })]],
  ["UDP", [group({ ...ssh, protocol: "udp", cidrBlocks: ["0.0.0.0/0"] })]],
  ["ICMP", [group({ protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: ["0.0.0.0/0"] })]],
  ["what goes out", [group(), awsRule({ type: "egress", cidrBlocks: ["0.0.0.0/0"] })]],
  [
    "another group",
    [group({ ...ssh, securityGroups: ["sg-2"] }), vpcRule({ referencedSecurityGroupId: "sg-2" })],
  ],
  ["a prefix list of AWS", [group({ ...ssh, prefixListIds: ["pl-3b927c52"] })]],
  [
    "two groups with half of the internet each",
    [vpcRule({ cidrIpv4: "1.0.0.0/8" }), group({ ...ssh, cidrBlocks: ["0.0.0.0/2"] })],
  ],
  ["a denial before it", [nsg(nsgRule(), deny())]],
  [
    "a denial of the internet",
    [nsg(nsgRule(), deny({ sourceAddressPrefix: "Internet", protocol: "*", destinationPortRange: "*" }))],
  ],
  [
    "a denial beside the group",
    [nsg(nsgRule({ name: "other" })), separateRule({ access: "Deny", priority: 100 })],
  ],
  ["what goes out of Azure", [nsg(nsgRule({ direction: "Outbound" }))]],
  ["the virtual network", [nsg(nsgRule({ sourceAddressPrefix: "VirtualNetwork" }))]],
  ["a service of Azure", [nsg(nsgRule({ sourceAddressPrefix: "AzureCloud.westeurope" }))]],
  [
    "an application security group",
    [nsg(nsgRule({ sourceAddressPrefix: undefined, sourceApplicationSecurityGroups: [{ id: "/asgs/a" }] }))],
  ],
  ["a bastion's tag", [firewall({ sourceRanges: undefined, sourceTags: ["bastion"] })]],
  ["the ranges of IAP", [firewall({ sourceRanges: ["35.235.240.0/20"] })]],
  ["a rule that is off", [firewall({ disabled: true })]],
  ["what goes out of Google Cloud", [firewall({ direction: "EGRESS", sourceRanges: undefined })]],
  ["a denial with a lower number", [firewall(), denied()]],
  ["a denial of the same rank", [firewall({ priority: 1000 }), denied({ priority: 1000 })]],
  ["a denial for the same machines", [firewall({ targetTags: ["web"] }), denied({ targetTags: ["web"] })]],
  ["a policy that leaves it to others", [policyRule({ action: "goto_next" })]],
  ["a policy that asks for more", [policyRule({}, { srcSecureTags: [{ name: "tagValues/1" }] })]],
];

const vpc = planned("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: unknown });
const address = planned("gcp:compute/address:Address", "address", {});
const other = planned("aws:ssm/parameter:Parameter", "range", {});

const undecided: readonly (readonly [string, readonly Resource[], string])[] = [
  ["rules", [group(unknown)], "ingress[0]"],
  ["all rules", [planned("aws:ec2/securityGroup:SecurityGroup", "web", { ingress: unknown })], "ingress"],
  ["ports", [group({ ...ssh, fromPort: unknown, cidrBlocks: ["0.0.0.0/0"] })], "ingress[0].fromPort"],
  ["a range", [group(), awsRule({ cidrBlocks: [unknown] }, { cidrBlocks: other })], "cidrBlocks"],
  ["a prefix list", [group(), vpcRule({ prefixListId: unknown })], "prefixListId"],
  ["an NSG's rules", [nsg(unknown)], "securityRules"],
  ["a source", [nsg(nsgRule({ sourceAddressPrefix: unknown }))], "securityRules.ssh.sourceAddressPrefix"],
  ["a priority", [nsg(), separateRule({ priority: unknown })], "priority"],
  ["a denial", [nsg(nsgRule(), deny({ sourceAddressPrefix: unknown }))], "a rule that denies it"],
  ["a firewall's ranges", [firewall({ sourceRanges: unknown })], "sourceRanges"],
  ["whether it is off", [firewall({ disabled: unknown })], "disabled"],
  [
    "a policy's rules",
    [planned("gcp:compute/firewallPolicyWithRules:FirewallPolicyWithRules", "p", { rules: unknown })],
    "rules",
  ],
];

describe("the rule open-management-ports", () => {
  for (const [what, resources, ports] of refused) {
    it(`refuses ${what}`, () => {
      const [found, ...more] = check(resources);
      expect(more).to.be.empty;
      expect(found).not.to.have.property("undecided");
      expect(found?.message).to.contain(`TCP ${ports}`).and.contain("can be reached from the internet");
      expect(resources.map(({ urn }) => urn)).to.contain(found?.urn);
    });
  }

  for (const [what, resources] of accepted) {
    it(`accepts ${what}`, () => {
      expect(check(resources)).to.be.empty;
    });
  }

  for (const [what, resources, property] of undecided) {
    it(`can't tell when it doesn't know ${what}`, () => {
      const [found, ...more] = check(resources);
      expect(more).to.be.empty;
      expect(found).to.have.property("undecided", true);
      expect(found?.message).to.contain(`: ${property} isn't known`);
    });
  }

  it("knows that a network's own range is not the internet", () => {
    expect(check([vpc, group(), awsRule({ cidrBlocks: [unknown] }, { cidrBlocks: vpc })])).to.be.empty;
    const from = { from: { sourceRanges: address } };
    const rule = planned(
      "gcp:compute/firewall:Firewall",
      "ssh",
      { ...firewall().outputs, sourceRanges: unknown },
      from,
    );
    expect(check([address, rule])).to.be.empty;
  });

  it("does not mind what is unknown of other ports", () => {
    expect(check([group({ ...ssh, fromPort: 443, toPort: 443, cidrBlocks: unknown })])).to.be.empty;
    expect(check([nsg(nsgRule({ destinationPortRange: "443", sourceAddressPrefix: unknown }))])).to.be.empty;
  });

  it("names rules and ranges", () => {
    expect(check([group(), awsRule({ cidrBlocks: ["0.0.0.0/0"] })])[0]?.message).to.match(
      /^security group web, rule ssh: TCP port 22 \(SSH\) can be reached from the internet \(0\.0\.0\.0\/0\)/,
    );
  });

  it("looks for the ports that it is told", () => {
    const resources = [group({ ...ssh, fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/0"] })];
    expect(check(resources, { ports: [5432] })[0]?.message).to.contain("TCP port 5432 can");
    expect(check([group({ ...ssh, cidrBlocks: ["0.0.0.0/0"] })], { ports: [5432] })).to.be.empty;
  });

  it("lets malformed ranges and ports be", () => {
    expect(check([group({ ...ssh, cidrBlocks: ["0/0", 7] }), nsg(nsgRule({ destinationPortRange: "ssh" }))]))
      .to.be.empty;
  });
});
