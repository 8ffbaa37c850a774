import { flowLogs } from "../../../policies/rules/flowLogs";
import { unknown } from "../../../reachability/resources";
import type { ResourceArgs, RuleProgram } from "./program";

const networks: ResourceArgs[] = [
  { type: "aws:ec2/vpc:Vpc", name: "shop", props: { cidrBlock: "10.0.0.0/16" } },
  {
    type: "azure-native:network:VirtualNetwork",
    name: "office",
    props: { addressSpace: { addressPrefixes: ["10.32.0.0/16"] } },
  },
];
const logs: ResourceArgs[] = [
  {
    type: "aws:ec2/flowLog:FlowLog",
    name: "shop-log",
    props: { logDestination: "arn:aws:s3:::logs", logDestinationType: "s3", vpcId: unknown },
    from: { vpcId: "shop" },
  },
  {
    type: "azure-native:network:FlowLog",
    name: "office-log",
    props: { enabled: true, networkWatcherName: "watcher", targetResourceId: unknown },
    from: { targetResourceId: "office" },
  },
];
const subnetwork = (props: ResourceArgs["props"]): ResourceArgs => ({
  type: "gcp:compute/subnetwork:Subnetwork",
  name: "web",
  props: { ipCidrRange: "10.16.0.0/20", network: "shop", ...props },
});

export const program: RuleProgram = {
  rule: flowLogs,
  violating: [...networks, subnetwork({})],
  clean: [...networks, ...logs, subnetwork({ logConfig: { flowSampling: 0.5 } })],
  says: /VPC shop keeps no flow logs/,
};
