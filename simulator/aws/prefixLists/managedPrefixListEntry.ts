import { checkEntries, cidrProblem, entriesOf, inlineBlocks } from "./entries";
import { regionProperty, withRegion } from "../common";
import { checkLength } from "../operations/names";
import { existing } from "../references";
import { tokens } from "../tokens";
import { parseCidr } from "../../../addressing/cidr";
import { asObject, asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * One entry of a managed prefix list that has none of its own.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyManagedPrefixList.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/managedprefixlistentry/
 */
export const managedPrefixListEntry: ResourceType = {
  token: tokens.managedPrefixListEntry,
  properties: {
    ...regionProperty,
    cidr: { type: "string", required: true, replace: true },
    description: { type: "string", replace: true },
    prefixListId: { type: "string", required: true, replace: true },
  },
  computed: [],
  // Rough figures.
  durations: { create: 10, update: 0, delete: 10 },
  check(context) {
    withRegion(context);
    checkLength(context, "description", 0, 255);
    const problem = cidrProblem(asString(context.inputs.cidr) ?? "0.0.0.0/0");
    if (problem !== undefined) {
      context.fail("cidr", `expected cidr to be a network: ${problem}`);
    }
  },
  create(context) {
    const operation = "ModifyManagedPrefixList";
    const { inputs, world } = context;
    const list = existing(context, operation, "managedPrefixList", asString(inputs.prefixListId) ?? "");
    if (inlineBlocks(list.inputs).length > 0) {
      throw new Error(
        `an entry beside the inline entries of ${list.id} is not simulated: the provider does not mix them`,
      );
    }
    const cidr = parseCidr(asString(inputs.cidr) ?? "").text;
    const present = entriesOf(world, list.id, list.inputs).map(
      (entry) => asString(asObject(entry).cidr) ?? "",
    );
    checkEntries(operation, [...present, cidr], list.inputs);
    return { id: `${list.id},${cidr}`, outputs: {} };
  },
};
