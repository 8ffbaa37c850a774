import { checkConflict, checkOneOf, ipv4AddressProblem, isMissing, refuseUnsimulated } from "../checks";
import { asString } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import { between, checkInputs, flag, map, number, object, oneOf, text } from "../../providers/shapes";

/** What an instance can have besides, by type. */
export const unsimulatedSettings = {
  array: [
    "ebsBlockDevices",
    "ephemeralBlockDevices",
    "ipv6Addresses",
    "networkInterfaces",
    "secondaryNetworkInterfaces",
    "secondaryPrivateIps",
    "securityGroups",
  ],
  boolean: ["disableApiStop", "enablePrimaryIpv6", "forceDestroy", "getPasswordData", "hibernation"],
  number: ["ipv6AddressCount", "placementPartitionNumber"],
  object: [
    "capacityReservationSpecification",
    "cpuOptions",
    "creditSpecification",
    "enclaveOptions",
    "instanceMarketOptions",
    "launchTemplate",
    "maintenanceOptions",
    "primaryNetworkInterface",
    "privateDnsNameOptions",
    "volumeTags",
  ],
  string: [
    "hostId",
    "hostResourceGroupArn",
    "iamInstanceProfile",
    "instanceInitiatedShutdownBehavior",
    "keyName",
    "placementGroup",
    "placementGroupId",
  ],
} as const;

const reasons: Readonly<Record<string, string>> = {
  iamInstanceProfile: "there is no IAM",
  keyName: "there are no key pairs; the instance is prepared by userData",
  launchTemplate: "there are no launch templates; give ami and instanceType",
  networkInterfaces: "the instance has one interface; give subnetId and vpcSecurityGroupIds",
  primaryNetworkInterface: "the instance has one interface; give subnetId and vpcSecurityGroupIds",
  securityGroups: "there is no default VPC; give vpcSecurityGroupIds",
};

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html, in raw form */
const longestUserData = 16384;

const shapes = {
  metadataOptions: object({
    httpEndpoint: oneOf("enabled", "disabled"),
    httpProtocolIpv6: oneOf("enabled", "disabled"),
    httpPutResponseHopLimit: between(1, 64),
    httpTokens: oneOf("optional", "required"),
    instanceMetadataTags: oneOf("enabled", "disabled"),
  }),
  rootBlockDevice: object({
    deleteOnTermination: flag,
    encrypted: flag,
    iops: number,
    kmsKeyId: text,
    tags: map,
    throughput: number,
    volumeSize: between(1, 65536),
    volumeType: oneOf("gp2", "gp3", "io1", "io2", "sc1", "st1", "standard"),
  }),
};

/** What the API and the provider refuse about the request alone. */
export function checkInstance(context: CheckContext): void {
  const { inputs, fail } = context;
  const all = Object.values(unsimulatedSettings).flat();
  refuseUnsimulated(
    context,
    Object.fromEntries(all.map((name) => [name, reasons[name] ?? "it changes nothing that is simulated"])),
  );
  checkInputs(inputs, shapes, fail);
  for (const property of ["ami", "instanceType"]) {
    if (isMissing(inputs[property])) {
      fail(
        property,
        `"${property}": one of \`${property},launch_template\` must be specified; there are no launch templates`,
      );
    }
  }
  const ami = asString(inputs.ami) ?? "";
  if (ami !== "" && !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(ami)) {
    fail("ami", `InvalidAMIID.Malformed: Invalid id: "${ami}" (expecting "ami-...")`);
  }
  const instanceType = asString(inputs.instanceType) ?? "";
  if (
    instanceType !== "" &&
    !/^[a-z][a-z0-9-]*\.(nano|micro|small|medium|\d*x?large|metal(-\w+)?)$/.test(instanceType)
  ) {
    fail("instanceType", `InvalidParameterValue: Invalid value '${instanceType}' for InstanceType.`);
  }
  const privateIp = asString(inputs.privateIp);
  const problem = privateIp === undefined ? undefined : ipv4AddressProblem(privateIp);
  if (problem) {
    fail("privateIp", `expected privateIp to contain a valid IPv4 address: ${problem}`);
  }
  checkOneOf(context, "tenancy", ["default", "dedicated"]);
  checkConflict(context, "userData", ["userDataBase64"]);
  checkUserData(context);
}

function checkUserData({ inputs, fail }: CheckContext): void {
  const base64 = asString(inputs.userDataBase64);
  if (base64 !== undefined && Buffer.from(base64, "base64").toString("base64") !== base64) {
    fail("userDataBase64", "expected userDataBase64 to be base64-encoded");
  }
  const size = Buffer.byteLength(
    base64 ?? asString(inputs.userData) ?? "",
    base64 === undefined ? "utf8" : "base64",
  );
  if (size > longestUserData) {
    fail(
      base64 === undefined ? "userData" : "userDataBase64",
      `InvalidParameterValue: User data is limited to ${longestUserData} bytes, got ${size}`,
    );
  }
}
