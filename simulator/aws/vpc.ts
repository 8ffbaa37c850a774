import { accountId, arn } from "./arn";
import { Ec2Error } from "./error";
import { regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { parseCidr } from "../../addressing/cidr";
import { asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html: five VPCs a Region by default. */
const vpcsPerRegion = 5;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html */
export const vpc: ResourceType = {
  token: "aws:ec2/vpc:Vpc",
  properties: {
    ...regionProperty,
    ...tagProperties,
    cidrBlock: { type: "string", required: true, replace: true },
    enableDnsHostnames: { type: "boolean", default: false },
    enableDnsSupport: { type: "boolean", default: true },
    instanceTenancy: { type: "string", replace: true, default: "default" },
  },
  computed: ["arn", "mainRouteTableId", "defaultRouteTableId", "defaultSecurityGroupId", "defaultNetworkAclId", "ownerId", "tagsAll", "dhcpOptionsId"],
  durations: { create: 2, update: 2, delete: 1 },
  check(context) {
    withRegion(context);
    // Prefix lengths: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
  },
  create(context) {
    const { inputs, draws, world } = context;
    const region = asString(inputs.region) ?? "";
    const inRegion = world.all("aws:ec2/vpc:Vpc").filter((other) => other.inputs.region === region);
    if (inRegion.length >= vpcsPerRegion) {
      throw new Ec2Error("CreateVpc", "VpcLimitExceeded", "The maximum number of VPCs has been reached.");
    }
    parseCidr(asString(inputs.cidrBlock) ?? "");
    const id = `vpc-${draws.hex("id", 17)}`;
    return {
      id,
      outputs: {
        arn: arn("ec2", region, `vpc/${id}`),
        ownerId: accountId,
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
};
