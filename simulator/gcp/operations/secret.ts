import { ApiError } from "./error";
import { projectOf, projectType } from "./projectType";
import { operationsTokens as tokens } from "./tokens";
import { labelOutputs, labelsShape, secretLabels } from "../compute/labels";
import { regionNames } from "../compute/regions";
import { asList, asObject, asString, hasUnknown } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";
import { flag, list, map, object, text, textWhich, unsimulated } from "../../providers/shapes";

const encryption = object({ "kmsKeyName!": text });
const noExpiry = "no secret expires";

/**
 * A secret of Secret Manager, whose value is a version of its own.
 *
 * API: https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/secretmanager/secret/
 */
export const secret: ResourceType = projectType({
  token: tokens.secret,
  fields: {
    annotations: map,
    deletionProtection: flag,
    expireTime: unsimulated("string", noExpiry),
    labels: labelsShape,
    "replication!": object({
      auto: object({ customerManagedEncryption: encryption }),
      userManaged: object({
        "replicas!": list(
          object({
            customerManagedEncryption: encryption,
            "location!": textWhich((location, path) =>
              regionNames.includes(location)
                ? undefined
                : `"${path}" ${location} is no location; simulated are ${regionNames.join(", ")}`,
            ),
          }),
        ),
      }),
    }),
    rotation: unsimulated("object", "nobody is told to rotate"),
    secretId: textWhich((id, path) =>
      /^[a-zA-Z0-9_-]{1,255}$/.test(id)
        ? undefined
        : `"${path}" must be 1 to 255 letters, digits, hyphens and underscores, got ${JSON.stringify(id)}`,
    ),
    tags: unsimulated("object", "there are no resource manager tags"),
    topics: unsimulated("array", "nothing is published"),
    ttl: unsimulated("string", noExpiry),
    versionAliases: unsimulated("object", "versions have their number only"),
    versionDestroyTtl: unsimulated("string", "versions are destroyed at once"),
  },
  mutable: ["annotations", "deletionProtection", "labels"],
  defaults: { deletionProtection: false },
  computed: ["createTime", "effectiveAnnotations", "effectiveLabels", "expireTime", "name", "pulumiLabels"],
  secretOutputs: secretLabels,
  check(context) {
    withSecretId(context);
    checkReplication(context);
  },
  create(context) {
    const { inputs, now, world } = context;
    const id = `projects/${projectOf(inputs)}/secrets/${asString(inputs.secretId) ?? ""}`;
    if (world.get(tokens.secret, id)) {
      throw new ApiError("creating Secret", 409, "ALREADY_EXISTS", `Secret [${id}] already exists.`);
    }
    const { effectiveLabels = {}, pulumiLabels = {} } = labelOutputs(inputs, context.draws);
    return {
      id,
      outputs: {
        createTime: now,
        effectiveAnnotations: inputs.annotations ?? {},
        effectiveLabels,
        name: id,
        pulumiLabels,
      },
    };
  },
  update({ inputs, draws }) {
    const { effectiveLabels = {}, pulumiLabels = {} } = labelOutputs(inputs, draws);
    return { effectiveAnnotations: inputs.annotations ?? {}, effectiveLabels, pulumiLabels };
  },
  delete(_, { id, inputs }) {
    if (inputs.deletionProtection === true) {
      throw new Error(
        `cannot destroy secretmanager secret without setting deletion_protection=false and running \`pulumi up\`: ${id}`,
      );
    }
  },
});

/** The provider names a secret after its resource, with a random suffix that it keeps. */
function withSecretId({ inputs, olds, name, draws }: CheckContext): void {
  inputs.secretId ??= olds?.secretId ?? `${name}-${draws.hex("name", 7)}`;
}

/** Exactly one policy, and each of a user's replicas somewhere else. */
function checkReplication({ inputs, fail }: CheckContext): void {
  const { replication } = inputs;
  if (
    replication === undefined ||
    (hasUnknown(replication) && Object.keys(asObject(replication)).length === 0)
  ) {
    return;
  }
  const { auto, userManaged } = asObject(replication);
  if ((auto === undefined) === (userManaged === undefined)) {
    fail("replication", 'replication: one of "auto" and "userManaged" must be specified');
  }
  if (userManaged !== undefined && !hasUnknown(userManaged)) {
    const locations = asList(asObject(userManaged).replicas).map((one) => asObject(one).location);
    if (locations.length === 0 || new Set(locations).size < locations.length) {
      fail("replication.userManaged.replicas", "there must be a replica, and no two in one location");
    }
  }
}
