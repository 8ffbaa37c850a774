import { ComputeError, during, notFound } from "../compute/error";
import { dataProblem, recordTypes } from "./recordData";
import { dnsNameProblem, isInZone, sameName } from "./names";
import { checkRoutingPolicy, requireTargets, routingPolicyShape } from "./routingPolicy";
import { projectOf, projectType } from "../operations/projectType";
import { between, list, oneOf, text, textWhich } from "../../providers/shapes";
import { tokens } from "../tokens";
import { asString, asStrings, hasUnknown } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const records = projectType({
  token: tokens.recordSet,
  fields: {
    "managedZone!": text,
    "name!": textWhich((name, path) => {
      const problem = dnsNameProblem(name);
      return problem === undefined ? undefined : `"${path}": ${problem}`;
    }),
    routingPolicy: routingPolicyShape,
    rrdatas: list(text),
    ttl: between(0, 2 ** 31 - 1),
    "type!": oneOf(...recordTypes),
  },
  mutable: ["routingPolicy", "rrdatas", "ttl", "type"],
  computed: [],
  check(context) {
    checkData(context);
    checkRoutingPolicy(context);
  },
  create(context) {
    return during("creating DNS RecordSet", () => {
      const { inputs, world } = context;
      requireFitting(context, undefined);
      const [name, type] = [asString(inputs.name) ?? "", asString(inputs.type) ?? ""];
      const id = `projects/${projectOf(inputs)}/managedZones/${asString(inputs.managedZone) ?? ""}/rrsets/${name}/${type}`;
      if (world.get(tokens.recordSet, id)) {
        throw new ComputeError(
          409,
          "alreadyExists",
          `The resource 'entity.change.additions[0]' named '${name} (${type})' already exists`,
        );
      }
      return { id, outputs: {} };
    });
  },
  update(context, record) {
    return during("changing DNS RecordSet", () => {
      requireFitting(context, record);
      return {};
    });
  },
});

/**
 * All records of one name and type. Where the name has such records already, the real provider takes them over without
 * a word; here that is refused, as two resources would overwrite each other.
 *
 * API: https://cloud.google.com/dns/docs/reference/rest/v1/resourceRecordSets
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/dns/recordset/
 */
export const recordSet: ResourceType = {
  ...records,
  properties: {
    ...records.properties,
    routingPolicy: { type: "object", replacePaths: ["healthCheck"] },
  },
  // The name and the type are the key: the old set goes before its replacement comes.
  deleteBeforeReplace: true,
};

function checkData({ inputs, fail }: CheckContext): void {
  const { rrdatas, routingPolicy, type } = inputs;
  if ((rrdatas === undefined) === (routingPolicy === undefined)) {
    const given = rrdatas === undefined ? "none" : "both";
    fail(
      rrdatas === undefined ? "rrdatas" : "routingPolicy",
      `one of rrdatas, routingPolicy must be specified, got ${given}`,
    );
    return;
  }
  if (Array.isArray(rrdatas) && rrdatas.length === 0) {
    fail("rrdatas", "Invalid value for 'entity.change.additions[0].rrdata': '', a record set has data");
  }
  const problem =
    typeof type === "string" && !hasUnknown(rrdatas) ? dataProblem(type, asStrings(rrdatas)) : undefined;
  if (problem !== undefined) {
    fail("rrdatas", `Invalid value for 'entity.change.additions[0].rrdata[0]': ${problem}`);
  }
}

/** @throws {ComputeError} unless the zone exists, has the name, and nothing beside it that excludes it. */
function requireFitting(context: OperationContext, record: WorldRecord | undefined): void {
  const { inputs, world } = context;
  const [zoneName, name, type] = [
    asString(inputs.managedZone) ?? "",
    asString(inputs.name) ?? "",
    asString(inputs.type) ?? "",
  ];
  const zone = world.get(tokens.managedZone, `projects/${projectOf(inputs)}/managedZones/${zoneName}`);
  if (!zone) {
    throw new ComputeError(
      404,
      "notFound",
      `The 'parameters.managedZone' resource named '${zoneName}' does not exist.`,
    );
  }
  const origin = asString(zone.inputs.dnsName) ?? "";
  if (!isInZone(name, origin)) {
    throw new ComputeError(400, "invalid", `Invalid value for 'entity.change.additions[0].name': '${name}'`);
  }
  const others = world
    .all(tokens.recordSet)
    .filter((other) => other !== record && other.inputs.managedZone === zoneName)
    .filter((other) => projectOf(other.inputs) === projectOf(inputs))
    .filter((other) => sameName(asString(other.inputs.name) ?? "", name));
  // The zone's own SOA and NS records are at its apex.
  const isBesideOthers = type === "CNAME" && (sameName(name, origin) || others.length > 0);
  if (isBesideOthers || others.some((other) => other.inputs.type === "CNAME")) {
    throw new ComputeError(
      400,
      "cnameResourceRecordSetConflict",
      `The resource record set 'entity.change.additions[0]' is invalid because the DNS name '${name}' may have either one CNAME resource record set or resource record sets of other types, but not both.`,
    );
  }
  const missing = requireTargets(context, zone);
  if (missing !== undefined) {
    throw notFound(missing);
  }
}
