import { nthSubnet, parseCidr } from "../../../addressing/cidr";
import type { AwsNetworkArgs, AwsSubnetArgs } from "./args";

/** What an AwsNetwork consists of. */
export interface AwsNetworkPlan {
  readonly subnets: readonly AwsSubnetPlan[];
  /** One per entry; `zone` is its key. */
  readonly natGateways: readonly { readonly zone: string; readonly subnet: string }[];
  readonly routeTables: readonly AwsRouteTablePlan[];
}

export interface AwsSubnetPlan {
  readonly key: string;
  readonly cidrBlock: string;
  /** Which /64 of the VPC's /56 the subnet has where there is IPv6, 0 to 255: which 256th of `cidrBlock` it begins in. */
  readonly ipv6Index: number;
  readonly public: boolean;
  /** The zone's name, or its position among the region's zones when the program names none. */
  readonly zone: string;
}

export interface AwsRouteTablePlan {
  readonly key: string;
  readonly subnets: readonly string[];
  /** Where 0.0.0.0/0 leads: the internet gateway, the NAT gateway with that zone, or nowhere. */
  readonly defaultRoute: { readonly natGateway: string } | "internet-gateway" | undefined;
}

export const defaultZones = 2;

/** Without `subnets` the block is always divided into eighths, so that one zone more moves no subnet. */
export const autoSubnetBits = 3;
const firstPrivateEighth = 4;

/** Expects arguments that {@link checkAwsNetwork} found no fault with. */
export function planAwsNetwork(args: AwsNetworkArgs): AwsNetworkPlan {
  const zones = args.availabilityZones ?? defaultZones;
  const subnets = Object.entries(args.subnets ?? divide(args.cidrBlock, zones)).map(
    ([key, subnet]): AwsSubnetPlan => ({
      key,
      cidrBlock: subnet.cidrBlock,
      ipv6Index: ipv6IndexOf(args.cidrBlock, subnet.cidrBlock),
      public: subnet.public === true,
      zone: subnet.availabilityZone ?? zoneByAddress(args.cidrBlock, subnet.cidrBlock, zones),
    }),
  );
  const publicSubnets = subnets.filter((subnet) => subnet.public);
  const privateZones = distinct(subnets.filter((subnet) => !subnet.public).map(({ zone }) => zone));
  const natZones = natGatewayZones(args.natGateway, publicSubnets, privateZones);

  const routeTables: AwsRouteTablePlan[] = [];
  if (publicSubnets.length > 0) {
    const keys = publicSubnets.map(({ key }) => key);
    routeTables.push({ key: "public", subnets: keys, defaultRoute: "internet-gateway" });
  }
  // One table per zone even without NAT gateways: changing `natGateway` then only changes default routes.
  for (const zone of privateZones) {
    const keys = subnets.filter((subnet) => !subnet.public && subnet.zone === zone).map(({ key }) => key);
    const natGateway = natZones.find((natZone) => natZone === zone) ?? natZones[0];
    const defaultRoute = natGateway === undefined ? undefined : { natGateway };
    routeTables.push({ key: `private-${zone}`, subnets: keys, defaultRoute });
  }

  const natGateways = natZones.flatMap((zone) => {
    const subnet = publicSubnets.find((candidate) => candidate.zone === zone);
    return subnet === undefined ? [] : [{ zone, subnet: subnet.key }];
  });
  return { subnets, natGateways, routeTables };
}

/** One subnet of each zone: a transit gateway takes no second one there. */
export function attachmentSubnets({ subnets }: AwsNetworkPlan): AwsSubnetPlan[] {
  return distinct(subnets.map(({ zone }) => zone)).flatMap((zone) => {
    const inZone = subnets.filter((subnet) => subnet.zone === zone);
    return (inZone.find((subnet) => !subnet.public) ?? inZone[0]) || [];
  });
}

function divide(cidrBlock: string, zones: number): Record<string, AwsSubnetArgs> {
  const block = parseCidr(cidrBlock);
  const eighth = (index: number) => nthSubnet(block, block.prefixLength + autoSubnetBits, index).text;
  const indexes = Array.from({ length: zones }, (_, index) => index);
  return Object.fromEntries([
    ...indexes.map((index) => [
      `public-${index}`,
      { cidrBlock: eighth(index), availabilityZone: String(index), public: true },
    ]),
    ...indexes.map((index) => [
      `private-${index}`,
      { cidrBlock: eighth(firstPrivateEighth + index), availabilityZone: String(index) },
    ]),
  ]) as Record<string, AwsSubnetArgs>;
}

/**
 * The zones in turn, by a subnet's place among the subnets of its size that the VPC has room for. It depends on no
 * other subnet: one that comes or goes must not move, and so replace, the others.
 */
function zoneByAddress(vpc: string, subnet: string, zones: number): string {
  const { start, end } = parseCidr(subnet);
  const place = (start - parseCidr(vpc).start) / (end - start + 1n);
  return String(place % BigInt(zones));
}

/** It depends on no other subnet, as its zone. */
function ipv6IndexOf(vpc: string, subnet: string): number {
  const { start, end } = parseCidr(vpc);
  return Number(((parseCidr(subnet).start - start) * ipv6Subnets) / (end - start + 1n));
}

/** The /64s of a /56. */
const ipv6Subnets = 256n;

function natGatewayZones(
  natGateway: AwsNetworkArgs["natGateway"],
  publicSubnets: readonly AwsSubnetPlan[],
  privateZones: readonly string[],
): string[] {
  switch (natGateway) {
    case "single":
      return publicSubnets.slice(0, 1).map(({ zone }) => zone);
    case "per-zone":
      return [...privateZones];
    case "none":
    case undefined:
      return [];
  }
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
