import { contains, parseCidr } from "../../../addressing/cidr";
import { ComputeError } from "../compute/error";
import { pathIn } from "../compute/paths";
import { addressProblem } from "../compute/ranges";
import { regionNames } from "../compute/regions";
import { dataProblem } from "./recordData";
import { flag, list, number, object, oneOf, type Shape, text, textWhich } from "../../providers/shapes";
import { tokens } from "../tokens";
import {
  asList,
  asNumber,
  asObject,
  asString,
  asStrings,
  hasUnknown,
  type Props,
  type Value,
} from "../../protocol/values";
import type { CheckContext, OperationContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const regionalTypes = ["regionalL4ilb", "regionalL7ilb"];

const networkUrl = /projects\/[^/]+\/global\/networks\/[^/]+$/;

const targets = object({
  externalEndpoints: list(text),
  internalLoadBalancers: list(
    object({
      "ipAddress!": textWhich((address, path) =>
        addressProblem(address) === undefined ? undefined : `"${path}" ${address} must be an IPv4 address`,
      ),
      "ipProtocol!": oneOf("tcp", "udp"),
      loadBalancerType: oneOf(...regionalTypes, "globalL7ilb"),
      "networkUrl!": textWhich((url, path) =>
        networkUrl.test(url)
          ? undefined
          : `"${path}" ${url} must be projects/PROJECT/global/networks/NETWORK, or its full URL`,
      ),
      "port!": textWhich((port, path) =>
        /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535
          ? undefined
          : `"${path}" ${port} must be a port from 1 to 65535`,
      ),
      "project!": text,
      region: text,
    }),
  ),
});

const geo = object({
  healthCheckedTargets: targets,
  "location!": textWhich((location, path) =>
    regionNames.includes(location)
      ? undefined
      : `Invalid value for 'entity.change.additions[0].routingPolicy.geo': "${path}" '${location}' is no region; simulated are ${regionNames.join(", ")}`,
  ),
  rrdatas: list(text),
});

/** Source: https://cloud.google.com/dns/docs/reference/rest/v1/resourceRecordSets#RRSetRoutingPolicy */
export const routingPolicyShape: Shape = object({
  enableGeoFencing: flag,
  geos: list(geo),
  healthCheck: text,
  primaryBackup: object({
    "backupGeos!": list(geo),
    enableGeoFencingForBackups: flag,
    "primary!": targets,
    trickleRatio: number,
  }),
  wrrs: list(object({ healthCheckedTargets: targets, rrdatas: list(text), "weight!": number })),
});

/** What answers at one place of a policy: plain data, and targets that are asked after. */
interface Item {
  readonly path: string;
  readonly rrdatas: Value | undefined;
  readonly targets: Value | undefined;
}

const kinds = ["wrrs", "geos", "primaryBackup"] as const;

function itemsOf(policy: Props): Item[] {
  const { primaryBackup } = policy;
  const primary: Item = {
    path: "primaryBackup.primary",
    rrdatas: undefined,
    targets: asObject(primaryBackup).primary,
  };
  const listed = (path: string, list: Value | undefined): Item[] =>
    asList(list)
      .map(asObject)
      .map((one, i) => ({ path: `${path}[${i}]`, rrdatas: one.rrdatas, targets: one.healthCheckedTargets }));
  return [
    ...listed("wrrs", policy.wrrs),
    ...listed("geos", policy.geos),
    ...(primaryBackup === undefined
      ? []
      : [primary, ...listed("primaryBackup.backupGeos", asObject(primaryBackup).backupGeos)]),
  ];
}

/**
 * Rules over several properties of a routing policy.
 *
 * Source: https://cloud.google.com/dns/docs/routing-policies-overview
 */
export function checkRoutingPolicy(context: CheckContext): void {
  const { inputs } = context;
  if (inputs.routingPolicy === undefined || Object.keys(asObject(inputs.routingPolicy)).length === 0) {
    return;
  }
  const policy = asObject(inputs.routingPolicy);
  const given = kinds.filter((kind) => policy[kind] !== undefined);
  if (given.length !== 1) {
    const rule = `exactly one of ${kinds.join(", ")} must be specified, got ${given.join(" and ") || "none"}`;
    refuse(context, given[1] ?? "wrrs", rule);
  }
  if (policy.enableGeoFencing !== undefined && policy.geos === undefined) {
    refuse(context, "enableGeoFencing", "conflicts with wrrs and primaryBackup");
  }
  checkWeights(context, policy);
  checkLocations(context, "geos", policy.geos);
  checkLocations(context, "primaryBackup.backupGeos", asObject(policy.primaryBackup).backupGeos);
  checkTrickle(context, asObject(policy.primaryBackup));
  itemsOf(policy).forEach((item) => checkItem(context, item, asString(inputs.type)));
  checkHealthCheck(context, policy);
}

const refuse = ({ fail }: CheckContext, path: string, rule: string): void =>
  fail(`routingPolicy.${path}`, `"routingPolicy.${path}": ${rule}`);

/** "This weight must be non-negative". */
function checkWeights(context: CheckContext, { wrrs }: Props): void {
  asList(wrrs).forEach((item, i) => {
    const weight = asNumber(asObject(item).weight);
    if (weight !== undefined && weight < 0) {
      refuse(context, `wrrs[${i}].weight`, `the weight must be non-negative, got ${weight}`);
    }
  });
}

function checkLocations(context: CheckContext, path: string, geos: Value | undefined): void {
  const locations = asList(geos).map((one) => asObject(one).location);
  locations.forEach((location, i) => {
    if (typeof location === "string" && locations.indexOf(location) < i) {
      refuse(context, `${path}[${i}].location`, `the location ${location} is there twice`);
    }
  });
}

function checkTrickle(context: CheckContext, { trickleRatio }: Props): void {
  const ratio = asNumber(trickleRatio);
  if (ratio !== undefined && (ratio < 0 || ratio > 1)) {
    refuse(context, "primaryBackup.trickleRatio", `the ratio must be from 0 to 1, got ${ratio}`);
  }
}

function checkItem(
  context: CheckContext,
  { path, rrdatas, targets: some }: Item,
  type: string | undefined,
): void {
  const { internalLoadBalancers: internal, externalEndpoints: external } = asObject(some);
  const isEmpty = asList(rrdatas).length + asList(internal).length + asList(external).length === 0;
  if (isEmpty && !hasUnknown(rrdatas) && !hasUnknown(some)) {
    refuse(context, path, "there must be an answer: rrdatas or targets that are health checked");
  }
  if (some !== undefined && type !== undefined && type !== "A" && type !== "AAAA") {
    refuse(context, path, `targets are health checked for the types A and AAAA only, not for ${type}`);
  }
  if (asList(internal).length > 0 && asList(external).length > 0) {
    refuse(context, path, "internal load balancers and external endpoints exclude each other");
  }
  const problem =
    type === undefined || hasUnknown(rrdatas) ? undefined : dataProblem(type, asStrings(rrdatas));
  if (problem !== undefined) {
    refuse(context, `${path}.rrdatas`, problem);
  }
  asStrings(external).forEach((address) => {
    if (addressProblem(address) !== undefined || isPrivate(address)) {
      refuse(context, path, `an external endpoint is a public IPv4 address, not ${address}`);
    }
  });
  asList(internal).forEach((balancer, i) => checkInternal(context, `${path}[${i}]`, asObject(balancer)));
}

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(parseCidr);

const isPrivate = (address: string): boolean =>
  privateRanges.some((range) => contains(range, parseCidr(`${address}/32`)));

/** "Only needed for regional load balancers": the description of `region`. */
function checkInternal(context: CheckContext, path: string, { loadBalancerType: type, region }: Props): void {
  if (type === "globalL7ilb" && region !== undefined) {
    refuse(context, path, "a cross-region load balancer has no region");
  }
  if (type !== "globalL7ilb" && !hasUnknown(type) && region === undefined) {
    refuse(context, path, "a regional load balancer needs its region");
  }
}

/** "healthCheck" is for external endpoints, and they need it. */
function checkHealthCheck(context: CheckContext, policy: Props): void {
  const hasExternal = itemsOf(policy).some(
    ({ targets: some }) => asList(asObject(some).externalEndpoints).length > 0,
  );
  if (hasExternal && policy.healthCheck === undefined) {
    refuse(context, "healthCheck", "external endpoints need a health check");
  }
  if (!hasExternal && policy.healthCheck !== undefined && !hasUnknown(context.inputs.routingPolicy)) {
    refuse(
      context,
      "healthCheck",
      "it is for external endpoints only: internal load balancers have their own",
    );
  }
}

/**
 * Private zones ask after internal load balancers, public ones after addresses on the internet, from the three regions
 * of a global health check.
 *
 * Source: https://cloud.google.com/dns/docs/routing-policies-overview#health-checks
 *
 * @throws {ComputeError} where the zone cannot have the targets.
 * @returns the path of what does not exist, if anything.
 */
export function requireTargets({ inputs, world }: OperationContext, zone: WorldRecord): string | undefined {
  const policy = asObject(inputs.routingPolicy);
  const field = "entity.change.additions[0].routingPolicy";
  const isPublic = zone.inputs.visibility !== "private";
  const has = (kind: string): boolean =>
    itemsOf(policy).some(({ targets: some }) => asList(asObject(some)[kind]).length > 0);
  if (isPublic && has("internalLoadBalancers")) {
    throw new ComputeError(
      400,
      "invalid",
      `Invalid value for '${field}': internal load balancers are for private zones`,
    );
  }
  if (!isPublic && has("externalEndpoints")) {
    throw new ComputeError(
      400,
      "invalid",
      `Invalid value for '${field}': external endpoints are for public zones`,
    );
  }
  const isSigned = asObject(zone.inputs.dnssecConfig).state === "on";
  if (
    isSigned &&
    itemsOf(policy).some(({ rrdatas, targets: some }) => rrdatas !== undefined && some !== undefined)
  ) {
    const rule = "with DNSSEC, an item has rrdatas or health checked targets, not both";
    throw new ComputeError(400, "invalid", `Invalid value for '${field}': ${rule}`);
  }
  const path = healthCheckPath(inputs);
  if (path === undefined) {
    return undefined;
  }
  const probe = world.get(tokens.healthCheck, path);
  if (probe && asStrings(probe.inputs.sourceRegions).length !== 3) {
    const rule = `the health check '${path}' must name three source regions`;
    throw new ComputeError(400, "invalid", `Invalid value for '${field}.healthCheck': ${rule}`);
  }
  return probe ? undefined : path;
}

export const healthCheckPath = (inputs: Props): string | undefined => {
  const link = asString(asObject(inputs.routingPolicy).healthCheck);
  return link === undefined ? undefined : pathIn(link);
};
