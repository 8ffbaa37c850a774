import type { ArmCheck } from "../arm/armType";
import type { Fields } from "../arm/inputShape";
import { asNumber, asObject, type Props, UNKNOWN } from "../../protocol/values";

export const storageFields: Fields = {
  alignRegionalDisksToVMZone: "unsimulated boolean",
  dataDisks: "unsimulated array",
  diskControllerType: "unsimulated string",
  imageReference: {
    communityGalleryImageId: "unsimulated string",
    id: "unsimulated string",
    offer: "string",
    publisher: "string",
    sharedGalleryImageId: "unsimulated string",
    sku: "string",
    version: "string",
  },
  osDisk: {
    caching: "string",
    "createOption!": "string",
    deleteOption: "string",
    diffDiskSettings: "unsimulated object",
    diskSizeGB: "number",
    encryptionSettings: "unsimulated object",
    image: "unsimulated object",
    managedDisk: {
      diskEncryptionSet: "unsimulated object",
      id: "unsimulated string",
      securityProfile: "unsimulated object",
      storageAccountType: "string",
    },
    name: "string",
    osType: "string",
    vhd: "unsimulated object",
    writeAcceleratorEnabled: "unsimulated boolean",
  },
};

/** Source: https://learn.microsoft.com/rest/api/compute/virtual-machines/create-or-update#storageaccounttypes and the tables beside it */
const choices: readonly (readonly [path: string, values: readonly string[]])[] = [
  ["osDisk.caching", ["None", "ReadOnly", "ReadWrite"]],
  ["osDisk.createOption", ["FromImage"]],
  ["osDisk.deleteOption", ["Delete", "Detach"]],
  ["osDisk.osType", ["Linux", "Windows"]],
  [
    "osDisk.managedDisk.storageAccountType",
    ["Standard_LRS", "StandardSSD_LRS", "StandardSSD_ZRS", "Premium_LRS", "Premium_ZRS"],
  ],
];

const mostGigabytes = 4095;

/** Only disks that are made of a marketplace's image are simulated. */
export function checkStorageProfile({ inputs, refuse }: ArmCheck): void {
  const profile = asObject(inputs.storageProfile);
  if (inputs.storageProfile === undefined || inputs.storageProfile === UNKNOWN) {
    return;
  }
  const image = asObject(profile.imageReference);
  const missing = ["publisher", "offer", "sku", "version"].filter((part) => image[part] === undefined);
  if (profile.imageReference !== UNKNOWN && missing.length > 0) {
    refuse(
      "storageProfile.imageReference",
      "InvalidParameter",
      `An image needs publisher, offer, sku and version; ${missing.join(", ")} is missing.`,
    );
  }
  for (const [path, values] of choices) {
    const value = at(profile, path);
    if (typeof value === "string" && !values.includes(value)) {
      refuse(
        `storageProfile.${path}`,
        "InvalidParameter",
        `'${value}' is not known or not simulated; use ${values.join(", ")}.`,
      );
    }
  }
  const size = asNumber(asObject(profile.osDisk).diskSizeGB);
  if (size !== undefined && !(Number.isInteger(size) && size >= 1 && size <= mostGigabytes)) {
    refuse(
      "storageProfile.osDisk.diskSizeGB",
      "InvalidParameter",
      `The size of an OS disk must be 1 to ${mostGigabytes} GB, got ${size}.`,
    );
  }
}

const at = (props: Props, path: string): Props[string] | undefined =>
  path.split(".").reduce<Props[string] | undefined>((value, name) => asObject(value)[name], props);
