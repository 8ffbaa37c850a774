import { openManagementPorts } from "../../../policies/rules/open-management-ports/openManagementPorts";
import { unknown } from "../../../reachability/resources";
import type { ResourceArgs, RuleProgram } from "./program";

const ssh = { fromPort: 22, protocol: "tcp", toPort: 22 };

const aws = (...cidrBlocks: string[]): ResourceArgs[] => [
  { type: "aws:ec2/securityGroup:SecurityGroup", name: "web", props: {} },
  {
    type: "aws:ec2/securityGroupRule:SecurityGroupRule",
    name: "ssh",
    props: { ...ssh, type: "ingress", cidrBlocks, securityGroupId: unknown },
    from: { securityGroupId: "web" },
  },
];

export const onAws: RuleProgram = {
  rule: openManagementPorts,
  violating: aws("0.0.0.0/1", "128.0.0.0/1"),
  clean: aws("203.0.113.0/24"),
  says: /security group web, rule ssh: TCP port 22 \(SSH\) can be reached from the internet/,
};

const azure = (priority: number): ResourceArgs[] => {
  const rule = {
    destinationAddressPrefix: "*",
    destinationPortRange: "3389",
    direction: "Inbound",
    protocol: "Tcp",
    sourceAddressPrefix: "Internet",
    sourcePortRange: "*",
  };
  const securityRules = [
    { ...rule, name: "rdp", access: "Allow", priority: 200 },
    { ...rule, name: "closed", access: "Deny", priority },
  ];
  return [{ type: "azure-native:network:NetworkSecurityGroup", name: "web", props: { securityRules } }];
};

export const onAzure: RuleProgram = {
  rule: openManagementPorts,
  violating: azure(300),
  clean: azure(100),
  says: /network security group web, rule rdp: TCP port 3389 \(RDP\)/,
};

const google = (props: ResourceArgs["props"]): ResourceArgs[] => [
  {
    type: "gcp:compute/firewall:Firewall",
    name: "winrm",
    props: { allows: [{ ports: ["5985-5986"], protocol: "tcp" }], network: "shop", ...props },
  },
];

export const onGoogleCloud: RuleProgram = {
  rule: openManagementPorts,
  violating: google({}),
  clean: google({ sourceTags: ["bastion"] }),
  says: /rule winrm: TCP ports 5985 \(WinRM\), 5986/,
};
