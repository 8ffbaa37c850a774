import { Ec2Error } from "../error";

/**
 * A peering attachment that is not accepted yet, or that was accepted already.
 *
 * Words: https://github.com/hashicorp/terraform-provider-aws/issues/26754
 */
export const inInvalidState = (operation: string, attachmentId: string): Ec2Error =>
  new Ec2Error(operation, "IncorrectState", `${attachmentId} is in invalid state`);
