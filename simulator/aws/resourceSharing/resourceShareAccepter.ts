import { accountId } from "../arn";
import { regionProperty, withRegion } from "../common";
import { tokens } from "../tokens";
import type { ResourceType } from "../../providers/resourceType";

/**
 * The acceptance of another account's invitation. There is one account, which invites only.
 *
 * API: https://docs.aws.amazon.com/ram/latest/APIReference/API_AcceptResourceShareInvitation.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ram/resourceshareaccepter/
 */
export const resourceShareAccepter: ResourceType = {
  token: tokens.resourceShareAccepter,
  properties: { ...regionProperty, shareArn: { type: "string", required: true, replace: true } },
  computed: [],
  durations: { create: 0, update: 0, delete: 0 },
  check(context) {
    withRegion(context);
    context.fail(
      "shareArn",
      `accepting resource shares is not simulated: there is one account, ${accountId}, which gets no invitations`,
    );
  },
  create() {
    throw new Error("no invitation awaits acceptance");
  },
};
