import { contains, overlaps } from "../../../addressing/cidr";
import { azureNameProblem } from "../../names";
import type { LocatedCidr, Problems } from "../../problems";
import type { LinkPlan } from "../plan";
import type { Routing } from "../topology";
import type { AzureVirtualHub, AzureVirtualNetworkGateway, AzureVpnSide } from "./args";
import { planAzureGateway } from "./gatewayPlan";
import { defaultSku, skuProblem } from "./skus";

/** Of the longest name that Azure takes here. */
export const longestAzureName = 80;

type GatewayProperties = Pick<AzureVpnSide, "sku" | "zones" | "gatewayName">;

/** Adds what is wrong with an Azure side by itself, and reads its ranges. */
export function checkAzure(
  problems: Problems,
  path: string,
  side: AzureVpnSide,
  routing: Routing,
): LocatedCidr[] {
  const { sku = defaultSku, zones = [], gatewayName = "gateway" } = effectiveProperties(problems, path, side);
  const skuText = skuProblem(sku);
  if (skuText !== undefined) {
    problems.add(`${path}.sku`, skuText);
  }
  checkZones(problems, `${path}.zones`, zones);
  const gatewayNameText = azureNameProblem(gatewayName, longestAzureName);
  if (gatewayNameText !== undefined) {
    problems.add(`${path}.gatewayName`, gatewayNameText);
  }
  checkGatewayChoice(problems, path, side, routing);
  const ranges = problems.ipv4Cidrs(`${path}.addressPrefixes`, side.addressPrefixes);
  if (side.staticRoutes !== undefined) {
    checkStaticRoutes(problems, `${path}.staticRoutes`, side.staticRoutes, ranges, routing);
  }
  return [...ranges, ...checkHubPrefix(problems, `${path}.virtualHub.addressPrefix`, side, ranges)];
}

/** The properties of a gateway that have an effect on this one; adds a problem for each that has none. */
function effectiveProperties(problems: Problems, path: string, side: AzureVpnSide): GatewayProperties {
  const { sku, zones, gatewayName } = side;
  const effective = { sku, zones, gatewayName };
  for (const [key, rule] of Object.entries(ignoredProperties(side)) as [keyof GatewayProperties, string][]) {
    if (side[key] !== undefined) {
      problems.add(`${path}.${key}`, `${JSON.stringify(side[key])} has no effect: ${rule}: leave it out`);
      effective[key] = undefined;
    }
  }
  return effective;
}

/** Why each has none. The SKU of an existing gateway may be given: it decides the throughput. */
function ignoredProperties({
  virtualHub,
  virtualNetworkGateway,
}: AzureVpnSide): Readonly<Partial<Record<keyof GatewayProperties, string>>> {
  if (virtualHub !== undefined) {
    return {
      sku: "a hub's gateway is sized by virtualHub.scaleUnits",
      zones: "Azure places the public addresses of a hub's gateway itself",
      gatewayName: "a hub's gateway gets its name automatically",
    };
  }
  return virtualNetworkGateway === undefined
    ? {}
    : {
        zones: "an existing virtual network gateway has its public addresses",
        gatewayName: "an existing virtual network gateway has its name",
      };
}

function checkGatewayChoice(problems: Problems, path: string, side: AzureVpnSide, routing: Routing): void {
  const { virtualHub, virtualNetworkGateway } = side;
  if (virtualHub !== undefined) {
    checkHub(problems, path, side, virtualHub, routing);
  } else if (virtualNetworkGateway === undefined) {
    checkGatewaySubnet(problems, `${path}.gatewaySubnetId`, side.gatewaySubnetId);
  } else if (![1, 2].includes(virtualNetworkGateway.instances.length)) {
    problems.add(
      `${path}.virtualNetworkGateway.instances`,
      `${virtualNetworkGateway.instances.length} is no number of instances: give one, or two of an active-active gateway`,
    );
  }
}

function checkHub(
  problems: Problems,
  path: string,
  side: AzureVpnSide,
  hub: AzureVirtualHub,
  routing: Routing,
): void {
  const hubPath = `${path}.virtualHub`;
  if (side.virtualNetworkGateway !== undefined) {
    problems.add(`${path}.virtualNetworkGateway`, "does not go with virtualHub: give one of the two");
  }
  if (routing === "static") {
    problems.add(
      hubPath,
      `does not go with routing "static": a hub's gateway has two instances, and only BGP tells which one has a tunnel: use "bgp"`,
    );
  }
  if (side.asn !== undefined) {
    problems.add(
      `${path}.asn`,
      `${side.asn} has no effect: a Virtual WAN gateway always has 65515: leave it out`,
    );
  }
  const { scaleUnits = 1 } = hub;
  if (!Number.isInteger(scaleUnits) || scaleUnits < 1 || scaleUnits > 20) {
    problems.add(`${hubPath}.scaleUnits`, `${scaleUnits} is no number of scale units: use 1 to 20`);
  }
  if (hub.addressPrefix !== undefined) {
    for (const key of ["id", "virtualWanId", "connected"] as const) {
      if (hub[key] !== undefined) {
        problems.add(
          `${hubPath}.${key}`,
          "belongs to an existing hub, addressPrefix to a new one: give one of the two",
        );
      }
    }
  } else if (hub.id === undefined || hub.virtualWanId === undefined) {
    problems.add(
      hubPath,
      "needs the addressPrefix of a new hub, or the id and virtualWanId of an existing one",
    );
  }
  if (side.virtualNetworkId === undefined && hub.connected !== true) {
    problems.add(`${path}.virtualNetworkId`, "is missing: the VNet to connect to the hub");
  }
}

/** A new hub's range is one of the side's: its addresses must be nowhere else either. */
function checkHubPrefix(
  problems: Problems,
  path: string,
  { virtualHub }: AzureVpnSide,
  ranges: readonly LocatedCidr[],
): LocatedCidr[] {
  const prefix = virtualHub?.addressPrefix;
  const cidr = prefix === undefined ? undefined : problems.ipv4Cidr(path, prefix);
  if (cidr === undefined) {
    return [];
  }
  if (cidr.prefixLength > 24) {
    problems.add(path, `"${cidr.text}" is too small for a hub: use /24 or larger, best /23`);
  }
  for (const own of ranges.filter((range) => overlaps(range.cidr, cidr))) {
    const rule = "a hub's range is apart from all networks: give it another";
    problems.add(path, `"${cidr.text}" overlaps ${own.path} ${own.cidr.text}: ${rule}`);
  }
  return [{ path, cidr }];
}

function checkZones(problems: Problems, path: string, zones: readonly string[]): void {
  const wrong = zones.filter(
    (zone, index) => !["1", "2", "3"].includes(zone) || zones.indexOf(zone) !== index,
  );
  for (const zone of wrong) {
    problems.add(
      `${path}[${zones.lastIndexOf(zone)}]`,
      `"${zone}" is no zone or given twice: use "1", "2" and "3", each once`,
    );
  }
  if (wrong.length === 0 && zones.length === 2) {
    problems.add(path, `${zones.join(" and ")} are two: a public address is in one zone or in all three`);
  }
}

/** Its value is usually known only after the VNet exists. */
function checkGatewaySubnet(problems: Problems, path: string, gatewaySubnetId: unknown): void {
  if (gatewaySubnetId === undefined) {
    problems.add(path, "is missing: give the id of the subnet called GatewaySubnet");
  } else if (
    typeof gatewaySubnetId === "string" &&
    !/^\/subscriptions\/[^/]+\/.+\/subnets\/GatewaySubnet$/i.test(gatewaySubnetId)
  ) {
    problems.add(path, `"${gatewaySubnetId}" is not the id of a subnet called GatewaySubnet: give that`);
  }
}

/** Adds what is wrong with the ranges that the other side sends into the tunnels. */
export function checkStaticRoutes(
  problems: Problems,
  path: string,
  staticRoutes: readonly string[],
  ranges: readonly LocatedCidr[],
  routing: Routing,
): void {
  if (routing === "bgp") {
    problems.add(path, `has no effect with routing "bgp", which learns routes: leave it out`);
    return;
  }
  for (const { path: located, cidr } of problems.ipv4Cidrs(path, staticRoutes)) {
    if (ranges.length > 0 && !ranges.some((range) => contains(range.cidr, cidr))) {
      const prefixes = ranges.map((range) => range.cidr.text).join(", ");
      problems.add(located, `"${cidr.text}" lies outside addressPrefixes ${prefixes}: give a part of them`);
    }
  }
}

/** An existing gateway must have the custom BGP addresses that the link's tunnels need. */
export function checkExistingAddresses(
  problems: Problems,
  path: string,
  { instances }: AzureVirtualNetworkGateway,
  asn: number,
  plan: LinkPlan,
): void {
  for (const { index, customBgpAddresses } of planAzureGateway(asn, [plan]).instances) {
    const instance = instances[index];
    if (instance === undefined) {
      problems.add(
        `${path}.instances`,
        `has no instance ${index}, which tunnels of this link start from: make the gateway active-active, or use fewer tunnels`,
      );
      continue;
    }
    const present = instance.customBgpAddresses ?? [];
    const missing = customBgpAddresses.filter((address) => !present.includes(address));
    if (missing.length > 0) {
      problems.add(
        `${path}.instances[${index}].customBgpAddresses`,
        `lacks ${missing.join(", ")}: add them to the gateway, or give insideCidrs whose second hosts it has`,
      );
    }
  }
}
