import type { Problems } from "../../problems";
import type { AwsTransitHub, AwsTransitSpoke } from "./args";

const hubKeys: readonly (keyof AwsTransitHub)[] = [
  "transitGatewayId",
  "asn",
  "shareWith",
  "tunnelBandwidth",
  "region",
  "provider",
];

/** Adds what is wrong with a hub in AWS by itself. */
export function checkAwsHub(problems: Problems, path: string, hub: AwsTransitHub): void {
  problems.unknownKeys(hub, hubKeys, `${path}.`);
  const { shareWith = [], transitGatewayId, tunnelBandwidth = "standard" } = hub;
  if (shareWith.length > 0 && transitGatewayId !== undefined) {
    problems.add(
      `${path}.shareWith`,
      "is for a new transit gateway: share the existing one where it is made",
    );
  }
  for (const [index, principal] of shareWith.entries()) {
    if (!/^(\d{12}|arn:aws[a-z-]*:organizations::\d{12}:.+)$/.test(principal)) {
      problems.add(
        `${path}.shareWith[${index}]`,
        `"${principal}" is neither an account's number of 12 digits nor the ARN of an organization or one of its units`,
      );
    }
  }
  if (!["standard", "large"].includes(tunnelBandwidth)) {
    problems.add(`${path}.tunnelBandwidth`, `"${tunnelBandwidth}" is unknown: use "standard" or "large"`);
  }
}

/** Adds what is wrong with a VPC's attachment, apart from its ranges. */
export function checkVpc(problems: Problems, path: string, spoke: AwsTransitSpoke): void {
  if (spoke.attachmentSubnetIds.length === 0 && spoke.translation === undefined) {
    problems.add(
      `${path}.attachmentSubnetIds`,
      "is empty: a transit gateway reaches a VPC through a subnet in each of its availability zones: give one of each",
    );
  }
  if (Object.keys(spoke.routeTableIds).length === 0) {
    problems.add(
      `${path}.routeTableIds`,
      "is empty: nothing in the VPC would send to the hub: give the route tables of its subnets",
    );
  }
}
