import { ofShare } from "./shares";
import { arn } from "../arn";
import { refuseUnsimulated, unsimulated } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { withName } from "../operations/names";
import { tokens } from "../tokens";
import type { ResourceType } from "../../providers/resourceType";

/** https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html */
const defaultPermission = "arn:aws:ram::aws:permission/AWSRAMDefaultPermissionTransitGateway";

/**
 * A share, by which other accounts come to use what the account owns. Only the owner's side is simulated: there is one
 * account.
 *
 * API: https://docs.aws.amazon.com/ram/latest/APIReference/API_CreateResourceShare.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ram/resourceshare/
 */
export const resourceShare: ResourceType = {
  token: tokens.resourceShare,
  properties: {
    ...regionProperty,
    ...tagProperties,
    allowExternalPrincipals: { type: "boolean", default: false },
    name: { type: "string" },
    ...unsimulated("array", ["permissionArns"]),
    ...unsimulated("object", ["resourceShareConfiguration"]),
  },
  computed: ["arn", "permissionArns", "resourceShareConfiguration", "tagsAll"],
  // Rough figures.
  durations: { create: 5, update: 5, delete: 5 },
  check(context) {
    withRegion(context);
    withName(context);
    refuseUnsimulated(context, {
      permissionArns: "resources are shared with the default permissions",
      resourceShareConfiguration: "there is no organization to leave",
    });
  },
  create({ inputs, draws }) {
    const uuid = [8, 4, 4, 4, 12].map((length, i) => draws.hex(`id/${i}`, length)).join("-");
    const id = arn("ram", regionOf(inputs), `resource-share/${uuid}`);
    return { id, outputs: { arn: id, ...taggedOutputs(inputs) } };
  },
  update({ inputs, world }, record) {
    const closes = record.inputs.allowExternalPrincipals === true && inputs.allowExternalPrincipals !== true;
    if (closes && ofShare(world, tokens.principalAssociation, record.id).length > 0) {
      throw new Error(
        `turning allowExternalPrincipals of ${record.id} off is not simulated while it has principals`,
      );
    }
    return taggedOutputs(inputs);
  },
  removes: ({ inputs, world }, record) =>
    inputs === record.inputs
      ? [tokens.resourceAssociation, tokens.principalAssociation].flatMap((token) =>
          ofShare(world, token, record.id),
        )
      : [],
  observe: ({ id }, world) => ({
    permissionArns: ofShare(world, tokens.resourceAssociation, id).length > 0 ? [defaultPermission] : [],
  }),
};
