import { requireAliasTarget } from "./aliases";
import { recordName } from "./domainNames";
import { requirePlace } from "./recordSets";
import { refused, refusedChange } from "./refusals";
import { checkRouting, policies, routingOf } from "./routing";
import { checkValues, recordTypes } from "./recordValues";
import { checkConflict, checkExactlyOneOf, checkOneOf, refuseUnsimulated, unsimulated } from "../checks";
import { tokens } from "../tokens";
import { asList, asNumber, asString, type Props, type Value } from "../../protocol/values";
import type {
  CheckContext,
  OperationContext,
  PropertyRule,
  ResourceType,
} from "../../providers/resourceType";
import { checkInputs, flag, list, object, text } from "../../providers/shapes";

const aliases = list(object({ "evaluateTargetHealth!": flag, "name!": text, "zoneId!": text }), 1);

/**
 * A record, alone or one of a group of the same name and type among which Route 53 chooses.
 *
 * API: https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/route53/record/
 */
export const record: ResourceType = {
  token: tokens.record,
  properties: {
    aliases: { type: "array" },
    allowOverwrite: { type: "boolean" },
    ...Object.fromEntries(
      Object.keys(policies).map((name): [string, PropertyRule] => [name, { type: "array" }]),
    ),
    healthCheckId: { type: "string" },
    multivalueAnswerRoutingPolicy: { type: "boolean" },
    name: { type: "string", required: true, replace: true },
    records: { type: "array" },
    setIdentifier: { type: "string" },
    ttl: { type: "number" },
    type: { type: "string", required: true },
    zoneId: { type: "string", required: true, replace: true },
    ...unsimulated("object", ["cidrRoutingPolicy", "geoproximityRoutingPolicy"]),
  },
  computed: ["allowOverwrite", "fqdn"],
  // Rough figures: the provider waits until all name servers have the change.
  durations: { create: 35, update: 35, delete: 35 },
  check(context) {
    checkOneOf(context, "type", recordTypes);
    checkKind(context);
    checkRouting(context);
    checkValues(context);
    refuseUnsimulated(context, {
      cidrRoutingPolicy: "there are no CIDR collections",
      geoproximityRoutingPolicy: "answers depend on Regions, countries, weights and health",
    });
  },
  create(context) {
    const { inputs, world } = context;
    const fqdn = judged(context);
    const parts: (Value | undefined)[] = [inputs.zoneId, fqdn, inputs.type, inputs.setIdentifier];
    const id = parts.flatMap((part) => asString(part) ?? []).join("_");
    return {
      // The id outlives a change of what it is made of.
      id: world.get(tokens.record, id) ? `${id}@${context.draws.hex("id", 8)}` : id,
      outputs: { fqdn, name: written(inputs) },
    };
  },
  update: (context, { id }) => ({ fqdn: judged(context, id), name: written(context.inputs) }),
};

/** The provider keeps the name as it is written, but in lower case and without the dot at the end. */
const written = ({ name }: Props): string => (asString(name) ?? "").toLowerCase().replace(/\.$/, "");

/** Either values with a TTL, or an alias. */
function checkKind(context: CheckContext): void {
  const { inputs, fail } = context;
  checkExactlyOneOf(context, ["aliases", "records"]);
  checkConflict(context, "ttl", ["aliases"]);
  checkInputs(inputs, { aliases }, fail);
  if (Array.isArray(inputs.aliases) && inputs.aliases.length === 0) {
    fail("aliases", "exactly one of aliases, records must be specified, got an empty list");
  }
  if (inputs.records !== undefined && inputs.ttl === undefined) {
    fail(
      "ttl",
      "InvalidInput: Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords]], but found none",
    );
  }
  const ttl = asNumber(inputs.ttl);
  if (ttl !== undefined && !Number.isInteger(ttl)) {
    fail("ttl", `expected ttl to be a whole number of seconds, got ${ttl}`);
  }
}

/** The whole name of the record, which may be in its zone beside the records that are there. */
function judged(context: OperationContext, own?: string): string {
  const { inputs, world } = context;
  const zoneId = asString(inputs.zoneId) ?? "";
  const zone = world.get(tokens.zone, zoneId);
  if (!zone) {
    throw refused("ChangeResourceRecordSets", "NoSuchHostedZone", `No hosted zone found with ID: ${zoneId}`);
  }
  const name = recordName(asString(inputs.name) ?? "", asString(zone.outputs.name) ?? "");
  requirePlace(context, zone, name, own);
  requireHealthCheck(context);
  if (asList(inputs.aliases).length > 0) {
    requireAliasTarget(context, zone, name);
  }
  return name;
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover.html */
function requireHealthCheck({ inputs, world }: OperationContext): void {
  const id = asString(inputs.healthCheckId);
  if (id !== undefined && !world.get(tokens.healthCheck, id)) {
    throw refused(
      "ChangeResourceRecordSets",
      "NoSuchHealthCheck",
      `A health check with id ${id} does not exist.`,
    );
  }
  const isPrimary = routingOf(inputs).key === "PRIMARY";
  if (isPrimary && id === undefined && asList(inputs.aliases).length === 0) {
    throw refusedChange(
      "A non-alias primary ResourceRecordSet must have an associated health check. No changes made.",
    );
  }
}
