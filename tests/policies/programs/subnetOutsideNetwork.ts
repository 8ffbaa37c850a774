import { subnetOutsideNetwork } from "../../../policies/rules/subnetOutsideNetwork";
import { unknown } from "../../../reachability/resources";
import type { ResourceArgs, RuleProgram } from "./program";

const network = (cidrBlock: string): readonly ResourceArgs[] => [
  { type: "aws:ec2/vpc:Vpc", name: "shop", props: { cidrBlock: "10.0.0.0/16" } },
  {
    type: "aws:ec2/subnet:Subnet",
    name: "web",
    props: { vpcId: unknown, cidrBlock, ipv6CidrBlock: unknown },
    from: { vpcId: "shop", cidrBlock: [] },
  },
];

export const program: RuleProgram = {
  rule: subnetOutsideNetwork,
  violating: network("10.1.0.0/24"),
  clean: network("10.0.1.0/24"),
  says: /cidrBlock 10\.1\.0\.0\/24 of subnet web lies outside VPC shop \(10\.0\.0\.0\/16\)/,
};
