import { type ComputeOperation, computeType } from "../compute/computeType";
import { invalidField } from "../compute/error";
import { fingerprint, labelsShape } from "../compute/labels";
import { apiNameProblem } from "../compute/names";
import { lastName, selfLink } from "../compute/paths";
import { imageProblem } from "./images";
import { machineTypeProblem } from "./machineTypes";
import {
  changesAddress,
  checkNetworkInterfaces,
  networkInterfacesShape,
  placeInterfaces,
  previewInterfaces,
} from "./networkInterfaces";
import { same } from "../../providers/properties";
import {
  between,
  flag,
  list,
  map,
  object,
  oneOf,
  text,
  textWhich,
  unsimulated,
} from "../../providers/shapes";
import { tokens } from "../tokens";
import { asList, asObject, asString, type Props, UNKNOWN, type Value } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const mostTags = 64;
const oneDisk = "an instance has its boot disk only, made from an image";

/** What the provider changes only while the instance is stopped. */
const needsStop = ["machineType", "minCpuPlatform", "serviceAccount", "shieldedInstanceConfig"];

const attributes = [
  "cpuPlatform",
  "creationTimestamp",
  "currentStatus",
  "instanceId",
  "metadataFingerprint",
  "tagsFingerprint",
];

/**
 * A virtual machine that runs. Nobody looks into its disk or its metadata.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/instances
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/instance/
 */
export const instance: ResourceType = computeType({
  token: tokens.instance,
  kind: "instance",
  collection: "instances",
  regional: false,
  zonal: true,
  labelled: true,
  fields: {
    allowStoppingForUpdate: flag,
    attachedDisks: unsimulated("array", oneDisk),
    "bootDisk!": object({
      autoDelete: flag,
      deviceName: text,
      initializeParams: object({
        image: textWhich(imageProblem),
        labels: labelsShape,
        size: between(10, 65536),
        type: oneOf("pd-standard", "pd-balanced", "pd-ssd", "pd-extreme", "hyperdisk-balanced"),
      }),
      mode: oneOf("READ_WRITE", "READ_ONLY"),
      source: unsimulated("string", oneDisk),
    }),
    canIpForward: flag,
    deletionProtection: flag,
    description: text,
    desiredStatus: textWhich((status, path) =>
      status === "RUNNING" ? undefined : `"${path}" ${status} is not simulated: instances run`,
    ),
    enableDisplay: flag,
    guestAccelerators: unsimulated("array", "there are no accelerators"),
    hostname: textWhich((name, path) =>
      /^(?=.{1,253}$)([a-z]([-a-z0-9]{0,61}[a-z0-9])?)(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$/.test(name)
        ? undefined
        : invalidField(`resource.${path}`, name, "It must be a fully qualified domain name of RFC 1035."),
    ),
    "machineType!": text,
    metadata: map,
    metadataStartupScript: text,
    minCpuPlatform: text,
    "networkInterfaces!": networkInterfacesShape,
    scheduling: object({
      automaticRestart: flag,
      instanceTerminationAction: oneOf("STOP", "DELETE"),
      onHostMaintenance: oneOf("MIGRATE", "TERMINATE"),
      preemptible: flag,
      provisioningModel: oneOf("STANDARD", "SPOT"),
    }),
    scratchDisks: unsimulated("array", oneDisk),
    serviceAccount: object({ email: text, "scopes!": list(text) }),
    shieldedInstanceConfig: object({
      enableIntegrityMonitoring: flag,
      enableSecureBoot: flag,
      enableVtpm: flag,
    }),
    tags: list(
      textWhich((tag, path) => apiNameProblem(`resource.${path.replace("tags", "tags.items")}`, tag)),
      mostTags,
    ),
  },
  mutable: [
    "allowStoppingForUpdate",
    "canIpForward",
    "deletionProtection",
    "desiredStatus",
    "enableDisplay",
    "metadata",
    "scheduling",
    "tags",
    ...needsStop,
  ],
  replaceIf: {
    bootDisk: (before, after) => !same(withoutAutoDelete(before), withoutAutoDelete(after)),
    networkInterfaces: changesAddress,
  },
  defaults: { canIpForward: false, deletionProtection: false },
  computed: ["bootDisk", "networkInterfaces", ...attributes],
  // Until it runs; it boots for some seconds more. Deletion waits for the guest to shut down.
  durations: { create: 25, update: 15, delete: 45 },
  check(context) {
    checkMachineType(context);
    checkBootDisk(context);
    checkNetworkInterfaces(context);
    checkStartupScript(context);
    checkScheduling(context);
  },
  create(context) {
    return {
      cpuPlatform: "Intel Broadwell",
      creationTimestamp: context.now,
      currentStatus: "RUNNING",
      instanceId: String(context.draws.below("instanceId", 2 ** 47)),
      ...settings(context, []),
    };
  },
  update(context, record) {
    requireStop(context, record);
    return settings(context, asList(record.outputs.networkInterfaces).map(asObject));
  },
  delete(record) {
    if (record.inputs.deletionProtection === true) {
      throw new Error(
        `Cannot delete instance ${lastName(record.id)}: instance Deletion Protection is enabled. Set deletionProtection to false for this resource and run \`pulumi up\` before attempting to delete it.`,
      );
    }
  },
  preview: (inputs, known) => ({
    ...Object.fromEntries(previewed.map((name) => [name, known[name] ?? UNKNOWN])),
    ...inputs,
    networkInterfaces:
      known.networkInterfaces !== undefined &&
      !changesAddress(known.networkInterfaces, inputs.networkInterfaces)
        ? known.networkInterfaces
        : previewInterfaces(inputs.networkInterfaces),
  }),
});

const previewed = [
  "deletionPolicy",
  "effectiveLabels",
  "labelFingerprint",
  "pulumiLabels",
  "selfLink",
  ...attributes,
];

const withoutAutoDelete = (disk: Value | undefined): Props => ({ ...asObject(disk), autoDelete: true });

function settings(context: ComputeOperation, before: readonly Props[]): Props {
  const { inputs, draws, path } = context;
  const disk = asObject(inputs.bootDisk);
  return {
    bootDisk: {
      autoDelete: true,
      deviceName: "persistent-disk-0",
      mode: "READ_WRITE",
      ...disk,
      source: selfLink(path.replace("/instances/", "/disks/")),
    },
    metadataFingerprint: fingerprint(draws, JSON.stringify(inputs.metadata ?? {})),
    networkInterfaces: placeInterfaces(context, before),
    tagsFingerprint: fingerprint(draws, JSON.stringify(inputs.tags ?? [])),
  };
}

function checkMachineType({ inputs, fail }: CheckContext): void {
  const [machineType, zone] = [asString(inputs.machineType), asString(inputs.zone)];
  const problem =
    machineType === undefined || zone === undefined
      ? undefined
      : machineTypeProblem(lastName(machineType), zone);
  if (problem) {
    fail("machineType", problem);
  }
}

function checkBootDisk({ inputs, fail }: CheckContext): void {
  const disk = asObject(inputs.bootDisk);
  const params = asObject(disk.initializeParams);
  const isKnown = inputs.bootDisk !== UNKNOWN && disk.initializeParams !== UNKNOWN;
  if (inputs.bootDisk !== undefined && isKnown && params.image === undefined) {
    fail(
      "bootDisk.initializeParams.image",
      invalidField("resource.disks[0]", "", "Boot disk must have a source specified: name an image."),
    );
  }
}

function checkStartupScript({ inputs, fail }: CheckContext): void {
  if (
    inputs.metadataStartupScript !== undefined &&
    asObject(inputs.metadata)["startup-script"] !== undefined
  ) {
    fail("metadataStartupScript", "Cannot provide both metadata_startup_script and metadata.startup-script.");
  }
}

/** Source: https://cloud.google.com/compute/docs/instances/create-use-spot, and `scheduling` in the provider. */
function checkScheduling({ inputs, fail }: CheckContext): void {
  const { automaticRestart, onHostMaintenance, preemptible, provisioningModel } = asObject(inputs.scheduling);
  const isSpot = preemptible === true || provisioningModel === "SPOT";
  if (isSpot && automaticRestart !== false && automaticRestart !== UNKNOWN) {
    const rule = "Scheduling must have automaticRestart be false when preemptible is true.";
    fail("scheduling.automaticRestart", invalidField("resource.scheduling.automaticRestart", "true", rule));
  }
  if (isSpot && onHostMaintenance === "MIGRATE") {
    const rule = "Spot and preemptible instances terminate on host maintenance.";
    fail(
      "scheduling.onHostMaintenance",
      invalidField("resource.scheduling.onHostMaintenance", "MIGRATE", rule),
    );
  }
}

function requireStop({ inputs }: ComputeOperation, record: WorldRecord): void {
  const moved = asList(inputs.networkInterfaces).some((nic, i) => {
    const before = asObject(asList(record.inputs.networkInterfaces)[i]);
    return before.network !== asObject(nic).network || before.subnetwork !== asObject(nic).subnetwork;
  });
  const changed = needsStop.some((property) => !same(inputs[property], record.inputs[property]));
  if ((moved || changed) && inputs.allowStoppingForUpdate !== true) {
    throw new Error(
      "Changing the machine_type, min_cpu_platform, service_account, shielded_instance_config, or network_interface.[#d].(network/subnetwork) on a started instance requires stopping it. To acknowledge this, please set allow_stopping_for_update = true in your config.",
    );
  }
}
