import { bodyProblems } from "./dashboardBody";
import { ServiceError } from "./error";
import { normalised, parseJson } from "./json";
import { checkLength } from "./names";
import { operationsTokens as tokens } from "./tokens";
import { arn } from "../arn";
import { regionProperty, withRegion } from "../common";
import { asString } from "../../protocol/values";
import type { CheckContext, ResourceType } from "../../providers/resourceType";

/**
 * A dashboard. Its account has it once, whatever the Region.
 *
 * API: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/dashboard/
 */
export const dashboard: ResourceType = {
  token: tokens.dashboard,
  properties: {
    ...regionProperty,
    dashboardBody: { type: "string", required: true },
    dashboardName: { type: "string", required: true, replace: true },
  },
  computed: ["dashboardArn"],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  deleteBeforeReplace: true,
  check(context) {
    withRegion(context);
    checkLength(context, "dashboardName", 1, 255);
    const name = asString(context.inputs.dashboardName);
    if (name !== undefined && !/^[A-Za-z0-9_-]*$/.test(name)) {
      context.fail(
        "dashboardName",
        `invalid value for dashboardName (alphanumeric characters, '-' and '_' only): ${name}`,
      );
    }
    checkBody(context);
  },
  create({ inputs, world }) {
    const id = asString(inputs.dashboardName) ?? "";
    if (world.get(tokens.dashboard, id)) {
      throw new ServiceError(
        "CloudWatch",
        "PutDashboard",
        "InvalidParameterInput",
        `A dashboard ${id} exists already: CloudWatch would overwrite it, and two resources would have one dashboard`,
      );
    }
    return { id, outputs: { dashboardArn: arn("cloudwatch", "", `dashboard/${id}`) } };
  },
  update: () => ({}),
};

function checkBody({ inputs, fail }: CheckContext): void {
  const text = asString(inputs.dashboardBody);
  if (text === undefined) {
    return;
  }
  const body = parseJson(text);
  if (body === undefined) {
    fail("dashboardBody", '"dashboardBody" contains an invalid JSON');
    return;
  }
  inputs.dashboardBody = normalised(body);
  const problems = bodyProblems(body);
  if (problems.length > 0) {
    const listed = problems.map(({ dataPath, message }) => `${dataPath}: ${message}`);
    fail(
      "dashboardBody",
      `InvalidParameterInput: The dashboard body is invalid, there are ${problems.length} validation errors: ${listed.join("; ")}`,
    );
  }
}
