import { createHash } from "node:crypto";

import { ServiceError } from "../operations/error";
import { regionNamed } from "../regions";
import { asString } from "../../protocol/values";
import type { ProviderFunction } from "../../providers/resourceType";

/**
 * Parameters by which publishers name their newest images.
 *
 * Sources: https://docs.aws.amazon.com/linux/al2023/ug/ec2.html,
 * https://documentation.ubuntu.com/aws/aws-how-to/instances/find-ubuntu-images/
 */
const publicImages = [
  /^\/aws\/service\/ami-amazon-linux-latest\/al2023-ami(-minimal)?-kernel-(default|6\.1|6\.12)-(x86_64|arm64)$/,
  /^\/aws\/service\/ami-amazon-linux-latest\/amzn2-ami-(minimal-)?hvm-(x86_64|arm64)-(gp2|ebs)$/,
  /^\/aws\/service\/canonical\/ubuntu\/server(-minimal)?\/(20|22|24)\.04\/stable\/current\/(amd64|arm64)\/hvm\/ebs-gp[23]\/ami-id$/,
];

/**
 * A parameter of Systems Manager: the public ones that hold the id of an image, which differs by Region. Others are
 * not simulated, so they do not exist.
 *
 * API: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 * Function: https://www.pulumi.com/registry/packages/aws/api-docs/ssm/getparameter/
 */
export const getParameter: ProviderFunction = {
  token: "aws:ssm/getParameter:getParameter",
  call(args, { config }) {
    const name = asString(args.name) ?? "";
    const region = asString(args.region) ?? config.region ?? "";
    regionNamed(region);
    if (!publicImages.some((pattern) => pattern.test(name))) {
      throw new ServiceError(
        "SSM",
        "GetParameter",
        "ParameterNotFound",
        `${name}: the simulator knows the public parameters that name images of Amazon Linux and Ubuntu, such as /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64`,
      );
    }
    const image = `ami-0${createHash("sha256").update(`${region}\0${name}`).digest("hex").slice(0, 16)}`;
    return {
      arn: `arn:aws:ssm:${region}::parameter${name}`,
      id: name,
      insecureValue: image,
      name,
      region,
      type: "String",
      value: image,
      version: 1,
      withDecryption: args.withDecryption ?? true,
    };
  },
};
