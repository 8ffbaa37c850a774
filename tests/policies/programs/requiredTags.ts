import { requiredTags } from "../../../policies/rules/required-tags/requiredTags";
import type { ResourceArgs, RuleProgram } from "./program";

const stack = (tags: Readonly<Record<string, string>>, labels: typeof tags): ResourceArgs[] => [
  { type: "aws:ec2/vpc:Vpc", name: "shop", props: { cidrBlock: "10.0.0.0/16", tags } },
  { type: "azure-native:network:VirtualNetwork", name: "office", props: { tags } },
  { type: "gcp:compute/haVpnGateway:HaVpnGateway", name: "gateway", props: { labels } },
];

export const program: RuleProgram = {
  rule: requiredTags,
  options: { tags: ["owner", "CostCenter"] },
  violating: stack({ owner: "network" }, { owner: "network" }),
  clean: stack({ owner: "network", CostCenter: "7" }, { owner: "network", costcenter: "7" }),
  says: /lacks the tag CostCenter/,
};
