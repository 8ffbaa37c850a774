import { domainNameProblem } from "./domainNames";
import { refusedChange } from "./refusals";
import { routingOf } from "./routing";
import { recordsOf } from "./zone";
import { asString } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Records of one name and type with a policy: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html */
const mostInGroup = 100;

/**
 * Whether a record may be in its zone, beside the others of its name.
 *
 * Rules: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html,
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
 */
export function requirePlace(context: OperationContext, zone: WorldRecord, name: string, own?: string): void {
  const { inputs, world } = context;
  const zoneName = asString(zone.outputs.name) ?? "";
  const type = asString(inputs.type) ?? "";
  if (domainNameProblem(name) !== undefined || !(name === zoneName || name.endsWith(`.${zoneName}`))) {
    throw refusedChange(`RRSet with DNS name ${name}. is not permitted in zone ${zoneName}.`);
  }
  if (name === zoneName && type === "CNAME") {
    throw refusedChange(
      `RRSet of type CNAME with DNS name ${name}. is not permitted at apex in zone ${zoneName}.`,
    );
  }
  if (name === zoneName && type === "NS" && inputs.allowOverwrite !== true && own === undefined) {
    throw alreadyExists(name, type, undefined);
  }
  const sameName = recordsOf(world, zone.id).filter(({ id, outputs }) => id !== own && outputs.fqdn === name);
  const others = sameName.filter((other) => other.inputs.type !== type);
  if (type === "CNAME" && others.length > 0) {
    throw refusedChange(
      `RRSet of type CNAME with DNS name ${name}. is not permitted as it conflicts with other records with the same DNS name in zone ${zoneName}.`,
    );
  }
  if (others.some((other) => other.inputs.type === "CNAME")) {
    throw refusedChange(
      `RRSet of type ${type} with DNS name ${name}. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zoneName}.`,
    );
  }
  requirePlaceInGroup(
    context,
    name,
    sameName.filter((other) => other.inputs.type === type),
  );
}

/** All records of a name and type are chosen in the same way, and each is told from the others. */
function requirePlaceInGroup(
  { inputs }: OperationContext,
  name: string,
  group: readonly WorldRecord[],
): void {
  const type = asString(inputs.type) ?? "";
  const identifier = asString(inputs.setIdentifier);
  const { policy, key } = routingOf(inputs);
  const same = group.find((other) => other.inputs.setIdentifier === inputs.setIdentifier);
  if (same && inputs.allowOverwrite !== true) {
    throw alreadyExists(name, type, identifier);
  }
  const set = `RRSet with DNS name ${name}., type ${type}${identifier === undefined ? "" : `, SetIdentifier ${identifier}`}`;
  const [first] = group.filter((other) => other !== same);
  const before = first && routingOf(first.inputs).policy;
  if (before !== undefined && policy === "simple") {
    throw refusedChange(`${set} cannot be created as other RRSets exist with the same name and type.`);
  }
  if (before !== undefined && before !== policy) {
    throw refusedChange(
      `${set} cannot be created as a non-${policy} RRSet exists with the same name and type: it is ${before}.`,
    );
  }
  const twin = group.find((other) => other !== same && routingOf(other.inputs).key === key);
  if (key !== undefined && twin) {
    throw refusedChange(
      `${set} cannot be created as an RRSet with the same name, type and ${policy} (${key}) already exists: ${asString(twin.inputs.setIdentifier) ?? ""}.`,
    );
  }
  if (group.length >= mostInGroup) {
    throw refusedChange(`${set} cannot be created: a group has at most ${mostInGroup} records.`);
  }
}

const alreadyExists = (name: string, type: string, identifier: string | undefined): Error =>
  refusedChange(
    `Tried to create resource record set [name='${name}.', type='${type}'${identifier === undefined ? "" : `, set-identifier='${identifier}'`}] but it already exists`,
  );
