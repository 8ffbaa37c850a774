import type { ArmCheck, ArmOperation } from "../arm/armType";
import { badRequest, resourceNotFound } from "../arm/error";
import { referredId, sameId } from "../arm/ids";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import { endpointsOf } from "../traffic-manager/endpoints";
import { recordTypeOf } from "../traffic-manager/profileRules";
import { zoneOf } from "./records";
import { asObject, asString } from "../../protocol/values";
import type { WorldRecord } from "../../world/record";

const types = ["A", "AAAA", "CNAME"];
/** "There's a current limit of 20 alias record sets per resource." */
const mostAliases = 20;

/**
 * What may be an alias.
 *
 * Source: https://learn.microsoft.com/azure/dns/dns-alias
 */
export function checkAlias({ inputs, refuse }: ArmCheck): void {
  const type = asString(inputs.recordType)?.toUpperCase();
  if (inputs.targetResource !== undefined && type !== undefined && !types.includes(type)) {
    refuse(
      "targetResource",
      "BadRequest",
      `Only record sets of ${types.join(", ")} can be aliases, not ${type}.`,
    );
  }
}

/** Source: the same page */
export function requireAliasTarget(context: ArmOperation): void {
  const { world, inputs, id } = context;
  const target = referredId(asObject(inputs.targetResource));
  if (target === undefined) {
    return;
  }
  const type = asString(inputs.recordType)?.toUpperCase() ?? "";
  const candidates = [tokens.publicIPAddress, tokens.trafficManagerProfile, tokens.recordSet];
  const found = candidates.map((token) => findById(world, token, target)).find((record) => record);
  if (!found) {
    throw resourceNotFound(target);
  }
  const problem = problemOf(context, type, found);
  if (problem !== undefined) {
    throw badRequest(
      "BadRequest",
      `Alias record set ${id} of type ${type} cannot refer to ${found.id}: ${problem}`,
    );
  }
  const others = world
    .all(tokens.recordSet)
    .filter(
      (one) => !sameId(one.id, id) && sameId(referredId(asObject(one.inputs.targetResource)), found.id),
    );
  if (others.length >= mostAliases) {
    throw badRequest(
      "BadRequest",
      `Resource ${found.id} has ${mostAliases} alias record sets, which is the limit.`,
    );
  }
}

function problemOf({ world, id }: ArmOperation, type: string, target: WorldRecord): string | undefined {
  if (target.token === tokens.publicIPAddress) {
    return type === "A" ? undefined : "a public IPv4 address can only be the target of an A record set.";
  }
  if (target.token === tokens.recordSet) {
    return sameId(zoneOf(target.id), zoneOf(id)) && asString(target.inputs.recordType)?.toUpperCase() === type
      ? undefined
      : "an alias refers to a record set of the same type in the same zone.";
  }
  const wanted = { A: "IPv4Address", AAAA: "IPv6Address" }[type];
  const wrong = endpointsOf(world, target.id).find((endpoint) => recordTypeOf(endpoint) !== wanted);
  return wanted !== undefined && wrong
    ? `all its endpoints must be external ones with ${type === "A" ? "IPv4" : "IPv6"} addresses, and '${wrong.name}' is not; use a CNAME record set.`
    : undefined;
}
