import { accountId, arn } from "./arn";
import { refuseUnsimulated, unsimulated } from "./checks";
import { checkInlineRules } from "./inlineRules";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { Ec2Error } from "./error";
import { authorize, inlinePermissions, permissionsOf } from "./permission";
import { existing, having } from "./references";
import { tokens } from "./tokens";
import { asString, asStrings } from "../protocol/values";
import type { CheckContext, OperationContext, ResourceType, WorldView } from "../providers/resourceType";

/** The provider's limit is the API's: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
const longest = 255;
const allowed = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;

/**
 * A security group, without the rule "all outbound" that EC2 adds: the provider takes it away.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/
 */
export const securityGroup: ResourceType = {
  token: tokens.securityGroup,
  properties: {
    ...regionProperty,
    ...tagProperties,
    description: { type: "string", replace: true, default: "Managed by Pulumi" },
    egress: { type: "array" },
    ingress: { type: "array" },
    name: { type: "string", replace: true },
    revokeRulesOnDelete: { type: "boolean", default: false },
    vpcId: { type: "string", replace: true },
    ...unsimulated("string", ["namePrefix"]),
  },
  computed: ["arn", "egress", "ingress", "ownerId", "tagsAll", "vpcId"],
  // Rough figures.
  durations: { create: 3, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    withName(context);
    checkTexts(context);
    refuseUnsimulated(context, {
      namePrefix: "give name, or leave both out and the name is made from the resource's",
    });
    checkInlineRules(context, "ingress");
    checkInlineRules(context, "egress");
  },
  create(context) {
    const { inputs, draws, world } = context;
    const vpc = existing(context, "CreateSecurityGroup", "vpc", vpcIdOf(context));
    const name = asString(inputs.name) ?? "";
    checkName(name, asString(inputs.description) ?? "");
    if (having(world, tokens.securityGroup, "vpcId", vpc.id).some((other) => other.inputs.name === name)) {
      throw new Ec2Error(
        "CreateSecurityGroup",
        "InvalidGroup.Duplicate",
        `The security group '${name}' already exists for VPC '${vpc.id}'`,
      );
    }
    const id = `sg-0${draws.hex("id", 16)}`;
    authorize(context, { id, vpcId: vpc.id }, inlinePermissions(id, inputs), []);
    return {
      id,
      outputs: {
        arn: arn("ec2", regionOf(inputs), `security-group/${id}`),
        egress: inputs.egress ?? [],
        ingress: inputs.ingress ?? [],
        ownerId: accountId,
        ...taggedOutputs(inputs),
      },
    };
  },
  update(context, record) {
    const { id } = record;
    const vpcId = asString(record.inputs.vpcId) ?? "";
    const wanted = inlinePermissions(id, context.inputs);
    authorize(context, { id, vpcId }, wanted, permissionsOf(context.world, id, record));
    return taggedOutputs(context.inputs);
  },
  delete({ world }, { id, inputs }) {
    const users = having(world, tokens.securityGroup, "vpcId", asString(inputs.vpcId) ?? "").filter(
      (other) => other.id !== id && permissionsOf(world, other.id).some(({ peer }) => peer === id),
    );
    if (users.length > 0 || isAttached(world, id)) {
      throw new Ec2Error(
        "DeleteSecurityGroup",
        "DependencyViolation",
        `resource ${id} has a dependent object`,
      );
    }
  },
};

/** True while an instance or a load balancer has the group. */
const isAttached = (world: WorldView, id: string): boolean =>
  [
    ...world.all(tokens.instance).map(({ outputs }) => outputs.vpcSecurityGroupIds),
    ...world.all(tokens.loadBalancer).map(({ outputs }) => outputs.securityGroups),
  ].some((groups) => asStrings(groups).includes(id));

/** The provider names a group after its resource, with a random suffix that it keeps. */
function withName({ inputs, olds, name, draws }: CheckContext): void {
  if (inputs.name === undefined && inputs.namePrefix === undefined) {
    inputs.name = olds?.name ?? `${name}-${draws.hex("name", 7)}`;
  }
}

function checkTexts(context: CheckContext): void {
  const { inputs } = context;
  const name = asString(inputs.name);
  const description = asString(inputs.description);
  if (name !== undefined && name.length > longest) {
    context.fail(
      "name",
      `expected length of name to be in the range (0 - ${longest}), got ${name.length} characters`,
    );
  }
  if (name?.startsWith("sg-")) {
    context.fail("name", `invalid value for name (cannot begin with sg-): ${name}`);
  }
  if (description !== undefined && (description === "" || description.length > longest)) {
    context.fail(
      "description",
      `expected length of description to be in the range (1 - ${longest}), got ${description.length}`,
    );
  }
}

function checkName(name: string, description: string): void {
  for (const [parameter, value] of [
    ["GroupName", name],
    ["GroupDescription", description],
  ] as const) {
    if (!allowed.test(value)) {
      throw new Ec2Error(
        "CreateSecurityGroup",
        "InvalidParameterValue",
        `Value (${value}) for parameter ${parameter} is invalid. Allowed are a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$*`,
      );
    }
  }
  if (name === "default") {
    throw new Ec2Error(
      "CreateSecurityGroup",
      "InvalidParameterValue",
      "Cannot use reserved security group name: default",
    );
  }
}

/** The simulated account has no default VPC, as accounts whose owners deleted it. */
function vpcIdOf({ inputs }: OperationContext): string {
  const vpcId = asString(inputs.vpcId);
  if (vpcId === undefined) {
    throw new Ec2Error("CreateSecurityGroup", "VPCIdNotSpecified", "No default VPC for this user");
  }
  return vpcId;
}
