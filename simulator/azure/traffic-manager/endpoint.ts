import { checkEndpoint } from "./endpointRules";
import { endpointsOf, type EndpointView, kindOf } from "./endpoints";
import { endpointFields } from "./fields";
import { requireTogether } from "./profileRules";
import { endpointMonitorStatus } from "./status";
import { requireTarget, shownEndpoint, targetOf } from "./targets";
import { armType, type ArmCheck, type ArmOperation } from "../arm/armType";
import { lastName, parentOf, sameId } from "../arm/ids";
import { findById } from "../arm/references";
import { monitorName } from "../operations/nameRules";
import { busyUntilDone } from "../rules/busy";
import { tokens } from "../tokens";
import { namedBy } from "../virtual-wan/ids";
import { asString, type Props, type Value } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * An endpoint of a Traffic Manager profile.
 *
 * https://learn.microsoft.com/azure/traffic-manager/traffic-manager-endpoint-types,
 * https://learn.microsoft.com/rest/api/trafficmanager/endpoints/create-or-update
 */
export const endpoint: ResourceType = armType({
  token: tokens.trafficManagerEndpoint,
  armType: "Microsoft.Network/trafficManagerProfiles",
  kindProperty: "endpointType",
  apiVersion: "2022-04-01",
  nameProperty: "endpointName",
  nameRule: monitorName("<>*%&:\\?+/"),
  parent: { token: tokens.trafficManagerProfile, nameProperty: "profileName" },
  inputs: endpointFields,
  regional: false,
  envelope: [],
  computed: [],
  durations: { create: 5, update: 5, delete: 5 },
  check(context) {
    checkEndpoint(context.inputs, asString(context.inputs.endpointType), "", context.refuse);
    checkRepeated(context);
  },
  create(context) {
    if (endpointsOf(context.world, parentOf(context.id)).some(({ id }) => sameId(id, context.id))) {
      throw new Error(`cannot create already existing resource '${context.id}'`);
    }
    return shown(context);
  },
  update: shown,
  observe(record, world) {
    const profile = findById(world, tokens.trafficManagerProfile, parentOf(record.id));
    return {
      endpointMonitorStatus: endpointMonitorStatus(profile?.inputs ?? {}, viewOf(record.id, record.inputs)),
    };
  },
  busy: (context) =>
    busyUntilDone(context, [namedBy(context, "trafficManagerProfiles", "profileName")], true),
});

/** Name and type may be said twice, but only alike. */
function checkRepeated({ inputs, refuse }: ArmCheck): void {
  const [name, type] = [asString(inputs.name), asString(inputs.type)];
  if (name !== undefined && typeof inputs.endpointName === "string" && name !== inputs.endpointName) {
    refuse("name", "BadRequest", `name '${name}' must equal the endpointName '${inputs.endpointName}'.`);
  }
  if (
    type !== undefined &&
    typeof inputs.endpointType === "string" &&
    kindOf(type) !== kindOf(inputs.endpointType)
  ) {
    refuse("type", "BadRequest", `type '${type}' must be of the endpointType '${inputs.endpointType}'.`);
  }
}

const viewOf = (id: string, inputs: Props): EndpointView => ({
  id,
  name: lastName(id),
  kind: kindOf(asString(inputs.endpointType)),
  inputs,
});

function shown(context: ArmOperation): Props {
  const { id, inputs, world } = context;
  const profileId = parentOf(id);
  const profile = findById(world, tokens.trafficManagerProfile, profileId);
  const own = viewOf(id, inputs);
  const all = endpointsOf(world, profileId);
  const index = all.findIndex((one) => sameId(one.id, id));
  const together = index < 0 ? [...all, own] : all.with(index, own);
  requireTogether(profileId, profile?.inputs ?? {}, together);
  requireTarget(world, profileId, own);
  const { target, endpointLocation, alwaysServe, endpointStatus, priority, weight, type, minChildEndpoints } =
    shownEndpoint(own, targetOf(world, own), together.indexOf(own) + 1);
  const answer: Record<string, Value | undefined> = {
    target,
    endpointLocation,
    alwaysServe,
    endpointStatus,
    priority,
    weight,
    type,
    minChildEndpoints,
  };
  return Object.fromEntries(
    Object.entries(answer).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
