import { having, inRegion } from "../references";
import { regionOf } from "../common";
import { tokens } from "../tokens";
import { asNumber } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";

/** A quota of an account in a Region that can be raised. */
export interface Quota {
  readonly service: string;
  readonly code: string;
  readonly name: string;
  readonly value: number;
}

/**
 * What an account gets at first.
 *
 * Sources: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html,
 * https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html#using-instance-addressing-limit
 */
export const quotas = {
  vpcs: { service: "vpc", code: "L-F678F1CE", name: "VPCs per Region", value: 5 },
  natGatewaysPerZone: {
    service: "vpc",
    code: "L-FE5A380F",
    name: "NAT gateways per Availability Zone",
    value: 5,
  },
  rulesPerSecurityGroup: {
    service: "vpc",
    code: "L-0EA8095F",
    name: "Inbound or outbound rules per security group",
    value: 60,
  },
  elasticAddresses: { service: "ec2", code: "L-0263D0A3", name: "EC2-VPC Elastic IPs", value: 5 },
  transitGateways: { service: "ec2", code: "L-A2478D36", name: "Transit gateways per account", value: 5 },
  transitGatewayRouteTables: {
    service: "ec2",
    code: "L-43872EB7",
    name: "Route tables per transit gateway",
    value: 20,
  },
} as const satisfies Readonly<Record<string, Quota>>;

/** How many there may be in the Region of a request: by default, or as many as were asked for. */
export function quotaOf({ world, inputs }: Pick<OperationContext, "world" | "inputs">, quota: Quota): number {
  const raised = having(world, tokens.serviceQuota, "quotaCode", quota.code).find(
    (record) => record.inputs.serviceCode === quota.service && regionOf(record.inputs) === regionOf(inputs),
  );
  return asNumber(raised?.inputs.value) ?? quota.value;
}

export const isFull = (
  request: Pick<OperationContext, "world" | "inputs">,
  token: string,
  quota: Quota,
): boolean => inRegion(request, token).length >= quotaOf(request, quota);
