import { checkInstance, unsimulatedSettings } from "./instanceChecks";
import { launchAddresses, launchGroups, launchSubnet } from "./launch";
import { arn } from "../arn";
import { unsimulated } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { Ec2Error } from "../error";
import { tokens } from "../tokens";
import type { PropertyRule, ResourceType } from "../../providers/resourceType";

/** The provider reads the setting of the update; the simulator sees that of the state, which differs only once. */
const userData: PropertyRule = {
  type: "string",
  replaceIf: (_, __, olds) => olds.userDataReplaceOnChange === true,
};

/**
 * An instance with one network interface. Images are not catalogued: every image id that is well formed exists.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/instance/
 */
export const instance: ResourceType = {
  token: tokens.instance,
  properties: {
    ...regionProperty,
    ...tagProperties,
    ami: { type: "string", replace: true },
    associatePublicIpAddress: { type: "boolean", replace: true },
    availabilityZone: { type: "string", replace: true },
    disableApiTermination: { type: "boolean" },
    ebsOptimized: { type: "boolean", replace: true },
    instanceType: { type: "string" },
    metadataOptions: { type: "object" },
    monitoring: { type: "boolean" },
    privateIp: { type: "string", replace: true },
    rootBlockDevice: { type: "object" },
    sourceDestCheck: { type: "boolean", default: true },
    subnetId: { type: "string", replace: true },
    tenancy: { type: "string", replace: true },
    userData,
    userDataBase64: userData,
    userDataReplaceOnChange: { type: "boolean", default: false },
    vpcSecurityGroupIds: { type: "array" },
    ...unsimulated("array", unsimulatedSettings.array),
    ...unsimulated("boolean", unsimulatedSettings.boolean),
    ...unsimulated("number", unsimulatedSettings.number),
    ...unsimulated("object", unsimulatedSettings.object),
    ...unsimulated("string", unsimulatedSettings.string),
  },
  computed: [
    "arn",
    "associatePublicIpAddress",
    "availabilityZone",
    "instanceState",
    "primaryNetworkInterfaceId",
    "privateDns",
    "privateIp",
    "publicDns",
    "publicIp",
    "tagsAll",
    "tenancy",
    "vpcSecurityGroupIds",
  ],
  // Rough figures: the provider waits until the instance runs, and until it is terminated.
  durations: { create: 15, update: 10, delete: 40 },
  check(context) {
    withRegion(context);
    checkInstance(context);
  },
  create(context) {
    const { inputs, draws } = context;
    const subnet = launchSubnet(context);
    const vpcSecurityGroupIds = launchGroups(context, "RunInstances", subnet);
    const id = `i-0${draws.hex("id", 16)}`;
    return {
      id,
      outputs: {
        arn: arn("ec2", regionOf(inputs), `instance/${id}`),
        availabilityZone: subnet.outputs.availabilityZone ?? "",
        instanceState: "running",
        primaryNetworkInterfaceId: `eni-0${draws.hex("interface", 16)}`,
        tenancy: inputs.tenancy ?? "default",
        vpcSecurityGroupIds,
        ...launchAddresses(context, subnet),
        ...taggedOutputs(inputs),
      },
    };
  },
  update: (context) => ({
    vpcSecurityGroupIds: launchGroups(context, "ModifyNetworkInterfaceAttribute", launchSubnet(context)),
    ...taggedOutputs(context.inputs),
  }),
  delete(_, { id, inputs }) {
    if (inputs.disableApiTermination === true) {
      throw new Ec2Error(
        "TerminateInstances",
        "OperationNotPermitted",
        `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
      );
    }
  },
};
