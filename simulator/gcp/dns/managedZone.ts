import { ComputeError, during, notFound } from "../compute/error";
import { labelOutputs, labelsShape, secretLabels } from "../compute/labels";
import { autoname, autonamingProperty } from "../compute/names";
import { pathIn } from "../compute/paths";
import { dnsNameProblem, sameName } from "./names";
import { projectOf, projectType } from "../operations/projectType";
import { flag, list, object, oneOf, text, textWhich, unsimulated } from "../../providers/shapes";
import { tokens } from "../tokens";
import { asList, asObject, asString, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const networkUrl = textWhich((url, path) =>
  /projects\/[^/]+\/global\/networks\/[^/]+$/.test(url)
    ? undefined
    : `"${path}" (${url}) must be projects/PROJECT/global/networks/NETWORK, or its full URL`,
);

const onlyRecords = "zones answer by their own records";

const zone = projectType({
  token: tokens.managedZone,
  fields: {
    cloudLoggingConfig: object({ "enableLogging!": flag }),
    description: text,
    "dnsName!": textWhich((name, path) => {
      const problem = dnsNameProblem(name);
      return problem === undefined ? undefined : `"${path}": ${problem}`;
    }),
    dnssecConfig: object({ nonExistence: oneOf("nsec", "nsec3"), state: oneOf("off", "on", "transfer") }),
    forceDestroy: flag,
    forwardingConfig: unsimulated("object", onlyRecords),
    labels: labelsShape,
    name: textWhich((name, path) =>
      /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)
        ? undefined
        : `"${path}" (${name}) must be 1 to 63 lowercase letters, digits and hyphens, and begin with a letter`,
    ),
    peeringConfig: unsimulated("object", onlyRecords),
    privateVisibilityConfig: object({
      gkeClusters: unsimulated("array", "there are no clusters"),
      networks: list(object({ "networkUrl!": networkUrl })),
    }),
    reverseLookup: unsimulated("boolean", onlyRecords),
    serviceDirectoryConfig: unsimulated("object", onlyRecords),
    visibility: oneOf("public", "private"),
  },
  mutable: [
    "cloudLoggingConfig",
    "description",
    "dnssecConfig",
    "forceDestroy",
    "labels",
    "privateVisibilityConfig",
  ],
  defaults: { description: "Managed by Pulumi", forceDestroy: false, visibility: "public" },
  computed: ["creationTime", "effectiveLabels", "managedZoneId", "nameServers", "pulumiLabels"],
  secretOutputs: secretLabels,
  check: checkVisibility,
  create(context) {
    const { inputs, now, draws, world } = context;
    const id = `projects/${projectOf(inputs)}/managedZones/${asString(inputs.name) ?? ""}`;
    return during("creating ManagedZone", () => {
      if (world.get(tokens.managedZone, id)) {
        throw new ComputeError(
          409,
          "alreadyExists",
          `The resource 'entity.managedZone' named '${asString(inputs.name) ?? ""}' already exists`,
        );
      }
      requireNetworks(context, undefined);
      return {
        id,
        outputs: {
          creationTime: now,
          managedZoneId: String(draws.below("managedZoneId", 2 ** 47)),
          nameServers: nameServers(context),
          ...labels(context),
        },
      };
    });
  },
  update(context, record) {
    return during(`updating ManagedZone "${record.id}"`, () => {
      requireNetworks(context, record);
      return labels(context);
    });
  },
  delete({ world }, record) {
    const records = recordsIn(world, record);
    if (record.inputs.forceDestroy !== true && records.length > 0) {
      throw new ComputeError(
        400,
        "containerNotEmpty",
        `The resource named '${asString(record.inputs.name) ?? ""}' cannot be deleted because it is not empty`,
      ).while("deleting ManagedZone");
    }
  },
});

/**
 * A zone: of the internet, or of some VPC networks.
 *
 * API: https://cloud.google.com/dns/docs/reference/rest/v1/managedZones
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/dns/managedzone/
 */
export const managedZone: ResourceType = {
  ...zone,
  properties: { ...autonamingProperty, ...zone.properties },
  check(context) {
    autoname(context);
    zone.check?.(context);
  },
  removes: ({ world, inputs }, record) => (inputs.forceDestroy === true ? recordsIn(world, record) : []),
};

const recordsIn = (world: OperationContext["world"], { id, inputs }: WorldRecord): WorldRecord[] =>
  world
    .all(tokens.recordSet)
    .filter((one) => one.inputs.managedZone === inputs.name && projectOf(one.inputs) === id.split("/")[1]);

const labels = ({ inputs, draws }: OperationContext): Props => {
  const { effectiveLabels = {}, pulumiLabels = {} } = labelOutputs(inputs, draws);
  return { effectiveLabels, pulumiLabels };
};

/** Four servers of one of the sets that Google has. */
function nameServers({ inputs, draws }: OperationContext): string[] {
  if (inputs.visibility === "private") {
    return ["ns-gcp-private.googledomains.com."];
  }
  const set = "abcde".charAt(draws.below("name servers", 5));
  return [1, 2, 3, 4].map((one) => `ns-cloud-${set}${one}.googledomains.com.`);
}

/** Networks see private zones, and the internet signs public ones. Source: https://cloud.google.com/dns/docs/zones */
function checkVisibility({ inputs, fail }: CheckContext): void {
  const { visibility, privateVisibilityConfig: seen, dnssecConfig } = inputs;
  if (visibility === "public" && seen !== undefined) {
    fail(
      "privateVisibilityConfig",
      "Invalid value for 'entity.managedZone.privateVisibilityConfig': it is for private zones only",
    );
  }
  if (visibility === "private" && ["on", "transfer"].includes(asString(asObject(dnssecConfig).state) ?? "")) {
    fail(
      "dnssecConfig.state",
      "Invalid value for 'entity.managedZone.dnssecConfig': private zones are not signed",
    );
  }
}

const networksOf = (inputs: Props): string[] =>
  asList(asObject(inputs.privateVisibilityConfig).networks).flatMap((one) => {
    const url = asString(asObject(one).networkUrl);
    return url === undefined ? [] : [pathIn(url)];
  });

/**
 * @throws {ComputeError} unless the networks exist, and none sees another zone of the same name.
 *
 * Source: https://cloud.google.com/dns/docs/zones/zones-overview#overlapping-zones
 */
function requireNetworks({ inputs, world }: OperationContext, record: WorldRecord | undefined): void {
  const networks = networksOf(inputs);
  const missing = networks.find((path) => !world.get(tokens.network, path));
  if (missing !== undefined) {
    throw notFound(missing);
  }
  const own = asString(inputs.dnsName) ?? "";
  const twin = world
    .all(tokens.managedZone)
    .filter((other) => other !== record && sameName(asString(other.inputs.dnsName) ?? "", own))
    .find((other) => networksOf(other.inputs).some((path) => networks.includes(path)));
  if (twin) {
    throw new ComputeError(
      400,
      "invalid",
      `Invalid value for 'entity.managedZone.privateVisibilityConfig.networks': a network is bound to the private zone '${asString(twin.inputs.name) ?? ""}' of the same DNS name '${own}' already`,
    );
  }
}
