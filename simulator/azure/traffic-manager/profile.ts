import { checkEndpoint } from "./endpointRules";
import { endpointsOf, inlineEndpoints } from "./endpoints";
import { profileFields } from "./fields";
import { checkMonitoring, longestTimeout } from "./monitoring";
import { requireTogether } from "./profileRules";
import { endpointMonitorStatus, profileMonitorStatus } from "./status";
import { requireTarget, shownEndpoint, targetOf } from "./targets";
import { armType, type ArmCheck, type ArmOperation } from "../arm/armType";
import { checkChoice, checkRange, eachItem } from "../arm/checks";
import { ArmError, badRequest } from "../arm/error";
import { sameId } from "../arm/ids";
import { tokens } from "../tokens";
import { asObject, asString, asStrings, type Props, UNKNOWN } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const methods = ["Performance", "Priority", "Weighted", "Geographic", "MultiValue", "Subnet"];
const domain = "trafficmanager.net";
/** Source: https://learn.microsoft.com/azure/traffic-manager/traffic-manager-FAQs, "How high or low can I set the TTL" */
const seconds = [0, 2_147_483_647] as const;
/** Source: the same page, "How many endpoints are returned when MultiValue routing is used?" */
const returned = [1, 10] as const;

/**
 * A name in DNS that leads to one of several endpoints.
 *
 * https://learn.microsoft.com/azure/traffic-manager/traffic-manager-overview,
 * https://learn.microsoft.com/rest/api/trafficmanager/profiles/create-or-update
 */
export const profile: ResourceType = armType({
  token: tokens.trafficManagerProfile,
  armType: "Microsoft.Network/trafficManagerProfiles",
  apiVersion: "2022-04-01",
  nameProperty: "profileName",
  nameRule: {
    code: "BadRequest",
    shortest: 1,
    longest: 63,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/,
    rule: "It can have letters, digits, hyphens and periods, and must start and end with a letter or a digit.",
  },
  inputs: profileFields,
  regional: true,
  locations: ["global"],
  envelope: [],
  computed: [],
  enriches: {
    dnsConfig: ["fqdn"],
    endpoints: ["id", "target", "endpointLocation", "endpointMonitorStatus", "priority", "weight"],
    monitorConfig: ["profileMonitorStatus"],
  },
  durations: { create: 10, update: 10, delete: 10 },
  check: checkProfile,
  create(context) {
    requireFreeName(context);
    return shown(context);
  },
  update(context, record) {
    const nameOf = (inputs: Props): string | undefined => asString(asObject(inputs.dnsConfig).relativeName);
    if (nameOf(context.inputs)?.toLowerCase() !== nameOf(record.inputs)?.toLowerCase()) {
      throw badRequest(
        "BadRequest",
        `The relative DNS name of Traffic Manager profile ${context.id} cannot be changed.`,
      );
    }
    return shown(context);
  },
  removes({ world, inputs }, record) {
    const own = world
      .all(tokens.trafficManagerEndpoint)
      .filter(({ id }) => id.toLowerCase().startsWith(`${record.id.toLowerCase()}/`));
    if (inputs === record.inputs) {
      return own;
    }
    const listed = inlineEndpoints(record.id, inputs);
    return inputs.endpoints === undefined
      ? []
      : own.filter(({ id }) => !listed.some((one) => sameId(one.id, id)));
  },
  observe(record, world): Props {
    const endpoints = endpointsOf(world, record.id);
    return {
      endpoints: endpoints.map((endpoint, i) => ({
        ...shownEndpoint(endpoint, targetOf(world, endpoint), i + 1),
        endpointMonitorStatus: endpointMonitorStatus(record.inputs, endpoint),
      })),
      monitorConfig: {
        ...asObject(record.outputs.monitorConfig),
        profileMonitorStatus: profileMonitorStatus(record.inputs, endpoints),
      },
    };
  },
});

function checkProfile(check: ArmCheck): void {
  const { inputs, refuse } = check;
  checkName(check);
  checkMonitoring(check);
  checkChoice(inputs.trafficRoutingMethod, "trafficRoutingMethod", methods, refuse);
  checkChoice(inputs.profileStatus, "profileStatus", ["Enabled", "Disabled"], refuse);
  for (const type of asStrings(inputs.allowedEndpointRecordTypes)) {
    checkChoice(
      type,
      "allowedEndpointRecordTypes",
      ["DomainName", "IPv4Address", "IPv6Address", "Any"],
      refuse,
    );
  }
  checkRange(inputs.maxReturn, "maxReturn", returned, refuse);
  const multi = inputs.trafficRoutingMethod === "MultiValue";
  if (inputs.trafficRoutingMethod !== UNKNOWN && multi !== (inputs.maxReturn !== undefined)) {
    refuse(
      "maxReturn",
      "BadRequest",
      multi
        ? "A profile with MultiValue routing must say by maxReturn how many endpoints it answers with."
        : "maxReturn is only for MultiValue routing.",
    );
  }
  eachItem(inputs.endpoints, "endpoints", (endpoint, path) => {
    for (const name of ["name", "type"].filter((one) => endpoint[one] === undefined)) {
      refuse(`${path}.${name}`, "BadRequest", `An endpoint in a list must have its ${name}.`);
    }
    checkEndpoint(endpoint, asString(endpoint.type), path, refuse);
  });
}

function checkName({ inputs, refuse }: ArmCheck): void {
  const { relativeName, ttl } = asObject(inputs.dnsConfig);
  if (inputs.dnsConfig === UNKNOWN) {
    return;
  }
  if (relativeName === undefined) {
    refuse("dnsConfig.relativeName", "BadRequest", "A profile must have a relative DNS name.");
  }
  if (typeof relativeName === "string" && !/^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/.test(relativeName)) {
    refuse(
      "dnsConfig.relativeName",
      "BadRequest",
      `The relative DNS name '${relativeName}' must be one label: 1 to 63 letters, digits and hyphens, no hyphen at either end.`,
    );
  }
  checkRange(ttl, "dnsConfig.ttl", seconds, refuse);
}

/** Names below trafficmanager.net are global. */
function requireFreeName({ world, inputs }: ArmOperation): void {
  const name = fqdnOf(inputs);
  const taken = (other: WorldRecord): boolean => fqdnOf(other.inputs) === name;
  if (world.all(tokens.trafficManagerProfile).some(taken)) {
    throw new ArmError(
      409,
      "Conflict",
      `Domain name ${name} already exists. Please choose a different DNS prefix.`,
    );
  }
}

const fqdnOf = (inputs: Props): string =>
  `${(asString(asObject(inputs.dnsConfig).relativeName) ?? "").toLowerCase()}.${domain}`;

function shown(context: ArmOperation): Props {
  const { id, inputs, world } = context;
  const endpoints = inputs.endpoints === undefined ? endpointsOf(world, id) : inlineEndpoints(id, inputs);
  requireTogether(id, inputs, endpoints);
  endpoints.forEach((endpoint) => requireTarget(world, id, endpoint));
  const monitor = asObject(inputs.monitorConfig);
  const interval = monitor.intervalInSeconds ?? 30;
  return {
    dnsConfig: { ttl: 60, ...asObject(inputs.dnsConfig), fqdn: fqdnOf(inputs) },
    monitorConfig: {
      intervalInSeconds: interval,
      timeoutInSeconds: longestTimeout(interval),
      toleratedNumberOfFailures: 3,
      ...monitor,
    },
    profileStatus: inputs.profileStatus ?? "Enabled",
    trafficRoutingMethod: inputs.trafficRoutingMethod ?? "Performance",
    trafficViewEnrollmentStatus: "Disabled",
  };
}
