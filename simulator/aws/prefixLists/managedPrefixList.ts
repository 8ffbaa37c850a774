import { checkEntries, cidrProblem, entriesOf, inlineBlocks } from "./entries";
import { accountId, arn } from "../arn";
import { checkBetween, checkOneOf } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { Ec2Error } from "../error";
import { checkLength, withName } from "../operations/names";
import { having, inRegion } from "../references";
import { tokens } from "../tokens";
import { checkRouteQuota } from "../transitGateways/quotas";
import { transitGatewayOfRouteTable } from "../transitGateways/references";
import { asList, asNumber, asObject, asString, hasUnknown } from "../../protocol/values";
import { same } from "../../providers/properties";
import { checkInputs, list, object, text, textWhich } from "../../providers/shapes";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-quotas-managed-prefix-lists */
const quotas = { listsPerRegion: 100, entries: 1000 };

/**
 * A list of networks that routes of transit gateways refer to. Its entries are its own or resources of their own.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateManagedPrefixList.html and
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteManagedPrefixList.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/managedprefixlist/
 */
export const managedPrefixList: ResourceType = {
  token: tokens.managedPrefixList,
  properties: {
    ...regionProperty,
    ...tagProperties,
    addressFamily: { type: "string", required: true, replace: true },
    entries: { type: "array" },
    maxEntries: { type: "number", required: true },
    name: { type: "string" },
  },
  computed: ["arn", "entries", "ownerId", "tagsAll", "version"],
  renews: { entries: ["version"] },
  // Rough figures.
  durations: { create: 10, update: 10, delete: 10 },
  check(context) {
    withRegion(context);
    withName(context);
    checkName(context);
    checkOneOf(context, "addressFamily", ["IPv4", "IPv6"]);
    checkBetween(context, "maxEntries", 1, quotas.entries);
    checkInlineEntries(context);
  },
  create(context) {
    const operation = "CreateManagedPrefixList";
    const { inputs, draws } = context;
    if (inRegion(context, tokens.managedPrefixList).length >= quotas.listsPerRegion) {
      throw new Ec2Error(
        operation,
        "PrefixListLimitExceeded",
        "The maximum number of prefix lists has been reached.",
      );
    }
    checkEntries(operation, inlineBlocks(inputs), inputs);
    const id = `pl-0${draws.hex("id", 16)}`;
    return {
      id,
      outputs: {
        arn: arn("ec2", regionOf(inputs), `prefix-list/${id}`),
        ownerId: accountId,
        version: 1,
        ...taggedOutputs(inputs),
      },
    };
  },
  update(context, record) {
    const operation = "ModifyManagedPrefixList";
    const { inputs, world } = context;
    const blocks = entriesOf(world, record.id, inputs).map((entry) => asString(asObject(entry).cidr) ?? "");
    checkEntries(operation, blocks, inputs);
    checkGrowth(context, operation, record);
    const version = asNumber(record.outputs.version) ?? 1;
    return {
      version: same(inputs.entries, record.inputs.entries) ? version : version + 1,
      ...taggedOutputs(inputs),
    };
  },
  delete({ world }, { id }) {
    const references = having(world, tokens.transitGatewayPrefixListReference, "prefixListId", id);
    if (references.length > 0) {
      throw new Ec2Error(
        "DeleteManagedPrefixList",
        "DependencyViolation",
        `${id} is referenced by ${references.map(({ inputs }) => asString(inputs.transitGatewayRouteTableId) ?? "").join(", ")}.`,
      );
    }
  },
  observe: ({ id, inputs }, world) => ({ entries: entriesOf(world, id, inputs) }),
};

function checkName(context: CheckContext): void {
  checkLength(context, "name", 1, 255);
  if (asString(context.inputs.name)?.startsWith("com.amazonaws")) {
    context.fail("name", "the name must not start with com.amazonaws");
  }
}

/** The provider keeps them as a set: another order is no change. */
function checkInlineEntries({ inputs, fail }: CheckContext): void {
  checkInputs(
    inputs,
    { entries: list(object({ "cidr!": textWhich(cidrProblem), description: text })) },
    fail,
  );
  if (!hasUnknown(inputs.entries) && Array.isArray(inputs.entries)) {
    inputs.entries = [...asList(inputs.entries)].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }
}

const keyOf = (entry: unknown): string => JSON.stringify(entry);

/** A larger list must fit into every transit gateway that refers to it. */
function checkGrowth(context: OperationContext, operation: string, record: WorldRecord): void {
  const growth = (asNumber(context.inputs.maxEntries) ?? 0) - (asNumber(record.inputs.maxEntries) ?? 0);
  const gateways = having(
    context.world,
    tokens.transitGatewayPrefixListReference,
    "prefixListId",
    record.id,
  ).map(({ inputs }) =>
    transitGatewayOfRouteTable(context, operation, asString(inputs.transitGatewayRouteTableId) ?? ""),
  );
  for (const gateway of growth > 0 ? new Set(gateways) : []) {
    const references = gateways.filter((other) => other === gateway).length;
    checkRouteQuota(context.world, operation, gateway, growth * references);
  }
}
