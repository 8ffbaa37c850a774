import type { TransitGateway } from "@pulumi/aws/ec2transitgateway";
import { PrincipalAssociation, ResourceAssociation, ResourceShare } from "@pulumi/aws/ram";
import type { Resource } from "@pulumi/pulumi";
import type { AwsHub } from "./hub";

/**
 * Shares a transit gateway, so that other accounts' VPCs can be attached to it. An account may be outside the
 * organization: it is named by its number.
 * https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html
 */
export function shareTransitGateway(
  hub: AwsHub,
  { arn }: TransitGateway,
  shareWith: readonly string[],
): Resource[] {
  const { opts, region } = hub;
  const name = `${hub.name}-share`;
  const allowExternalPrincipals = shareWith.some((principal) => /^\d{12}$/.test(principal));
  const share = new ResourceShare(name, { allowExternalPrincipals, ...hub.tagged(name) }, opts);
  const shared = new ResourceAssociation(
    `${name}-transit-gateway`,
    { resourceArn: arn, resourceShareArn: share.arn, region },
    opts,
  );
  const principals = shareWith.map(
    (principal) =>
      new PrincipalAssociation(
        `${name}-${principal.replace(/.*[:/]/, "")}`,
        { principal, resourceShareArn: share.arn, region },
        opts,
      ),
  );
  return [shared, ...principals];
}
