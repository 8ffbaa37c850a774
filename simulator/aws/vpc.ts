import { accountId, arn } from "./arn";
import { internetGatewayOf, vpnGatewayOf } from "./attachments";
import { checkIpv4Network, checkOneOf, isMissing, refuseUnsimulated, unsimulated } from "./checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { Ec2Error } from "./error";
import { vpcIpv6Block } from "./ipv6";
import { having } from "./references";
import { isFull, quotas } from "./serviceQuotas/quotas";
import { tokens } from "./tokens";
import { overlaps, parseCidr } from "../../addressing/cidr";
import { asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/** Not assignable to hosts: this network, loopback, link-local, multicast and reserved (RFC 6890). */
const unusable = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"].map(parseCidr);

/**
 * A VPC with what comes with it: main route table, default security group, default network ACL and DHCP options.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html
 * Sizes: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html, /16 to /28
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/vpc/
 */
export const vpc: ResourceType = {
  token: tokens.vpc,
  properties: {
    ...regionProperty,
    ...tagProperties,
    assignGeneratedIpv6CidrBlock: { type: "boolean" },
    cidrBlock: { type: "string", replace: true },
    enableDnsHostnames: { type: "boolean" },
    enableDnsSupport: { type: "boolean", default: true },
    enableNetworkAddressUsageMetrics: { type: "boolean" },
    instanceTenancy: { type: "string", replace: true, default: "default" },
    ...unsimulated("number", ["ipv4NetmaskLength", "ipv6NetmaskLength"]),
    ...unsimulated("string", [
      "ipv4IpamPoolId",
      "ipv6CidrBlock",
      "ipv6CidrBlockNetworkBorderGroup",
      "ipv6IpamPoolId",
    ]),
  },
  computed: [
    "arn",
    "defaultNetworkAclId",
    "defaultRouteTableId",
    "defaultSecurityGroupId",
    "dhcpOptionsId",
    "enableDnsHostnames",
    "enableNetworkAddressUsageMetrics",
    "ipv6AssociationId",
    "ipv6CidrBlock",
    "ipv6CidrBlockNetworkBorderGroup",
    "mainRouteTableId",
    "ownerId",
    "tagsAll",
  ],
  renews: { assignGeneratedIpv6CidrBlock: ["ipv6AssociationId", "ipv6CidrBlock"] },
  // Rough figures; the provider waits some ten seconds more for an IPv6 block.
  durations: { create: 3, update: 2, delete: 1 },
  check(context) {
    withRegion(context);
    refuseUnsimulated(context, {
      ipv4IpamPoolId: "there is no IPAM; give cidrBlock",
      ipv4NetmaskLength: "there is no IPAM; give cidrBlock",
      ipv6IpamPoolId: "there is no IPAM",
      ipv6NetmaskLength: "there is no IPAM",
      ipv6CidrBlock: "there is no IPAM; set assignGeneratedIpv6CidrBlock",
      ipv6CidrBlockNetworkBorderGroup: "there are no Local Zones",
    });
    if (isMissing(context.inputs.cidrBlock) && context.inputs.ipv4IpamPoolId === undefined) {
      context.fail("cidrBlock", "one of cidrBlock, ipv4IpamPoolId must be specified");
    }
    checkIpv4Network(context, "cidrBlock", 16, 28);
    checkOneOf(context, "instanceTenancy", ["default", "dedicated"]);
  },
  create(context) {
    const { inputs, draws } = context;
    const region = regionOf(inputs);
    const cidr = parseCidr(asString(inputs.cidrBlock) ?? "");
    if (unusable.some((range) => overlaps(range, cidr))) {
      throw new Ec2Error("CreateVpc", "InvalidVpc.Range", `The CIDR '${cidr.text}' is invalid.`);
    }
    if (isFull(context, tokens.vpc, quotas.vpcs)) {
      throw new Ec2Error("CreateVpc", "VpcLimitExceeded", "The maximum number of VPCs has been reached.");
    }
    const id = `vpc-0${draws.hex("id", 16)}`;
    const mainRouteTableId = `rtb-0${draws.hex("mainRouteTable", 16)}`;
    return {
      id,
      outputs: {
        arn: arn("ec2", region, `vpc/${id}`),
        defaultNetworkAclId: `acl-0${draws.hex("networkAcl", 16)}`,
        defaultRouteTableId: mainRouteTableId,
        defaultSecurityGroupId: `sg-0${draws.hex("securityGroup", 16)}`,
        dhcpOptionsId: `dopt-0${draws.hex("dhcpOptions", 16)}`,
        enableDnsHostnames: inputs.enableDnsHostnames ?? false,
        enableNetworkAddressUsageMetrics: inputs.enableNetworkAddressUsageMetrics ?? false,
        mainRouteTableId,
        ownerId: accountId,
        ...vpcIpv6Block(context),
        ...taggedOutputs(inputs),
      },
    };
  },
  update: (context, record) => ({ ...vpcIpv6Block(context, record), ...taggedOutputs(context.inputs) }),
  delete({ world }, { id }) {
    const inside = [tokens.subnet, tokens.routeTable, tokens.securityGroup].some(
      (token) => having(world, token, "vpcId", id).length > 0,
    );
    if (inside || internetGatewayOf(world, id) || vpnGatewayOf(world, id)) {
      throw new Ec2Error(
        "DeleteVpc",
        "DependencyViolation",
        `The vpc '${id}' has dependencies and cannot be deleted.`,
      );
    }
  },
};
