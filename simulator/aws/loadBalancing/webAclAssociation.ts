import { parseArn } from "../operations/arns";
import { ServiceError } from "../operations/error";
import { regionOf, regionProperty, withRegion } from "../common";
import { having } from "../references";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/**
 * The web ACL of an Application Load Balancer. Web ACLs are not simulated: every regional one of this Region exists.
 * What else can have a web ACL is not simulated.
 *
 * API: https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/wafv2/webaclassociation/
 */
export const webAclAssociation: ResourceType = {
  token: tokens.webAclAssociation,
  properties: {
    ...regionProperty,
    resourceArn: { type: "string", required: true, replace: true },
    webAclArn: { type: "string", required: true, replace: true },
  },
  computed: [],
  // Rough figures.
  durations: { create: 5, update: 5, delete: 5 },
  check(context) {
    const { inputs, fail } = context;
    withRegion(context);
    const text = asString(inputs.webAclArn);
    const arn = text === undefined ? undefined : parseArn(text);
    const isRegional = arn?.service === "wafv2" && /^regional\/webacl\/[\w-]+\/[\w-]+$/.test(arn.resource);
    if (text !== undefined && !isRegional) {
      fail("webAclArn", `WAFInvalidParameterException: "${text}" is not the ARN of a regional web ACL`);
    } else if (arn && arn.region !== regionOf(inputs)) {
      fail(
        "webAclArn",
        `WAFInvalidParameterException: the web ACL is in ${arn.region}, and the association in ${regionOf(inputs)}`,
      );
    }
  },
  create(context) {
    const { inputs, world } = context;
    const resourceArn = asString(inputs.resourceArn) ?? "";
    const balancer = world.get(tokens.loadBalancer, resourceArn);
    if (balancer && balancer.inputs.loadBalancerType !== "application") {
      throw refused("WAFInvalidParameterException", `The resource ${resourceArn} cannot have a web ACL`);
    }
    if (!balancer || regionOf(balancer.inputs) !== regionOf(inputs)) {
      throw refused(
        "WAFUnavailableEntityException",
        `AWS WAF couldn't retrieve the resource ${resourceArn}; load balancers are simulated only`,
      );
    }
    const [other] = having(world, tokens.webAclAssociation, "resourceArn", resourceArn);
    if (other) {
      throw refused(
        "WAFAssociatedItemException",
        `${resourceArn} has the web ACL ${asString(other.inputs.webAclArn) ?? ""} already: AWS WAF would replace it, and two resources would have one association`,
      );
    }
    return { id: `${asString(inputs.webAclArn) ?? ""},${resourceArn}`, outputs: {} };
  },
};

const refused = (code: string, message: string): ServiceError =>
  new ServiceError("WAFV2", "AssociateWebACL", code, message);
