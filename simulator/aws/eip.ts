import { arn } from "./arn";
import { checkOneOf, refuseUnsimulated, unsimulated } from "./checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { Ec2Error } from "./error";
import { drawPublicAddress } from "./publicAddress";
import { having } from "./references";
import { isFull, quotas } from "./serviceQuotas/quotas";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/**
 * An Elastic IP address. Only a NAT gateway can use it here: there are no instances and network interfaces.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/eip/
 */
export const eip: ResourceType = {
  token: tokens.eip,
  properties: {
    ...regionProperty,
    ...tagProperties,
    domain: { type: "string", replace: true },
    networkBorderGroup: { type: "string", replace: true },
    ...unsimulated("string", [
      "address",
      "associateWithPrivateIp",
      "customerOwnedIpv4Pool",
      "instance",
      "ipamPoolId",
      "networkInterface",
      "publicIpv4Pool",
    ]),
  },
  computed: [
    "allocationId",
    "arn",
    "associationId",
    "carrierIp",
    "customerOwnedIp",
    "domain",
    "instance",
    "networkBorderGroup",
    "networkInterface",
    "privateDns",
    "privateIp",
    "ptrRecord",
    "publicDns",
    "publicIp",
    "publicIpv4Pool",
    "tagsAll",
  ],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    checkOneOf(context, "domain", ["vpc"]);
    refuseUnsimulated(context, {
      address: "no address can be recovered or brought along",
      associateWithPrivateIp: "there are no network interfaces; give the allocation to a NAT gateway",
      customerOwnedIpv4Pool: "there are no Outposts",
      instance: "there are no instances; give the allocation to a NAT gateway",
      ipamPoolId: "there is no IPAM",
      networkInterface: "there are no network interfaces; give the allocation to a NAT gateway",
      publicIpv4Pool: "addresses come from Amazon's pool only",
    });
  },
  create(context) {
    const { inputs, draws } = context;
    const region = regionOf(inputs);
    if (isFull(context, tokens.eip, quotas.elasticAddresses)) {
      throw new Ec2Error(
        "AllocateAddress",
        "AddressLimitExceeded",
        "The maximum number of addresses has been reached.",
      );
    }
    const id = `eipalloc-0${draws.hex("id", 16)}`;
    const publicIp = drawPublicAddress(context, "address");
    const zone = region === "us-east-1" ? "compute-1" : `${region}.compute`;
    return {
      id,
      outputs: {
        allocationId: id,
        arn: arn("ec2", region, `elastic-ip/${id}`),
        carrierIp: "",
        customerOwnedIp: "",
        domain: "vpc",
        instance: "",
        networkBorderGroup: inputs.networkBorderGroup ?? region,
        ptrRecord: "",
        publicDns: `ec2-${publicIp.replaceAll(".", "-")}.${zone}.amazonaws.com`,
        publicIp,
        publicIpv4Pool: "amazon",
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
  delete({ world }, { id, outputs }) {
    if (having(world, tokens.natGateway, "allocationId", id).length > 0) {
      throw new Ec2Error(
        "ReleaseAddress",
        "InvalidIPAddress.InUse",
        `Address ${asString(outputs.publicIp) ?? ""} is in use.`,
      );
    }
  },
  observe({ id }, world) {
    const [user] = having(world, tokens.natGateway, "allocationId", id);
    return {
      associationId: user?.outputs.associationId ?? "",
      networkInterface: user?.outputs.networkInterfaceId ?? "",
      privateIp: user?.outputs.privateIp ?? "",
      privateDns: "",
    };
  },
};
