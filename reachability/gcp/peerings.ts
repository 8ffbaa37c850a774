import type { Cidr } from "../../addressing";
import type { Rule } from "../model";
import { known, labelOf, orElse, readBoolean, readText, type Resource } from "../resources";
import { addImports, type Import, isPrivate, staticRoutesOf, subnetRoutesOf } from "./exchange";
import { pages } from "./pages";
import type { Reader } from "./reader";
import { types } from "./types";
import type { Vpc } from "./vpc";

/** One side of a peering. */
interface Side {
  readonly resource: Resource;
  readonly label: string;
  readonly vpc: Vpc;
  readonly peer: Vpc;
  /** Routes configured beside the peering count before it. */
  readonly config: Resource | undefined;
  /** Whether there may be such a configuration that is not known yet. */
  readonly mayHaveConfig: boolean;
}

/**
 * Reads VPC Network Peering: it stands when both sides are there, exchanges subnet routes always and custom routes where
 * one side exports and the other imports them, and carries nothing on to a third network.
 * https://cloud.google.com/vpc/docs/vpc-peering
 */
export function readPeerings(reader: Reader): void {
  const sides = sidesOf(reader);
  const byPair = new Map(sides.map((side) => [`${side.vpc.id} ${side.peer.id}`, side]));
  addImports(
    sides.flatMap((side) => {
      const other = byPair.get(`${side.peer.id} ${side.vpc.id}`);
      return importOf(side, other, reader) ?? [];
    }),
  );
}

function sidesOf(reader: Reader): readonly Side[] {
  const configs = reader.stack.all(types.networkPeeringRoutesConfig);
  return reader.stack.all(types.networkPeering).flatMap((resource): Side[] => {
    const vpc = reader.vpcs.ownerOf(resource, "network");
    const peer = reader.vpcs.ownerOf(resource, "peerNetwork");
    if (vpc === undefined || peer === undefined) {
      return [];
    }
    const isIts = configs.map((one) => isConfigOf(reader, one, resource, vpc));
    const config = configs.find((_, index) => isIts[index] === true);
    const mayHaveConfig = config === undefined && isIts.includes(undefined);
    return [{ resource, label: labelOf(resource), vpc, peer, config, mayHaveConfig }];
  });
}

/** Undefined where that can't be told. */
function isConfigOf(reader: Reader, config: Resource, peering: Resource, vpc: Vpc): boolean | undefined {
  const asked = readText(config, "peering");
  const name = readText(peering, "name");
  const network = reader.vpcs.pointedTo(config, "network");
  if (reader.stack.dependencies(config, "peering").includes(peering)) {
    return true;
  }
  const isOther = network !== undefined && network !== vpc;
  const isNamed = asked.state === "known" && name.state === "known" ? asked.value === name.value : undefined;
  return isOther || isNamed === false ? false : network === undefined ? undefined : isNamed;
}

function importOf(side: Side, other: Side | undefined, reader: Reader): Import | undefined {
  const { resource, label, vpc, peer } = side;
  const rule = (text: string): Rule => ({
    text: `${text} (peering ${label})`,
    urn: resource.urn,
    source: pages.peering,
  });
  const state = known(readText(resource, "state"));
  if (other === undefined && (state === "INACTIVE" || (peer.resource !== undefined && state !== "ACTIVE"))) {
    reader.estate.note(
      resource.urn,
      `${label} is not active: ${peer.name} has no peering back to ${vpc.name}`,
    );
    return undefined;
  }
  if (peer.resource === undefined) {
    const why = `${label} leads to network ${peer.name}, which is in none of these stacks, so its ranges are not known`;
    return { to: vpc, subnetRoutes: [], undecided: [{ rule: rule(peer.name), why }] };
  }
  const custom = both(flag(side, "importCustomRoutes", false), flag(other, "exportCustomRoutes", false));
  const publicRanges = both(
    flag(side, "importSubnetRoutesWithPublicIp", false),
    flag(other, "exportSubnetRoutesWithPublicIp", true),
  );
  const ipv6 = hasIpv6(side) && (other === undefined || hasIpv6(other));
  const accepts = (range: Cidr): boolean =>
    range.version === 6 ? ipv6 : isPrivate(range) || publicRanges !== false;
  const why = `whether ${vpc.name} gets the custom routes of ${peer.name} can't be told`;
  return {
    to: vpc,
    subnetRoutes: subnetRoutesOf(peer, accepts, rule),
    ...(custom === true && {
      customRoutes: staticRoutesOf(peer, rule),
      dynamicRoutes: peer.dynamicRoutes.map((routes) => ({
        ...routes,
        isExchanged: true,
        rule: rule(routes.rule.text),
      })),
    }),
    subnetDoubts: [...peer.subnetDoubts],
    ...(custom !== false && { staticDoubts: [...peer.staticDoubts] }),
    ...(custom === undefined && { undecided: [{ rule: rule("custom routes"), why }] }),
  };
}

/** Undefined for a side that is in none of the stacks, or not known yet. */
function flag(side: Side | undefined, property: string, otherwise: boolean): boolean | undefined {
  if (side === undefined) {
    return undefined;
  }
  if (side.mayHaveConfig) {
    return undefined;
  }
  const config = side.config && readBoolean(side.config, property);
  return config === undefined || config.state === "absent"
    ? orElse(readBoolean(side.resource, property), otherwise)
    : known(config);
}

function both(one: boolean | undefined, other: boolean | undefined): boolean | undefined {
  return one === false || other === false ? false : one === true && other === true ? true : undefined;
}

function hasIpv6({ resource }: Side): boolean {
  return known(readText(resource, "stackType")) === "IPV4_IPV6";
}
