import type { Input } from "@pulumi/pulumi";
import { defaultAsns } from "../../addressing/asns";
import { isCidr, parseCidr } from "../../addressing/cidr";
import type { AwsVpnSide } from "./aws/args";
import { type AzureVpnSide, virtualWanAsn } from "./azure/args";
import type { Cloud } from "./clouds";
import type { GcpVpnSide } from "./gcp/args";
import type { OnPremisesVpnSide } from "./on-premises/args";
import type { SidePlan } from "./plan";
import type { Endpoint } from "./topology";

/** Sides by the cloud they are in. */
export interface Sides {
  readonly aws?: AwsVpnSide;
  readonly gcp?: GcpVpnSide;
  readonly azure?: AzureVpnSide;
  readonly onPremises?: OnPremisesVpnSide;
}

/** What a link's plan takes from its sides. Of a side in another stack no more than this is known. */
export interface SideFacts {
  readonly aws?: Pick<AwsVpnSide, "asn" | "cidrBlocks" | "ipv6CidrBlocks" | "transitGateway">;
  readonly gcp?: Pick<GcpVpnSide, "asn" | "ipCidrRanges" | "ipv6CidrRanges" | "haVpnGateway">;
  readonly azure?: Pick<AzureVpnSide, "asn" | "addressPrefixes" | "staticRoutes" | "virtualHub">;
  readonly onPremises?: OnPremisesVpnSide;
}

/** The side of a cloud that is known to be given. */
export function given<Facts extends SideFacts, Side extends Cloud>(
  sides: Facts,
  cloud: Side,
): NonNullable<Facts[Side]> {
  const side = sides[cloud];
  if (side === undefined) {
    throw new Error(`there is no side ${cloud}`);
  }
  return side;
}

export function asnOf(sides: SideFacts, cloud: Cloud): number {
  switch (cloud) {
    case "aws":
      return given(sides, cloud).asn ?? defaultAsns.aws;
    case "gcp":
      return given(sides, cloud).asn ?? defaultAsns.gcp;
    case "azure":
      return given(sides, cloud).virtualHub === undefined
        ? (given(sides, cloud).asn ?? defaultAsns.azure)
        : virtualWanAsn;
    case "onPremises":
      return given(sides, cloud).asn;
  }
}

/** The argument that holds a side's ranges: each cloud's own word. */
export const rangesKeys = {
  aws: "cidrBlocks",
  gcp: "ipCidrRanges",
  azure: "addressPrefixes",
  onPremises: "prefixes",
} as const satisfies Record<Cloud, string>;

export function rangesOf(sides: SideFacts, cloud: Cloud): readonly string[] {
  switch (cloud) {
    case "aws":
      return given(sides, cloud).cidrBlocks;
    case "gcp":
      return given(sides, cloud).ipCidrRanges;
    case "azure":
      return given(sides, cloud).addressPrefixes;
    case "onPremises":
      return given(sides, cloud).prefixes;
  }
}

/** The argument that holds a side's IPv6 ranges; Azure's gateways carry none. */
export const ipv6RangesKeys = {
  aws: "ipv6CidrBlocks",
  gcp: "ipv6CidrRanges",
  onPremises: "ipv6Prefixes",
} as const satisfies Partial<Record<Cloud, string>>;

export function ipv6RangesOf(sides: SideFacts, cloud: Cloud): readonly Input<string>[] {
  switch (cloud) {
    case "aws":
      return given(sides, cloud).ipv6CidrBlocks ?? [];
    case "gcp":
      return given(sides, cloud).ipv6CidrRanges ?? [];
    case "azure":
      return [];
    case "onPremises":
      return given(sides, cloud).ipv6Prefixes ?? [];
  }
}

/** A range that is known has one name, however it is written. */
function canonical(range: Input<string>): Input<string> {
  return typeof range === "string" && isCidr(range) ? parseCidr(range).text : range;
}

export function sidePlan(sides: SideFacts, cloud: Cloud, ipv6 = false): SidePlan {
  const ranges = rangesOf(sides, cloud);
  const staticRoutes = cloud === "azure" ? (given(sides, cloud).staticRoutes ?? ranges) : ranges;
  const ipv6Ranges = ipv6 ? ipv6RangesOf(sides, cloud).map(canonical) : [];
  return { cloud, asn: asnOf(sides, cloud), ranges, staticRoutes, ipv6Ranges };
}

export function endpointOf(sides: SideFacts, cloud: Cloud): Endpoint {
  return {
    cloud,
    transitGateway: sides.aws?.transitGateway !== undefined,
    existingGateway: sides.gcp?.haVpnGateway !== undefined,
    virtualWan: sides.azure?.virtualHub !== undefined,
    addresses: cloud === "onPremises" ? given(sides, cloud).publicAddresses.length : 2,
  };
}
