import { Output } from "@pulumi/pulumi";
import type { LocatedCidr, Problems } from "../../problems";
import type { Routing } from "../topology";
import type { AwsVpnSide } from "./args";

/** Adds what is wrong with an AWS side by itself, and reads its ranges. */
export function checkAws(
  problems: Problems,
  path: string,
  side: AwsVpnSide,
  routing: Routing,
): LocatedCidr[] {
  checkRouteTables(problems, `${path}.routeTableIds`, side.routeTableIds);
  checkGateway(problems, path, side, routing);
  return problems.ipv4Cidrs(`${path}.cidrBlocks`, side.cidrBlocks);
}

function checkRouteTables(problems: Problems, path: string, routeTableIds: unknown): void {
  if (
    typeof routeTableIds !== "object" ||
    routeTableIds === null ||
    Array.isArray(routeTableIds) ||
    Output.isInstance(routeTableIds)
  ) {
    problems.add(
      path,
      `must be a plain object of ids by key, such as { main: "rtb-1" }: its keys decide which routes exist`,
    );
  } else if (Object.keys(routeTableIds).length === 0) {
    problems.add(path, "is empty: nothing in the VPC would find the other side: give at least one");
  }
}

function checkGateway(problems: Problems, path: string, side: AwsVpnSide, routing: Routing): void {
  const { transitGateway, tunnelBandwidth } = side;
  if (!["standard", "large", undefined].includes(tunnelBandwidth)) {
    problems.add(
      `${path}.tunnelBandwidth`,
      `"${String(tunnelBandwidth)}" is unknown: use "standard" or "large"`,
    );
  }
  if (transitGateway === undefined) {
    if (tunnelBandwidth === "large") {
      problems.add(
        `${path}.tunnelBandwidth`,
        `"large" takes a transit gateway: give transitGateway, or leave it out (https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html)`,
      );
    }
    return;
  }
  if (side.vpnGatewayId !== undefined) {
    problems.add(`${path}.vpnGatewayId`, "does not go with transitGateway: give one of the two");
  }
  if (transitGateway.id === undefined) {
    for (const key of ["routeTableId", "propagatedRouteTableIds", "vpcAttachmentId"] as const) {
      if (transitGateway[key] !== undefined) {
        problems.add(
          `${path}.transitGateway.${key}`,
          "belongs to an existing transit gateway: give its id too",
        );
      }
    }
  }
  if (routing === "static" && transitGateway.id !== undefined && transitGateway.routeTableId === undefined) {
    problems.add(
      `${path}.transitGateway.routeTableId`,
      'is missing: with routing "static" the transit gateway needs routes in a table: give the one that the VPC is associated with',
    );
  }
  if (transitGateway.vpcAttachmentId === undefined && (side.attachmentSubnetIds ?? []).length === 0) {
    problems.add(
      `${path}.attachmentSubnetIds`,
      "is missing: a transit gateway reaches a VPC through a subnet in each of its availability zones: give one of each",
    );
  }
}
